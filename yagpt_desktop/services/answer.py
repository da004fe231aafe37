"""One question and its answer, at once or later."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from typing import Final

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import (
    CompletionEvent,
    CompletionOptions,
    CompletionRequest,
    CompletionUpdate,
    Deferred,
    Message,
    Operation,
    ReasoningMode,
    Role,
)
from yagpt_desktop.domain.errors import (
    Cancelled,
    NetworkError,
    ReplyDamaged,
    ServiceBusy,
    TimedOut,
    YaGptError,
)
from yagpt_desktop.domain.ports import CompletionClient
from yagpt_desktop.domain.settings import Settings

log = logging.getLogger(__name__)

FIRST_POLL_S: Final = 1.0
LONGEST_POLL_S: Final = 10.0
POLL_GROWTH: Final = 1.5
DEFERRED_LIMIT_S: Final = 24 * 3600.0


def request_of(settings: Settings, role_text: str, turns: tuple[Message, ...]) -> CompletionRequest:
    """Make the request for a conversation: system prompt first, then the turns; empty messages left out."""
    system = (Message(Role.SYSTEM, role_text),) if role_text.strip() else ()
    return CompletionRequest(
        model=settings.model,
        messages=system + tuple(turn for turn in turns if turn.text),
        options=CompletionOptions(
            stream=settings.stream and not settings.deferred,
            temperature=settings.temperature,
            max_tokens=settings.max_tokens,
            reasoning=None if settings.reasoning is ReasoningMode.DISABLED else settings.reasoning,
        ),
    )


def answer(
    client: CompletionClient, request: CompletionRequest, cancel: CancelToken, *, deferred: bool = False
) -> Iterator[CompletionEvent]:
    """Yield the answer as it grows; with ``deferred`` the acceptance first and then the whole answer.

    Blocks on the network; worker threads only.

    Raises:
        YaGptError: Whatever the client says.
    """
    return _later(client, request, cancel) if deferred else client.complete(request, cancel)


def _later(
    client: CompletionClient, request: CompletionRequest, cancel: CancelToken
) -> Iterator[CompletionEvent]:
    operation = client.submit(request, cancel)
    yield Deferred(operation.id)
    try:
        yield _final(_awaited(client, operation, cancel))
    except Cancelled:
        _give_up(client, operation.id)
        raise


def _awaited(client: CompletionClient, operation: Operation, cancel: CancelToken) -> Operation:
    """Poll until done.  A lost connection between two looks costs nothing: the service goes on working."""
    give_up_at = time.monotonic() + DEFERRED_LIMIT_S
    pause_s = FIRST_POLL_S
    while not operation.done:
        if time.monotonic() > give_up_at:
            raise TimedOut(f"operation {operation.id} is not done after {DEFERRED_LIMIT_S:.0f} s")
        cancel.wait(pause_s)
        pause_s = min(pause_s * POLL_GROWTH, LONGEST_POLL_S)
        try:
            operation = client.operation(operation.id, cancel)
        except (NetworkError, ServiceBusy) as error:
            log.info("operation %s: %s, looking again", operation.id, error.code)
    return operation


def _final(operation: Operation) -> CompletionUpdate:
    if operation.error is not None:
        raise operation.error
    if operation.answer is None:
        raise ReplyDamaged(f"operation {operation.id} is done without an answer")
    return operation.answer


def _give_up(client: CompletionClient, operation_id: str) -> None:
    """Tell the service; whether it stops the work is not documented, so a refusal changes nothing for us."""
    try:
        client.cancel_operation(operation_id, CancelToken())
    except YaGptError as error:
        log.info("operation %s could not be cancelled: %s", operation_id, error.code)
