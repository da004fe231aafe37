"""Many messages at once, with the index of their words made in one go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import apsw

_TRIGGER: Final = "message_came"


@contextmanager
def indexed_at_once(connection: apsw.Connection) -> Iterator[None]:
    """Index the messages that are added inside when all of them are there; within a transaction.

    FTS5 writes what it has gathered after each single statement of a transaction and merges it again and
    again (measured: half of an import's time).  Where the transaction fails, the trigger is back as well.
    """
    before = connection.execute("SELECT ifnull(max(id), 0) FROM message").get
    trigger = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (_TRIGGER,)).get
    connection.execute(f"DROP TRIGGER {_TRIGGER}")
    yield
    connection.execute(
        "INSERT INTO words (rowid, text) SELECT id, text FROM message WHERE id > ? AND state <> 'streaming'",
        (before,),
    )
    connection.execute(str(trigger))


@contextmanager
def not_overwritten(connection: apsw.Connection) -> Iterator[None]:
    """Take messages that are removed inside out of the index as it is usual; within a transaction.

    Their words stay in the file until the index puts its parts together.  To overwrite each of them at once,
    as is done for what a person erases, takes some milliseconds a message.
    """
    connection.execute("INSERT INTO words (words, rank) VALUES ('secure-delete', 0)")
    yield
    connection.execute("INSERT INTO words (words, rank) VALUES ('secure-delete', 1)")
