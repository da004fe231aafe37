"""A client that behaves: it honours cancel and says what its script tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionEvent, CompletionRequest, Operation
from yagpt_desktop.domain.errors import OptionUnsupported, YaGptError


class ScriptedClient:
    def __init__(self) -> None:
        self.events: Sequence[CompletionEvent | YaGptError] = ()
        self.looks: list[Operation | YaGptError] = []
        self.tokens: int | YaGptError = 15
        self.submitted: list[CompletionRequest] = []
        self.given_up: list[str] = []
        self.refuses_to_give_up: YaGptError | None = None

    def complete(self, request: CompletionRequest, cancel: CancelToken) -> Iterator[CompletionEvent]:
        for event in self.events:
            cancel.raise_if_cancelled()
            if isinstance(event, YaGptError):
                raise event
            yield event

    def submit(self, request: CompletionRequest, cancel: CancelToken) -> Operation:
        cancel.raise_if_cancelled()
        if request.options.stream:
            raise OptionUnsupported("stream")
        self.submitted.append(request)
        return Operation("made-up-operation")

    def operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        cancel.raise_if_cancelled()
        look = self.looks.pop(0)
        if isinstance(look, YaGptError):
            raise look
        return replace(look, id=operation_id)

    def cancel_operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        self.given_up.append(operation_id)
        if self.refuses_to_give_up:
            raise self.refuses_to_give_up
        return Operation(operation_id, done=True)

    def count_tokens(self, model: str, text: str, cancel: CancelToken) -> int:
        cancel.raise_if_cancelled()
        if isinstance(self.tokens, YaGptError):
            raise self.tokens
        return self.tokens

    def count_request_tokens(self, request: CompletionRequest, cancel: CancelToken) -> int:
        return self.count_tokens(request.model, "", cancel)

    def close(self) -> None:
        return None


@pytest.fixture
def client() -> ScriptedClient:
    return ScriptedClient()
