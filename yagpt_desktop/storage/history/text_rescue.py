"""What can still be read of the text tools' tables in a damaged file, and putting it into a new one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import apsw

from yagpt_desktop.domain.text_task import ChunkState

from .text_row import CHUNK_COLUMNS, GLOSSARY_COLUMNS, RUN_COLUMNS

_Row = tuple[Any, ...]

_STATES: Final = frozenset(ChunkState)
_LONGEST_UID: Final = 64


@dataclass(slots=True)
class TextRemains:
    """Rows of the text tools, by their number in the damaged file."""

    runs: dict[int, _Row] = field(default_factory=dict)
    chunks: dict[int, _Row] = field(default_factory=dict)
    glossary: dict[int, _Row] = field(default_factory=dict)
    words: dict[int, _Row] = field(default_factory=dict)

    def tables(self) -> Iterable[tuple[str, str, dict[int, _Row]]]:
        """Return each table with its columns, the number first, and the place for its rows."""
        return (
            ("text_run", f"id, {RUN_COLUMNS}", self.runs),
            ("text_chunk", f"id, run, {CHUNK_COLUMNS}", self.chunks),
            ("glossary", f"id, {GLOSSARY_COLUMNS}", self.glossary),
            ("kept_word", "id, word", self.words),
        )

    def add_leaf(self, number: int, row: _Row) -> None:
        """Take a row of which only its page is known; no effect where it is none of these tables."""
        if _is_run(row):
            self.runs.setdefault(number, row)
        elif _is_chunk(row):
            self.chunks.setdefault(number, row)
        elif _is_term(row):
            self.glossary.setdefault(number, row)
        elif _is_word(row):
            self.words.setdefault(number, row)


def put_texts(remains: TextRemains, connection: apsw.Connection) -> None:
    """Add what is not there yet, inside a transaction of the caller's.

    A run that is there gets the results it lacks.  A chunk whose run is lost has no text to belong to, and
    goes with it; one that damage has taken leaves its part of the source to be asked for again.
    """
    chunks: dict[int, list[_Row]] = {}
    for _, row in sorted(remains.chunks.items()):
        if _is_chunk(row):
            chunks.setdefault(row[1], []).append(row[3:])
    for number, row in remains.runs.items():
        if _is_run(row):
            _put_run(connection, row, chunks.get(number, []))
    for row in filter(_is_term, remains.glossary.values()):
        _put(connection, "glossary", GLOSSARY_COLUMNS, row[1:])
    for row in filter(_is_word, remains.words.values()):
        _put(connection, "kept_word", "word", row[1:])


def _put_run(connection: apsw.Connection, row: _Row, chunks: list[_Row]) -> None:
    _, uid, _, _, source, *_ = row
    _put(connection, "text_run", RUN_COLUMNS, row[1:])
    there = connection.execute("SELECT id FROM text_run WHERE uid = ? AND source = ?", (uid, source)).get
    if there is not None:
        _put_chunks(connection, int(there), len(source), chunks)


def _put_chunks(connection: apsw.Connection, run: int, length: int, came: list[_Row]) -> None:
    """Have the chunks cover the source again, in order; results before all else, what is missing waits."""
    columns = CHUNK_COLUMNS.partition(", ")[2]
    there = connection.execute(f"SELECT {columns} FROM text_chunk WHERE run = ?", (run,)).fetchall()
    whole: list[_Row] = []
    for row in sorted((*there, *came), key=lambda row: row[2] != ChunkState.DONE):
        begins, ends = row[:2]
        if 0 <= begins < ends <= length and all(ends <= one[0] or one[1] <= begins for one in whole):
            whole.append(row)
    reached = 0
    for row in sorted(whole):
        if row[0] > reached:
            whole.append(_waiting(reached, row[0]))
        reached = row[1]
    if reached < length:
        whole.append(_waiting(reached, length))
    connection.execute("DELETE FROM text_chunk WHERE run = ?", (run,))
    for place, row in enumerate(sorted(whole)):
        _put(connection, "text_chunk", f"run, {CHUNK_COLUMNS}", (run, place, *row))


def _waiting(begins: int, ends: int) -> _Row:
    return (begins, ends, ChunkState.WAITING.value, "", "", 0, 0, 0, 0, "")


def _put(connection: apsw.Connection, table: str, columns: str, values: _Row) -> None:
    """Add a row, unless it is there, or damage has made of it what no row can be."""
    marks = ", ".join("?" * len(values))
    with contextlib.suppress(apsw.ConstraintError):
        connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)


def _is_run(row: _Row) -> bool:
    return (
        len(row) == _width(RUN_COLUMNS) + 1
        and _are(row[1:2] + row[3:6], str)
        and 0 < len(row[1]) <= _LONGEST_UID
        and isinstance(row[2], int)
        and row[6] in {0, 1}
    )


def _is_chunk(row: _Row) -> bool:
    return (
        len(row) == _width(CHUNK_COLUMNS) + 2
        and _are(row[1:5], int)
        and row[5] in _STATES
        and _are(row[6:8], str)
        and _are(row[8:12], int)
    )


def _is_term(row: _Row) -> bool:
    return len(row) == _width(GLOSSARY_COLUMNS) + 1 and _are(row[1:], str)


def _is_word(row: _Row) -> bool:
    return len(row) == 2 and isinstance(row[1], str) and bool(row[1].strip())


def _are(values: _Row, kind: type) -> bool:
    return all(isinstance(value, kind) for value in values)


def _width(columns: str) -> int:
    return columns.count(",") + 1
