"""The line above the composer that says what the model will not be told, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted, format_roubles
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.spinner import Spinner
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.widgets.wrapping_row import WrappingRow


class MemoryBar(View):
    """Calm: it is no error, and the chat goes on without a choice.

    Signals:
        summary_requested(): Sum up what the model will not be told.
        new_chat_requested(): Begin a new chat with a summary of this one.
        preview_requested(): Show what exactly will be sent.
        stop_requested(): Do not sum up after all.
    """

    summary_requested = Signal()
    new_chat_requested = Signal()
    preview_requested = Signal()
    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("memory-bar")
        self._left_out = 0
        self._cost_roubles: float | None = None
        self._by_itself = False
        self._can_sum_up = False
        self._can_renew = True
        self._working = False
        self._text = plain_label("memory-text", look="hint", wraps=True)
        self._spinner = Spinner("memory-spinner")
        self._sum_up = Button("memory-summary", look="link")
        self._new_chat = Button("memory-new-chat", look="link")
        self._preview = Button("memory-preview", look="link")
        self._stop = Button("memory-stop", look="link")
        self._arrange()
        self._sum_up.clicked.connect(self.summary_requested)
        self._new_chat.clicked.connect(self.new_chat_requested)
        self._preview.clicked.connect(self.preview_requested)
        self._stop.clicked.connect(self.stop_requested)
        self._settle()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._words = QHBoxLayout()
        self._words.addWidget(self._spinner)
        self._words.addWidget(self._text, 1)
        column.addLayout(self._words)
        self._links = WrappingRow()
        for button in (self._sum_up, self._new_chat, self._preview, self._stop):
            self._links.addWidget(button)
        column.addLayout(self._links)

    def show_forgotten(
        self, left_out: int, cost_roubles: float | None, *, can_sum_up: bool, by_itself: bool
    ) -> None:
        """Say how many of the older messages the model will not be told; 0 takes the line away.

        Args:
            left_out: How many.
            cost_roubles: Price of summing them up; None where it is not known.
            can_sum_up: Whether that helps.
            by_itself: Whether it is done before the next question anyway.
        """
        self._left_out = left_out
        self._cost_roubles = cost_roubles
        self._can_sum_up = can_sum_up
        self._by_itself = by_itself
        self._retranslate()

    def show_renewal(self, *, offered: bool) -> None:
        """Offer a new chat with a summary, or do not."""
        self._can_renew = offered
        self._retranslate()

    def show_working(self, *, working: bool) -> None:
        """Say that the model is summing up, and offer to stop it."""
        had_focus = any(button.hasFocus() for button in (self._sum_up, self._new_chat))
        self._working = working
        self._retranslate()
        if had_focus and working:
            self._stop.setFocus()

    def _retranslate(self) -> None:
        self.setHidden(not (self._left_out or self._working))
        self._text.setText(self._sentence())
        price = "" if self._cost_roubles is None else f" (≈\u00a0{format_roubles(self._cost_roubles)})"
        self._sum_up.setText(self.tr("Sum them up") + price)
        self._new_chat.setText(self.tr("New chat with a summary"))
        self._preview.setText(self.tr("Show what will be sent"))
        self._stop.setText(self.tr("Stop"))
        for button in (self._sum_up, self._new_chat, self._preview):
            button.setAccessibleName(button.text())
        self._stop.setAccessibleName(self.tr("Stop summing up"))
        self._spinner.setVisible(self._working)
        self._stop.setVisible(self._working)
        self._sum_up.setVisible(not self._working and self._can_sum_up and not self._by_itself)
        self._new_chat.setVisible(not self._working and self._can_renew)
        self._preview.setVisible(not self._working)
        self.setAccessibleName(self._text.text())

    def _sentence(self) -> str:
        if self._working:
            return self.tr("The model is summing the chat up…")
        if self._by_itself and self._can_sum_up:
            told = self.tr("Before the next question the model sums the beginning of the chat up.")
            if self._cost_roubles is None:
                return told
            return f"{told} ≈\u00a0{format_roubles(self._cost_roubles)}"
        text = QT_TRANSLATE_NOOP("MemoryBar", "The model will not see the first %n message(s).")
        return counted("MemoryBar", text, self._left_out)

    def _restyle(self) -> None:
        self._words.setSpacing(look().metrics.gap(2))
        self._links.setSpacing(look().metrics.gap(4))
