"""One of two answers that are compared: who gave it, what it says, what it took."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from yagpt_desktop.domain.chat import ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.services.models import model_table
from yagpt_desktop.ui.i18n import format_decimal
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.transcript.view import TranscriptView
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.words.status_words import activity_text, meta_text


class AnswerPane(View):
    """Shows a version of an answer; it scrolls by itself.

    Args:
        name: Object name; the parts' names begin with it.

    Signals:
        kept(): This version shall be the one in view.
    """

    kept = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._message: ChatMessage | None = None
        self._title = plain_label(f"{name}-title", look="label", wraps=True)
        self._view = TranscriptView()
        self._view.setObjectName(f"{name}-text")
        self._facts = plain_label(f"{name}-facts", look="hint", wraps=True)
        self._keep = Button(f"{name}-keep")
        self._keep.clicked.connect(self.kept)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._title)
        self._column.addWidget(self._view, 1)
        self._column.addWidget(self._facts)
        self._column.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeft)
        self._settle()

    @property
    def link_source(self) -> TranscriptView:
        """The view whose links may be pressed."""
        return self._view

    def show_answer(self, message: ChatMessage) -> None:
        """Show a version, whole or as far as it got."""
        # Without an id it can be read and copied, and nothing else: the chat is beside this.
        read = replace(message, id="")
        if self._message is None or self._message.id != message.id:
            self._view.show_messages([read])
        else:
            self._view.update_message(read)
        self._message = message
        self._retranslate()

    def focus_text(self) -> None:
        """Give the keyboard to the answer."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _retranslate(self) -> None:
        self._keep.setText(self.tr("Keep this one"))
        message = self._message
        if message is None:
            return
        grows = message.state is MessageState.STREAMING
        self._title.setText(self._who(message))
        self._view.set_activity("")
        self._facts.setText(activity_text(message) if grows else meta_text(message))
        self._keep.setEnabled(not grows and not (message.is_blank and message.role is Role.ASSISTANT))
        self._keep.setAccessibleName(f"{self._keep.text()}: {self._title.text()}")
        self._view.setAccessibleName(self._title.text())

    def _who(self, message: ChatMessage) -> str:
        facts = message.facts
        if facts is None or not facts.model:
            return self.tr("Model unknown")
        info = model_table().find(facts.model)
        name = info.title if info is not None else facts.model
        if facts.options.temperature is None:
            return name
        text = self.tr("{model}, temperature {value}")
        return text.format(model=name, value=format_decimal(facts.options.temperature, 2))

    def _restyle(self) -> None:
        self._column.setSpacing(look().metrics.gap(2))
