"""The lines taken for one unit, and where a long block is cut."""

from __future__ import annotations

import re
from typing import Final

from .lines import Line, Reader, is_blank
from .unit import Carry, Resumed, Unit, UnitKind

CODE_LINES: Final = 40
TABLE_ROWS: Final = 24
TABLE_CELLS: Final = 240
"""A wide table is cut after fewer rows: each of its cells is laid out by itself."""
TEXT_CHARS: Final = 4000
CODE_CHARS: Final = 8000

_EARLIEST_CUT = TEXT_CHARS // 2
_SENTENCE_END = re.compile(r"(?:[.!?…]+[»”\"')\]]*[ \t]+|\n)(?=\S)")


class Piece:
    """Lines of one unit as they are taken.

    Attributes:
        end: Behind the last text that is not blank.
        after: Behind the last line taken, blank or not.
        lines: How many were taken.
    """

    def __init__(self, reader: Reader, start: int, carry: Carry | None) -> None:
        self.reader = reader
        self.start = start
        self.end = start
        self.after = start
        self.lines = 0
        self._carry = carry

    @property
    def chars(self) -> int:
        """Length so far."""
        return self.after - self.start

    def next_line(self) -> Line | None:
        """Look at the line that follows."""
        return self.reader.line(self.after)

    def take(self, line: Line) -> None:
        """Add the line that :meth:`next_line` returned."""
        self.lines += 1
        self.after = line.after
        if not is_blank(line.text):
            self.end = line.start + len(line.text)

    def unit(self, kind: UnitKind, carry: Carry | None = None) -> Unit:
        """Make the unit of what was taken; blank lines at its end stay outside."""
        return self._made(kind, self.end, self.after, carry)

    def whole(self, kind: UnitKind, carry: Carry | None = None) -> Unit:
        """Make the unit of what was taken with its blank lines, which mean something in code."""
        end = self.after
        if end > self.start and self.reader.source[end - 1] == "\n":
            end -= 1
        return self._made(kind, end, self.after, carry)

    def up_to(self, after: int, kind: UnitKind, carry: Carry) -> Unit:
        """Make a unit that ends before a place inside what was taken."""
        end = after - 1 if self.reader.source[after - 1] == "\n" else after
        return self._made(kind, end, after, carry)

    def sentence_end(self) -> int:
        """Return where to cut a paragraph that is too long: behind a sentence, else a word, else anywhere."""
        window = self.reader.source[self.start : self.start + min(self.chars, TEXT_CHARS)]
        ends = [found.end() for found in _SENTENCE_END.finditer(window, _EARLIEST_CUT)]
        if ends:
            return self.start + ends[-1]
        blank = window.rfind(" ", _EARLIEST_CUT)
        return self.start + (blank + 1 if blank >= 0 else len(window))

    def _made(self, kind: UnitKind, end: int, after: int, carry: Carry | None) -> Unit:
        before = self._carry
        return Unit(
            start=self.start,
            kind=kind,
            source=self.reader.source[self.start : end],
            head=before.head if before else "",
            resumed=before.resumed if before else Resumed.NOTHING,
            after=after,
            horizon=self.reader.seen,
            carry=carry,
        )
