"""Has another model answer a question too, and lets the person keep one of the two answers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from yagpt_desktop.domain.chat import ChatMessage
from yagpt_desktop.domain.completion import Usage
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.context import plan_context, summary_of
from yagpt_desktop.services.models import cost_roubles, known_models
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.transcript.view import TranscriptView
from yagpt_desktop.ui.words.error_text import error_text
from yagpt_desktop.workers.turn import Failed, Outcome

from .chat_page import ChatPage
from .compare_dialog import CompareDialog
from .conversation import Conversation
from .size_meter import SizeMeter
from .spending import SpendingWatch


class CompareController(QObject):
    """The other answer is a version like any other: kept at once, and the old one is never lost.

    Whoever closes the window without a choice has the answer in view that was there before.
    """

    def __init__(
        self, page: ChatPage, transcript: TranscriptView, meter: SizeMeter, hub: SettingsHub
    ) -> None:
        super().__init__(page)
        self._page = page
        self._transcript = transcript
        self._meter = meter
        self._hub = hub
        self._watch: SpendingWatch | None = None
        self._dialog: CompareDialog | None = None
        self._conversation: Conversation | None = None
        self._old: ChatMessage | None = None
        self._new: ChatMessage | None = None
        self._settings = hub.settings
        transcript.compare_requested.connect(self.compare)

    def watch_spending(self, watch: SpendingWatch) -> None:
        """Have the person asked before the month's limit is passed."""
        self._watch = watch

    @Slot(str)
    def compare(self, message_id: str) -> None:
        """Open the window for an answer; nothing happens while an answer is on its way."""
        conversation = self._meter.conversation
        by_id = {message.id: message for message in conversation.messages}
        old = by_id.get(message_id)
        if old is None or conversation.answering or self._dialog is not None:
            return
        question = by_id.get(old.parent_id or "")
        self._conversation, self._old, self._new = conversation, old, None
        dialog = CompareDialog(question.text if question else "", old, known_models(), self._page)
        self._dialog = dialog
        for pane in (dialog.old, dialog.new):
            # A link is opened here as it is in the chat.
            pane.link_source.link_activated.connect(self._transcript.link_activated)
        dialog.chosen.connect(self._on_chosen)
        dialog.ask_requested.connect(self._on_ask)
        dialog.old_kept.connect(dialog.reject)
        dialog.new_kept.connect(dialog.accept)
        dialog.finished.connect(self._on_finished)
        conversation.message_added.connect(self._on_message)
        conversation.message_changed.connect(self._on_message)
        conversation.ended.connect(self._on_ended)
        self._choose(self._other(old))
        dialog.open()

    def _other(self, old: ChatMessage) -> Settings:
        """Begin with a model that did not give the old answer."""
        settings = self._meter.settings
        given = old.facts.model if old.facts else settings.model
        others = [info.name for info in known_models() if info.name != given]
        return replace(settings, model=others[0]) if others and settings.model == given else settings

    @Slot(str, object)
    def _on_chosen(self, model: str, temperature: float | None) -> None:
        self._choose(replace(self._settings, model=model, temperature=temperature))

    def _choose(self, settings: Settings) -> None:
        self._settings = settings
        if self._dialog is not None:
            self._dialog.show_choice(settings.model, settings.temperature, self._cost_roubles())

    def _cost_roubles(self) -> float | None:
        conversation, old = self._conversation, self._old
        if conversation is None or old is None:
            return None
        path = list(conversation.messages)
        ids = [message.id for message in path]
        told = path[: ids.index(old.id)] if old.id in ids else path
        chat = conversation.chat
        role_text = conversation.role_for(chat.role_text)
        plan = plan_context(self._settings, role_text, told, summary=summary_of(chat))
        return cost_roubles(
            self._settings.model, Usage(input_tokens=plan.tokens), deferred=self._settings.deferred
        )

    @Slot()
    def _on_ask(self) -> None:
        if self._watch is None or self._watch.lets_through(self._cost_roubles(), self._ask):
            self._ask()

    def _ask(self) -> None:
        conversation, old = self._conversation, self._old
        if conversation is None or old is None or conversation.answering or self._dialog is None:
            return
        # After a failure the failed version is in view; asking again makes one more beside it.
        again = self._new or old
        conversation.repeat(again.id, self._settings)

    @Slot(object)
    def _on_message(self, message: ChatMessage) -> None:
        if self._dialog is not None:
            self._new = message
            self._dialog.show_new(message)

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        if isinstance(outcome, Failed) and self._dialog is not None and self._new is not None:
            words = error_text(outcome.error)
            if self._new.is_blank:
                self._dialog.show_trouble(f"{words.title}. {words.cause}")

    @Slot(int)
    def _on_finished(self, result: int) -> None:
        conversation, old, new = self._conversation, self._old, self._new
        self._dialog = self._conversation = None
        if conversation is None:
            return
        conversation.message_added.disconnect(self._on_message)
        conversation.message_changed.disconnect(self._on_message)
        conversation.ended.disconnect(self._on_ended)
        if not result and old is not None and new is not None:
            conversation.stop()
            conversation.choose_version(new.id, old.version)
