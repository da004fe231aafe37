"""Finds the pieces of a block quote."""

from __future__ import annotations

import re

from .lines import Line, Reader, fence_of, indent_of, interrupts, is_blank
from .piece import CODE_CHARS, CODE_LINES, TEXT_CHARS, Piece
from .scan_flow import Flow
from .scan_formula import formula_from
from .unit import Carry, Resumed, Unit, UnitKind

# As to the parser, any indent does for the mark of a line that goes on with a quote.
_PREFIX = re.compile(r"[ \t]*>(?: {0,3}>| (?= {0,3}>))* ?")
_CERTAIN_INDENT = 2
_PATIENCE_LINES = CODE_LINES * 3 // 2


class _Quote:
    """What is known of the quote so far."""

    def __init__(self, carry: Carry | None) -> None:
        self.fence = carry.fence if carry else ""
        self.opener = carry.head if carry else ""
        self.was_blank = False
        self.flow = Flow()

    def ends_before(self, reader: Reader, line: Line) -> bool:
        """Whether a line without the quote's mark begins another block."""
        text = line.text
        if self.flow.is_lost:
            if self.fence or is_blank(text):
                return False
            is_certain = self.was_blank and indent_of(text) < _CERTAIN_INDENT
            is_certain = is_certain and not self.flow.goes_on_counting(text)
            return is_certain or self.flow.ends_before(reader, line)
        # Behind an empty line of the quote there is no paragraph that a line without a mark could continue.
        if self.fence or self.was_blank or self.flow.is_over or is_blank(text) or interrupts(text):
            return True
        return formula_from(reader, line, may_be_open=False) is not None

    def see(self, text: str) -> None:
        """Follow fences inside the quote."""
        prefix = _PREFIX.match(text)
        rest = text[prefix.end() :] if prefix else text
        if self.fence and _depth_of(text) < _depth_of(self.opener):
            # The quote that the fence stands in ends here, and the fence with it.
            self.fence = self.opener = ""
        # Is it a lazy line or another block?  Only the whole could tell; cuts wait for a certain place.
        self.flow.see_lost(text, is_outside=prefix is None)
        self.was_blank = is_blank(rest)
        if self.fence:
            self._see_code(rest.strip())
        elif self.was_blank:
            self.flow.see_blank()
        elif prefix or self.flow.is_lost:
            if fence := fence_of(rest):
                self.fence, self.opener = fence, text + "\n"
            if prefix:
                self.flow.see_text(rest)

    def _see_code(self, bare: str) -> None:
        is_over = len(bare) >= len(self.fence) and bare == self.fence[0] * len(bare)
        if is_over:
            self.fence = self.opener = ""
        self.flow.see_code(is_over=is_over)

    def carry(self) -> Carry:
        """What the next piece needs."""
        if self.fence:
            return Carry(UnitKind.QUOTE, Resumed.CODE, self.opener, self.fence)
        return Carry(UnitKind.QUOTE, Resumed.BLOCK)


def scan_quote(piece: Piece, carry: Carry | None) -> Unit:
    """Take the lines of a quote, the lazy ones too, or the first piece of a long one."""
    quote = _Quote(carry)
    while (line := piece.next_line()) is not None:
        is_quoted = _PREFIX.match(line.text) is not None
        if not is_quoted and piece.lines and quote.ends_before(piece.reader, line):
            break
        if (is_quoted or quote.flow.is_lost) and _is_full(piece, quote):
            return piece.unit(UnitKind.QUOTE, quote.carry())
        piece.take(line)
        quote.see(line.text)
        if line.is_cut:
            return piece.unit(UnitKind.QUOTE, _inside_line(quote, line))
    return piece.unit(UnitKind.QUOTE)


def _depth_of(text: str) -> int:
    prefix = _PREFIX.match(text)
    return prefix.group().count(">") if prefix else 0


def _is_full(piece: Piece, quote: _Quote) -> bool:
    if piece.lines >= _PATIENCE_LINES or piece.chars > CODE_CHARS:
        return True
    return (piece.lines >= CODE_LINES or piece.chars > TEXT_CHARS) and (quote.was_blank or bool(quote.fence))


def _inside_line(quote: _Quote, line: Line) -> Carry:
    if not quote.fence:
        return Carry(UnitKind.TEXT, Resumed.TEXT, to_line_end=True)
    prefix = _PREFIX.match(line.text)
    frame = prefix.group() if prefix else "> "
    return Carry(UnitKind.QUOTE, Resumed.CODE, quote.opener + frame, quote.fence)
