"""All chats: which there are, and the conversations of those that were opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.ports import ChatStore
from yagpt_desktop.services.conversation import new_chat
from yagpt_desktop.workers.job import Broken, Done, Job

from .conversation import Conversation, TurnMaker


class ChatLibrary(QObject):
    """Opens, lists, renames, pins, deletes and restores chats.

    A conversation lives as long as the window, so an answer goes on while another chat is in view.

    Signals:
        listed(list[Chat]): The chats, the last used first.
        failed(YaGptError): Something could not be read or kept.
        changed(): Something was kept.
        unsent_found(str): At the first listing: the chat (id) with words that were never sent.
    """

    listed = Signal(object)
    failed = Signal(object)
    changed = Signal()
    unsent_found = Signal(str)

    def __init__(
        self, store: ChatStore, pool: QThreadPool, make_turn: TurnMaker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._pool = pool
        self._make_turn = make_turn
        self._conversations: dict[str, Conversation] = {}
        self._chats: dict[str, Chat] = {}
        self._deleted: set[str] = set()
        self._was_listed = False
        self._listing = Job(pool, self)
        self._listing.finished.connect(self._on_listed)

    def refresh(self) -> None:
        """Read the list; ``listed`` follows."""
        self._listing.run(self._store.chats)

    def begin(self, role_text: str, account_id: str) -> Conversation:
        """Return a conversation that is kept only from its first word on.

        One with words that were not sent yet is taken again.
        """
        unsent = next((one for one in self._conversations.values() if self._is_unsent(one)), None)
        return unsent or self._open(new_chat(role_text, account_id))

    def open(self, chat_id: str) -> Conversation | None:
        """Return the conversation of a chat of the list, reading it if it was not open yet."""
        known = self._conversations.get(chat_id)
        if known is not None or chat_id not in self._chats:
            return known
        conversation = self._open(self._chats[chat_id])
        conversation.load()
        return conversation

    @Slot(str, str)
    def rename(self, chat_id: str, title: str) -> None:
        """Give a chat another title."""
        self._change_head(chat_id, lambda chat: replace(chat, title=title))

    @Slot(str, bool)
    def pin(self, chat_id: str, pinned: bool) -> None:
        """Keep a chat at the top, or no longer."""
        self._change_head(chat_id, lambda chat: replace(chat, pinned=pinned))

    @Slot(str)
    def delete(self, chat_id: str) -> None:
        """Move a chat to the trash; its answer, if one is on its way, is stopped and kept."""
        conversation = self._conversations.get(chat_id)
        if conversation is not None:
            conversation.stop()
        self._deleted.add(chat_id)
        self._listing.run(lambda: self._listed_after(self._store.delete_chat, chat_id))

    @Slot(str)
    def restore(self, chat_id: str) -> None:
        """Take a chat out of the trash."""
        self._deleted.discard(chat_id)
        self._listing.run(lambda: self._listed_after(self._store.restore_chat, chat_id))

    def chat(self, chat_id: str) -> Chat | None:
        """Return the head of a chat of the list; None where it is not there."""
        return self._chats.get(chat_id)

    def shut_down(self) -> bool:
        """Stop every answer; True when all threads have left."""
        for conversation in self._conversations.values():
            conversation.stop()
        left = [conversation.shut_down() for conversation in self._conversations.values()]
        return all(left)

    def _open(self, chat: Chat) -> Conversation:
        conversation = Conversation(chat, self._store, self._pool, self._make_turn, self)
        conversation.chat_changed.connect(self._on_chat_changed)
        conversation.keeping_failed.connect(self.failed)
        self._conversations[chat.id] = conversation
        return conversation

    def _change_head(self, chat_id: str, change: Callable[[Chat], Chat]) -> None:
        conversation = self.open(chat_id)
        if conversation is not None:
            conversation.set_chat(change(conversation.chat))

    def _listed_after(self, change: Callable[[str], None], chat_id: str) -> Sequence[Chat]:
        """Store's thread: change, and read the list again."""
        change(chat_id)
        return self._store.chats()

    @Slot(object)
    def _on_chat_changed(self, chat: Chat) -> None:
        self._chats[chat.id] = chat
        self.changed.emit()
        self.refresh()

    @Slot(object)
    def _on_listed(self, result: object) -> None:
        if isinstance(result, Broken):
            self.failed.emit(result.error)
        elif isinstance(result, Done):
            self._chats = {chat.id: chat for chat in self._with_unkept(result.value)}
            chats = sorted(self._chats.values(), key=lambda chat: chat.updated_at, reverse=True)
            self.listed.emit([chat for chat in chats if chat.title])
            if not self._was_listed:
                self._was_listed = True
                self._tell_unsent(chats)

    def _with_unkept(self, kept: Sequence[Chat]) -> list[Chat]:
        """Add the chats that a full disk keeps in memory for now."""
        known = {chat.id for chat in kept} | self._deleted
        open_ones = (one.chat for one in self._conversations.values() if one.messages)
        return [*kept, *(chat for chat in open_ones if chat.id not in known)]

    def _tell_unsent(self, chats: Sequence[Chat]) -> None:
        unsent = next((chat for chat in chats if not chat.title and chat.draft.strip()), None)
        if unsent is not None:
            self.unsent_found.emit(unsent.id)

    def _is_unsent(self, conversation: Conversation) -> bool:
        chat = conversation.chat
        return not (conversation.messages or chat.title or chat.id in self._deleted) and bool(chat.draft)
