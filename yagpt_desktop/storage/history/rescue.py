"""Bringing back what can still be read of a damaged file, and what only a backup holds."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import apsw

from yagpt_desktop.domain.completion import Role

from . import stems
from .folders import FOLDER_COLUMNS
from .leaf import rows_of_leaves
from .row import CHAT_COLUMNS, FACTS_COLUMNS
from .text_rescue import TextRemains, put_texts

_CHAT: Final = f"id, {CHAT_COLUMNS}, trashed_at"
_MESSAGE: Final = "id, uid, chat, parent, active, removed_at, role, text, created_at, state"
_FACTS: Final = f"message, {FACTS_COLUMNS}"
_EXPENSE: Final = "id, chat, paid_at, roubles"
_FOLDER: Final = f"id, {FOLDER_COLUMNS}"
_TITLE_SIGNS: Final = 48
_ROLES: Final = frozenset(Role)
_UNFINISHED: Final = "streaming"
_GONE: Final = "\ufffd"
"""What stands for bytes that are no text."""

_Row = tuple[Any, ...]


@dataclass(slots=True)
class Remains:
    """Rows of a file, by their number there; each table read as far as it goes."""

    chats: dict[int, _Row] = field(default_factory=dict)
    messages: dict[int, _Row] = field(default_factory=dict)
    facts: dict[int, _Row] = field(default_factory=dict)
    expenses: dict[int, _Row] = field(default_factory=dict)
    folders: dict[int, _Row] = field(default_factory=dict)
    arriving_chats: dict[int, _Row] = field(default_factory=dict)
    arriving_messages: dict[int, _Row] = field(default_factory=dict)
    texts: TextRemains = field(default_factory=TextRemains)


def remains_of(damaged: Path) -> Remains:
    """Read every row that can be read.  Works on a copy: the file itself is not touched."""
    remains = Remains()
    with tempfile.TemporaryDirectory(prefix="yagpt-rescue-", dir=damaged.parent) as folder:
        copy = Path(folder) / "copy.db"
        for ending in ("", "-wal"):
            source = damaged.with_name(damaged.name + ending)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + ending))
        # Before SQLite opens it: a log that is not its own would be written over what is still there.
        leaves = list(rows_of_leaves(copy))
        _read(copy, remains)
        # And again with the log's pages in it: what was written last stands there alone.
        _add_leaves(rows_of_leaves(copy), remains)
        _add_leaves(leaves, remains)
    _leave_out_arriving(remains)
    return remains


def lend_chats(copy: Remains, remains: Remains) -> None:
    """Name chats whose own row is lost as the copy does; a message that stands in both proves which it is."""
    for number, message in remains.messages.items():
        chat, same = message[2], copy.messages.get(number)
        if (
            chat not in remains.chats
            and chat in copy.chats
            and same is not None
            and same[1:3] == message[1:3]
        ):
            remains.chats[chat] = copy.chats[chat]


def put(remains: Remains, connection: apsw.Connection) -> int:
    """Add what is not there yet, inside a transaction of the caller's; return how many messages came.

    A message whose question is lost follows the last one before it; one whose chat is lost begins a new one.
    """
    put_texts(remains.texts, connection)
    _put_folders(remains, connection)
    chats = _put_chats(remains, connection)
    rows: dict[int, int] = {}
    last: dict[int, int] = {}
    came: list[int] = []
    for number in sorted(number for number, row in remains.messages.items() if _is_message(row)):
        message = remains.messages[number]
        chat = chats.get(message[2])
        if chat is None:
            chat = chats[message[2]] = _put_lost_chat(message, connection)
        parent = None if message[3] is None else rows.get(message[3], last.get(chat))
        there = connection.execute(
            "SELECT id FROM message WHERE chat = ? AND uid = ?", (chat, message[1])
        ).get
        if there is None:
            there = _put_message(message, chat, parent, connection)
            if there is None:
                continue
            came.append(there)
            if number in remains.facts:
                _put_facts(there, remains.facts[number], connection)
        else:
            _mend_text(int(there), message, connection)
        rows[number] = last[chat] = int(there)
    _choose_views(remains, rows, connection)
    for _, chat_number, *paid in remains.expenses.values():
        if chat_number in chats:
            _put_expense((chats[chat_number], *paid), connection)
    return len(came)


def _read(copy: Path, remains: Remains) -> None:
    try:
        connection = apsw.Connection(str(copy), flags=apsw.SQLITE_OPEN_READWRITE)
    except apsw.Error:
        return
    try:
        stems.register(connection)
        for table, columns, into in (
            ("chat", _CHAT, remains.chats),
            ("message", _MESSAGE, remains.messages),
            ("facts", _FACTS, remains.facts),
            ("expense", _EXPENSE, remains.expenses),
            ("folder", _FOLDER, remains.folders),
            ("arriving_chat", "chat, uid", remains.arriving_chats),
            ("arriving_message", "message, uid", remains.arriving_messages),
            *remains.texts.tables(),
        ):
            for row in _rows(connection, table, columns):
                into[row[0]] = row
    except apsw.Error:
        return
    finally:
        with contextlib.suppress(apsw.Error):
            connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        with contextlib.suppress(apsw.Error):
            connection.close(True)  # noqa: FBT003


def _rows(connection: apsw.Connection, table: str, columns: str) -> Iterator[_Row]:
    """Read a table by halves: a damaged page hides its own rows, not all that come after it."""
    key = columns.partition(",")[0]
    # A flipped bit inside a text must not cost the text: it is read as bytes.
    read = ", ".join(
        f"CASE typeof({name}) WHEN 'text' THEN CAST({name} AS BLOB) ELSE {name} END"
        for name in columns.split(", ")
    )
    statement = f"SELECT {read} FROM {table} WHERE {key} BETWEEN ? AND ? ORDER BY {key}"
    spans = [(1, _top(connection, table, key))]
    while spans:
        low, high = spans.pop()
        rows, broken_after = _run(connection, statement, low, high)
        yield from rows
        if broken_after is None:
            continue
        low = max(low, broken_after + 1)
        if low < high:
            middle = (low + high) // 2
            spans += [(middle + 1, high), (low, middle)]


def _run(connection: apsw.Connection, statement: str, low: int, high: int) -> tuple[list[_Row], int | None]:
    """Read until the end, or until the damage; the second value is then the last row that was read."""
    rows: list[_Row] = []
    try:
        for row in connection.execute(statement, (low, high)):
            rows.append(tuple(map(_text_of, row)))  # noqa: PERF401 - what came before the damage counts
    except apsw.Error:
        return rows, rows[-1][0] if rows else low - 1
    return rows, None


def _text_of(value: Any) -> Any:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _top(connection: apsw.Connection, table: str, key: str) -> int:
    """Return the last row's number; where not even that can be read, the pages themselves are read anyway."""
    try:
        return int(connection.execute(f"SELECT ifnull(max({key}), 0) FROM {table}").get)
    except apsw.Error:
        return 0


