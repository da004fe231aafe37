"""gRPC while the network lets it through, REST for the rest of the session where it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import (
    CompletionEvent,
    CompletionRequest,
    CompletionUpdate,
    Operation,
    Transport,
    TransportChanged,
)
from yagpt_desktop.domain.errors import (
    CertificateRejected,
    HostNotFound,
    NotConnected,
    ProxyUnreachable,
    ServiceUnreachable,
    SignInPageSuspected,
    YaGptError,
)
from yagpt_desktop.domain.ports import CompletionClient

from .transport_memory import TransportMemory

_AT_ONCE: Final = (NotConnected, SignInPageSuspected, CertificateRejected)
"""HTTP/2 did not come about at all: cut off, answered in HTTP/1, not agreed on in TLS."""

_HOPELESS: Final = (ProxyUnreachable, HostNotFound)

_Result = TypeVar("_Result")


class FailoverClient:
    """Implements ``domain.ports.CompletionClient`` with two others; closes both.

    Falls over only where no connection has worked before and the same service answers over REST: an office's
    filter that cuts HTTP/2, or a box in between that speaks HTTP/1 alone.  A refusal by the service itself
    (credential, permission, quota) is passed on as it is.
    """

    def __init__(
        self,
        over_grpc: CompletionClient,
        over_rest: CompletionClient,
        answers_over_rest: Callable[[CancelToken], bool],
        memory: TransportMemory,
    ) -> None:
        """Take the clients, a look at REST without credentials, and what the whole session has learnt."""
        self._over_grpc = over_grpc
        self._over_rest = over_rest
        self._answers_over_rest = answers_over_rest
        self._memory = memory

    def complete(self, request: CompletionRequest, cancel: CancelToken) -> Iterator[CompletionEvent]:
        """See the port.  Tells ``TransportChanged`` once in a session, before the first update."""
        if not self._memory.is_over:
            begun = False
            try:
                for event in self._over_grpc.complete(request, cancel):
                    if isinstance(event, CompletionUpdate):
                        begun = True
                        self._memory.prove()
                    yield event
                return
            except YaGptError as error:
                if begun or not self._goes_over(error, cancel):
                    raise
        if self._memory.has_news():
            yield TransportChanged(Transport.GRPC, Transport.REST)
        yield from self._over_rest.complete(request, cancel)

    def submit(self, request: CompletionRequest, cancel: CancelToken) -> Operation:
        """See the port.  Falls over only where nothing was sent: a second request would be billed."""
        return self._sent(lambda client: client.submit(request, cancel), cancel, only_unsent=True)

    def operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        """See the port."""
        return self._sent(lambda client: client.operation(operation_id, cancel), cancel)

    def cancel_operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        """See the port."""
        return self._sent(lambda client: client.cancel_operation(operation_id, cancel), cancel)

    def count_tokens(self, model: str, text: str, cancel: CancelToken) -> int:
        """See the port."""
        return self._sent(lambda client: client.count_tokens(model, text, cancel), cancel)

    def count_request_tokens(self, request: CompletionRequest, cancel: CancelToken) -> int:
        """See the port."""
        return self._sent(lambda client: client.count_request_tokens(request, cancel), cancel)

    def close(self) -> None:
        """See the port."""
        self._over_grpc.close()
        self._over_rest.close()

    def _sent(
        self, act: Callable[[CompletionClient], _Result], cancel: CancelToken, *, only_unsent: bool = False
    ) -> _Result:
        if not self._memory.is_over:
            try:
                result = act(self._over_grpc)
            except YaGptError as error:
                if (only_unsent and not isinstance(error, _AT_ONCE)) or not self._goes_over(error, cancel):
                    raise
            else:
                self._memory.prove()
                return result
        return act(self._over_rest)

    def _goes_over(self, error: YaGptError, cancel: CancelToken) -> bool:
        """Decide after a failure whether REST takes over; the decision holds for the session."""
        if self._memory.is_over:
            # Another call of this session has just decided.
            return isinstance(error, _AT_ONCE)
        if error.is_from_service:
            self._memory.prove()
        if self._memory.is_proven or isinstance(error, _HOPELESS):
            return False
        return self._is_blocked(error) and self._has_gone_over(cancel)

    def _is_blocked(self, error: YaGptError) -> bool:
        # A broken connection may be an accident; the second in a row is none.
        is_broken = isinstance(error, ServiceUnreachable)
        return isinstance(error, _AT_ONCE) or (is_broken and self._memory.suspect())

    def _has_gone_over(self, cancel: CancelToken) -> bool:
        if self._memory.is_dead_end:
            return False
        if self._answers_over_rest(cancel):
            self._memory.go_over()
            return True
        self._memory.note_dead_end()
        return False
