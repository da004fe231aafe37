"""A scroll area without a look of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def plain_scroll(object_name: str, content: QWidget) -> QScrollArea:
    """Put content into an area that scrolls up and down only and takes no focus itself."""
    content.setProperty("look", "plain")
    area = QScrollArea()
    area.setObjectName(object_name)
    area.setProperty("look", "plain")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setWidget(content)
    return area
