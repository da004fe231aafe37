"""Finds the units of a Markdown text, one after the other.

Where a unit begins is decided by its predecessor alone, and how far anybody looked for that is noted in it:
so a scan may begin again behind any unit and finds what a scan from the start would find.  A cut is made
only where CommonMark begins another block for certain; two blocks in one unit do no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from .lines import (
    Line,
    Reader,
    begins_table,
    behind_blanks,
    closes_fence,
    fence_of,
    indent_of,
    interrupts,
    interrupts_paragraph,
    is_blank,
    is_heading,
    is_quote,
    is_rule,
    is_setext,
    marker_of,
)
from .piece import CODE_CHARS, CODE_LINES, TABLE_CELLS, TABLE_ROWS, TEXT_CHARS, Piece
from .scan_formula import formula_from, scan_formula
from .scan_item import scan_item
from .scan_quote import scan_quote
from .unit import Carry, Resumed, Unit, UnitKind

_CODE_INDENT = 4
_EARLIEST_BLANK = 28


def units_after(text: str, last: Unit | None, *, plain: bool = False) -> Iterator[Unit]:
    """Yield the units that follow ``last`` (None: from the start)."""
    reader = Reader(text)
    at, carry, horizon = (last.after, last.carry, last.horizon) if last else (0, None, 0)
    while True:
        reader.seen = 0
        unit = _plain_unit(reader, at, carry) if plain else _unit(reader, at, carry)
        if unit is None:
            return
        horizon = max(horizon, unit.horizon)
        at, carry = unit.after, unit.carry
        if unit.source:
            number = _number_of(unit, last) if unit.kind is UnitKind.ITEM else 0
            if unit.horizon < horizon or number:
                unit = replace(unit, horizon=horizon, number=number)
            yield unit
            last = unit


def _number_of(unit: Unit, last: Unit | None) -> int:
    """An item's number comes from the items before it: only that of the first one counts."""
    before = last.number if last is not None and last.kind is UnitKind.ITEM else 0
    if unit.resumed is not Resumed.NOTHING:
        return before
    marker = marker_of(unit.source.partition("\n")[0])
    if marker is None or marker.number is None:
        return 0
    goes_on = last is not None and before and _bracket_of(last) in {"", marker.mark[-1]}
    return before + 1 if goes_on else marker.number


def _bracket_of(unit: Unit) -> str:
    marker = marker_of(unit.source.partition("\n")[0]) if unit.resumed is Resumed.NOTHING else None
    return marker.mark[-1] if marker else ""


def _unit(reader: Reader, at: int, carry: Carry | None) -> Unit | None:
    line = reader.line(at)
    goes_on = carry is not None and (carry.resumed is not Resumed.TEXT or (line and not is_blank(line.text)))
    if carry is not None and line is not None and goes_on:
        return _SCAN[carry.kind](Piece(reader, at, carry), carry)
    if line is not None and is_blank(line.text):
        line = reader.line(behind_blanks(reader, line.start))
    while line is not None and is_blank(line.text):
        line = reader.line(line.after)
    if line is None:
        return None
    kind = _kind_of(reader, line)
    return _SCAN[kind](Piece(reader, line.start, None), None)


def _kind_of(reader: Reader, line: Line) -> UnitKind:
    text = line.text
    if indent_of(text) >= _CODE_INDENT:
        return UnitKind.INDENTED
    if formula_from(reader, line, may_be_open=True):
        return UnitKind.FORMULA
    # As in the parser tables come first: their head may look like anything.
    if _is_head_of_table(reader, line):
        return UnitKind.TABLE
    for is_it, kind in _BEGINNINGS:
        if is_it(text):
            return kind
    return UnitKind.TEXT


def _is_head_of_table(reader: Reader, line: Line) -> bool:
    if "|" not in line.text or line.is_cut:
        return False
    below = reader.line(line.after)
    return below is not None and begins_table(line.text, below.text)


def _one_line(kind: UnitKind) -> Callable[[Piece, Carry | None], Unit]:
    def scan(piece: Piece, _carry: Carry | None) -> Unit:
        line = piece.next_line()
        assert line is not None, "a unit has a first line"
        piece.take(line)
        return piece.unit(kind, rest_of_line() if line.is_cut else None)

    return scan


def rest_of_line() -> Carry:
    """What follows the first part of a very long line, whatever it began: text, to the end of the line."""
    return Carry(UnitKind.TEXT, Resumed.TEXT, to_line_end=True)


def _scan_text(piece: Piece, carry: Carry | None) -> Unit:
    to_line_end = carry is not None and carry.to_line_end
    is_first = True
    while (line := piece.next_line()) is not None:
        if not is_first and (to_line_end or _ends_text(piece.reader, line)):
            break
        piece.take(line)
        if line.is_cut or piece.chars > TEXT_CHARS:
            cut = piece.sentence_end()
            return piece.up_to(
                cut, UnitKind.TEXT, Carry(UnitKind.TEXT, Resumed.TEXT, to_line_end=to_line_end)
            )
        if not is_first and is_setext(line.text):
            break
        is_first = False
    return piece.unit(UnitKind.TEXT)