def _add_leaves(leaves: Iterable[tuple[int, _Row]], remains: Remains) -> None:
    """Add the rows to which no way leads any more; what the tables themselves gave stands above them."""
    for number, values in leaves:
        row = (number, *values[1:])
        if values and values[0] is None:
            if len(row) == _width(_MESSAGE) and row[6] in _ROLES and isinstance(row[7], str):
                remains.messages.setdefault(number, row)
            elif len(row) == _width(_CHAT) and isinstance(row[2], str) and isinstance(row[3], int):
                remains.chats.setdefault(number, row)
            elif len(row) == _width(_FOLDER) and isinstance(row[2], str) and isinstance(row[3], int):
                remains.folders.setdefault(number, row)
            elif len(row) == _width(_FACTS) and not isinstance(row[3], int):  # a chat's rows are as wide
                remains.facts.setdefault(number, row)
            else:
                remains.texts.add_leaf(number, row)


def _leave_out_arriving(remains: Remains) -> None:
    """Leave out what an import had brought that was not complete.

    A mark counts where it names what it stands for.  Where marks are lost, so much more is seen than was.
    """
    chats = {number for number, row in remains.arriving_chats.items() if _names(row, remains.chats)}
    messages = {number for number, row in remains.arriving_messages.items() if _names(row, remains.messages)}
    messages |= {number for number, row in remains.messages.items() if row[2] in chats}
    for number in chats:
        del remains.chats[number]
    for number in messages:
        del remains.messages[number]
        remains.facts.pop(number, None)


def _names(mark: _Row, rows: Mapping[int, _Row]) -> bool:
    number, uid = mark
    return number in rows and rows[number][1] == uid


def _width(columns: str) -> int:
    return columns.count(",") + 1


