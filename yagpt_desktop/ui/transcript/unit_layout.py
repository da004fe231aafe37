"""A unit laid out: boxes of text and the shapes around them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from yagpt_desktop.text.blocks import Block, Span, TableBlock
from yagpt_desktop.text.references import Link
from yagpt_desktop.text.unit import Unit

from .boxes import TextBox
from .formulas import Formulas
from .ink import Ink
from .shapes import CodeGround, Grid, Shape, Words


@dataclass(frozen=True, slots=True)
class Placed:
    """A box of text at its place in the unit."""

    box: TextBox
    x: float
    y: float
    is_code: bool = False

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.y + self.box.height


class Wish(NamedTuple):
    """What is to be laid out.

    Attributes:
        is_tail: The text goes on growing behind it.
        links: What its labels mean that are defined elsewhere.
        as_source: Places in its source of the formulas that are not to be drawn.
        goes_on: Another piece of the same block follows.
    """

    unit: Unit
    is_tail: bool = False
    links: tuple[Link, ...] = ()
    as_source: frozenset[int] = frozenset()
    goes_on: bool = False


@dataclass(slots=True)
class UnitLayout:
    """What a unit looks like at one width.  GUI thread.

    Attributes:
        wish: What it was made of.
        width: The width it was made for.
        height: Its own height, without the gap to its neighbour.
        natural_width: Of its widest line of text.
        table_widths: Of the columns of the table it holds, for the pieces that follow.
        formulas: Every formula it holds, as it is written.
        waiting: Those of them that were still being drawn.
    """

    wish: Wish
    width: float
    blocks: tuple[Block, ...]
    boxes: list[Placed] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    height: float = 0.0
    natural_width: float = 0.0
    table_widths: tuple[float, ...] | None = None
    formulas: tuple[Span, ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def unit(self) -> Unit:
        """What it shows."""
        return self.wish.unit

    def is_as(self, wish: Wish, formulas: Formulas | None) -> bool:
        """Whether laying it out again would bring nothing new."""
        if self.wish != wish:
            return False
        return formulas is None or not any(formulas.is_decided(one) for one in self.waiting)

    def formula_at(self, x: float, y: float) -> Span | None:
        """Return the formula a point is on, drawn or not, as it is written."""
        if not self.formulas:
            return None
        span = self.span_at(x, y)
        return next((one for one in self.formulas if span is not None and one.at == span.at), None)

    def reusable(self) -> dict[Hashable, TextBox]:
        """Return the boxes by their keys, for the layout that takes this one's place."""
        return {placed.box.key: placed.box for placed in self.boxes}

    def paint(
        self, painter: QPainter, ink: Ink, words: Words, clip: QRectF, selected: tuple[int, int] | None
    ) -> None:
        """Paint what lies in ``clip``; the painter's origin and all places are the unit's.

        ``selected`` is the selected range of the unit's source.
        """
        for shape in self.shapes:
            shape.paint(painter, ink, words)
        plain, code = ink.color("text"), ink.color("code_text")
        for placed in self.boxes:
            if placed.bottom < clip.top() or placed.y > clip.bottom():
                continue
            painter.setPen(code if placed.is_code else plain)
            at = QPointF(placed.x, placed.y)
            placed.box.draw(painter, at, self._range_in(placed, selected) if selected else None, ink)

    def _range_in(self, placed: Placed, selected: tuple[int, int]) -> tuple[int, int]:
        places = placed.box.places
        if selected[0] <= places.first and places.last <= selected[1]:
            return 0, places.length
        return places.to_position(selected[0]), places.to_position(selected[1])

    def offset_at(self, x: float, y: float) -> int:
        """Return the offset in the unit's source nearest to a point; its end below the last line."""
        placed = self.box_at(x, y)
        if placed is None:
            return 0
        position = placed.box.position_at(x - placed.x, y - placed.y)
        last = self.boxes[-1].box
        if placed.box is last and position >= last.places.length:
            return len(self.unit.source)
        return max(placed.box.places.to_source(position), 0)

    def box_at(self, x: float, y: float) -> Placed | None:
        """Return the box nearest to a point."""
        best, distance = None, (float("inf"), float("inf"))
        for placed in self.boxes:
            off_y = max(placed.y - y, y - placed.bottom, 0.0)
            off_x = max(placed.x - x, x - placed.x - max(placed.box.width, 1.0), 0.0)
            if (off_y, off_x) < distance:
                best, distance = placed, (off_y, off_x)
        return best

    def span_at(self, x: float, y: float) -> Span | None:
        """Return the span a point is on, None beside the text."""
        placed = self.box_at(x, y)
        if placed is None or not placed.y <= y <= placed.bottom:
            return None
        position = placed.box.position_at(x - placed.x, y - placed.y)
        for candidate in (position, position - 1):
            span = placed.box.places.span_at(candidate)
            if span is not None and self._covers(placed, candidate, x):
                return span
        return None

    @staticmethod
    def _covers(placed: Placed, position: int, x: float) -> bool:
        here = placed.box.rect_of(position).x() + placed.x
        there = placed.box.rect_of(position + 1).x() + placed.x
        return min(here, there) <= x <= max(here, there)

    def caret_rect(self, offset: int) -> QRectF:
        """Return the place before an offset of the unit's source."""
        for placed in self.boxes:
            if offset < placed.box.places.last or placed is self.boxes[-1]:
                rect = placed.box.rect_of(placed.box.places.to_position(offset))
                return rect.translated(placed.x, placed.y)
        return QRectF(0.0, 0.0, 0.0, self.height)

    def table_at(self, x: float, y: float) -> int | None:
        """Return the number of the block that is the table a point is on."""
        tables = [number for number, block in enumerate(self.blocks) if isinstance(block, TableBlock)]
        grids = [shape for shape in self.shapes if isinstance(shape, Grid)]
        for number, grid in zip(tables, grids, strict=True):
            if grid.xs[0] <= x <= grid.xs[-1] and grid.ys[0] <= y <= grid.ys[-1]:
                return number
        return None

    def code_heads(self) -> list[CodeGround]:
        """Return the grounds that have a head with «Copy»."""
        return [shape for shape in self.shapes if isinstance(shape, CodeGround) and shape.head_px]
