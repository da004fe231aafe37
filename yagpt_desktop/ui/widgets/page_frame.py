"""What a page stands in: where the window has less room than the page needs, it is scrolled, not cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from .scroll import FollowingScroll


class PageFrame(FollowingScroll):
    """Gives its page the whole room, and never less than the page needs."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(f"{page.objectName() or 'page'}-frame", page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key that no part of the page wanted to the window."""
        event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what has the keyboard in view while the page grows or the window shrinks."""
        is_done = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() == QEvent.Type.Resize:
            self._on_focus(None, QApplication.focusWidget())
        return is_done
