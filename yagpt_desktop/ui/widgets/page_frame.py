"""What a page stands in: where the window has less room than the page needs, it is scrolled, not cut."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget


class PageFrame(QScrollArea):
    """Gives its page the whole room, and never less than the page needs; shows what has the focus."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setObjectName(f"{page.objectName() or 'page'}-frame")
        self.setProperty("look", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(page)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._on_focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key that no part of the page wanted to the window."""
        event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what has the keyboard in view while the page grows or the window shrinks."""
        is_done = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() == QEvent.Type.Resize:
            self._on_focus(None, QApplication.focusWidget())
        return is_done

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        # Under a pressed button of the mouse nothing moves: it would be let go elsewhere.
        if new is None or QApplication.mouseButtons() or not self.isAncestorOf(new):
            return
        area: QWidget | None = new
        while area is not self and area is not None:
            area = area.parentWidget()
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(new)
