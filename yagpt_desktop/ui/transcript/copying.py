"""What a copy holds: plain text, HTML and Markdown at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData

from yagpt_desktop.text.blocks import CodeBlock, TableBlock
from yagpt_desktop.text.display import fit
from yagpt_desktop.text.html import html_of
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.plain import Said, plain_text
from yagpt_desktop.text.references import references_of
from yagpt_desktop.text.table import Rows, csv_text, rows_of, tables_in
from yagpt_desktop.text.unit import Resumed, Unit, UnitKind
from yagpt_desktop.text.units import split

from .column import Column
from .row import Row
from .selection import Selection

MOST_PARSED_CHARS = 400_000
"""A longer selection is copied as its Markdown alone: nobody waits seconds for a copy."""

_HTML, _MARKDOWN, _CSV = "text/html", "text/markdown", "text/csv"


def selected_data(column: Column, selection: Selection) -> QMimeData:
    """Return what is selected, in every form it can be pasted in."""
    parts = _selected(column, selection)
    data = QMimeData()
    source = "\n\n".join(fit(row.text[start:end]) for row, (start, end) in parts)
    if sum(end - start for _, (start, end) in parts) > MOST_PARSED_CHARS:
        data.setText(source)
    else:
        said = [said_in(row, *found) for row, found in parts]
        data.setText("\n\n".join(plain_text(one) for one in said).strip("\n"))
        data.setData(_HTML, QByteArray("".join(html_of(one) for one in said).encode()))
    data.setData(_MARKDOWN, QByteArray(source.encode()))
    return data


def _selected(column: Column, selection: Selection) -> list[tuple[Row, tuple[int, int]]]:
    parts = []
    for number in range(selection.start.row, min(selection.end.row, len(column.rows) - 1) + 1):
        row = column.rows[number]
        found = selection.range_in(number, len(row.text))
        if found is not None:
            parts.append((row, found))
    return parts


def said_in(row: Row, start: int, end: int) -> list[Said]:
    """Return the blocks of a row that lie in a range of its text, with the range in each unit."""
    units = row.units if row.is_split else split(row.text, plain=row.is_bubble)
    references = references_of(units)
    return [
        Said(blocks_of(unit, references.links_of(unit)), unit, start - unit.start, end - unit.start)
        for unit in units
        if unit.end > start and unit.start < end
    ]


def csv_data(tables: Sequence[Rows]) -> QMimeData:
    """Return tables as CSV, as a text and under its own name."""
    data = QMimeData()
    text = csv_text(tables)
    data.setText(text)
    data.setData(_CSV, QByteArray(text.encode()))
    return data


def selected_tables(column: Column, selection: Selection) -> list[Rows]:
    """Return the tables that are selected; of one that is selected in part the rows that are touched."""
    return [table for row, found in _selected(column, selection) for table in tables_in(said_in(row, *found))]


def has_table(column: Column, selection: Selection) -> bool:
    """Whether a table of its own is selected in a message that is near the view; costs no parsing."""
    return any(
        unit.kind is UnitKind.TABLE and unit.end > start and unit.start < end
        for row, (start, end) in _selected(column, selection)
        for unit in row.units
    )


def table_from(row: Row, index: int, block: int) -> Rows:
    """Return a table of a near row, with the pieces of it that follow in other units."""
    units = row.units
    found = blocks_of(units[index], row.links_of(units[index]))[block]
    pieces = [found] if isinstance(found, TableBlock) else []
    while index + 1 < len(units) and units[index + 1].resumed is Resumed.TABLE:
        index += 1
        blocks = blocks_of(units[index], row.links_of(units[index]))
        pieces += [one for one in blocks if isinstance(one, TableBlock)]
    return rows_of(pieces)


def code_from(units: Sequence[Unit], index: int, block: int) -> str:
    """Return the code of a block, with the pieces of it that follow in other units."""
    blocks = blocks_of(units[index])
    found = blocks[block]
    lines = [found.text] if isinstance(found, CodeBlock) else []
    while block == len(blocks) - 1 and index + 1 < len(units) and units[index + 1].resumed is Resumed.CODE:
        index, block = index + 1, 0
        blocks = blocks_of(units[index])
        first = blocks[0] if blocks else None
        if not isinstance(first, CodeBlock):
            break
        lines.append(first.text)
    return "\n".join(lines)
