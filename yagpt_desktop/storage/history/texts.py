"""Runs of the text tools, glossary and kept words in the database of chats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final, Protocol, TypeVar

import apsw

from yagpt_desktop.domain.change import ToldReason
from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.text_task import GlossaryRow, TextChunk, TextRun
from yagpt_desktop.storage.text_reasons import merged_reasons, reasons_in, with_reasons
from yagpt_desktop.storage.text_shelf import (
    MOST_RUNS,
    RUNS_KEPT,
    as_kept_word,
    begun_anew,
    glossary_order,
    holds,
)

from .fault import told_in_our_words
from .row import moment_of, storable
from .text_row import (
    CHUNK_COLUMNS,
    GLOSSARY_COLUMNS,
    RUN_COLUMNS,
    chunk_of,
    chunk_row,
    glossary_of,
    glossary_row,
    run_of,
    run_row,
)

_T = TypeVar("_T")

_RUN: Final = f"SELECT {RUN_COLUMNS} FROM text_run WHERE id = ?"
_TASK: Final = RUN_COLUMNS.split(", ").index("task")
_ORDER: Final = "ORDER BY pinned DESC, created_at DESC, id DESC"
_CHUNKS: Final = f"SELECT {CHUNK_COLUMNS} FROM text_chunk WHERE run = ? ORDER BY number"
_ADD_CHUNK: Final = f"INSERT INTO text_chunk (run, {CHUNK_COLUMNS}) VALUES (?, {', '.join('?' * 11)})"
_SAVE_RUN: Final = f"""
    INSERT INTO text_run ({RUN_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (uid) DO UPDATE SET created_at = excluded.created_at, task = excluded.task,
        source = excluded.source, model = excluded.model, pinned = excluded.pinned,
        edited = excluded.edited, cost_roubles = excluded.cost_roubles
"""
_CHUNK_NAMES: Final = ", ".join(f"{name.strip()} = ?" for name in CHUNK_COLUMNS.split(","))
_UPDATE_CHUNK: Final = f"UPDATE text_chunk SET {_CHUNK_NAMES} WHERE run = ? AND number = ?"
_PAY: Final = "UPDATE text_run SET cost_roubles = ifnull(?, cost_roubles) WHERE id = ?"
_TRIM: Final = """
    DELETE FROM text_run WHERE pinned = 0 AND uid <> :beside AND (created_at < :oldest OR id IN (
        SELECT id FROM text_run WHERE pinned = 0 ORDER BY created_at DESC, id DESC LIMIT -1 OFFSET :most))
"""
_UNFINISHED: Final = "id IN (SELECT run FROM text_chunk WHERE state IN ('waiting', 'running'))"


class Writing(Protocol):
    """Does a write in a transaction, after those that still wait for room on the disk."""

    def __call__(self, act: Callable[[], _T], /) -> _T:
        """Return what ``act`` does; a write that finds the disk full is remembered.

        Raises:
            StorageError: It is not on the disk.
        """
        ...


class SqliteTextStore:
    """Texts in an open database; see :class:`yagpt_desktop.domain.text_ports.TextStore`.

    The thread, the connection and the queue of late writes are those of the chats.  ``most_runs`` is for
    tests.
    """

    def __init__(
        self,
        connection: apsw.Connection,
        write: Writing,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        most_runs: int = MOST_RUNS,
    ) -> None:
        self._sql = connection
        self._write = write
        self._now = now
        self._most_runs = most_runs

    def reconcile(self) -> None:
        """Have what ran when the program ended wait, and forget what is too old.

        Raises:
            StorageError: It could not be written.
        """

        def reconcile() -> None:
            self._sql.execute("UPDATE text_chunk SET state = 'waiting' WHERE state = 'running'")
            self._trim()

        self._write(reconcile)

    def runs(self, query: str = "", limit: int = 200) -> Sequence[TextRun]:
        """See the port."""
        found: list[TextRun] = []
        with told_in_our_words():
            for run in self._read(f"SELECT id FROM text_run {_ORDER}"):
                if len(found) >= limit:
                    break
                if holds(run, query):
                    found.append(run)
        return found

    def unfinished(self) -> Sequence[TextRun]:
        """See the port."""
        with told_in_our_words():
            return list(self._read(f"SELECT id FROM text_run WHERE {_UNFINISHED} {_ORDER}", begun_anew))

    def save_run(self, run: TextRun) -> None:
        """See the port."""

        def save() -> None:
            is_new = self._sql.execute("SELECT 1 FROM text_run WHERE uid = ?", (run.id,)).get is None
            self._sql.execute(_SAVE_RUN, run_row(run))
            self._put_reasons(self._row(run.id), run.reasons)
            self._put_chunks(self._row(run.id), run.chunks)
            if is_new:
                self._trim(beside=run.id)

        self._write(save)

    def update_run(self, run: TextRun) -> None:
        """See the port."""
        edited = None if run.edited is None else storable(run.edited)
        statement = "UPDATE text_run SET pinned = ?, edited = ? WHERE id = ?"

        def update() -> None:
            row = self._row(run.id)
            self._sql.execute(statement, (int(run.pinned), edited, row))
            self._put_reasons(row, run.reasons)

        self._write(update)

    def update_chunk(self, run_id: str, chunk: TextChunk, cost_roubles: float | None = None) -> None:
        """See the port."""

        def update() -> None:
            row = self._row(run_id)
            self._sql.execute(_UPDATE_CHUNK, (*chunk_row(chunk), row, chunk.index))
            self._sql.execute(_PAY, (cost_roubles, row))

        self._write(update)

    def replace_chunks(
        self, run_id: str, chunks: Sequence[TextChunk], cost_roubles: float | None = None
    ) -> None:
        """See the port."""

        def cut_anew() -> None:
            row = self._row(run_id)
            self._put_chunks(row, chunks)
            self._sql.execute(_PAY, (cost_roubles, row))

        self._write(cut_anew)

    def delete_run(self, run_id: str) -> None:
        """See the port; its bytes are overwritten in the file."""
        self._write(lambda: self._sql.execute("DELETE FROM text_run WHERE uid = ?", (run_id,)))
        self._forget_log()

    def clear_runs(self) -> None:
        """See the port; their bytes are overwritten in the file."""
        self._write(lambda: self._sql.execute("DELETE FROM text_run WHERE pinned = 0"))
        self._forget_log()

    def glossary(self) -> Sequence[GlossaryRow]:
        """See the port."""
        with told_in_our_words():
            rows = self._sql.execute(f"SELECT {GLOSSARY_COLUMNS} FROM glossary ORDER BY id")
            return glossary_order(glossary_of(tuple(row)) for row in rows)

    def save_glossary(self, rows: Sequence[GlossaryRow]) -> None:
        """See the port.

        Raises:
            StorageError: Two rows have one id.
        """

        def save() -> None:
            marks = ", ".join("?" * (GLOSSARY_COLUMNS.count(",") + 1))
            self._sql.execute("DELETE FROM glossary")
            self._sql.executemany(
                f"INSERT INTO glossary ({GLOSSARY_COLUMNS}) VALUES ({marks})",
                [glossary_row(row) for row in rows],
            )

        if len({row.id for row in rows}) < len(rows):
            raise StorageError("two rows of the glossary have one id")
        self._write(save)

    def kept_words(self) -> frozenset[str]:
        """See the port."""
        with told_in_our_words():
            return frozenset(str(word) for (word,) in self._sql.execute("SELECT word FROM kept_word"))

    def keep_word(self, word: str, *, kept: bool = True) -> None:
        """See the port."""
        plain = storable(as_kept_word(word))
        statement = (
            "INSERT OR IGNORE INTO kept_word (word) VALUES (?)"
            if kept
            else "DELETE FROM kept_word WHERE word = ?"
        )
        if plain:
            self._write(lambda: self._sql.execute(statement, (plain,)))

    def _read(
        self, statement: str, seen_as: Callable[[TextChunk], TextChunk] = lambda chunk: chunk
    ) -> Iterator[TextRun]:
        # No statement stays open while a reader thinks: it would hold up the log.
        for (row,) in self._sql.execute(statement).fetchall():
            values = self._sql.execute(_RUN, (row,)).fetchall()[0]
            chunks = (
                seen_as(chunk_of(tuple(chunk))) for chunk in self._sql.execute(_CHUNKS, (row,)).fetchall()
            )
            run = run_of(tuple(values), tuple(chunks))
            yield replace(run, reasons=reasons_in(str(values[_TASK])))

    def _put_reasons(self, row: int, reasons: Sequence[ToldReason]) -> None:
        if not reasons:
            return
        task = str(self._sql.execute("SELECT task FROM text_run WHERE id = ?", (row,)).get)
        kept = storable(with_reasons(task, merged_reasons(reasons_in(task), reasons)))
        self._sql.execute("UPDATE text_run SET task = ? WHERE id = ?", (kept, row))

    def _put_chunks(self, row: int, chunks: Sequence[TextChunk]) -> None:
        values: list[tuple[Any, ...]] = [(row, *chunk_row(chunk)) for chunk in chunks]
        self._sql.execute("DELETE FROM text_chunk WHERE run = ?", (row,))
        self._sql.executemany(_ADD_CHUNK, values)

    def _row(self, run_id: str) -> int:
        row = self._sql.execute("SELECT id FROM text_run WHERE uid = ?", (run_id,)).get
        if row is None:
            raise KeyError(run_id)
        return int(row)

    def _trim(self, beside: str = "") -> None:
        oldest = moment_of(self._now() - RUNS_KEPT)
        self._sql.execute(_TRIM, {"beside": beside, "oldest": oldest, "most": self._most_runs})

    def _forget_log(self) -> None:
        with told_in_our_words():
            self._sql.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
