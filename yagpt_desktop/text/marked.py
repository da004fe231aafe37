"""One text that shows both what was and what is instead: the picture of a comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from yagpt_desktop.domain.change import Change, Comparison, Decision

from .display import fit
from .lines import LONG_LINE_CHARS

_BREAK: Final = re.compile("\r\n|[\n\r\u2029]")
_BREAK_SIGN: Final = "¶"
_GAP: Final = " "
_NOTHING: Final = "\u200b"
_NO_CHANGE: Final = -1


class MarkSort(Enum):
    """What a stretch of the picture is."""

    REMOVED = auto()
    ADDED = auto()
    ACCEPTED = auto()
    LEFT = auto()
    UNREACHED = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a paragraph that is not simply text.

    Attributes:
        start: Code points from the paragraph's beginning.
        change: Index of the change it belongs to; -1 for what is not checked yet.
    """

    start: int
    length: int
    sort: MarkSort
    change: int = _NO_CHANGE


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph without its line break, fit to be laid out; a very long one comes in several."""

    text: str
    marks: tuple[Mark, ...] = ()


def marked(
    comparison: Comparison, decisions: Mapping[int, Decision] | None = None
) -> tuple[MarkedParagraph, ...]:
    """Draw a comparison: removed words before those that take their place.

    Of a change in ``decisions`` (by its index) only the words stand there that were decided for.
    """
    picture = _Picture()
    for text, sort, change in _pieces(comparison, decisions or {}):
        picture.add(text, sort, change)
    return picture.finish()


_Piece = tuple[str, MarkSort | None, int]


def _pieces(comparison: Comparison, decisions: Mapping[int, Decision]) -> Iterator[_Piece]:
    original, at = comparison.original, 0
    for index, change in enumerate(comparison.changes):
        yield original[at : change.start], None, _NO_CHANGE
        yield from _change_pieces(change, index, decisions.get(index))
        at = change.end
    reached = max(at, comparison.reached)
    yield original[at:reached], None, _NO_CHANGE
    yield original[reached:], MarkSort.UNREACHED, _NO_CHANGE


def _change_pieces(change: Change, index: int, decision: Decision | None) -> Iterator[_Piece]:
    if decision is Decision.LEFT:
        yield change.before, MarkSort.LEFT, index
        return
    if decision is Decision.ACCEPTED:
        yield change.after or _NOTHING, MarkSort.ACCEPTED, index
        return
    yield _BREAK.sub(_BREAK_SIGN, change.before), MarkSort.REMOVED, index
    if change.before.strip() and change.after.strip():
        yield _GAP, None, _NO_CHANGE
    yield _BREAK.sub(f"{_BREAK_SIGN}\n", change.after), MarkSort.ADDED, index


class _Picture:
    """Paragraphs as they come to be."""

    def __init__(self) -> None:
        self._done: list[MarkedParagraph] = []
        self._text: list[str] = []
        self._marks: list[Mark] = []
        self._length = 0

    def add(self, text: str, sort: MarkSort | None, change: int) -> None:
        for place, line in enumerate(_BREAK.split(text)):
            if place:
                self._break()
            self._add_line(line, sort, change)

    def _add_line(self, line: str, sort: MarkSort | None, change: int) -> None:
        while line:
            room = LONG_LINE_CHARS - self._length
            piece, line = line[:room], line[room:]
            if sort is not None:
                self._marks.append(Mark(self._length, len(piece), sort, change))
            self._text.append(piece)
            self._length += len(piece)
            if self._length >= LONG_LINE_CHARS and line:
                self._break()

    def _break(self) -> None:
        self._done.append(MarkedParagraph(fit("".join(self._text)), tuple(self._marks)))
        self._text, self._marks, self._length = [], [], 0

    def finish(self) -> tuple[MarkedParagraph, ...]:
        self._break()
        return tuple(self._done)
