"""Finds the pieces of a block quote."""

from __future__ import annotations

import re

from .lines import Line, fence_of, indent_of, interrupts, is_blank, is_surely_text
from .piece import CODE_CHARS, CODE_LINES, TEXT_CHARS, Piece
from .scan_formula import formula_from
from .unit import Carry, Resumed, Unit, UnitKind

_PREFIX = re.compile(r" {0,3}>(?: {0,3}>| (?= {0,3}>))* ?")
_CERTAIN_INDENT = 2
_PATIENCE_LINES = CODE_LINES * 3 // 2


class _Quote:
    """What is known of the quote so far."""

    def __init__(self, carry: Carry | None) -> None:
        self.fence = carry.fence if carry else ""
        self.opener = carry.head if carry else ""
        self.was_blank = False
        self.in_text = False
        self.is_lost = False

    def ends_before(self, text: str) -> bool:
        """Whether a line without the quote's mark begins another block."""
        if self.is_lost:
            is_certain = self.was_blank and not is_blank(text) and not self.fence
            return is_certain and indent_of(text) < _CERTAIN_INDENT
        # Behind an empty line of the quote there is no paragraph that a line without a mark could continue.
        return bool(self.fence) or self.was_blank or is_blank(text) or interrupts(text)

    def see(self, text: str) -> None:
        """Follow fences inside the quote."""
        prefix = _PREFIX.match(text)
        rest = text[prefix.end() :] if prefix else text
        self.was_blank = is_blank(rest)
        # Is it a lazy line or another block?  Only the whole could tell; cuts wait for a certain place.
        self.is_lost |= prefix is None and not self.in_text
        if prefix:
            self.in_text = not self.fence and is_surely_text(rest)
        if self.fence:
            bare = rest.strip()
            if len(bare) >= len(self.fence) and bare == self.fence[0] * len(bare):
                self.fence = self.opener = ""
        elif (prefix or self.is_lost) and (fence := fence_of(rest)):
            self.fence, self.opener = fence, text + "\n"

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
        if not is_quoted and piece.lines and _ends(quote, piece, line):
            break
        if (is_quoted or quote.is_lost) and _is_full(piece, quote):
            return piece.unit(UnitKind.QUOTE, quote.carry())
        piece.take(line)
        quote.see(line.text)
        if line.is_cut:
            return piece.unit(UnitKind.QUOTE, _inside_line(quote, line))
    return piece.unit(UnitKind.QUOTE)


def _ends(quote: _Quote, piece: Piece, line: Line) -> bool:
    if quote.ends_before(line.text):
        return True
    return not quote.is_lost and formula_from(piece.reader, line, may_be_open=False) is not None


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
