"""Folders in the database."""

from __future__ import annotations

from typing import Any, Final

import apsw

from yagpt_desktop.domain.completion import ReasoningMode
from yagpt_desktop.domain.folder import ChatOptions, Folder

from .row import storable

FOLDER_COLUMNS: Final = (
    "uid, name, place, role_text, is_closed, model, temperature, max_tokens, stream, deferred, reasoning"
)
_MARKS: Final = ", ".join("?" * (FOLDER_COLUMNS.count(",") + 1))
_ADD: Final = f"INSERT INTO folder ({FOLDER_COLUMNS}) VALUES ({_MARKS}) ON CONFLICT (uid) DO"
_SAVE: Final = f"{_ADD} UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in FOLDER_COLUMNS.split(", ")[1:]
)


def read_folders(connection: apsw.Connection) -> list[Folder]:
    """Return all folders in their order."""
    rows = connection.execute(f"SELECT {FOLDER_COLUMNS} FROM folder ORDER BY place, uid")
    return [_folder_of(row) for row in rows]


def folder_with(connection: apsw.Connection, uid: str) -> Folder | None:
    """Return a folder; None where there is none of this id."""
    row = connection.execute(f"SELECT {FOLDER_COLUMNS} FROM folder WHERE uid = ?", (uid,)).fetchone()
    return _folder_of(row) if row is not None else None


def put_folder(connection: apsw.Connection, folder: Folder) -> None:
    """Add a folder or replace the one with its id."""
    connection.execute(_SAVE, _folder_row(folder))


def add_folder(connection: apsw.Connection, folder: Folder) -> None:
    """Add a folder; one that is there stays as it is."""
    connection.execute(f"{_ADD} NOTHING", _folder_row(folder))


def remove_folder(connection: apsw.Connection, uid: str) -> None:
    """Remove a folder; its chats go on naming it, and are in none.

    Raises:
        KeyError: No such folder.
    """
    connection.execute("DELETE FROM folder WHERE uid = ?", (uid,))
    if not connection.changes():
        raise KeyError(uid)


def _folder_row(folder: Folder) -> tuple[Any, ...]:
    options = folder.options
    return (
        folder.id,
        storable(folder.name),
        folder.place,
        storable(folder.role_text),
        int(folder.is_closed),
        options.model if options.model is None else storable(options.model),
        options.temperature,
        options.max_tokens,
        options.stream,
        options.deferred,
        options.reasoning.value if options.reasoning else None,
    )


def _folder_of(row: tuple[Any, ...]) -> Folder:
    uid, name, place, role_text, is_closed, model, temperature, max_tokens, stream, deferred, reasoning = row
    options = ChatOptions(
        model,
        temperature,
        max_tokens,
        stream if stream is None else bool(stream),
        deferred if deferred is None else bool(deferred),
        ReasoningMode(reasoning) if reasoning else None,
    )
    return Folder(uid, name, place, role_text, options, bool(is_closed))
