"""The service over gRPC."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

import grpc
from google.protobuf.message import Message as Protobuf

from yagpt_desktop.domain.account import Access
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionEvent, CompletionRequest, CompletionUpdate, Operation
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.errors import (
    Cancelled,
    HostNotFound,
    NetworkError,
    NotConnected,
    ProxyRefused,
    ServiceUnreachable,
    YaGptError,
)
from yagpt_desktop.domain.ports import Alarm

from . import wire
from .answer import told
from .channel import CONNECT_TIMEOUT_S, ChannelPool
from .deferred import operation_of, refuse_stream
from .error_map import CallFacts, Subject, build, identified, joined_ids, script_to_blame
from .grpc_errors import hints_of, rpc_error
from .headers import new_request_id, request_headers
from .network import grpc_target
from .pb import operation_pb2
from .pb import text_generation_pb2 as pb
from .policy import NetworkPolicy
from .redaction import private_texts
from .tunnel import through_proxy
from .watchdog import SHORT_CALL_S, Expiry, Watchdog

_MODELS: Final = "/yandex.cloud.ai.foundation_models.v1."
_COMPLETE: Final = f"{_MODELS}TextGenerationService/Completion"
_SUBMIT: Final = f"{_MODELS}TextGenerationAsyncService/Completion"
_TOKENIZE: Final = f"{_MODELS}TokenizerService/Tokenize"
_TOKENIZE_REQUEST: Final = f"{_MODELS}TokenizerService/TokenizeCompletion"
_GET_OPERATION: Final = "/yandex.cloud.operation.OperationService/Get"
_CANCEL_OPERATION: Final = "/yandex.cloud.operation.OperationService/Cancel"

_DEADLINE_SLACK_S: Final = 2.0

_Reply = TypeVar("_Reply", bound=Protobuf)


class GrpcCompletionClient:
    """Implements ``domain.ports.CompletionClient``.

    Connects on first use and shares one channel per address among all calls; a call that found the way
    broken makes the next one connect anew.
    """

    def __init__(
        self, access: Access, config: Config, alarm: Alarm, policy: NetworkPolicy | None = None
    ) -> None:
        """Take the session's ``policy``; without one the configuration alone decides."""
        self._access = access
        self._config = config
        self._alarm = alarm
        self._policy = policy or NetworkPolicy(config.network)
        self._channels = ChannelPool(self._policy)

    def complete(self, request: CompletionRequest, cancel: CancelToken) -> Iterator[CompletionEvent]:
        """See the port.  A reader that stops early ends the call."""
        cancel.raise_if_cancelled()
        message = wire.completion_request(request, self._access.folder_id)
        facts = self._facts([turn.text for turn in request.messages])
        metadata = self._metadata(facts)
        streaming = request.options.stream
        watchdog = Watchdog(self._config.network, self._alarm, streaming=streaming)
        # Heard from before the channel is lent: a sleep in any moment after that leaves it dead.
        sleep = _Sleep()
        with (
            identified(facts.request_id),
            self._policy.bell.heard_by(sleep.end_call),
            self._channels.lend(self._config.endpoints.grpc, check=cancel.raise_if_cancelled) as channel,
        ):
            method = channel.unary_stream(_COMPLETE, pb.CompletionRequest.SerializeToString, None)
            # The watchdog knows why it ends a call; the deadline is for a watchdog that fails.
            call: Any = _begun(method, message, metadata, watchdog.total_s + _DEADLINE_SLACK_S)
            sleep.watch(call.cancel)
            try:
                with cancel.aborting(call.cancel), watchdog.guarding(call.cancel):
                    pieces = self._pieces(call, facts, lambda: watchdog.expiry or sleep.expiry, cancel)
                    yield from told(pieces, watchdog, cancel, streaming=streaming)
            finally:
                call.cancel()

    def submit(self, request: CompletionRequest, cancel: CancelToken) -> Operation:
        """See the port."""
        refuse_stream(request)
        message = wire.completion_request(request, self._access.folder_id)
        facts = self._facts([turn.text for turn in request.messages])
        return operation_of(self._short_call(_SUBMIT, message, operation_pb2.Operation, facts, cancel), facts)

    def operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        """See the port."""
        message = operation_pb2.GetOperationRequest(operation_id=operation_id)
        return self._operation_call(_GET_OPERATION, message, cancel)

    def cancel_operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        """See the port."""
        message = operation_pb2.CancelOperationRequest(operation_id=operation_id)
        return self._operation_call(_CANCEL_OPERATION, message, cancel)

    def count_tokens(self, model: str, text: str, cancel: CancelToken) -> int:
        """See the port."""
        message = wire.tokenize_request(model, text, self._access.folder_id)
        return self._count(_TOKENIZE, message, [text], cancel)

    def count_request_tokens(self, request: CompletionRequest, cancel: CancelToken) -> int:
        """See the port."""
        message = wire.completion_request(request, self._access.folder_id)
        return self._count(_TOKENIZE_REQUEST, message, [turn.text for turn in request.messages], cancel)

    def close(self) -> None:
        """See the port."""
        self._channels.close()

    def _pieces(
        self, call: Any, facts: CallFacts, why_ended: Callable[[], Expiry | None], cancel: CancelToken
    ) -> Iterator[CompletionUpdate | None]:
        request_id = ""
        try:
            for data in call:
                request_id = request_id or _both_ids(call, facts)
                response = wire.parsed(pb.CompletionResponse, data)
                yield wire.update_of(response, request_id) if response.alternatives else None
        except grpc.RpcError as error:
            cancel.raise_if_cancelled()
            expiry = why_ended()
            if expiry is not None:
                self._channels.retire(self._config.endpoints.grpc)
                raise build(expiry.error_kind, expiry.value, facts) from error
            raise self._failed(error, facts, cancel) from error

    def _operation_call(self, method: str, message: Protobuf, cancel: CancelToken) -> Operation:
        facts = self._facts([], Subject.OPERATION)
        return operation_of(self._short_call(method, message, operation_pb2.Operation, facts, cancel), facts)

    def _count(self, method: str, message: Protobuf, texts: Sequence[str], cancel: CancelToken) -> int:
        reply = self._short_call(method, message, pb.TokenizeResponse, self._facts(texts), cancel)
        return len(reply.tokens)

    def _short_call(
        self, method: str, message: Protobuf, kind: type[_Reply], facts: CallFacts, cancel: CancelToken
    ) -> _Reply:
        """Make a unary call.  Blocks at most ``SHORT_CALL_S``."""
        cancel.raise_if_cancelled()
        metadata = self._metadata(facts)
        timeout_s = min(SHORT_CALL_S, self._config.network.total_timeout_s)
        address, key = self._place(facts.subject)
        sleep = _Sleep()
        with (
            identified(facts.request_id),
            self._policy.bell.heard_by(sleep.end_call),
            self._channels.lend(address, key, cancel.raise_if_cancelled) as channel,
        ):
            stub = channel.unary_unary(method, type(message).SerializeToString, None)
            try:
                call: Any = _begun(stub.future, message, metadata, timeout_s)
                sleep.watch(call.cancel)
                with cancel.aborting(call.cancel):
                    data = call.result()
            except (grpc.RpcError, grpc.FutureCancelledError) as error:
                cancel.raise_if_cancelled()
                if sleep.expiry is not None:
                    raise build(sleep.expiry.error_kind, sleep.expiry.value, facts) from error
                raise self._failed(error, facts, cancel) from error
            cancel.raise_if_cancelled()
            return wire.parsed(kind, data)

    def _place(self, subject: Subject) -> tuple[str, str]:
        """Return the address for a subject, and the name it has in the configuration."""
        if subject is Subject.OPERATION:
            return self._config.endpoints.operation_grpc, "endpoints.operation_grpc"
        return self._config.endpoints.grpc, "endpoints.grpc"

    def _failed(self, error: Exception, facts: CallFacts, cancel: CancelToken) -> YaGptError:
        if not isinstance(error, grpc.RpcError):
            return build(ServiceUnreachable, type(error).__name__, facts)
        failure = rpc_error(error, facts)
        if isinstance(failure, NetworkError):
            self._channels.retire(self._place(facts.subject)[0])
            return self._examined(failure, facts, cancel)
        return failure

    def _examined(self, failure: YaGptError, facts: CallFacts, cancel: CancelToken) -> YaGptError:
        """Find out what gRPC does not tell: what a proxy asks for, and whether there should be one."""
        target = grpc_target(*self._place(facts.subject))
        route = self._policy.route_to(target)
        if route.has_script:
            return script_to_blame(failure, facts)
        before_the_service = isinstance(failure, ProxyRefused | NotConnected | HostNotFound)
        if not before_the_service or route.proxy_url is None:
            return failure
        try:
            check, aside = cancel.raise_if_cancelled, self._policy.aside
            through_proxy(target.address, route.proxy_url, CONNECT_TIMEOUT_S, check, aside).close()
        except Cancelled:
            raise
        except YaGptError as told:
            return build(type(told), told.detail, facts)
        except OSError:
            return failure
        return failure

    def _facts(self, texts: Sequence[str], subject: Subject = Subject.COMPLETION) -> CallFacts:
        return CallFacts(new_request_id(), subject, private_texts(self._access.credential.secret, texts))

    def _metadata(self, facts: CallFacts) -> list[tuple[str, str]]:
        return list(request_headers(self._access, self._config, facts.request_id).items())


class _Sleep:
    """Ends a call when the computer has slept, and remembers that.  Any thread."""

    def __init__(self) -> None:
        self._token = CancelToken()
        self._cancel_call: Callable[[], object] | None = None

    @property
    def expiry(self) -> Expiry | None:
        return Expiry.SLEPT if self._token.cancelled else None

    def watch(self, cancel_call: Callable[[], object]) -> None:
        """Take the call that was begun; one that began just before the bell rang is ended now."""
        self._cancel_call = cancel_call
        if self._token.cancelled:
            cancel_call()

    def end_call(self) -> None:
        self._token.cancel()
        if self._cancel_call is not None:
            self._cancel_call()


def _begun(method: Any, message: Protobuf, metadata: list[tuple[str, str]], timeout_s: float) -> Any:
    try:
        return method(message, metadata=metadata, timeout=timeout_s)
    except ValueError as error:
        # What gRPC says when the channel was closed between its lending and its use.
        raise ServiceUnreachable("the channel is closed") from error


def _both_ids(call: Any, facts: CallFacts) -> str:
    return joined_ids(facts.request_id, hints_of(call.initial_metadata() or ()).server_request_id)
