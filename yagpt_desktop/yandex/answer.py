"""From pieces of an answer to updates; what both transports agree on about its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate
from yagpt_desktop.domain.errors import (
    ComputerSlept,
    NetworkError,
    ReplyDamaged,
    ServiceBusy,
    StreamCut,
    TimedOut,
    YaGptError,
)

from .watchdog import Watchdog


def told(
    pieces: Iterator[CompletionUpdate | None],
    watchdog: Watchdog,
    cancel: CancelToken,
    *,
    streaming: bool,
) -> Iterator[CompletionUpdate]:
    """Yield partial updates as they come and exactly one final update as the last.

    A piece is the whole text so far; None is a sign of life without text.  A piece with a final status is
    kept back until the call has ended, for a later piece may still replace it; but once it is there neither
    a broken connection nor a missing end can take it away.  A call that ends well is complete whatever its
    last status says.

    Raises:
        StreamCut: The connection broke after an update was yielded.
        ReplyDamaged: A call that ended well brought no text.
        YaGptError: Whatever ``pieces`` raises.
    """
    newest: CompletionUpdate | None = None
    try:
        for piece in pieces:
            newest = piece or newest
            if newest is not None and newest.status.is_final:
                watchdog.settle()
                continue
            watchdog.stir()
            if piece is not None and streaming:
                yield piece
    except YaGptError as error:
        cancel.raise_if_cancelled()
        if newest is None or not newest.status.is_final:
            raise _as_seen(error, watchdog, begun=streaming and newest is not None) from error.__cause__
    # Cancelled in the instant the service ended by itself is still stopped.
    cancel.raise_if_cancelled()
    if newest is None:
        raise ReplyDamaged("the reply holds no answer")
    yield newest if newest.status.is_final else replace(newest, status=CompletionStatus.FINAL)


def _as_seen(error: YaGptError, watchdog: Watchdog, *, begun: bool) -> YaGptError:
    """After text has arrived every loss of the way is a cut stream, unless we ended it and know why."""
    known = isinstance(error, TimedOut | ComputerSlept)
    lost = isinstance(error, NetworkError | ServiceBusy) and not known
    if lost and watchdog.has_slept:
        # The dead connection was faster than whoever watches over the sleep.
        return ComputerSlept(error.detail, request_id=error.request_id)
    return StreamCut(error.detail, request_id=error.request_id) if begun and lost else error
