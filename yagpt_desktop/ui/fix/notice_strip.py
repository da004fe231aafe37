"""A line that says what was noticed about a result, with what helps."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View


class NoticeStrip(View):
    """Hidden while there is nothing to say; part: :attr:`action`, a button.

    Args:
        name: Object name of the words; the button's is the same with ``-action``.
    """

    def __init__(self, name: str) -> None:
        super().__init__(look="chip")
        self._text = plain_label(name, wraps=True)
        self.action = Button(f"{name}-action")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self.action)
        self.hide()
        self._settle()

    def show_notice(self, text: str, action: str = "") -> None:
        """Say something, with a button where ``action`` names one; "" for nothing."""
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self.setVisible(bool(text))
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._text, text))

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._row.setContentsMargins(gap(3), gap(2), gap(2), gap(2))
