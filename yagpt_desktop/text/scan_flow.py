"""What the last line of an item or a quote leaves open, and which lines begin another block behind it."""

from __future__ import annotations

from .formula import lines_of_formula
from .lines import (
    FORMULA_OPENERS,
    Line,
    Reader,
    indent_of,
    interrupts_paragraph,
    is_heading,
    is_quote,
    is_rule,
    is_setext,
    is_surely_text,
    marker_of,
)
from .scan_formula import formula_from

_CERTAIN_INDENT = 2
_FORMULA_CLOSERS = ("$$", "\\]")


class Flow:
    """Follows the contents of an item's or a quote's lines.

    Attributes:
        in_text: A line without indent or mark certainly goes on with the paragraph.
        is_over: There certainly is no paragraph it could go on with.
        is_lost: Such a line came when neither was certain: only the whole could tell where it belongs.
        has_number: A number further on may go on from one in the lines before it.
    """

    def __init__(self) -> None:
        self.in_text = False
        self.is_over = False
        self.is_lost = False
        self.has_number = False
        self._has_opener = False
        self._has_quote = False

    def see_blank(self) -> None:
        """Follow an empty line."""
        self.in_text = self._has_opener = self._has_quote = False

    def see_code(self, *, is_over: bool) -> None:
        """Follow a line of a fence; ``is_over`` with the last one."""
        self.in_text, self.is_over = False, is_over

    def see_text(self, rest: str) -> None:
        """Follow a line by what stands behind its marks."""
        bare = rest.rstrip()
        may_close = self._has_opener and bare.endswith(_FORMULA_CLOSERS)
        self.is_over = not self._has_opener and _leaves_no_text(bare)
        self.in_text = is_surely_text(bare) and not may_close and not self.is_over
        self._has_opener |= bare.startswith(FORMULA_OPENERS) and not self.is_over

    def see_lost(self, text: str, *, is_outside: bool) -> None:
        """Follow where a line stands, before its contents."""
        if is_outside and not self.in_text and not self.is_lost:
            # A formula inside has no line outside, and one that begins here would have ended the unit.
            self.is_lost, self._has_opener = True, False
        if self.is_lost:
            bare = text.lstrip()
            is_asked = is_outside and indent_of(text) < _CERTAIN_INDENT
            self._has_opener |= not is_asked and bare.startswith(FORMULA_OPENERS)
            self._has_quote |= bare.startswith(">")
            self.has_number |= _has_number(text)

    def ends_before(self, reader: Reader, line: Line) -> bool:
        """Whether a line begins a block of its own for certain, wherever the lines before it belong."""
        text = line.text
        if self._has_opener or indent_of(text) >= _CERTAIN_INDENT:
            return False
        if self.goes_on_counting(text):
            return False
        if self._has_quote and is_quote(text):
            return False
        if interrupts_paragraph(text) and not is_setext(text):
            return True
        return formula_from(reader, line, may_be_open=False) is not None

    def goes_on_counting(self, text: str) -> bool:
        """Whether a line may count on from the lines before it; from which item, only the whole knows."""
        return self.has_number and _has_number(text)


def _has_number(text: str) -> bool:
    marker = marker_of(text)
    return marker is not None and marker.number is not None


def _leaves_no_text(rest: str) -> bool:
    if "|" in rest:
        # The head of a table may look like anything.
        return False
    if is_heading(rest) or is_rule(rest):
        return True
    return rest.startswith(FORMULA_OPENERS) and lines_of_formula((rest,), may_be_open=False) is not None
