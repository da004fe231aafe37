"""A run before its first request: where its source is cut, and how a piece and its result fit together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, Protocol

from yagpt_desktop.domain.text_task import ChunkState, Finding, TextChunk, TextRun, TextTask

from .conversation import new_id, now

LEAST_HALVED: Final = 40
"""A shorter piece is not halved: it was not its length that cut the answer off."""

_BORDERS: Final = (
    re.compile(r"\n[^\S\n]*\n\s*"),
    re.compile(r"\n\s*"),
    re.compile(r"[.!?…][»”\")\]]*\s+"),
    re.compile(r"\s+"),
)


class Ends(Protocol):
    """A stretch of a text, such as ``text.sentences.Span``."""

    @property
    def start(self) -> int:
        """Its first sign."""
        ...

    @property
    def end(self) -> int:
        """The first sign after it."""
        ...


Cut = Callable[[str], Iterable[Ends]]
"""Cuts a source into stretches that follow each other without a gap, each fit for one request."""


def planned(task: TextTask, source: str, model: str, cut: Cut, within: Ends | None = None) -> TextRun:
    """Return a new run with nothing asked yet; a stretch of blanks alone is its own result.

    Nobody will be asked about what is not ``within``: it is its own result, too.
    """
    start, end = (0, len(source)) if within is None else (within.start, within.end)
    chunks = [TextChunk(0, start + span.start, start + span.end) for span in cut(source[start:end])]
    before, after = (
        TextChunk(0, *edges, ChunkState.DONE, source[slice(*edges)], (Finding.NOT_ASKED,))
        for edges in ((0, start), (end, len(source)))
    )
    kept = (chunk for chunk in (before, *chunks, after) if chunk.end > chunk.start)
    numbered = (replace(_begun(chunk, source), index=index) for index, chunk in enumerate(kept))
    return TextRun(new_id(), task, source, now(), model, tuple(numbered))


def framed(piece: str, text: str) -> str:
    """Return a result between the blanks that the piece of the source begins and ends with."""
    body = text.strip()
    if not body or not piece.strip():
        return piece
    begin = len(piece) - len(piece.lstrip())
    return piece[:begin] + body + piece[len(piece.rstrip()) :]


def halved(chunks: tuple[TextChunk, ...], at: int, source: str) -> tuple[TextChunk, ...] | None:
    """Return the chunks with one cut in two, counted anew; None where it was halved before, or is too short.

    What the halves were cut for stands in their findings while they wait: a later session must know it too.
    What the whole one cost goes with the first of them.
    """
    chunk = chunks[at]
    piece = source[chunk.start : chunk.end]
    if Finding.TRUNCATED in chunk.findings or len(piece) < LEAST_HALVED:
        return None
    middle = chunk.start + _middle(piece)
    waiting = replace(chunk, state=ChunkState.WAITING, text="", findings=(Finding.TRUNCATED,), error_code="")
    first = replace(waiting, end=middle)
    second = TextChunk(chunk.index, middle, chunk.end, findings=(Finding.TRUNCATED,))
    parts = (*chunks[:at], _begun(first, source), _begun(second, source), *chunks[at + 1 :])
    return tuple(replace(part, index=index) for index, part in enumerate(parts))


def _begun(chunk: TextChunk, source: str) -> TextChunk:
    piece = source[chunk.start : chunk.end]
    if piece.strip() or chunk.state is ChunkState.DONE:
        return chunk
    return replace(chunk, state=ChunkState.DONE, text=piece, findings=())


def _middle(piece: str) -> int:
    """Return the best place near the middle: after a paragraph, a line, a sentence, a word, else anywhere."""
    low, high = len(piece) // 4, len(piece) * 3 // 4
    for border in _BORDERS:
        places = [match.end() for match in border.finditer(piece) if low <= match.end() <= high]
        if places:
            return min(places, key=lambda place: abs(place - len(piece) // 2))
    return len(piece) // 2
