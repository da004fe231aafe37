"""Chats and messages into rows, inside a transaction of the caller's."""

from __future__ import annotations

from typing import Final

import apsw

from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage

from .row import CHAT_COLUMNS, CHAT_MARKS, FACTS_COLUMNS, chat_row, facts_row, moment_of, storable

_ADD_CHAT: Final = f"INSERT INTO chat ({CHAT_COLUMNS}) VALUES ({CHAT_MARKS})"
_SAVE_CHAT: Final = f"{_ADD_CHAT} ON CONFLICT (uid) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in CHAT_COLUMNS.split(", ")[1:]
)
_ADD_MESSAGE: Final = (
    "INSERT INTO message (uid, chat, parent, active, role, text, created_at, state)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_SAVE_FACTS: Final = (
    f"INSERT OR REPLACE INTO facts (message, {FACTS_COLUMNS})"
    f" VALUES ({', '.join('?' * (FACTS_COLUMNS.count(',') + 2))})"
)


def add_chat_row(connection: apsw.Connection, chat: Chat) -> int:
    """Add a chat; return its row."""
    connection.execute(_ADD_CHAT, chat_row(chat))
    return connection.last_insert_rowid()


def save_chat_row(connection: apsw.Connection, chat: Chat) -> None:
    """Add a chat or replace what the row of its id says."""
    connection.execute(_SAVE_CHAT, chat_row(chat))


def add_message_row(
    connection: apsw.Connection,
    chat: int,
    parent: int | None,
    message: ChatMessage,
    *,
    is_active: bool = False,
) -> int:
    """Add a message below a row; return its own.  ``is_active`` where no version of it is in view."""
    connection.execute(
        _ADD_MESSAGE,
        (
            message.id,
            chat,
            parent,
            int(is_active),
            message.role.value,
            storable(message.text),
            moment_of(message.created_at),
            message.state.value,
        ),
    )
    row = connection.last_insert_rowid()
    if message.facts is not None:
        save_facts(connection, row, message.facts)
    return row


def save_facts(connection: apsw.Connection, row: int, facts: AnswerFacts | None) -> None:
    """Keep what is known of an answer, or nothing."""
    if facts is None:
        connection.execute("DELETE FROM facts WHERE message = ?", (row,))
    else:
        connection.execute(_SAVE_FACTS, (row, *facts_row(facts)))
