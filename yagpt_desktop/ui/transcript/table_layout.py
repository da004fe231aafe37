"""Widths of a table's columns and the places of its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yagpt_desktop.text.blocks import Align, Span, TableBlock

from .boxes import TextBox
from .ink import Ink

Cell = tuple[Span, ...]
_SHARES = {Align.START: 0.0, Align.CENTER: 0.5, Align.END: 1.0}
MakeBox = Callable[[Cell, bool, float | None], TextBox]
"""Lays out a cell: its spans, whether it is a head, the width (None: as wide as it is)."""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell's text and where it stands."""

    box: TextBox
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table laid out.

    Attributes:
        xs: The vertical lines.
        ys: The horizontal lines.
        head_px: Height of the head row, 0 without one.
    """

    cells: tuple[PlacedCell, ...]
    widths: tuple[float, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    head_px: float


def lay_out_table(
    table: TableBlock, ink: Ink, width: float, known: Sequence[float] | None, make: MakeBox
) -> TableLayout:
    """Lay out a table, or the next rows of one.

    Args:
        table: What to lay out.
        ink: The look.
        width: Of the place there is.
        known: Inner widths of the columns that the first piece has settled, None for the first piece.
        make: Makes or takes over the box of a cell.
    """
    pad_x, pad_y = float(ink.gap(3)), float(ink.gap(1))
    rows = [] if table.is_resumed else [(True, table.head)]
    rows += [(False, row) for row in table.rows]
    boxes = [[make(cell, is_head, None) for cell in row] for is_head, row in rows]
    columns = len(table.aligns)
    inner = max(width - 1 - columns * (2 * pad_x + 1), columns * float(ink.gap(5)))
    widths = tuple(known) if known else _shared([_widest(boxes, i) for i in range(columns)], inner)
    xs = [0.0]
    for column in widths:
        xs.append(xs[-1] + column + 2 * pad_x + 1)
    cells, ys = [], [0.0]
    for (is_head, row), made in zip(rows, boxes, strict=True):
        fitted = [
            box if box.width <= limit else make(cell, is_head, limit)
            for cell, box, limit in zip(row, made, widths, strict=True)
        ]
        for column, box in enumerate(fitted):
            shift = _moved(box, table.aligns[column], widths[column])
            cells.append(PlacedCell(box, xs[column] + 1 + pad_x + shift, ys[-1] + 1 + pad_y))
        tallest = max((box.height for box in fitted), default=0.0)
        ys.append(ys[-1] + max(tallest, float(ink.cell_line_px)) + 2 * pad_y + 1)
    head_px = ys[1] if rows and rows[0][0] else 0.0
    return TableLayout(tuple(cells), widths, tuple(xs), tuple(ys), head_px)


def _moved(box: TextBox, align: Align, width: float) -> float:
    """Put the lines of a cell where they belong; return how far its box is from the column's left edge."""
    share = _SHARES[align]
    if box.is_right_to_left:
        # Its beginning is at the right; once broken its lines stand there by themselves.
        share = 1.0 if align is Align.START else share
        return 0.0 if box.is_broken else max(width - box.width, 0.0) * share
    box.move_lines(share)
    return max(width - box.width, 0.0) * share


def _widest(boxes: list[list[TextBox]], column: int) -> float:
    # One pixel more, so that rounding never breaks a line that just fits.
    return max((row[column].width for row in boxes), default=0.0) + 1


def _shared(wanted: list[float], width: float) -> tuple[float, ...]:
    """Give narrow columns what they want; the wide ones share the rest by what they want."""
    if sum(wanted) <= width:
        return tuple(wanted)
    widths = list(wanted)
    open_columns = set(range(len(wanted)))
    left = width
    while open_columns:
        fair = left / len(open_columns)
        content = [column for column in open_columns if wanted[column] <= fair]
        if not content:
            break
        for column in content:
            left -= wanted[column]
            open_columns.discard(column)
    total = sum(wanted[column] for column in open_columns)
    least = left / max(len(open_columns), 1) / 2
    spare = left - least * len(open_columns)
    for column in open_columns:
        widths[column] = least + spare * wanted[column] / total
    return tuple(widths)
