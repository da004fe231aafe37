"""The time that a pasted token still works, told in time for the next one."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from yagpt_desktop.ui.sidebar.account_line import SHOWN_BELOW_MINUTES

LAST_MINUTES: Final = 10

_MINUTE_MS: Final = 60_000
# A timer's milliseconds are 32 bits wide, and a clock may be set meanwhile: look again at times.
_LONGEST_WAIT_MS: Final = 30 * _MINUTE_MS


def _now() -> datetime:
    return datetime.now(UTC)


class Countdown(QObject):
    """Counts the last hour by minutes; before it, and for what never ends, nothing ticks.

    Looks at the clock anew when the program comes to the front: no timer runs while the computer sleeps.

    Signals:
        minutes_changed(object): Minutes left, 0 when it is over; None where nothing ends or it is long.
        last_minutes(int): ``LAST_MINUTES`` are left or fewer; once for each end.
        ended(): It is over; once for each end.
    """

    minutes_changed = Signal(object)
    last_minutes = Signal(int)
    ended = Signal()

    def __init__(self, parent: QObject | None = None, now: Callable[[], datetime] = _now) -> None:
        super().__init__(parent)
        self._now = now
        self._ends_at: datetime | None = None
        self._told: int | None = None
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_application_state)

    @property
    def minutes_left(self) -> int | None:
        """What was told last."""
        return self._told

    @property
    def is_ticking(self) -> bool:
        """Whether a timer waits."""
        return self._timer.isActive()

    def follow(self, ends_at: datetime | None) -> None:
        """Count towards this end (UTC); None for what has none."""
        if ends_at != self._ends_at:
            self._warned = False
        self._ends_at = ends_at
        self.look()

    @Slot()
    def look(self) -> None:
        """Look at the clock, tell what has changed and wait for the next minute."""
        self._timer.stop()
        left_s = math.inf if self._ends_at is None else (self._ends_at - self._now()).total_seconds()
        minutes = max(0, math.ceil(left_s / 60)) if left_s <= SHOWN_BELOW_MINUTES * 60 else None
        was, self._told = self._told, minutes
        if minutes != was:
            self.minutes_changed.emit(minutes)
        if minutes is not None:
            self._warn(minutes, was)
        if self._ends_at is not None and left_s > 0:
            wait_s = left_s - SHOWN_BELOW_MINUTES * 60 if minutes is None else left_s % 60 or 60
            # A moment later than the minute turns, lest rounding wakes us just before.
            self._timer.start(min(_LONGEST_WAIT_MS, math.ceil(wait_s * 1000) + 200))

    def _warn(self, minutes: int, was: int | None) -> None:
        if minutes == 0:
            if was != 0:
                self.ended.emit()
        elif minutes <= LAST_MINUTES and not self._warned:
            self._warned = True
            self.last_minutes.emit(minutes)

    @Slot(Qt.ApplicationState)
    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._ends_at is not None:
            self.look()
