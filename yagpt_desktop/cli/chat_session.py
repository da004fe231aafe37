"""A conversation as the terminal keeps it."""

from __future__ import annotations

from dataclasses import replace

from yagpt_desktop.domain.chat import ChatMessage, MessageState
from yagpt_desktop.domain.completion import CompletionUpdate
from yagpt_desktop.domain.errors import Cancelled, StorageError
from yagpt_desktop.domain.ports import ChatStore, CompletionClient
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.answer import answer, request_of
from yagpt_desktop.services.conversation import (
    ended,
    grown,
    new_chat,
    pending_answer,
    priced,
    question,
    title_of,
    turns,
)
from yagpt_desktop.storage.memory_chats import MemoryChatStore
from yagpt_desktop.ui.words import chat_words
from yagpt_desktop.wiring import Wiring

from .answering import Received, receive
from .console import Console
from .interrupt import interruptible


class ChatSession:
    """One conversation after the other, kept in the store like the window's."""

    def __init__(
        self, client: CompletionClient, settings: Settings, wiring: Wiring, console: Console, role_text: str
    ) -> None:
        self._client = client
        self._settings = settings
        self._wiring = wiring
        self._console = console
        self._store = _store_of(wiring, console)
        self._chat = new_chat(role_text, settings.account_id)
        self._answered_id: str | None = None

    @property
    def role_text(self) -> str:
        """The system prompt of this conversation."""
        return self._chat.role_text

    def begin(self) -> None:
        """Begin a new conversation under the same role."""
        self._chat = new_chat(self._chat.role_text, self._settings.account_id)
        self._answered_id = None

    def take_role(self, role_text: str) -> None:
        """Speak under another role from the next question on."""
        self._chat = replace(self._chat, role_text=role_text)

    def ask(self, text: str) -> Received:
        """Send a question with everything before it, and show and keep the answer.

        Raises:
            OutputClosed: Nobody reads it.
        """
        asked = self._keep_question(text)
        path = self._store.messages(self._chat.id)
        request = request_of(self._settings, self._chat.role_text, turns(path))
        place = pending_answer(asked.id, self._settings.model, self._chat.role_text, request.options)
        pending = self._store.add_message(self._chat.id, place)
        with interruptible(self._wiring.alarm) as cancel:
            received = receive(answer(self._client, request, cancel), self._console)
        self._keep_answer(pending, received)
        return received

    def _keep_question(self, text: str) -> ChatMessage:
        chat = self._chat if self._chat.title else replace(self._chat, title=title_of(text))
        self._chat = chat
        self._store.save_chat(chat)
        # A question that got no answer is not sent again with the next one: that one becomes its new version.
        return self._store.add_message(chat.id, question(text, parent_id=self._answered_id))

    def _keep_answer(self, pending: ChatMessage, received: Received) -> None:
        message = pending if received.update is None else grown(pending, received.update)
        error = received.error
        state = _state_of(received.update, stopped=isinstance(error, Cancelled), broken=error is not None)
        code, request_id = ("", "") if error is None else (error.code, error.request_id)
        if received.text:
            self._answered_id = message.id
        whole = ended(message, state, received.elapsed_s, code, request_id)
        self._store.update_message(self._chat.id, priced(whole, deferred=self._settings.deferred))


def _store_of(wiring: Wiring, console: Console) -> ChatStore:
    """The history; where a window has it open, or it can only be read, memory, and the person is told."""
    try:
        wiring.chats.chats()
        reason = wiring.chats.read_only
    except StorageError as error:
        reason = error
    if reason is None:
        return wiring.chats
    console.say(chat_words.not_kept(reason))
    return MemoryChatStore()


def _state_of(update: CompletionUpdate | None, *, stopped: bool, broken: bool) -> MessageState:
    if stopped:
        return MessageState.STOPPED
    if not broken:
        return MessageState.COMPLETE
    return MessageState.FAILED if update is None else MessageState.INTERRUPTED
