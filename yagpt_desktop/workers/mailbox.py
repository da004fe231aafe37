"""Partials at the pace of the eye."""

from __future__ import annotations

import threading
import time
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

FRAME_MS: Final = 33
LONGEST_FRAME_MS: Final = 66
SHARE: Final = 8
"""An answer takes an eighth of the thread's time at most: a slow computer shows it in fewer frames."""

_EMPTY: Final = object()


class FrameMailbox(QObject):
    """Holds the newest value only and delivers at most one per frame.

    Every partial holds the whole text so far, so a newer one makes the older worthless: nothing is lost.
    The first value is delivered at once (time to first text counts), later ones every ``FRAME_MS``, or up to
    ``LONGEST_FRAME_MS`` where what follows from a delivery keeps the thread busy for long.

    Signals:
        delivered(object): The newest value; in the mailbox's own thread.
    """

    delivered = Signal(object)
    _posted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._newest: object = _EMPTY
        self._spent_s = time.thread_time()
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setTimerType(Qt.TimerType.PreciseTimer)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self.flush)
        self._posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    def post(self, value: object) -> None:
        """Leave a value.  Any thread."""
        with self._lock:
            was_empty = self._newest is _EMPTY
            self._newest = value
        if was_empty:
            self._posted.emit()

    @Slot()
    def flush(self) -> None:
        """Deliver what is waiting, now.  The mailbox's thread only."""
        with self._lock:
            value, self._newest = self._newest, _EMPTY
        if value is not _EMPTY:
            self._frame.start(self._next_frame_ms())
            self.delivered.emit(value)

    def _next_frame_ms(self) -> int:
        """Return how long the eye can wait, by what the thread has worked since the delivery before."""
        before_s, self._spent_s = self._spent_s, time.thread_time()
        worked_ms = (self._spent_s - before_s) * 1000
        return round(min(max(worked_ms * SHARE, FRAME_MS), LONGEST_FRAME_MS))

    def clear(self) -> None:
        """Forget what is waiting.  Any thread."""
        with self._lock:
            self._newest = _EMPTY

    @Slot()
    def _on_posted(self) -> None:
        if not self._frame.isActive():
            self.flush()
