"""Whole trees of messages out of the rows, and back into them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import apsw

from yagpt_desktop.domain.archive import ExportedChat, ImportCount
from yagpt_desktop.domain.chat import ChatMessage, MessageState

from .folders import add_folder, folder_with
from .row import (
    CHAT_COLUMNS,
    CHAT_MARKS,
    FACTS_COLUMNS,
    chat_of,
    chat_row,
    facts_row,
    message_of,
    moment_of,
    storable,
)

_PREFIXED_FACTS: Final = ", ".join(f"f.{name.strip()}" for name in FACTS_COLUMNS.split(","))
_LIVING: Final = f"""
    WITH RECURSIVE living (id) AS (
        SELECT id FROM message WHERE chat = :chat AND parent IS NULL AND removed_at IS NULL
        UNION ALL
        SELECT m.id FROM living JOIN message AS m ON m.chat = :chat AND m.parent = living.id
            WHERE m.removed_at IS NULL
    )
    SELECT m.active, m.uid, p.uid, m.role, m.text, m.created_at, m.state, 1, 1, {_PREFIXED_FACTS}
        FROM living CROSS JOIN message AS m ON m.id = living.id
        LEFT JOIN message AS p ON p.id = m.parent LEFT JOIN facts AS f ON f.message = m.id ORDER BY living.id
"""
_ADD_CHAT: Final = f"INSERT INTO chat ({CHAT_COLUMNS}) VALUES ({CHAT_MARKS})"
_ADD_MESSAGE: Final = (
    "INSERT INTO message (uid, chat, parent, active, role, text, created_at, state)"
    " VALUES (?, ?, ?, 0, ?, ?, ?, ?)"
)
_ADD_FACTS: Final = (
    f"INSERT INTO facts (message, {FACTS_COLUMNS}) VALUES ({', '.join('?' * (FACTS_COLUMNS.count(',') + 2))})"
)
_SHOW: Final = """
    UPDATE message SET active = 1 WHERE id = :row AND removed_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM message AS s WHERE s.chat = :chat AND ifnull(s.parent, 0) = :parent AND s.active)
"""


@dataclass(frozen=True, slots=True)
class _Came:
    """A message that was added: where it is, and where it belongs."""

    row: int
    parent: int
    is_active: bool


def read_tree(connection: apsw.Connection, uid: str) -> ExportedChat:
    """Return a chat with every message that is not deleted.

    Raises:
        KeyError: No such chat.
    """
    row = connection.execute(f"SELECT id, {CHAT_COLUMNS} FROM chat WHERE uid = ?", (uid,)).fetchone()
    if row is None:
        raise KeyError(uid)
    active: set[str] = set()
    messages = []
    for is_active, *rest in connection.execute(_LIVING, {"chat": row[0]}):
        messages.append(message_of(tuple(rest)))
        if is_active:
            active.add(messages[-1].id)
    chat = chat_of(tuple(row[1:]))
    folder = folder_with(connection, chat.folder_id)
    return ExportedChat(chat, tuple(_counted(messages)), frozenset(active), folder)


def put_chats(connection: apsw.Connection, chats: Sequence[ExportedChat]) -> ImportCount:
    """Add chats and messages that are not there, inside a transaction of the caller's.

    A chat that is there gets the messages it lacks and is otherwise left as it is; so is each message, and
    so is each folder.
    """
    added = present = extended = came = 0
    for exported in chats:
        there = connection.execute("SELECT id FROM chat WHERE uid = ?", (exported.chat.id,)).get
        row = int(there) if there is not None else _add_chat(connection, exported)
        new = _add_messages(connection, row, exported)
        came += new
        if there is None:
            added += 1
            continue
        present += 1
        if new:
            extended += 1
            newest = max(moment_of(message.created_at) for message in exported.messages)
            connection.execute("UPDATE chat SET updated_at = max(updated_at, ?) WHERE id = ?", (newest, row))
    return ImportCount(added, present, extended, came)


def _counted(messages: Sequence[ChatMessage]) -> list[ChatMessage]:
    """Give each message its place among its versions."""
    totals = Counter(message.parent_id for message in messages)
    seen: Counter[str | None] = Counter()
    counted = []
    for message in messages:
        seen[message.parent_id] += 1
        place = seen[message.parent_id]
        counted.append(replace(message, version=place, versions=totals[message.parent_id]))
    return counted


def _add_chat(connection: apsw.Connection, exported: ExportedChat) -> int:
    if exported.folder is not None:
        add_folder(connection, exported.folder)
    connection.execute(_ADD_CHAT, chat_row(exported.chat))
    return connection.last_insert_rowid()


def _add_messages(connection: apsw.Connection, chat: int, exported: ExportedChat) -> int:
    there = connection.execute("SELECT uid, id FROM message WHERE chat = ?", (chat,))
    rows: dict[str | None, int | None] = {None: None, **{uid: row for uid, row in there}}  # noqa: C416
    came = []
    for message in exported.messages:
        if message.id in rows:
            continue
        parent = rows[message.parent_id]
        row = _add_message(connection, chat, parent, message)
        rows[message.id] = row
        came.append(_Came(row, parent or 0, message.id in exported.active))
    # What is in view here stays in view: a message that came shows where nothing else does.
    for one in came:
        if one.is_active:
            connection.execute(_SHOW, {"row": one.row, "chat": chat, "parent": one.parent})
    return len(came)


def _add_message(connection: apsw.Connection, chat: int, parent: int | None, message: ChatMessage) -> int:
    state = MessageState.INTERRUPTED if message.state is MessageState.STREAMING else message.state
    connection.execute(
        _ADD_MESSAGE,
        (
            message.id,
            chat,
            parent,
            message.role.value,
            storable(message.text),
            moment_of(message.created_at),
            state.value,
        ),
    )
    row = connection.last_insert_rowid()
    if message.facts is not None:
        connection.execute(_ADD_FACTS, (row, *facts_row(message.facts)))
    return row
