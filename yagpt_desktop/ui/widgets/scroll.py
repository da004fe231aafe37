"""A scroll area without a look of its own, that keeps in view what has the keyboard."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget


class FollowingScroll(QScrollArea):
    """Shows what gets the focus, wherever the focus comes from; takes none itself.

    Qt does so only while the Tab key leads from one part inside to another.
    """

    def __init__(self, object_name: str, content: QWidget) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setProperty("look", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(content)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._on_focus)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        # Under a pressed button of the mouse nothing moves: it would be let go elsewhere.
        if new is not None and not QApplication.mouseButtons() and self.isAncestorOf(new):
            self.ensureWidgetVisible(new)


def plain_scroll(object_name: str, content: QWidget) -> FollowingScroll:
    """Put content into an area that scrolls up and down only."""
    content.setProperty("look", "plain")
    area = FollowingScroll(object_name, content)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
