"""What becomes of the main window when it is closed while the program stays in the tray."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget


class Hiding(QObject):
    """Watches a window.

    Args:
        wanted: Returns whether closing it shall only hide it at this moment.

    Signals:
        language_changed(): The interface speaks another language.
    """

    language_changed = Signal()

    def __init__(self, window: QWidget, wanted: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._wanted = wanted
        window.installEventFilter(self)

    def stop(self) -> None:
        """Let the window close as any other."""
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the window instead of closing it."""
        if event.type() == QEvent.Type.Close and watched is self._window and self._wanted():
            event.ignore()
            self._window.hide()
            return True
        if event.type() == QEvent.Type.LanguageChange:
            self.language_changed.emit()
        return super().eventFilter(watched, event)
