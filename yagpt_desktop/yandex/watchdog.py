"""Ends a call that says nothing for too long, and remembers why."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from enum import Enum
from typing import Final

from yagpt_desktop.domain.config import Network
from yagpt_desktop.domain.errors import ComputerSlept, TimedOut
from yagpt_desktop.domain.ports import Alarm, AlarmHandle
from yagpt_desktop.domain.steady_clock import SLEPT_S, steady_s

from .sleep_bell import SleepBell

SETTLE_S: Final = 1.0
"""After the final message the service owes nothing but its status; this long it may take."""

SHORT_CALL_S: Final = 60.0
"""For everything but a completion."""


class Expiry(Enum):
    """Which limit was passed, or what else ended a call; values go into an error's detail."""

    FIRST_TOKEN = "no first text"
    SILENCE = "silence after text"
    TOTAL = "the whole answer took too long"
    SETTLED = "the answer was whole, only its end was missing"
    SLEPT = "the computer slept"

    @property
    def error_kind(self) -> type[ComputerSlept | TimedOut]:
        """The class of the error that tells it."""
        return ComputerSlept if self is Expiry.SLEPT else TimedOut


class Watchdog:
    """Watches one call.

    Without streaming nothing arrives before everything has, so the total limit alone applies.

    Pieces are only noted; the one pending alarm looks at the note when it rings and is set anew.  A stream of
    100,000 pieces thus costs no more alarms than its seconds ask for.
    """

    def __init__(
        self, network: Network, alarm: Alarm, *, streaming: bool, total_s: float | None = None,
        bell: SleepBell | None = None,
    ) -> None:  # fmt: skip
        """Take what the call may take; without a ``bell`` nobody tells that the computer slept."""
        self._alarm = alarm
        self._bell = bell or SleepBell()
        self._total_s = network.total_timeout_s if total_s is None else min(total_s, network.total_timeout_s)
        self._silence_s = network.silence_timeout_s
        self._lock = threading.Lock()
        self._handle: AlarmHandle | None = None
        self._abort: Callable[[], object] | None = None
        self._expiry: Expiry | None = None
        self._kind = Expiry.FIRST_TOKEN if streaming else Expiry.TOTAL
        self._limit_s = network.first_token_timeout_s if streaming else self._total_s
        self._started = self._stirred = time.monotonic()
        self._awake_since = steady_s() - self._started

    @property
    def has_slept(self) -> bool:
        """Whether the computer slept since the call began, as far as its clocks tell."""
        return steady_s() - time.monotonic() - self._awake_since > SLEPT_S

    @property
    def expiry(self) -> Expiry | None:
        """Why the call was ended; None while it is in time."""
        return self._expiry

    @property
    def total_s(self) -> float:
        """The limit of the whole call, in seconds from its start."""
        return self._total_s

    @contextmanager
    def guarding(self, abort: Callable[[], object]) -> Generator[None]:
        """Within the block a passed limit calls ``abort``, once, from the alarm's thread or the bell's."""
        with self._lock:
            self._abort = abort
            self._started = self._stirred = time.monotonic()
            self._awake_since = steady_s() - self._started
            self._set_alarm()
        try:
            with self._bell.heard_by(self._on_bell):
                yield
        finally:
            with self._lock:
                self._abort = None
                self._forget_alarm()

    def stir(self) -> None:
        """Note that a piece has arrived."""
        with self._lock:
            self._stirred = time.monotonic()
            if self._kind is Expiry.FIRST_TOKEN:
                self._watch_for(Expiry.SILENCE, self._silence_s)

    def settle(self) -> None:
        """Note that the final piece has arrived and only the call's end is missing."""
        with self._lock:
            self._stirred = time.monotonic()
            self._watch_for(Expiry.SETTLED, SETTLE_S)

    def _watch_for(self, kind: Expiry, limit_s: float) -> None:
        self._kind, self._limit_s = kind, limit_s
        self._forget_alarm()
        self._set_alarm()

    def _set_alarm(self) -> None:
        if self._abort is not None:
            self._handle = self._alarm.after(max(0.001, self._left_s()[0]), self._on_alarm)

    def _forget_alarm(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _left_s(self) -> tuple[float, Expiry]:
        now = time.monotonic()
        total_s = self._started + self._total_s - now
        piece_s = self._stirred + self._limit_s - now
        return (total_s, Expiry.TOTAL) if total_s <= piece_s else (piece_s, self._kind)

    def _on_bell(self) -> None:
        with self._lock:
            abort, self._abort = self._abort, None
            if abort is None:
                return
            self._expiry = Expiry.SLEPT
            self._forget_alarm()
        abort()

    def _on_alarm(self) -> None:
        with self._lock:
            abort = self._abort
            if abort is None:
                return
            left_s, kind = self._left_s()
            if left_s > 0:
                self._set_alarm()
                return
            # An alarm that rings so late has slept too.
            self._expiry = Expiry.SLEPT if left_s < -SLEPT_S else kind
            self._abort = None
        abort()
