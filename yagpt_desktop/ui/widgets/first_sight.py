"""Knows when the person sees the window: what may block or load slowly begins only then."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

HIDDEN_MS: Final = 1000


class FirstSight(QObject):
    """Waits for the window's first painting; a window that is covered from the start is not waited for.

    Signals:
        seen(): It was painted, or a second has passed.  Once.
    """

    seen = Signal()

    def __init__(self, window: QWidget, parent: QObject) -> None:
        """Listen from now on; the window need not be shown yet."""
        super().__init__(parent)
        self._window = window
        self.is_over = False
        self._after = QTimer(self, singleShot=True)
        self._after.timeout.connect(self._tell)
        window.installEventFilter(self)

    def begin(self) -> None:
        """The window is shown now."""
        self._after.start(HIDDEN_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the painting; the picture goes to the screen when it is over."""
        if event.type() == QEvent.Type.Paint and self._after.isActive():
            self._window.removeEventFilter(self)
            self._after.start(0)
        return super().eventFilter(watched, event)

    @Slot()
    def _tell(self) -> None:
        self._window.removeEventFilter(self)
        self.is_over = True
        self.seen.emit()
