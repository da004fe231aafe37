"""What every store of texts does alike: their order, what of them is kept, and which hold some words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from yagpt_desktop.domain.text_task import ChunkState, GlossaryRow, TextChunk, TextRun

from .search_text import folded

MOST_RUNS: Final = 1000
"""Kept beside the pinned ones."""
RUNS_KEPT: Final = timedelta(days=90)


def holds(run: TextRun, query: str) -> bool:
    """Whether source and result together hold every word of a query, or the beginning or middle of it."""
    words = folded(query).split()
    if not words:
        return True
    text = folded(f"{run.source}\n{run.result}")
    return all(word in text for word in words)


def begun_anew(chunk: TextChunk) -> TextChunk:
    """Return a chunk as it is after the program has ended: what ran then waits."""
    return replace(chunk, state=ChunkState.WAITING) if chunk.state is ChunkState.RUNNING else chunk


def glossary_order(rows: Iterable[GlossaryRow]) -> list[GlossaryRow]:
    """Return the rows by their source, whatever its case; equal ones as they were given."""
    return sorted(rows, key=lambda row: folded(row.source))


def as_kept_word(word: str) -> str:
    """Return a word in the form in which it is kept."""
    return word.strip().lower()
