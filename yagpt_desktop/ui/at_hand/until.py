"""Waits for something without holding the window up."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

_LOOK_MS: Final = 20


class Until(QObject):
    """Looks again and again, one thing at a time; a new wait takes the place of the one before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._condition: Callable[[], bool] = bool
        self._then: Callable[[bool], object] = bool
        self._end_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_time)

    @property
    def waiting(self) -> bool:
        """Whether ``then`` is still to be called."""
        return self._timer.isActive()

    def wait(self, condition: Callable[[], bool], limit_ms: int, then: Callable[[bool], object]) -> None:
        """Call ``then`` with True as soon as the condition holds, with False after the limit."""
        self._condition, self._then = condition, then
        self._end_s = time.monotonic() + limit_ms / 1000
        self._timer.start()

    def pause(self, pause_ms: int, then: Callable[[bool], object]) -> None:
        """Call ``then`` with False after a while."""
        self.wait(bool, pause_ms, then)

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._timer.stop()

    @Slot()
    def _on_time(self) -> None:
        holds = self._condition()
        if holds or time.monotonic() >= self._end_s:
            self._timer.stop()
            self._then(holds)
