"""A message as a row of the column: its units and their heights."""

from __future__ import annotations

import math

from yagpt_desktop.domain.chat import ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.text.display import with_plain_breaks
from yagpt_desktop.text.references import Link, References
from yagpt_desktop.text.unit import Resumed, Unit, UnitKind
from yagpt_desktop.text.units import revise, unit_at

from .ink import Ink

_WIDE = frozenset(
    {UnitKind.FENCE, UnitKind.TABLE, UnitKind.QUOTE, UnitKind.INDENTED, UnitKind.RULE, UnitKind.FORMULA}
)
_BUBBLE_SHARE = 0.765


class Row:
    """One message.

    Attributes:
        text: The message's text with line feeds alone; every offset counts in it.
        units: Empty until the row comes near the view.
        top_px: Space above the body.
        foot_px: Space below it, with the line of facts and actions.
    """

    __slots__ = (
        "_clean",
        "_heights",
        "_is_first",
        "_known",
        "_references",
        "_tops",
        "foot_px",
        "is_split",
        "message",
        "text",
        "top_px",
        "units",
    )

    def __init__(self, message: ChatMessage, ink: Ink, *, is_first: bool) -> None:
        self.message = message
        self.text = with_plain_breaks(message.text)
        self.units: list[Unit] = []
        self.is_split = False
        self._references = References()
        self._is_first = is_first
        self._heights: list[int] = []
        self._known: list[bool] = []
        self._tops: list[int] = [0]
        self._clean = 0
        self.top_px = 0
        self.foot_px = 0
        self.measure(ink)

    @property
    def is_bubble(self) -> bool:
        """Whether it is painted as a bubble, its text as it was typed."""
        return self.message.role is not Role.ASSISTANT

    @property
    def is_streaming(self) -> bool:
        """Whether the text is still growing."""
        return self.message.state is MessageState.STREAMING

    def measure(self, ink: Ink) -> None:
        """Take the sizes of another look."""
        self.top_px = (ink.gap(2) if self.is_bubble else 0) + (ink.gap(4) if self._is_first else 0)
        self.foot_px = ink.gap(5) if self.is_bubble else ink.gap(10)

    def inner_width(self, column_px: int, ink: Ink) -> int:
        """Return the width of the text in a column."""
        if not self.is_bubble:
            return column_px
        return round(column_px * _BUBBLE_SHARE) - 2 * self.pad_x(ink)

    def pad_x(self, ink: Ink) -> int:
        """Space between text and edge of the bubble."""
        return ink.gap(3.5) if self.is_bubble else 0

    def pad_y(self, ink: Ink) -> int:
        """Space between text and edge of the bubble."""
        return ink.gap(2.5) if self.is_bubble else 0

    def estimate(self, column_px: int, ink: Ink) -> int:
        """Return a height without looking at the units."""
        body = _text_px(self.text, self.inner_width(column_px, ink), ink)
        return self.top_px + 2 * self.pad_y(ink) + body + self.foot_px

    def height(self, ink: Ink) -> int:
        """Return the height by the units, measured where they are known."""
        return self.top_px + 2 * self.pad_y(ink) + self.body_px(ink) + self.foot_px

    def body_px(self, ink: Ink) -> int:
        """Return the height of all units; at least a line while there is none."""
        if not self.units:
            return ink.line_px if self.is_streaming or self.is_bubble else 0
        return self.unit_top(len(self.units))

    def split(self, column_px: int, ink: Ink) -> None:
        """Find the units, with estimated heights."""
        if not self.is_split:
            self.is_split = True
            self._revise("", self.text, column_px, ink)

    def replace(self, message: ChatMessage, column_px: int, ink: Ink) -> int:
        """Take another text or state of the same message; return the first unit that is not as before."""
        old, self.message = self.text, message
        self.text = with_plain_breaks(message.text)
        if not self.is_split:
            return 0
        return self._revise(old, self.text, column_px, ink)

    def forget_heights(self, column_px: int, ink: Ink) -> None:
        """Start again from estimates: another width or look."""
        self.measure(ink)
        self._take_estimates(0, column_px, ink)

    def _revise(self, old: str, new: str, column_px: int, ink: Ink) -> int:
        kept = revise(self.units, old, new, plain=self.is_bubble).kept
        self._references.revise(self.units, kept)
        self._take_estimates(kept, column_px, ink)
        return kept

    def links_of(self, unit: Unit) -> tuple[Link, ...]:
        """Return what the labels in a unit mean that are defined anywhere in the message."""
        return self._references.links_of(unit)

    def _take_estimates(self, first: int, column_px: int, ink: Ink) -> None:
        del self._heights[first:]
        del self._known[first:]
        width = self.inner_width(column_px, ink)
        for index in range(first, len(self.units)):
            unit = self.units[index]
            self._heights.append(self.gap_before(index, ink) + _unit_px(unit, width, ink))
            self._known.append(False)
        self._tops = self._tops[: first + 1]
        self._clean = min(self._clean, first)
        if len(self._tops) <= self._clean:
            self._clean = len(self._tops) - 1

    def gap_before(self, index: int, ink: Ink) -> int:
        """Return the space between a unit and the one above it."""
        unit = self.units[index]
        if index == 0 or unit.resumed is not Resumed.NOTHING or unit.kind is UnitKind.PLAIN:
            return 0
        above = self.units[index - 1]
        if unit.kind is UnitKind.HEADING:
            return ink.gap(4.5)
        if above.kind is UnitKind.HEADING:
            return ink.gap(1.5)
        if unit.kind in _WIDE or above.kind in _WIDE:
            return ink.gap(3)
        return ink.gap(1.5) if unit.kind is above.kind is UnitKind.ITEM else ink.gap(2)

    def set_unit_px(self, index: int, height: int, ink: Ink) -> None:
        """Put a measured height (without the gap above) in place of the estimate."""
        self._known[index] = True
        whole = height + self.gap_before(index, ink)
        if whole != self._heights[index]:
            self._heights[index] = whole
            self._clean = min(self._clean, index)

    def is_known(self, index: int) -> bool:
        """Whether a unit's height was measured."""
        return self._known[index]

    def unit_top(self, index: int) -> int:
        """Return the place of a unit below the top of the body, gap included."""
        tops = self._tops
        while self._clean < index:
            top = tops[self._clean] + self._heights[self._clean]
            self._clean += 1
            if self._clean < len(tops):
                tops[self._clean] = top
            else:
                tops.append(top)
        return tops[index]

    def unit_px(self, index: int) -> int:
        """Return the height of a unit with the gap above it."""
        return self._heights[index]

    def unit_at_y(self, y: int) -> int:
        """Return the unit that covers a place below the top of the body, the last one beyond the end."""
        low, high = 0, max(len(self.units) - 1, 0)
        while low < high:
            middle = (low + high + 1) // 2
            if self.unit_top(middle) <= y:
                low = middle
            else:
                high = middle - 1
        return low

    def unit_of_offset(self, offset: int) -> int:
        """Return the unit that holds an offset of the text."""
        return unit_at(self.units, offset)


def _text_px(text: str, width: int, ink: Ink) -> int:
    lines = text.count("\n") + len(text) * ink.char_px / max(width, 1)
    return math.ceil(lines + 0.6) * ink.line_px


def _unit_px(unit: Unit, width: int, ink: Ink) -> int:
    if unit.kind is UnitKind.FENCE:
        frame = 0 if unit.resumed is Resumed.CODE else ink.gap(12)
        return frame + unit.source.count("\n") * ink.code_line_px
    if unit.kind is UnitKind.TABLE:
        return (unit.source.count("\n") + 1) * (ink.cell_line_px + ink.gap(2.25))
    return _text_px(unit.source, width, ink)
