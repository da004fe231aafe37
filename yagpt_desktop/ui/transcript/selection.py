"""What is selected: from a place in one message to a place in another."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Point(NamedTuple):
    """A place in the conversation: a row, and an offset of its text."""

    row: int
    offset: int


class Grain(Enum):
    """By what a drag selects."""

    SIGN = "sign"
    WORD = "word"
    PARAGRAPH = "paragraph"


class Selection:
    """A range of the conversation's source.  Heights and layouts do not matter to it.

    Attributes:
        head: The end that moves; the other one stays.
        is_placed: Somebody began here, be it only with a click.
    """

    def __init__(self) -> None:
        self.start = Point(0, 0)
        self.end = Point(0, 0)
        self._origin = (self.start, self.end)
        self.grain = Grain.SIGN
        self.head = self.end
        self.is_placed = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return self.start == self.end

    def clear(self) -> None:
        """Select nothing."""
        self.begin(Point(0, 0), Point(0, 0), Grain.SIGN)
        self.is_placed = False

    def begin(self, start: Point, end: Point, grain: Grain) -> None:
        """Begin with a sign's gap, a word or a paragraph."""
        self.start, self.end = start, end
        self._origin = (start, end)
        self.grain = grain
        self.head = end
        self.is_placed = True

    def extend(self, start: Point, end: Point) -> None:
        """Reach to what is under the pointer now; what was begun with stays selected."""
        self.start = min(self._origin[0], start)
        self.end = max(self._origin[1], end)
        self.head = self.start if start < self._origin[0] else self.end

    def select(self, start: Point, end: Point) -> None:
        """Select a range."""
        self.begin(start, end, Grain.SIGN)

    def keep_rows(self, count: int) -> None:
        """Stay within the rows that are left."""
        if self.end.row >= count:
            self.clear()

    def range_in(self, row: int, length: int) -> tuple[int, int] | None:
        """Return the selected offsets of a row's text, None where there are none."""
        if self.is_empty or not self.start.row <= row <= self.end.row:
            return None
        start = self.start.offset if row == self.start.row else 0
        end = min(self.end.offset, length) if row == self.end.row else length
        return (start, end) if start < end else None