def _put_folders(remains: Remains, connection: apsw.Connection) -> None:
    """Add the folders that are not there; what damage has made of an option is not asked with."""
    for row in remains.folders.values():
        if connection.execute("SELECT id FROM folder WHERE uid = ?", (row[1],)).get is not None:
            continue
        for values in (row[1:], (*row[1:5], 0, *(None,) * 6)):
            with contextlib.suppress(apsw.ConstraintError):
                _insert(connection, "folder", FOLDER_COLUMNS, values)
                break


def _put_chats(remains: Remains, connection: apsw.Connection) -> dict[int, int]:
    """Add the chats; one of which damage has left too little is passed over, its messages begin a new one."""
    chats: dict[int, int] = {}
    for number, row in remains.chats.items():
        with contextlib.suppress(apsw.ConstraintError):
            chats[number] = _put_chat(row, connection)
    return chats


def _is_message(row: _Row) -> bool:
    """Whether damage has left of it what can be put into a chat at all."""
    uid, role, text, moment = row[1], row[6], row[7], row[8]
    return isinstance(uid, str) and role in _ROLES and isinstance(text, str) and isinstance(moment, int)


def _put_chat(row: _Row, connection: apsw.Connection) -> int:
    there = connection.execute("SELECT id FROM chat WHERE uid = ?", (row[1],)).get
    if there is not None:
        return int(there)
    return _insert(connection, "chat", f"{CHAT_COLUMNS}, trashed_at", row[1:])


def _put_lost_chat(message: _Row, connection: apsw.Connection) -> int:
    uid, text, moment = f"lost-{message[2]}-{message[1]}"[:64], message[7], message[8]
    title = " ".join(text.split())[:_TITLE_SIGNS]
    return _put_chat(
        (0, uid, title, moment, moment, "", "", "", 0, 0, 0, "", "", "", "", "", "", None), connection
    )


def _put_message(message: _Row, chat: int, parent: int | None, connection: apsw.Connection) -> int | None:
    """Add a message; None where damage has made of it what no message can be."""
    _, uid, _, _, _, removed_at, role, text, created_at, state = message
    values = (uid, chat, parent, 0, removed_at, role, text, created_at, state)
    columns = "uid, chat, parent, active, removed_at, role, text, created_at, state"
    try:
        return _insert(connection, "message", columns, values)
    except apsw.ConstraintError:
        return None


def _mend_text(there: int, message: _Row, connection: apsw.Connection) -> None:
    """Take the copy's text where bytes of the other have gone; a finished message never changes its own."""
    text, state = message[7], message[9]
    if state != _UNFINISHED and _GONE not in text:
        connection.execute(
            "UPDATE message SET text = ? WHERE id = ? AND instr(text, ?) AND text <> ?",
            (text, there, _GONE, text),
        )


def _put_facts(message: int, row: _Row, connection: apsw.Connection) -> None:
    with contextlib.suppress(apsw.ConstraintError):
        _insert(connection, "facts", _FACTS, (message, *row[1:]))


def _put_expense(paid: _Row, connection: apsw.Connection) -> None:
    """Add what was paid, once: it has no name of its own, but no moment comes twice."""
    with contextlib.suppress(apsw.ConstraintError):
        connection.execute(
            "INSERT INTO expense (chat, paid_at, roubles) SELECT ?1, ?2, ?3"
            " WHERE NOT EXISTS (SELECT 1 FROM expense WHERE chat = ?1 AND paid_at = ?2)",
            paid,
        )


def _insert(connection: apsw.Connection, table: str, columns: str, values: _Row) -> int:
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)
    return connection.last_insert_rowid()


def _choose_views(remains: Remains, rows: dict[int, int], connection: apsw.Connection) -> None:
    """Bring into view what was in view; where that is lost, the newest version."""
    wanted = [rows[number] for number, message in remains.messages.items() if message[4] and number in rows]
    others = sorted(set(rows.values()), reverse=True)
    for row in (*wanted, *others):
        connection.execute(
            "UPDATE message SET active = 1 WHERE id = :row AND removed_at IS NULL AND NOT EXISTS ("
            " SELECT 1 FROM message AS s, message AS m WHERE m.id = :row"
            " AND s.chat = m.chat AND ifnull(s.parent, 0) = ifnull(m.parent, 0) AND s.active)",
            {"row": row},
        )
