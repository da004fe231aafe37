"""Whole trees of messages out of the rows, and back into them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import apsw

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import ChatMessage, MessageState

from .folders import add_folder, folder_with
from .row import CHAT_COLUMNS, FACTS_COLUMNS, chat_of, message_of, moment_of
from .writing import add_chat_row, add_message_row

_PREFIXED_FACTS: Final = ", ".join(f"f.{name.strip()}" for name in FACTS_COLUMNS.split(","))
_LIVING: Final = f"""
    WITH RECURSIVE living (id) AS (
        SELECT id FROM message_here WHERE chat = :chat AND parent IS NULL AND removed_at IS NULL
        UNION ALL
        SELECT m.id FROM living CROSS JOIN message_here AS m ON m.chat = :chat AND m.parent = living.id
            WHERE m.removed_at IS NULL
    )
    SELECT m.active, m.uid, p.uid, m.role, m.text, m.created_at, m.state, 1, 1, {_PREFIXED_FACTS}
        FROM living CROSS JOIN message AS m ON m.id = living.id
        LEFT JOIN message AS p ON p.id = m.parent LEFT JOIN facts AS f ON f.message = m.id ORDER BY living.id
"""
_SHOW: Final = """
    UPDATE message SET active = 1 WHERE id = :row AND removed_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM message AS s WHERE s.chat = :chat AND ifnull(s.parent, 0) = :parent AND s.active)
"""


def read_tree(connection: apsw.Connection, uid: str) -> ExportedChat:
    """Return a chat with every message that is not deleted.

    Raises:
        KeyError: No such chat.
    """
    row = connection.execute(f"SELECT id, {CHAT_COLUMNS} FROM chat_here WHERE uid = ?", (uid,)).fetchone()
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


def put_chat(connection: apsw.Connection, exported: ExportedChat) -> None:
    """Add a chat and messages that are not there, inside a transaction of the caller's.

    A chat that is there gets the messages it lacks and is otherwise left as it is; so is each message, and
    so is the folder.
    """
    there = connection.execute("SELECT id FROM chat WHERE uid = ?", (exported.chat.id,)).get
    if there is None and exported.folder is not None:
        add_folder(connection, exported.folder)
    row = int(there) if there is not None else add_chat_row(connection, exported.chat)
    rows = rows_of(connection, row)
    came: list[tuple[int, int]] = []
    for message in exported.messages:
        if message.id in rows:
            continue
        parent = rows[message.parent_id]
        rows[message.id] = added = add_message_row(connection, row, parent, as_it_comes(message))
        if message.id in exported.active:
            came.append((added, parent or 0))
    for added, parent in came:
        show_where_nothing_is(connection, row, added, parent)
    if there is not None and came:
        note_use(connection, exported)


def rows_of(connection: apsw.Connection, chat: int) -> dict[str | None, int | None]:
    """Return the row of each message of a chat, deleted or not, and none for what begins it."""
    found = connection.execute("SELECT uid, id FROM message WHERE chat = ?", (chat,))
    return {None: None, **{str(uid): int(row) for uid, row in found}}


def as_it_comes(message: ChatMessage) -> ChatMessage:
    """Return a message as it can be kept: what streamed elsewhere does not go on here."""
    if message.state is not MessageState.STREAMING:
        return message
    return replace(message, state=MessageState.INTERRUPTED)


def show_where_nothing_is(connection: apsw.Connection, chat: int, row: int, parent: int) -> None:
    """Bring a message that came into view, unless another version is: what is in view here stays in view."""
    connection.execute(_SHOW, {"row": row, "chat": chat, "parent": parent})


def note_use(connection: apsw.Connection, exported: ExportedChat) -> None:
    """Count a chat as used when the newest message that came into it was written."""
    newest = max(moment_of(message.created_at) for message in exported.messages)
    connection.execute(
        "UPDATE chat SET updated_at = max(updated_at, ?) WHERE uid = ?", (newest, exported.chat.id)
    )


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