def _ends_text(reader: Reader, line: Line) -> bool:
    text = line.text
    if is_blank(text):
        return True
    if is_setext(text):
        return False
    if interrupts_paragraph(text) or formula_from(reader, line, may_be_open=True):
        return True
    return _is_head_of_table(reader, line)


def _scan_fence(piece: Piece, carry: Carry | None) -> Unit:
    if carry is None:
        opener = piece.next_line()
        assert opener is not None, "a fence has a first line"
        piece.take(opener)
        piece.lines = 0
        carry = Carry(UnitKind.FENCE, Resumed.CODE, opener.text + "\n", fence_of(opener.text) or "```")
    last_blank = 0
    while (line := piece.next_line()) is not None:
        if not line.is_cut and closes_fence(line.text, carry.fence):
            piece.take(line)
            return piece.whole(UnitKind.FENCE)
        if piece.lines >= CODE_LINES or piece.chars > CODE_CHARS:
            return piece.up_to(last_blank or piece.after, UnitKind.FENCE, carry)
        piece.take(line)
        if line.is_cut:
            return piece.whole(UnitKind.FENCE, carry)
        # A lexer that starts behind a blank line is seldom wrong about what it is inside of.
        if is_blank(line.text) and piece.lines >= _EARLIEST_BLANK:
            last_blank = piece.after
    return piece.whole(UnitKind.FENCE)


def _scan_indented(piece: Piece, _carry: Carry | None) -> Unit:
    again = Carry(UnitKind.INDENTED, Resumed.CODE)
    while (line := piece.next_line()) is not None:
        if not is_blank(line.text) and indent_of(line.text) < _CODE_INDENT:
            break
        if piece.lines >= CODE_LINES and not is_blank(line.text):
            return piece.unit(UnitKind.INDENTED, again)
        piece.take(line)
        if line.is_cut:
            return piece.unit(UnitKind.INDENTED, rest_of_line())
    return piece.unit(UnitKind.INDENTED)


def _scan_table(piece: Piece, carry: Carry | None) -> Unit:
    if carry is None:
        head = ""
        for _ in range(2):
            line = piece.next_line()
            assert line is not None, "a table has a head and a delimiter"
            piece.take(line)
            head += line.text + "\n"
        piece.lines = 0
        carry = Carry(UnitKind.TABLE, Resumed.TABLE, head)
    bars = carry.head.partition("\n")[0].count("|")
    most_rows = min(max(TABLE_CELLS // bars, 1), TABLE_ROWS)
    while (line := piece.next_line()) is not None:
        if is_blank(line.text) or indent_of(line.text) >= _CODE_INDENT or interrupts(line.text):
            break
        if formula_from(piece.reader, line, may_be_open=True):
            break
        if piece.lines >= most_rows or piece.chars > CODE_CHARS:
            return piece.unit(UnitKind.TABLE, carry)
        piece.take(line)
        if line.is_cut:
            return piece.unit(UnitKind.TABLE, rest_of_line())
    return piece.unit(UnitKind.TABLE)


def _plain_unit(reader: Reader, at: int, carry: Carry | None) -> Unit | None:
    piece = Piece(reader, at, carry)
    again = Carry(UnitKind.PLAIN, Resumed.TEXT)
    while (line := piece.next_line()) is not None:
        if piece.lines >= CODE_LINES or piece.chars > TEXT_CHARS:
            return piece.whole(UnitKind.PLAIN, again)
        piece.take(line)
        if line.is_cut:
            return piece.whole(UnitKind.PLAIN, again)
    return piece.whole(UnitKind.PLAIN) if piece.lines else None


_BEGINNINGS: tuple[tuple[Callable[[str], object], UnitKind], ...] = (
    (fence_of, UnitKind.FENCE),
    (is_heading, UnitKind.HEADING),
    (is_rule, UnitKind.RULE),
    (is_quote, UnitKind.QUOTE),
    (marker_of, UnitKind.ITEM),
)
_SCAN: dict[UnitKind, Callable[[Piece, Carry | None], Unit]] = {
    UnitKind.TEXT: _scan_text,
    UnitKind.HEADING: _one_line(UnitKind.HEADING),
    UnitKind.RULE: _one_line(UnitKind.RULE),
    UnitKind.FENCE: _scan_fence,
    UnitKind.INDENTED: _scan_indented,
    UnitKind.TABLE: _scan_table,
    UnitKind.FORMULA: scan_formula,
    UnitKind.QUOTE: scan_quote,
    UnitKind.ITEM: scan_item,
}
