"""The line above the composer that says what the text in it is for, and gives the editing up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View


class EditingBar(View):
    """In view as long as another text is written for an old message.

    Signals:
        cancel_requested(): Leave the old message as it is.
    """

    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("editing-bar")
        self._text = plain_label("editing-text", look="hint", wraps=True)
        self._cancel = Button("editing-cancel", look="link")
        self._cancel.clicked.connect(self.cancel_requested)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._cancel)
        self._settle()
        self.hide()

    def _retranslate(self) -> None:
        self._text.setText(self.tr("Sending makes a new version; the old one stays."))
        self._cancel.setText(self.tr("Do not edit"))
        self._cancel.setAccessibleName(self.tr("Do not edit"))

    def _restyle(self) -> None:
        self._row.setSpacing(look().metrics.gap(2.5))
