"""Builds the layout of a unit from its blocks."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from PySide6.QtCore import QRectF

from yagpt_desktop.text.blocks import (
    Block,
    CodeBlock,
    Container,
    Face,
    Mark,
    RuleBlock,
    Span,
    TableBlock,
    TextBlock,
)
from yagpt_desktop.text.highlight import tones_of
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.unit import Resumed

from .boxes import TextBox, cell_box, code_box, text_box
from .formula_line import FormulaLine, line_of
from .formulas import Formulas
from .ink import Ink
from .shapes import Bar, CodeGround, Grid, ItemMark, Rule
from .table_layout import Cell, lay_out_table
from .unit_layout import Placed, UnitLayout, Wish

_ITEM_STEPS = 5.5
_QUOTE_STEPS = 4.0
_BAR_PX = 3.0


class Builder:
    """Lays out units for one look and one width.  GUI thread."""

    def __init__(self, ink: Ink, width: float, formulas: Formulas | None = None) -> None:
        self._ink = ink
        self._width = width
        self._formulas = formulas

    def build(
        self,
        wish: Wish,
        before: UnitLayout | None = None,
        table_widths: Sequence[float] | None = None,
    ) -> UnitLayout:
        """Lay out a unit.

        Args:
            wish: What to lay out.
            before: The layout whose place this one takes; what did not change is taken over.
            table_widths: Of the columns, for a piece that goes on with a table.
        """
        blocks = blocks_of(wish.unit, wish.links, is_tail=wish.is_tail)
        layout = UnitLayout(wish, self._width, blocks)
        reusable = before.reusable() if before is not None and before.width == self._width else {}
        _Pass(self._ink, layout, reusable, table_widths, self._formulas).run()
        return layout


class _Pass:
    """The building of one unit."""

    def __init__(
        self,
        ink: Ink,
        layout: UnitLayout,
        reusable: Mapping[Hashable, TextBox],
        table_widths: Sequence[float] | None,
        formulas: Formulas | None,
    ) -> None:
        self._formulas = formulas
        self._ink = ink
        self._layout = layout
        self._reusable = reusable
        self._table_widths = table_widths
        self._y = 0.0

    def run(self) -> None:
        """Place every block below the one before."""
        before: Block | None = None
        for block in self._layout.blocks:
            if before is not None:
                self._y += self._gap(before, block)
            top = self._y
            left = self._left(block)
            self._place(block, left)
            self._frame(block, top, left)
            before = block
        self._join_bars()
        self._layout.height = self._y
        self._layout.natural_width = max(
            (placed.x + placed.box.width for placed in self._layout.boxes), default=0.0
        )

    def _gap(self, before: Block, block: Block) -> float:
        in_list = Container.ITEM in block.place.containers and Container.ITEM in before.place.containers
        is_text = isinstance(block, TextBlock) and isinstance(before, TextBlock)
        return float(self._ink.gap(1 if in_list and is_text else 2))

    def _left(self, block: Block) -> float:
        steps = sum(_ITEM_STEPS if one is Container.ITEM else _QUOTE_STEPS for one in block.place.containers)
        # However deep the nesting, half of the width is left for the text.
        return min(float(self._ink.gap(steps)), self._layout.width / 2)

    def _place(self, block: Block, left: float) -> None:
        if isinstance(block, TextBlock):
            self._place_text(block, left)
        elif isinstance(block, CodeBlock):
            self._place_code(block, left)
        elif isinstance(block, TableBlock):
            self._place_table(block, left)
        else:
            self._place_rule(block, left)

    def _box(self, key: Hashable) -> TextBox | None:
        return self._reusable.get(key)

    def _place_text(self, block: TextBlock, left: float) -> None:
        width = self._layout.width - left
        line = self._line(block.spans, self._ink.heading(block.level).pixelSize(), width)
        is_alone = len(line.pictures) == len(line.spans) == 1 and bool(block.spans[0].face & Face.DISPLAY)
        air = self._ink.gap(1) if is_alone else 0
        limit = None if is_alone else width
        box = self._box((line.key, block.level, limit)) or text_box(line, self._ink, limit, block.level)
        if is_alone:
            left += max((width - box.width) / 2, 0.0)
        self._layout.boxes.append(Placed(box, left, self._y + air))
        self._y += box.height + 2 * air

    def _line(self, spans: tuple[Span, ...], em_px: float, width: float) -> FormulaLine:
        line = line_of(spans, self._formulas, em_px, width, self._layout.wish.as_source)
        if line.formulas:
            self._layout.formulas += line.formulas
            self._layout.waiting += line.waiting
        return line

    def _place_code(self, block: CodeBlock, left: float) -> None:
        ink, layout = self._ink, self._layout
        goes_on = self._goes_on(block)
        head_px = 0 if block.is_resumed else ink.gap(7)
        top, pad = self._y, float(ink.gap(3.5))
        self._y += 0 if block.is_resumed else head_px + ink.gap(2.5)
        width = layout.width - left - 2 * pad
        tones = tones_of([line.text for line in block.lines], block.language)
        for line, runs in zip(block.lines, tones, strict=True):
            box = self._box((line, runs, width)) or code_box(line, runs, ink, width)
            layout.boxes.append(Placed(box, left + pad, self._y, is_code=True))
            self._y += box.height
        self._y += 0 if goes_on else ink.gap(2.5)
        ground = QRectF(left, top, layout.width - left, self._y - top)
        layout.shapes.append(CodeGround(ground, head_px, goes_on, block.language))

    def _goes_on(self, block: CodeBlock) -> bool:
        carry = self._layout.unit.carry
        return carry is not None and carry.resumed is Resumed.CODE and block is self._layout.blocks[-1]

    def _place_table(self, block: TableBlock, left: float) -> None:
        known = self._table_widths if block.is_resumed else None
        table = lay_out_table(block, self._ink, self._layout.width - left, known, self._cell)
        self._layout.table_widths = table.widths
        # The line between two pieces is the upper one's.
        up = 1.0 if block.is_resumed else 0.0
        xs, ys = tuple(left + x for x in table.xs), tuple(self._y - up + y for y in table.ys)
        self._layout.shapes.append(Grid(xs, ys, table.head_px))
        self._layout.boxes += [Placed(cell.box, left + cell.x, ys[0] + cell.y) for cell in table.cells]
        self._y = ys[-1] + 1

    def _cell(self, cell: Cell, is_head: bool, width: float | None) -> TextBox:
        line = self._line(cell, self._ink.cell.pixelSize(), self._layout.width / 2)
        return self._box((line.key, is_head, width)) or cell_box(line, self._ink, width, is_head=is_head)

    def _place_rule(self, _block: RuleBlock, left: float) -> None:
        self._y += self._ink.gap(1)
        self._layout.shapes.append(Rule(QRectF(left, self._y, self._layout.width - left, 1.0)))
        self._y += 1 + self._ink.gap(1)

    def _frame(self, block: Block, top: float, left: float) -> None:
        """Add the bars of the quotes around a block and the mark of its item."""
        x = 0.0
        for container in block.place.containers:
            if container is Container.QUOTE:
                self._layout.shapes.append(Bar(QRectF(x, top, _BAR_PX, self._y - top)))
            x += self._ink.gap(_QUOTE_STEPS if container is Container.QUOTE else _ITEM_STEPS)
        if block.place.mark is not Mark.NONE:
            indent = float(self._ink.gap(_ITEM_STEPS))
            depth = block.place.containers.count(Container.ITEM) - 1
            line = QRectF(left - indent, top, indent, float(self._ink.line_px))
            self._layout.shapes.append(ItemMark(line, block.place.mark, block.place.number, depth))

    def _join_bars(self) -> None:
        """Make one bar of those that stand above each other in one quote."""
        shapes = self._layout.shapes
        bars: dict[float, Bar] = {}
        kept = []
        for shape in shapes:
            if not isinstance(shape, Bar):
                kept.append(shape)
                continue
            above = bars.get(shape.rect.x())
            if above is not None and shape.rect.top() - above.rect.bottom() <= self._ink.gap(2) + 1:
                bars[shape.rect.x()] = Bar(above.rect.united(shape.rect))
            else:
                if above is not None:
                    kept.append(above)
                bars[shape.rect.x()] = shape
        self._layout.shapes = [*kept, *bars.values()]
