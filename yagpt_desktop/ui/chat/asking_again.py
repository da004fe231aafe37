"""An answer that is given again, or goes on: it costs like any question, and is asked about like one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from yagpt_desktop.domain.completion import Role
from yagpt_desktop.services.resumption import Resumption, can_resume, settings_to_resume
from yagpt_desktop.ui.transcript.view import TranscriptView

from .chat_page import ChatPage
from .conversation import Conversation
from .size_meter import SizeMeter
from .spending import SpendingWatch


class AskingAgain(QObject):
    """Repeats and resumes in the conversation in view; nothing while an answer is on its way."""

    def __init__(
        self,
        page: ChatPage,
        transcript: TranscriptView,
        meter: SizeMeter,
        in_view: Callable[[], Conversation],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._transcript = transcript
        self._meter = meter
        self._in_view = in_view
        self._watch: SpendingWatch | None = None
        transcript.repeat_requested.connect(self.repeat)
        transcript.resume_requested.connect(self.resume)

    def watch_spending(self, watch: SpendingWatch) -> None:
        """Have the person asked before the month's limit is passed."""
        self._watch = watch

    @Slot(str)
    def repeat(self, message_id: str) -> None:
        """Have an answer given again, or a question answered again."""
        conversation = self._in_view()
        at = _place(conversation, message_id)
        if at is None:
            return
        end = at + (conversation.messages[at].role is Role.USER)
        cost = partial(self._meter.cost_of, conversation.messages[:end], self._meter.settings)
        self._ask(conversation, cost, partial(self._repeat, conversation, message_id))

    @Slot(str)
    def resume(self, message_id: str) -> None:
        """Have an answer that broke off go on."""
        conversation = self._in_view()
        at = _place(conversation, message_id)
        if at is None or not can_resume(conversation.messages[at]):
            self._page.show_error(None)
            return
        path = Resumption(conversation.messages[at]).path(conversation.messages[:at])
        cost = partial(self._meter.cost_of, path, settings_to_resume(self._meter.settings))
        self._ask(conversation, cost, partial(self._resume, conversation, message_id))

    def _ask(
        self, conversation: Conversation, cost: Callable[[], float | None], send: Callable[[], None]
    ) -> None:
        if conversation.answering:
            return
        if self._watch is None or self._watch.lets_through(cost(), send):
            send()

    def _repeat(self, conversation: Conversation, message_id: str) -> None:
        if self._begins(conversation, message_id):
            conversation.repeat(message_id, self._meter.settings)
            self._transcript.scroll_to_latest()

    def _resume(self, conversation: Conversation, message_id: str) -> None:
        if self._begins(conversation, message_id):
            conversation.resume(message_id, self._meter.settings)
            self._transcript.scroll_to_latest()

    def _begins(self, conversation: Conversation, message_id: str) -> bool:
        """Look once more: while the limit was asked about, the chat may have changed."""
        is_here = conversation is self._in_view() and _place(conversation, message_id) is not None
        if not is_here or conversation.answering:
            return False
        self._page.show_error(None)
        return True


def _place(conversation: Conversation, message_id: str) -> int | None:
    ids = [message.id for message in conversation.messages]
    return ids.index(message_id) if message_id in ids else None
