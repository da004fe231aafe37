"""Ctrl+C while an answer comes: the call ends cleanly and what arrived stays."""

from __future__ import annotations

import signal
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.ports import Alarm


@contextmanager
def interrupts_raised() -> Generator[None]:
    """Within the block Ctrl+C is a ``KeyboardInterrupt``, whatever it is outside; the main thread only."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def interruptible(alarm: Alarm) -> Generator[CancelToken]:
    """Within the block the first Ctrl+C cancels the token; a second one interrupts as usual.

    The main thread only, for the sake of the signal.
    """
    cancel = CancelToken()

    def on_interrupt(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        # Not from here: the handler runs in the middle of whatever the main thread does, which may hold the
        # token's own lock.
        alarm.after(0, cancel.cancel)

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield cancel
    finally:
        signal.signal(signal.SIGINT, before)
