"""A line across the window above its pages: something to know, and at most two things to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from yagpt_desktop.ui.theme.look import look

from .buttons import Button
from .labels import plain_label
from .view import View


class Strip(View):
    """Hidden while it has nothing to say; takes no focus.

    Args:
        name: Object name; its parts' names begin with it.
        style: What the style sheet knows it as; ``strip`` for what one must not overlook.

    Signals:
        accepted(): The first button was pressed.
        declined(): The second one was.
    """

    accepted = Signal()
    declined = Signal()

    def __init__(self, name: str, style: str = "surface") -> None:
        super().__init__(look=style)
        self.setObjectName(name)
        self._text = plain_label(f"{name}-text", look="warning-text" if style == "strip" else "", wraps=True)
        self._yes = Button(f"{name}-yes")
        self._no = Button(f"{name}-no")
        self._yes.clicked.connect(self.accepted)
        self._no.clicked.connect(self.declined)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(self._text, 1)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self._yes)
        self._buttons.addWidget(self._no)
        self._row.addLayout(self._buttons)
        self._settle()
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" for nothing."""
        return self._text.text()

    def show_text(self, text: str, yes: str = "", no: str = "") -> None:
        """Say something, with buttons where they are named; "" for nothing at all."""
        is_news = bool(text) and text != self.text
        self._text.setText(text)
        for button, words in ((self._yes, yes), (self._no, no)):
            button.setText(words)
            button.setAccessibleName(words)
            button.setVisible(bool(words))
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        if is_news:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the words where there is little room beside them."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        beside = self.width() >= look().metrics.terse_below_px
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._row.setSpacing(look().metrics.gap(3 if beside else 1))

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._row.setContentsMargins(gap(5), gap(1), gap(5), gap(1))
        self._buttons.setSpacing(gap(3))
        self._make_room()
