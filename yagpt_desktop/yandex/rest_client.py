"""The service over REST."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import quote

from yagpt_desktop.domain.account import Access
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionEvent, CompletionRequest, CompletionUpdate, Operation
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.errors import ReplyDamaged
from yagpt_desktop.domain.ports import Alarm

from . import wire
from .answer import told
from .deferred import operation_of, refuse_stream
from .error_map import CallFacts, Subject, build, identified, joined_ids
from .headers import new_request_id, request_headers
from .network import Target, rest_target
from .policy import NetworkPolicy
from .redaction import private_texts
from .rest_call import JsonValue, RestCall, RestRequest, answer_in
from .watchdog import SHORT_CALL_S, Watchdog

COMPLETION_PATH: Final = "/foundationModels/v1/completion"
_SUBMIT_PATH: Final = "/foundationModels/v1/completionAsync"
_TOKENIZE_PATH: Final = "/foundationModels/v1/tokenize"
_TOKENIZE_REQUEST_PATH: Final = "/foundationModels/v1/tokenizeCompletion"


class RestCompletionClient:
    """Implements ``domain.ports.CompletionClient``; every call has a connection of its own."""

    def __init__(
        self, access: Access, config: Config, alarm: Alarm, policy: NetworkPolicy | None = None
    ) -> None:
        """Take the session's ``policy``; without one the configuration alone decides."""
        self._access = access
        self._config = config
        self._alarm = alarm
        self._policy = policy or NetworkPolicy(config.network)
        self._closed = threading.Event()

    def complete(self, request: CompletionRequest, cancel: CancelToken) -> Iterator[CompletionEvent]:
        """See the port.  A reader that stops early ends the call."""
        cancel.raise_if_cancelled()
        body = wire.completion_json(wire.completion_request(request, self._access.folder_id))
        facts = self._facts([turn.text for turn in request.messages])
        streaming = request.options.stream
        watchdog = self._watchdog(streaming=streaming)
        call = RestCall(self._policy, facts, watchdog, cancel, self._closed.is_set)
        with identified(facts.request_id):
            values = call.values(self._request(self._llm(), COMPLETION_PATH, facts, body))
            yield from told(_pieces(values, facts), watchdog, cancel, streaming=streaming)

    def submit(self, request: CompletionRequest, cancel: CancelToken) -> Operation:
        """See the port."""
        refuse_stream(request)
        body = wire.completion_json(wire.completion_request(request, self._access.folder_id))
        facts = self._facts([turn.text for turn in request.messages])
        value = self._short_call(self._llm(), _SUBMIT_PATH, facts, cancel, body)
        return _operation(value, facts)

    def operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        """See the port."""
        return self._operation_call(f"/operations/{quote(operation_id, safe='')}", cancel)

    def cancel_operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        """See the port."""
        return self._operation_call(f"/operations/{quote(operation_id, safe='')}:cancel", cancel)

    def count_tokens(self, model: str, text: str, cancel: CancelToken) -> int:
        """See the port."""
        body = wire.to_json(wire.tokenize_request(model, text, self._access.folder_id))
        return self._count(_TOKENIZE_PATH, body, [text], cancel)

    def count_request_tokens(self, request: CompletionRequest, cancel: CancelToken) -> int:
        """See the port."""
        body = wire.completion_json(wire.completion_request(request, self._access.folder_id))
        return self._count(_TOKENIZE_REQUEST_PATH, body, [turn.text for turn in request.messages], cancel)

    def close(self) -> None:
        """See the port."""
        self._closed.set()

    def _operation_call(self, path: str, cancel: CancelToken) -> Operation:
        facts = self._facts([], Subject.OPERATION)
        target = rest_target(self._config.endpoints.operation, "endpoints.operation")
        return _operation(self._short_call(target, path, facts, cancel), facts)

    def _count(self, path: str, body: bytes, texts: Sequence[str], cancel: CancelToken) -> int:
        facts = self._facts(texts)
        value = self._short_call(self._llm(), path, facts, cancel, body)
        with identified(facts.request_id):
            return len(wire.tokens_of_json(answer_in(value, facts)).tokens)

    def _short_call(
        self, target: Target, path: str, facts: CallFacts, cancel: CancelToken, body: bytes | None = None
    ) -> JsonValue:
        cancel.raise_if_cancelled()
        watchdog = self._watchdog(streaming=False, total_s=SHORT_CALL_S)
        call = RestCall(self._policy, facts, watchdog, cancel, self._closed.is_set)
        with identified(facts.request_id):
            values = list(call.values(self._request(target, path, facts, body)))
        cancel.raise_if_cancelled()
        if not values:
            raise build(ReplyDamaged, "an empty reply", facts)
        return values[-1]

    def _watchdog(self, *, streaming: bool, total_s: float | None = None) -> Watchdog:
        bell = self._policy.bell
        return Watchdog(self._config.network, self._alarm, streaming=streaming, total_s=total_s, bell=bell)

    def _request(self, target: Target, path: str, facts: CallFacts, body: bytes | None) -> RestRequest:
        headers = request_headers(self._access, self._config, facts.request_id)
        return RestRequest(target, path, headers, body)

    def _llm(self) -> Target:
        # Read before a credential is made into a header: an address in clear must not get so far.
        return rest_target(self._config.endpoints.rest)

    def _facts(self, texts: Sequence[str], subject: Subject = Subject.COMPLETION) -> CallFacts:
        return CallFacts(new_request_id(), subject, private_texts(self._access.credential.secret, texts))


def _pieces(values: Iterator[JsonValue], facts: CallFacts) -> Iterator[CompletionUpdate | None]:
    for value in values:
        response = wire.response_of_json(answer_in(value, facts))
        request_id = joined_ids(facts.request_id, value.hints.server_request_id)
        yield wire.update_of(response, request_id) if response.alternatives else None


def _operation(value: JsonValue, facts: CallFacts) -> Operation:
    told_value: Any = value.value
    if not isinstance(told_value, dict):
        raise build(ReplyDamaged, "an operation that is no object", facts, value.hints)
    with identified(facts.request_id):
        message = wire.operation_of_json(told_value)
    if not message.id:
        raise build(ReplyDamaged, "an operation without an id", facts, value.hints)
    return operation_of(message, facts)
