"""Chats in the database."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar

import apsw

from yagpt_desktop.domain.archive import ExportedChat, ImportCount
from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage
from yagpt_desktop.domain.errors import DiskFull, StorageError
from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.domain.history import Spending
from yagpt_desktop.domain.search import SearchHit, SearchQuery

from .archive_rows import put_chats, read_tree
from .bulk import indexed_at_once
from .database import Database
from .fault import told_in_our_words
from .folders import put_folder, read_folders, remove_folder
from .row import (
    CHAT_COLUMNS,
    CHAT_MARKS,
    FACTS_COLUMNS,
    chat_of,
    chat_row,
    facts_row,
    moment_of,
    storable,
)
from .search import chats_with, find
from .texts import SqliteTextStore
from .tree import MessageTree

TRASH_KEPT: Final = timedelta(days=30)

_T = TypeVar("_T")

_SAVE_CHAT: Final = f"""
    INSERT INTO chat ({CHAT_COLUMNS}) VALUES ({CHAT_MARKS})
    ON CONFLICT (uid) DO UPDATE SET title = excluded.title, created_at = excluded.created_at,
        updated_at = excluded.updated_at, role_text = excluded.role_text, draft = excluded.draft,
        account_id = excluded.account_id, pinned = excluded.pinned,
        archived = excluded.archived, unread = excluded.unread,
        summary = excluded.summary, summary_until = excluded.summary_until,
        folder_uid = excluded.folder_uid, tags = excluded.tags, draft_of = excluded.draft_of,
        draft_aside = excluded.draft_aside
"""
_SAVE_FACTS: Final = f"""
    INSERT OR REPLACE INTO facts (message, {FACTS_COLUMNS})
    VALUES ({", ".join("?" * (1 + len(FACTS_COLUMNS.split(","))))})
"""

_COSTS: Final = """
    SELECT sum(roubles) FROM (
        SELECT m.chat AS chat, m.created_at AS paid_at, f.cost_roubles AS roubles
            FROM message AS m JOIN facts AS f ON f.message = m.id
        UNION ALL SELECT chat, paid_at, roubles FROM expense
    )
"""
_CHAT_COST: Final = f"{_COSTS} WHERE chat = (SELECT id FROM chat WHERE uid = ?)"
_COST_SINCE: Final = f"{_COSTS} WHERE paid_at >= ?"


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
            old = self._sql.execute("SELECT uid FROM chat WHERE trashed_at < ?", (oldest,)).fetchall()
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
        self._write(lambda: self._sql.execute(_SAVE_CHAT, chat_row(chat)))

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
            self._save_facts(row, message.facts)

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
        whole = ExportedChat(chat, tuple(messages), frozenset(message.id for message in messages))
        self._write(lambda: put_chats(self._sql, [whole]))

    def add_expense(self, chat_id: str, paid_at: datetime, roubles: float) -> None:
        """Count a price to a chat and its month, beside those of its answers.

        Raises:
            KeyError: No such chat.
        """
        values = (self._chat_row(chat_id), moment_of(paid_at), roubles)
        statement = "INSERT INTO expense (chat, paid_at, roubles) VALUES (?, ?, ?)"
        self._write(lambda: self._sql.execute(statement, values))

    def spending(self, chat_id: str, since: datetime) -> Spending:
        """Return what a chat has cost, and all chats since a moment; an unknown chat has cost nothing."""
        with told_in_our_words():
            costs = [
                self._sql.execute(statement, (value,)).get
                for statement, value in ((_CHAT_COST, chat_id), (_COST_SINCE, moment_of(since)))
            ]
        return Spending(*(float(cost or 0) for cost in costs))

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

    def add_chats(self, chats: Sequence[ExportedChat]) -> ImportCount:
        """Add what is not there yet, in one transaction; a full disk leaves everything as it was."""
        self.flush()

        def add() -> ImportCount:
            with indexed_at_once(self._sql):
                return put_chats(self._sql, chats)

        return self._in_transaction(add)

    def _add(self, chat_id: str, message: ChatMessage) -> ChatMessage:
        chat, tree = self._chat_row(chat_id), self._tree(chat_id)
        parent = None if message.parent_id is None else tree.living(message.parent_id)
        try:
            self._sql.execute(
                "INSERT INTO message (uid, chat, parent, active, role, text, created_at, state)"
                " VALUES (?, ?, ?, 0, ?, ?, ?, ?)",
                (
                    message.id,
                    chat,
                    parent,
                    message.role.value,
                    storable(message.text),
                    moment_of(message.created_at),
                    message.state.value,
                ),
            )
        except apsw.ConstraintError as error:
            raise StorageError("a message with this id is there already") from error
        row = self._sql.last_insert_rowid()
        self._save_facts(row, message.facts)
        tree.append(row, parent)
        self._sql.execute(
            "UPDATE chat SET updated_at = max(updated_at, ?) WHERE id = ?",
            (moment_of(message.created_at), chat),
        )
        return tree.message(row)

    def _save_facts(self, row: int, facts: AnswerFacts | None) -> None:
        if facts is None:
            self._sql.execute("DELETE FROM facts WHERE message = ?", (row,))
        else:
            self._sql.execute(_SAVE_FACTS, (row, *facts_row(facts)))

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
            rows = self._sql.execute(f"SELECT {CHAT_COLUMNS} FROM chat WHERE {which}", values)
            return [chat_of(row) for row in rows]

    def _chat_row(self, chat_id: str) -> int:
        row = self._sql.execute("SELECT id FROM chat WHERE uid = ?", (chat_id,)).get
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
