"""The widget under the conversation, as far as mouse and keyboard meet it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from .pointing import Pointing
from .steering import Steering


class InputArea(QAbstractScrollArea):
    """Hands what the person does to those who answer it.

    Attributes:
        pointing: Answers the mouse; set by the subclass before it is shown.
        steering: Answers the keys; likewise.
    """

    pointing: Pointing
    steering: Steering

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read and move by keys."""
        if not self.steering.press(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select, or press what is there."""
        self.pointing.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select further, or show what can be pressed."""
        self.pointing.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the selecting; a press that did not move activates."""
        self.pointing.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        self.pointing.double_press(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Hear when the pointer leaves, which the scroll area does not pass on."""
        if event.type() == QEvent.Type.Leave:
            self.pointing.leave()
        return bool(super().viewportEvent(event))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Walk through the links and actions of the message that is read, then out of the conversation."""
        return self.steering.tab(1 if forward else -1) or bool(super().focusNextPrevChild(forward))
