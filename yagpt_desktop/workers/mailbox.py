"""Partials at the pace of the eye."""

from __future__ import annotations

import threading
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

FRAME_MS: Final = 33
_EMPTY: Final = object()


class FrameMailbox(QObject):
    """Holds the newest value only and delivers at most one per frame.

    Every partial holds the whole text so far, so a newer one makes the older worthless: nothing is lost.
    The first value is delivered at once (time to first text counts), later ones every ``FRAME_MS``.

    Signals:
        delivered(object): The newest value; in the mailbox's own thread.
    """

    delivered = Signal(object)
    _posted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._newest: object = _EMPTY
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
            self._frame.start()
            self.delivered.emit(value)

    def clear(self) -> None:
        """Forget what is waiting.  Any thread."""
        with self._lock:
            self._newest = _EMPTY

    @Slot()
    def _on_posted(self) -> None:
        if not self._frame.isActive():
            self.flush()
