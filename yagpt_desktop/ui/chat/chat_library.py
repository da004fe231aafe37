"""All chats: which there are, and the conversations of those that were opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.errors import DiskFull
from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.domain.ports import ChatStore
from yagpt_desktop.domain.tag import tag_key, tags_of
from yagpt_desktop.services.conversation import new_chat
from yagpt_desktop.workers.job import Broken, Done, Job
from yagpt_desktop.workers.turn import Outcome, Stopped

from .chat_action import ChatAction
from .conversation import Conversation, TurnMaker
from .folder_book import FolderBook

_T = TypeVar("_T")

MOST_OPEN: Final = 20
"""Conversations that stay in memory after they were looked at; what is older is read again."""

_MARKS: Final[dict[ChatAction, Callable[[Chat], Chat]]] = {
    ChatAction.PIN: lambda chat: replace(chat, pinned=True),
    ChatAction.UNPIN: lambda chat: replace(chat, pinned=False),
    ChatAction.ARCHIVE: lambda chat: replace(chat, archived=True),
    ChatAction.UNARCHIVE: lambda chat: replace(chat, archived=False),
}


def _do_nothing(_subject: object) -> None:
    return


class _Lists(NamedTuple):
    """What the store holds."""

    chats: Sequence[Chat]
    trash: Sequence[Chat]
    folders: Sequence[Folder]
    version: int


class ChatLibrary(QObject):
    """Opens, lists and renames chats, and files them: folders, tags, pins, archive, trash.

    A conversation lives as long as the window, so an answer goes on while another chat is in view.

    Signals:
        listed(list[Chat]): The chats, those of the archive too, the last used first.
        trash_listed(list[Chat]): The chats in the trash, the last thrown away first.
        failed(YaGptError): Something could not be read or kept.
        changed(): Something was kept.
        forked(str): A chat (id) was made out of another, and can be opened.
        unsent_found(str): At the first listing: the chat (id) with words that were never sent.
    """

    listed = Signal(object)
    trash_listed = Signal(object)
    failed = Signal(object)
    changed = Signal()
    forked = Signal(str)
    unsent_found = Signal(str)

    def __init__(
        self,
        store: ChatStore,
        pool: QThreadPool,
        make_turn: TurnMaker,
        parent: QObject | None = None,
        make_temporary_store: Callable[[], ChatStore] | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._make_temporary_store = make_temporary_store
        self._in_view = ""
        self._pool = pool
        self._make_turn = make_turn
        self._conversations: dict[str, Conversation] = {}
        self._chats: dict[str, Chat] = {}
        self._deleted: set[str] = set()
        self._leaving: list[Conversation] = []
        self._was_listed = False
        self.folders = FolderBook(store, pool, self)
        self.folders.failed.connect(self.failed)
        self.folders.kept.connect(self.changed)
        self._forking = Job(pool, self)
        self._forking.finished.connect(self._on_forked)
        self._listing = Job(pool, self)
        self._listing.finished.connect(self._on_listed)

    def refresh(self) -> None:
        """Read the list; ``listed`` follows."""
        self._list_after(_do_nothing, ())

    def begin(self, role_text: str, account_id: str, folder_id: str = "") -> Conversation:
        """Return a conversation, in a folder or in none, that is kept only from its first word on.

        One of there with words that were not sent yet is taken again.
        """
        open_ones = (one for one in self._conversations.values() if one.chat.folder_id == folder_id)
        unsent = next((one for one in open_ones if self._is_unsent(one)), None)
        return unsent or self._open(new_chat(role_text, account_id, folder_id))

    def begin_temporary(self, role_text: str, account_id: str) -> Conversation | None:
        """Return a conversation that lives in memory alone; an empty one is taken again.

        None where there is nothing to keep it in.
        """
        for known in self._conversations.values():
            if known.chat.temporary and not known.messages and known.chat.id not in self._deleted:
                return known
        if self._make_temporary_store is None:
            return None
        chat = replace(new_chat(role_text, account_id), temporary=True)
        return self._open(chat, self._make_temporary_store())

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

    def carry_out(self, action: ChatAction, chat_ids: Sequence[str]) -> None:
        """Do something with chats; ``listed`` and ``trash_listed`` follow once for all of them.

        The answer of a chat that goes to the trash is stopped and kept.
        """
        kept = [chat_id for chat_id in chat_ids if not self.is_temporary(chat_id)]
        if action is ChatAction.DELETE:
            self._deleted |= set(chat_ids)
            self._stop(chat_ids)
            self._tell_list()
            self._change_store(self._store.delete_chat, kept)
        elif action is ChatAction.RESTORE:
            self._deleted -= set(chat_ids)
            self._change_store(self._store.restore_chat, kept)
        elif action is ChatAction.ERASE:
            self._forget(chat_ids)
            self._change_store(self._store.erase_chat, kept)
        else:
            self._mark(kept, _MARKS[action])

    def move(self, places: Mapping[str, str]) -> None:
        """Put chats (ids) into folders (ids), "" for none; ``listed`` follows once for all of them."""
        kept = [chat_id for chat_id in places if not self.is_temporary(chat_id)]
        self._mark(kept, lambda chat: replace(chat, folder_id=places[chat.id]))

    def tag(self, chat_ids: Sequence[str], added: Iterable[str], removed: Iterable[str]) -> None:
        """Give chats tags and take others away; ``listed`` follows once for all of them."""
        came, gone = tuple(added), {tag_key(tag) for tag in removed}

        def tagged(chat: Chat) -> Chat:
            left = [tag for tag in chat.tags if tag_key(tag) not in gone]
            return replace(chat, tags=tags_of([*left, *came]))

        self._mark([chat_id for chat_id in chat_ids if not self.is_temporary(chat_id)], tagged)

    def known_tags(self) -> tuple[str, ...]:
        """Return every tag that a chat of the list has, each once, by alphabet."""
        found: dict[str, str] = {}
        for chat in self._chats.values():
            for tag in chat.tags:
                found.setdefault(tag_key(tag), tag)
        return tuple(found[key] for key in sorted(found))

    def fork(self, chat: Chat, messages: Sequence[ChatMessage]) -> None:
        """Keep a chat with its messages; ``forked`` follows.  A temporary one is kept in memory alone."""
        store: ChatStore | None = self._store
        if chat.temporary:
            store = self._make_temporary_store() if self._make_temporary_store is not None else None
        if store is not None:
            self._forking.run(lambda: self._forked(chat, messages, store))

    def _forked(
        self, chat: Chat, messages: Sequence[ChatMessage], store: ChatStore
    ) -> tuple[Chat, ChatStore]:
        """Store's thread."""
        store.add_path(chat, messages)
        return chat, store

    @Slot(object)
    def _on_forked(self, result: object) -> None:
        if isinstance(result, Broken):
            self.failed.emit(result.error)
        elif isinstance(result, Done):
            chat, store = result.value
            self._chats[chat.id] = chat
            self._open(chat, store).load()
            self.changed.emit()
            self.refresh()
            self.forked.emit(chat.id)

    def see(self, chat_id: str) -> None:
        """Take note of the chat in view: what ended elsewhere is news until it is seen."""
        self._in_view = chat_id
        conversation = self._conversations.get(chat_id)
        if conversation is None:
            return
        # The last one seen is the last one here.
        self._conversations[chat_id] = self._conversations.pop(chat_id)
        if conversation.chat.unread:
            conversation.set_chat(replace(conversation.chat, unread=False))
        self._close_old()

    def _close_old(self) -> None:
        """Let go of what was not looked at for long: a day of work must not fill the memory."""
        for chat_id, conversation in list(self._conversations.items())[:-MOST_OPEN]:
            is_known = chat_id in self._chats or chat_id in self._deleted
            is_done_with = conversation.is_at_rest if is_known else not conversation.messages
            is_only_here = conversation.chat.temporary or self._is_unsent(conversation)
            if is_done_with and not is_only_here:
                self._forget([chat_id])

    def _on_ended(self, chat_id: str, outcome: Outcome) -> None:
        conversation = self._conversations.get(chat_id)
        if conversation is None or chat_id == self._in_view or isinstance(outcome, Stopped):
            return
        conversation.set_chat(replace(conversation.chat, unread=True))

    def is_temporary(self, chat_id: str) -> bool:
        """Whether a chat goes with the program."""
        conversation = self._conversations.get(chat_id)
        return conversation is not None and conversation.chat.temporary

    def forget_temporary(self, chat_ids: Iterable[str]) -> None:
        """Let go of deleted chats that were never written: they do not come back."""
        self._forget([chat_id for chat_id in chat_ids if self.is_temporary(chat_id)])
        self.refresh()

    def _stop(self, chat_ids: Iterable[str]) -> None:
        for conversation in map(self._conversations.get, chat_ids):
            if conversation is not None:
                conversation.stop()

    def _forget(self, chat_ids: Iterable[str]) -> None:
        self._stop(chat_ids)
        for chat_id in chat_ids:
            conversation = self._conversations.pop(chat_id, None)
            if conversation is not None and conversation.shut_down():
                self._leaving.append(conversation)

    def _mark(self, chat_ids: Iterable[str], change: Callable[[Chat], Chat]) -> None:
        heads: list[Chat] = []
        for chat_id in chat_ids:
            conversation = self._conversations.get(chat_id)
            if conversation is not None:
                conversation.set_chat(change(conversation.chat))
            elif chat_id in self._chats:
                heads.append(change(self._chats[chat_id]))
        self._chats |= {chat.id: chat for chat in heads}
        self._tell_list()
        self._change_store(self._store.save_chat, heads)

    def _change_store(self, change: Callable[[_T], None], subjects: Sequence[_T]) -> None:
        self.changed.emit()
        self._list_after(change, subjects)

    def chat(self, chat_id: str) -> Chat | None:
        """Return the head of a chat of the list; None where it is not there."""
        return self._chats.get(chat_id)

    @Slot()
    def read_again(self) -> None:
        """Read the list, and the paths of open chats that are at rest: an import may have added to them."""
        for conversation in self._conversations.values():
            if conversation.messages and not conversation.answering and not conversation.chat.temporary:
                conversation.load()
        self.refresh()

    @Slot()
    def forget_all(self) -> None:
        """Let go of every chat, its answer stopped: the history is about to be erased."""
        for conversation in self._conversations.values():
            conversation.stop()
            conversation.keeping_failed.disconnect(self.failed)
            conversation.chat_changed.disconnect(self._on_chat_changed)
        self._conversations.clear()
        self._chats.clear()
        self.folders.forget_all()

    def shut_down(self) -> bool:
        """Stop every answer; True when all threads have left."""
        for conversation in self._conversations.values():
            conversation.stop()
        left = [conversation.shut_down() for conversation in self._conversations.values()]
        return all(left)

    def _open(self, chat: Chat, store: ChatStore | None = None) -> Conversation:
        conversation = Conversation(
            chat, store or self._store, self._pool, self._make_turn, self, folder_of=self.folders.of
        )
        conversation.chat_changed.connect(self._on_chat_changed)
        conversation.keeping_failed.connect(self.failed)
        conversation.ended.connect(partial(self._on_ended, chat.id))
        self._conversations[chat.id] = conversation
        return conversation

    def _change_head(self, chat_id: str, change: Callable[[Chat], Chat]) -> None:
        conversation = self.open(chat_id)
        if conversation is not None:
            conversation.set_chat(change(conversation.chat))

    def _list_after(self, change: Callable[[_T], None], subjects: Sequence[_T]) -> None:
        version = self.folders.version

        def listed() -> _Lists:
            """Store's thread: change, and read the lists again."""
            for subject in subjects:
                change(subject)
            return _Lists(self._store.chats(), self._store.trash(), self._store.folders(), version)

        self._listing.run(listed)

    @Slot(object)
    def _on_chat_changed(self, chat: Chat) -> None:
        self._chats[chat.id] = chat
        self.changed.emit()
        self.refresh()

    def _let_go(self) -> None:
        """Delete what left: all that it had to keep was in the store's queue before the list."""
        if not self._listing.busy:
            for conversation in self._leaving:
                conversation.deleteLater()
            self._leaving.clear()

    @Slot(object)
    def _on_listed(self, result: object) -> None:
        self._let_go()
        if isinstance(result, Broken):
            self.failed.emit(result.error)
            if self._deleted and not isinstance(result.error, DiskFull):
                # They are where they were; what a full disk delays is done once there is room.
                self._deleted.clear()
                self.refresh()
        elif isinstance(result, Done):
            kept, trash, folders, version = result.value
            self.folders.take(folders, version)
            self._chats = {chat.id: chat for chat in self._with_unkept(kept)}
            self._tell_list()
            self.trash_listed.emit([chat for chat in trash if chat.title])
            if not self._was_listed:
                self._was_listed = True
                self._tell_unsent(list(self._chats.values()))

    def _tell_list(self) -> None:
        """Tell of the chats as they are to be, though the store may not have come to it yet."""
        chats = sorted(self._chats.values(), key=lambda chat: chat.updated_at, reverse=True)
        self.listed.emit([chat for chat in chats if chat.title and chat.id not in self._deleted])

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
        if chat.temporary:
            return False
        return not (conversation.messages or chat.title or chat.id in self._deleted) and bool(chat.draft)
