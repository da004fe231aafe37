"""Finds formulas that stand by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from .formula import Reach, lines_of_formula
from .lines import Line, Reader, indent_of
from .piece import Piece
from .unit import Carry, Unit, UnitKind

_CODE_INDENT = 4


def formula_from(reader: Reader, line: Line, *, may_be_open: bool) -> Reach | None:
    """Return how many lines the formula takes that begins with this one, None where none does."""
    bare = line.text.lstrip(" ")
    if bare[:2] not in {"$$", "\\["} or indent_of(line.text) >= _CODE_INDENT:
        return None
    return lines_of_formula(_lines(reader, line), may_be_open=may_be_open)


def scan_formula(piece: Piece, _carry: Carry | None) -> Unit:
    """Take the lines of a formula; one that the text breaks off in has all lines that are left."""
    first = piece.next_line()
    found = formula_from(piece.reader, first, may_be_open=True) if first is not None else None
    for _ in range(found.size if found is not None else 0):
        if (line := piece.next_line()) is not None:
            piece.take(line)
    return piece.unit(UnitKind.FORMULA)


def _lines(reader: Reader, line: Line | None) -> Iterator[str]:
    while line is not None:
        # A line without an end is no line of a formula.
        yield "" if line.is_cut else line.text
        line = reader.line(line.after)
