"""Texts, glossary and kept words that live as long as the process; nothing of them is ever written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from yagpt_desktop.domain.text_task import ChunkState, GlossaryRow, TextChunk, TextRun

from .text_reasons import merged_reasons
from .text_shelf import MOST_RUNS, RUNS_KEPT, as_kept_word, begun_anew, glossary_order, holds


class MemoryTextStore:
    """Behind the port :class:`yagpt_desktop.domain.text_ports.TextStore`; for private work and for tests.

    ``most_runs`` is for tests.
    """

    def __init__(
        self,
        glossary: Sequence[GlossaryRow] = (),
        kept_words: frozenset[str] = frozenset(),
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        most_runs: int = MOST_RUNS,
    ) -> None:
        self._now = now
        self._most_runs = most_runs
        # In the order in which they came: of two with one time the later is the newer.
        self._runs: dict[str, TextRun] = {}
        self._glossary = glossary_order(glossary)
        self._kept = set(kept_words)

    def reconcile(self) -> None:
        """Do what the start of the program does: what ran waits, what is too old goes."""
        for uid, run in self._runs.items():
            self._runs[uid] = replace(run, chunks=tuple(map(begun_anew, run.chunks)))
        self._trim()

    def runs(self, query: str = "", limit: int = 200) -> Sequence[TextRun]:
        """See the port."""
        return [run for run in self._ordered() if holds(run, query)][: max(0, limit)]

    def unfinished(self) -> Sequence[TextRun]:
        """See the port."""
        runs = [replace(run, chunks=tuple(map(begun_anew, run.chunks))) for run in self._ordered()]
        return [run for run in runs if any(chunk.state is ChunkState.WAITING for chunk in run.chunks)]

    def save_run(self, run: TextRun) -> None:
        """See the port."""
        is_new = run.id not in self._runs
        self._runs[run.id] = run
        if is_new:
            self._trim(beside=run.id)

    def update_run(self, run: TextRun) -> None:
        """See the port."""
        there = self._runs[run.id]
        reasons = merged_reasons(there.reasons, run.reasons)
        self._runs[run.id] = replace(there, pinned=run.pinned, edited=run.edited, reasons=reasons)

    def update_chunk(self, run_id: str, chunk: TextChunk, cost_roubles: float | None = None) -> None:
        """See the port."""
        run = self._runs[run_id]
        chunks = tuple(chunk if one.index == chunk.index else one for one in run.chunks)
        self._replace(run, chunks, cost_roubles)

    def replace_chunks(
        self, run_id: str, chunks: Sequence[TextChunk], cost_roubles: float | None = None
    ) -> None:
        """See the port."""
        self._replace(self._runs[run_id], tuple(chunks), cost_roubles)

    def delete_run(self, run_id: str) -> None:
        """See the port."""
        self._runs.pop(run_id, None)

    def clear_runs(self) -> None:
        """See the port."""
        self._runs = {uid: run for uid, run in self._runs.items() if run.pinned}

    def glossary(self) -> Sequence[GlossaryRow]:
        """See the port."""
        return list(self._glossary)

    def save_glossary(self, rows: Sequence[GlossaryRow]) -> None:
        """See the port."""
        self._glossary = glossary_order(rows)

    def kept_words(self) -> frozenset[str]:
        """See the port."""
        return frozenset(self._kept)

    def keep_word(self, word: str, *, kept: bool = True) -> None:
        """See the port."""
        self._kept.discard(as_kept_word(word))
        if kept and as_kept_word(word):
            self._kept.add(as_kept_word(word))

    def _ordered(self) -> list[TextRun]:
        places = {uid: place for place, uid in enumerate(self._runs)}
        return sorted(
            self._runs.values(), key=lambda run: (run.pinned, run.created_at, places[run.id]), reverse=True
        )

    def _replace(self, run: TextRun, chunks: tuple[TextChunk, ...], cost_roubles: float | None) -> None:
        cost = run.cost_roubles if cost_roubles is None else cost_roubles
        self._runs[run.id] = replace(run, chunks=chunks, cost_roubles=cost)

    def _trim(self, beside: str = "") -> None:
        oldest = self._now() - RUNS_KEPT
        loose = [run for run in self._ordered() if not run.pinned]
        for place, run in enumerate(loose):
            if (place >= self._most_runs or run.created_at < oldest) and run.id != beside:
                del self._runs[run.id]
