"""Blocks as plain text, whole or in part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .blocks import Block, CodeBlock, Container, Mark, RuleBlock, Span, TableBlock, TextBlock
from .formula import with_dollars
from .unit import Resumed, Unit, UnitKind

_INDENT = "  "
_TIGHT = frozenset({UnitKind.ITEM, UnitKind.PLAIN})
_MARKS = {Mark.BULLET: "• ", Mark.OPEN_TASK: "☐ ", Mark.DONE_TASK: "☑ "}


class Said(NamedTuple):
    """The blocks of a unit, and the range of its source that is meant."""

    blocks: Sequence[Block]
    unit: Unit
    start: int
    end: int


def plain_text(parts: Sequence[Said]) -> str:
    """Return the text of units as a person would type it: no Markdown, cells parted by tabs."""
    found = ""
    above: Unit | None = None
    for said in parts:
        text = "\n".join(line for block in said.blocks for line in _lines(block, said))
        if text or above is None:
            found += gap_between(above, said.unit) + text if above is not None else text
            above = said.unit
    return found


def clipped(span: Span, said: Said) -> str:
    """Return the part of a span that lies in the range."""
    start, end = max(said.start - span.at, 0), said.end - span.at
    if span.is_formula:
        # Half a formula is none.
        return span.text if start < max(span.size, 1) and end > 0 else ""
    if span.size != len(span.text):
        return span.text if start < max(span.size, 1) and end > 0 else ""
    return span.text[start : max(end, 0)]


def gap_between(above: Unit, unit: Unit) -> str:
    """Return what parts a unit's text from that of the unit above it."""
    if unit.resumed is Resumed.TEXT and unit.kind is UnitKind.TEXT:
        return " "
    is_tight = unit.resumed is not Resumed.NOTHING or (above.kind is unit.kind and unit.kind in _TIGHT)
    return "\n" if is_tight else "\n\n"


def _lines(block: Block, said: Said) -> list[str]:
    if isinstance(block, TextBlock):
        text = "".join(_shown(span, said) for span in block.spans)
        return [_mark(block, said) + text] if text or not block.spans else []
    if isinstance(block, CodeBlock):
        return [line for span in block.lines if (line := _code_line(span, said)) is not None]
    if isinstance(block, TableBlock):
        rows = block.rows if block.is_resumed else (block.head, *block.rows)
        texts = [[_cell(cell, said) for cell in row] for row in rows]
        return ["\t".join(row) for row in texts if any(row)]
    assert isinstance(block, RuleBlock), "every kind of block is known"
    return ["———"]


def _cell(cell: tuple[Span, ...], said: Said) -> str:
    return "".join(_shown(span, said) for span in cell).replace("\n", " ").replace("\t", " ")


def _shown(span: Span, said: Said) -> str:
    text = clipped(span, said)
    return with_dollars(text) if text and span.is_formula else text


def _code_line(span: Span, said: Said) -> str | None:
    if not span.text:
        return "" if said.start <= span.at < said.end else None
    text = clipped(span, said)
    return text or None


def _mark(block: TextBlock, said: Said) -> str:
    if said.start > 0 and block.spans and said.start > block.spans[0].at:
        return ""
    depth = max(block.place.containers.count(Container.ITEM) - 1, 0)
    mark = f"{block.place.number} " if block.place.mark is Mark.NUMBER else _MARKS.get(block.place.mark, "")
    return _INDENT * depth + mark
