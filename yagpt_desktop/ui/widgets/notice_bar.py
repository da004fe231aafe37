"""A quiet line above a text: what was noticed, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout

from yagpt_desktop.ui.theme.look import look

from .buttons import Button, IconButton
from .labels import plain_label
from .view import View


class NoticeBar(View):
    """Text, one button, and another that only closes it; hidden while there is nothing to say.

    Args:
        name: Object name; the text has it, the parts' names begin with it.

    Signals:
        action_requested(): The button was pressed.
        closed(): The person has read it.
    """

    action_requested = Signal()
    closed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(look="chip")
        self.setObjectName(f"{name}-bar")
        self._text = plain_label(name, wraps=True)
        self._action = Button(f"{name}-action")
        self._close = IconButton(f"{name}-close", "close")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._action)
        self._row.addWidget(self._close)
        self._action.clicked.connect(self.action_requested)
        self._close.clicked.connect(self._on_close)
        self._settle()
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" for nothing."""
        return self._text.text()

    def show_notice(self, text: str, action: str = "") -> None:
        """Say something; "" for nothing."""
        is_news = bool(text) and text != self._text.text()
        self._text.setText(text)
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self.setVisible(bool(text))
        self.setAccessibleName(text)
        if is_news:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    @Slot()
    def _on_close(self) -> None:
        self.show_notice("")
        self.closed.emit()

    def _retranslate(self) -> None:
        self._close.set_name(self.tr("Close the message"))

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._row.setContentsMargins(gap(3), gap(2), gap(2), gap(2))
        self._row.setSpacing(gap(2))
