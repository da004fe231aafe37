"""The marks that hide what is on its way in, and what becomes of an import that never came to its end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from uuid import uuid4

import apsw

from .bulk import not_overwritten
from .pace import CHAT_WEIGHT, message_weight

_MOST_ROWS: Final = 500

# From the end: whatever follows a message came after it.
_MESSAGES: Final = """
    SELECT a.message, a.uid = m.uid, length(m.text)
        FROM arriving_message AS a JOIN message AS m ON m.id = a.message ORDER BY a.message DESC LIMIT ?
"""
_CHATS: Final = "SELECT a.chat, a.uid = c.uid FROM arriving_chat AS a JOIN chat AS c ON c.id = a.chat LIMIT 1"
_OF_CHAT: Final = "SELECT id, length(text) FROM message WHERE chat = ? ORDER BY id DESC LIMIT ?"


def mark_chat(connection: apsw.Connection, row: int, uid: str, begun_at: int) -> None:
    """Let nobody see a chat, nor what is in it."""
    connection.execute("INSERT INTO arriving_chat VALUES (?, ?, ?)", (row, begun_at, uid))


def mark_message(connection: apsw.Connection, row: int, uid: str, begun_at: int) -> None:
    """Let nobody see a message of a chat that was there."""
    connection.execute("INSERT INTO arriving_message VALUES (?, ?, ?)", (row, begun_at, uid))


def unmark_all(connection: apsw.Connection) -> None:
    """Show everything."""
    connection.execute("DELETE FROM arriving_message")
    connection.execute("DELETE FROM arriving_chat")


def sweep(connection: apsw.Connection, most: int) -> bool:
    """Remove a part of what is marked, of about so much weight; return whether there is more.

    Inside a transaction of the caller's.  A mark that names another than it stands for goes alone.
    """
    if not is_any(connection):
        return False
    with not_overwritten(connection):
        _sweep(connection, most)
    return is_any(connection)


def _sweep(connection: apsw.Connection, most: int) -> None:
    left = most
    marked: list[Any] = connection.execute(_MESSAGES, (_MOST_ROWS,)).fetchall()
    for row, is_named, length in marked:
        if left <= 0:
            return
        table, key = ("message", "id") if is_named else ("arriving_message", "message")
        connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (row,))
        left -= message_weight(length)
    while left > 0 and (found := connection.execute(_CHATS).fetchone()) is not None:
        row, is_named = found
        left -= CHAT_WEIGHT
        if is_named:
            left -= _sweep_chat(connection, row, left)
        else:
            connection.execute("DELETE FROM arriving_chat WHERE chat = ?", (row,))


def is_any(connection: apsw.Connection) -> bool:
    """Whether something is marked."""
    return bool(
        connection.execute(
            "SELECT EXISTS (SELECT 1 FROM arriving_chat) OR EXISTS (SELECT 1 FROM arriving_message)"
        ).get
    )


def make_way(connection: apsw.Connection, chat_id: str, message_ids: Iterable[str] = ()) -> bool:
    """Leave these names to a person's own chat and messages; return whether something marked had one.

    What had it gets a name of no meaning: its import has to begin anew.
    """
    chat = connection.execute("SELECT id FROM chat WHERE uid = ?", (chat_id,)).get
    if chat is None:
        return False
    if connection.execute("SELECT 1 FROM arriving_chat WHERE chat = ?", (chat,)).get is not None:
        _rename(connection, "chat", chat)
        return True
    found = [
        row
        for uid in message_ids
        for (row,) in connection.execute(
            "SELECT m.id FROM message AS m JOIN arriving_message AS a ON a.message = m.id"
            " WHERE m.chat = ? AND m.uid = ?",
            (chat, uid),
        )
    ]
    for row in found:
        _rename(connection, "message", row)
    return bool(found)


def _rename(connection: apsw.Connection, what: str, row: int) -> None:
    name = uuid4().hex
    connection.execute(f"UPDATE {what} SET uid = ? WHERE id = ?", (name, row))
    connection.execute(f"UPDATE arriving_{what} SET uid = ? WHERE {what} = ?", (name, row))


def _sweep_chat(connection: apsw.Connection, chat: int, most: int) -> int:
    """Remove messages from the end of a chat, or the chat where it has none; return their weight."""
    rows: list[Any] = connection.execute(_OF_CHAT, (chat, _MOST_ROWS)).fetchall()
    if not rows:
        connection.execute("DELETE FROM chat WHERE id = ?", (chat,))
        return 0
    weight = 0
    for row, length in rows:
        connection.execute("DELETE FROM message WHERE id = ?", (row,))
        weight += message_weight(length)
        if weight >= most:
            break
    return weight
