"""Chats in the database."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar

import apsw

from yagpt_desktop.domain.archive import ExportedChat, ImportCount
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.errors import DiskFull, StorageError
from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.domain.history import Spending
from yagpt_desktop.domain.search import SearchHit, SearchQuery

from .archive_rows import put_chat, read_tree
from .arrival import Arrival
from .arriving import is_any, make_way, sweep
from .costs import add_expense, spending_of
from .database import Database
from .fault import told_in_our_words
from .folders import put_folder, read_folders, remove_folder
from .pace import Pace
from .row import CHAT_COLUMNS, chat_of, moment_of, storable
from .search import chats_with, find
from .texts import SqliteTextStore
from .tree import MessageTree
from .writing import add_message_row, save_chat_row, save_facts

TRASH_KEPT: Final = timedelta(days=30)

_T = TypeVar("_T")


class SqliteChatStore:
    """Chats in an open database; see :class:`yagpt_desktop.domain.ports.ChatStore`.  One thread at a time.

    A write that finds the disk full is remembered and done before the next one, so that a chat goes on in
    memory and is whole on the disk once there is room again.
    """

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._sql = database.connection
        self._now = now
        self._waiting: list[Callable[[], object]] = []
        self._ends: dict[int, int] = {}
        self._arrival: Arrival | None = None
        self._sweeping = Pace()

    @property
    def waiting(self) -> int:
        """How many writes wait for room on the disk."""
        return len(self._waiting)

    @property
    def texts(self) -> SqliteTextStore:
        """Texts in the same database; their writes wait in one line with those of the chats."""
        return SqliteTextStore(self._sql, self._write, self._now)

    def reconcile(self) -> int:
        """Name answers interrupted that an earlier run left unfinished, empty old trash; return the former.

        Raises:
            StorageError: It could not be written.
        """

        def name_interrupted() -> int:
            self._sql.execute("UPDATE message SET state = 'interrupted' WHERE state = 'streaming'")
            return self._sql.changes()

        interrupted = self._write(name_interrupted)
        self.texts.reconcile()
        oldest = moment_of(self._now() - TRASH_KEPT)
        with told_in_our_words():
            old = self._sql.execute("SELECT uid FROM chat_here WHERE trashed_at < ?", (oldest,)).fetchall()
        for (uid,) in old:
            self.erase_chat(str(uid))
        return interrupted

    def flush(self) -> None:
        """Do the writes that wait.

        Raises:
            StorageError: There is still no room.
        """
        while self._waiting:
            # What it belongs to may be lost or erased: that must not hold up all that comes after it.
            with suppress(KeyError):
                self._in_transaction(self._waiting[0])
            del self._waiting[0]

    def chats(self) -> Sequence[Chat]:
        """Return all chats outside the trash, the last used first."""
        return self._listed("trashed_at IS NULL ORDER BY updated_at DESC, created_at DESC, id DESC")

    def trash(self) -> Sequence[Chat]:
        """Return the chats in the trash, the last thrown away first."""
        return self._listed("trashed_at IS NOT NULL ORDER BY trashed_at DESC, id DESC")

    def save_chat(self, chat: Chat) -> None:
        """Add a chat or replace the one with its id; messages stay, and so does its place in the trash."""

        def save() -> None:
            self._make_way(chat.id)
            save_chat_row(self._sql, chat)

        self._write(save)

    def delete_chat(self, chat_id: str) -> None:
        """Move a chat to the trash, where it stays for ``TRASH_KEPT``.

        Raises:
            KeyError: No such chat.
        """
        moment = moment_of(self._now())
        self._update_chat(chat_id, "UPDATE chat SET trashed_at = ifnull(trashed_at, ?) WHERE id = ?", moment)

    def restore_chat(self, chat_id: str) -> None:
        """Take a chat out of the trash; no error where it is not in it.

        Raises:
            KeyError: No such chat.
        """
        self._update_chat(chat_id, "UPDATE chat SET trashed_at = ? WHERE id = ?", None)

    def erase_chat(self, chat_id: str) -> None:
        """Remove a chat with its messages for good; their bytes are overwritten in the file.

        Raises:
            KeyError: No such chat.
        """
        row = self._chat_row(chat_id)

        def erase() -> None:
            self._sql.execute("DELETE FROM message WHERE chat = ?", (row,))
            self._sql.execute("DELETE FROM chat WHERE id = ?", (row,))
            self._ends.pop(row, None)  # its number may be given to another chat
            if self._arrival is not None:
                self._arrival.lose_chat(row)

        self._write(erase)
        with told_in_our_words():
            self._sql.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)

    def messages(self, chat_id: str) -> Sequence[ChatMessage]:
        """Return the active path, oldest first.

        Raises:
            KeyError: No such chat.
        """
        with told_in_our_words():
            return self._tree(chat_id).path()

    def add_message(self, chat_id: str, message: ChatMessage) -> ChatMessage:
        """Add a message under its parent, bring it into view and return it with its counts.

        The chat counts as used at the message's time.

        Raises:
            KeyError: No such chat or parent.
            StorageError: The id is taken.
        """
        return self._write(lambda: self._add(chat_id, message))

    def update_message(self, chat_id: str, message: ChatMessage) -> None:
        """Replace text, state and facts of a message; its place in the tree stays.

        Raises:
            KeyError: No such chat or message.
        """

        def update() -> None:
            row = self._tree(chat_id).row_of(message.id)
            self._sql.execute(
                "UPDATE message SET text = ?, state = ? WHERE id = ?",
                (storable(message.text), message.state.value, row),
            )
            save_facts(self._sql, row, message.facts)

        self._write(update)

    def choose_version(self, chat_id: str, message_id: str, version: int) -> Sequence[ChatMessage]:
        """Make another version of a message the active one; return the new active path.

        Raises:
            KeyError: No such chat, message or version.
        """
        return self._change_tree(chat_id, lambda tree: tree.choose(message_id, version))

    def delete_message(self, chat_id: str, message_id: str) -> Sequence[ChatMessage]:
        """Hide a message with all that follows it; return the new active path.

        Raises:
            KeyError: No such chat or message.
        """
        return self._change_tree(chat_id, lambda tree: tree.hide(message_id, moment_of(self._now())))

    def restore_message(self, chat_id: str, message_id: str) -> Sequence[ChatMessage]:
        """Bring a hidden message back into view, in its old place; no error where it is not hidden.

        Raises:
            KeyError: No such chat or message.
        """
        return self._change_tree(chat_id, lambda tree: tree.restore(message_id))

    def show_message(self, chat_id: str, message_id: str) -> Sequence[ChatMessage]:
        """Lead the active path through a message; return it.

        Raises:
            KeyError: No such chat or message, or it was deleted.
        """
        return self._change_tree(chat_id, lambda tree: tree.show(tree.living(message_id)))

    def add_path(self, chat: Chat, messages: Sequence[ChatMessage]) -> None:
        """Add a chat with its one path, all of it or nothing."""
        ids = frozenset(message.id for message in messages)

        def add() -> None:
            self._make_way(chat.id, ids)
            put_chat(self._sql, ExportedChat(chat, tuple(messages), ids))

        self._write(add)

    def add_expense(self, chat_id: str, paid_at: datetime, roubles: float) -> None:
        """Count a price to a chat and its month, beside those of its answers.

        Raises:
            KeyError: No such chat.
        """
        row = self._chat_row(chat_id)
        self._write(lambda: add_expense(self._sql, row, paid_at, roubles))

    def spending(self, chat_id: str, since: datetime) -> Spending:
        """Return what a chat has cost, and all chats since a moment; an unknown chat has cost nothing."""
        with told_in_our_words():
            return spending_of(self._sql, chat_id, since)

    def folders(self) -> Sequence[Folder]:
        """Return all folders in their order."""
        with told_in_our_words():
            return read_folders(self._sql)

    def save_folder(self, folder: Folder) -> None:
        """Add a folder or replace the one with its id."""
        self._write(lambda: put_folder(self._sql, folder))

    def delete_folder(self, folder_id: str) -> None:
        """Remove a folder; its chats stay and are in none.

        Raises:
            KeyError: No such folder.
        """
        self._write(lambda: remove_folder(self._sql, folder_id))

    def search(self, query: str) -> Sequence[Chat]:
        """Return the chats, the last used first, whose title or messages hold the query's words."""
        if not query.strip():
            return self.chats()
        with told_in_our_words():
            found = json.dumps(sorted(chats_with(self._sql, query)))
        return self._listed(
            "uid IN (SELECT value FROM json_each(?)) ORDER BY updated_at DESC, created_at DESC, id DESC",
            found,
        )

    def find(self, query: SearchQuery) -> Sequence[SearchHit]:
        """Return the places that hold the query's words, the newest first."""
        with told_in_our_words():
            return find(self._sql, query)

    def exported(self, chat_id: str) -> ExportedChat:
        """Return a chat with all its versions; what was deleted from it is left out.

        Raises:
            KeyError: No such chat.
        """
        with told_in_our_words():
            return read_tree(self._sql, chat_id)

    def begin_arrival(self, chats: Sequence[ExportedChat]) -> Arrival:
        """Begin to take chats in by parts; one that was begun before comes to no end any more."""
        self._arrival = Arrival(self._sql, chats)
        return self._arrival

    def step(self, arrival: Arrival) -> ImportCount | None:
        """Do the next part, in one transaction; return what has come after the last one.

        Raises:
            StorageError: It could not be written, or another arrival was begun; this one is at its end.
        """
        if arrival is not self._arrival:
            raise StorageError("another import was begun meanwhile")
        try:
            self.flush()
            count = self._in_transaction(arrival.step)
        except BaseException:
            self._arrival = None
            raise
        if count is not None:
            self._arrival = None
        return count

    @property
    def has_broken_import(self) -> bool:
        """Whether there is something that belongs to no arrival under way."""
        with told_in_our_words():
            return self._arrival is None and is_any(self._sql)

    def sweep(self) -> bool:
        """Remove a part of what a broken-off arrival has left; return whether there is more.

        Raises:
            StorageError: It could not be removed; nobody sees it all the same.
        """
        if not self.has_broken_import:
            return False
        with self._sweeping.part() as weight:
            return self._in_transaction(lambda: sweep(self._sql, weight))

    def _add(self, chat_id: str, message: ChatMessage) -> ChatMessage:
        chat, tree = self._chat_row(chat_id), self._tree(chat_id)
        parent = None if message.parent_id is None else tree.living(message.parent_id)
        self._make_way(chat_id, (message.id,))
        try:
            row = add_message_row(self._sql, chat, parent, message)
        except apsw.ConstraintError as error:
            raise StorageError("a message with this id is there already") from error
        tree.append(row, parent)
        self._sql.execute(
            "UPDATE chat SET updated_at = max(updated_at, ?) WHERE id = ?",
            (moment_of(message.created_at), chat),
        )
        return tree.message(row)

    def _make_way(self, chat_id: str, message_ids: Iterable[str] = ()) -> None:
        """What a person writes comes before what is on its way in under the same name."""
        if make_way(self._sql, chat_id, message_ids) and self._arrival is not None:
            self._arrival.begin_anew()

    def _update_chat(self, chat_id: str, statement: str, value: int | None) -> None:
        self._write(lambda: self._sql.execute(statement, (value, self._chat_row(chat_id))))

    def _change_tree(self, chat_id: str, change: Callable[[MessageTree], None]) -> Sequence[ChatMessage]:
        def changed() -> Sequence[ChatMessage]:
            tree = self._tree(chat_id)
            change(tree)
            return tree.path()

        return self._write(changed)

    def _listed(self, which: str, *values: str) -> list[Chat]:
        with told_in_our_words():
            rows = self._sql.execute(f"SELECT {CHAT_COLUMNS} FROM chat_here WHERE {which}", values)
            return [chat_of(row) for row in rows]

    def _chat_row(self, chat_id: str) -> int:
        row = self._sql.execute("SELECT id FROM chat_here WHERE uid = ?", (chat_id,)).get
        if row is None:
            raise KeyError(chat_id)
        return int(row)

    def _tree(self, chat_id: str) -> MessageTree:
        return MessageTree(self._sql, self._chat_row(chat_id), self._ends)

    def _write(self, act: Callable[[], _T]) -> _T:
        try:
            self.flush()
            return self._in_transaction(act)
        except DiskFull:
            self._waiting.append(act)
            raise

    def _in_transaction(self, act: Callable[[], _T]) -> _T:
        try:
            with told_in_our_words(), self._transaction():
                return act()
        except BaseException:
            self._ends.clear()
            raise

    def _transaction(self) -> AbstractContextManager[apsw.Connection]:
        return self._database.transaction()
