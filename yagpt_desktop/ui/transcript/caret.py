"""Steps through the text of the conversation, for selecting by keys."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLayout

from .column import Column
from .selection import Point
from .unit_layout import Placed, UnitLayout

_NEAR_LINE = 0.6


class Move(Enum):
    """By what a key moves."""

    SIGN = "sign"
    WORD = "word"
    LINE = "line"
    LINE_EDGE = "line-edge"
    ALL = "all"


class Caret:
    """Finds the place one step away from another, across blocks and messages.  GUI thread."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self._goal_x: float | None = None

    def step(self, point: Point, move: Move, by: int) -> Point:
        """Return the place one step before (-1) or behind (1); the same one at the edge of everything."""
        if move is not Move.LINE:
            self._goal_x = None
        if not self._column.rows:
            return point
        if move is Move.ALL:
            return self._edge(by)
        if move is Move.LINE_EDGE:
            return self._line_edge(point, by)
        steps = self._lines(point, by) if move is Move.LINE else self._signs(point, move, by)
        # Signs that stand for several of the source are passed in one step.
        return next((one for one in steps if (one > point if by > 0 else one < point)), self._edge(by))

    def place_of(self, point: Point) -> tuple[int, int, QRectF]:
        """Return row, unit and, in the unit, the line's place of a point."""
        row, unit = self._unit_of(point)
        if not self._column.rows[row].units:
            return row, unit, QRectF()
        layout = self._column.layout(row, unit)
        return row, unit, layout.caret_rect(point.offset - layout.unit.start)

    def _edge(self, by: int) -> Point:
        rows = self._column.rows
        return Point(0, 0) if by < 0 else Point(len(rows) - 1, len(rows[-1].text))

    def _unit_of(self, point: Point) -> tuple[int, int]:
        row = min(point.row, len(self._column.rows) - 1)
        found = self._column.near(row)
        return row, found.unit_of_offset(point.offset) if found.units else 0

    def _units_from(self, row: int, unit: int, by: int) -> Iterator[tuple[int, int, UnitLayout]]:
        """Yield units from one on, the one itself first."""
        while 0 <= row < len(self._column.rows):
            units = self._column.near(row).units
            while 0 <= unit < len(units):
                yield row, unit, self._column.layout(row, unit)
                unit += by
            row += by
            if 0 <= row < len(self._column.rows):
                unit = 0 if by > 0 else len(self._column.near(row).units) - 1

    def _signs(self, point: Point, move: Move, by: int) -> Iterator[Point]:
        mode = (
            QTextLayout.CursorMode.SkipWords if move is Move.WORD else QTextLayout.CursorMode.SkipCharacters
        )
        is_first = True
        for row, _, layout in self._units_from(*self._unit_of(point), by):
            boxes = layout.boxes if by > 0 else layout.boxes[::-1]
            for placed in boxes:
                if is_first:
                    if placed is not _box_of(layout, point.offset - layout.unit.start):
                        continue
                    position = placed.box.places.to_position(point.offset - layout.unit.start)
                    is_first = False
                else:
                    position = 0 if by > 0 else placed.box.places.length
                    yield _point(row, layout, placed, position)
                text = placed.box.layout
                while 0 <= position <= placed.box.places.length:
                    step = text.nextCursorPosition if by > 0 else text.previousCursorPosition
                    following = step(position, mode)
                    if following == position:
                        break
                    position = following
                    yield _point(row, layout, placed, position)
            is_first = False

    def _lines(self, point: Point, by: int) -> Iterator[Point]:
        row, unit, rect = self.place_of(point)
        if self._goal_x is None:
            self._goal_x = rect.x()
        y = rect.bottom() if by > 0 else rect.top()
        is_first = True
        near = self._column.ink.line_px * _NEAR_LINE
        for number, _, layout in self._units_from(row, unit, by):
            if not is_first:
                y = -near if by > 0 else layout.height + near
            while 0 <= y + by * near <= layout.height:
                y += by * near
                yield Point(number, layout.unit.start + layout.offset_at(self._goal_x, y))
            is_first = False

    def _line_edge(self, point: Point, by: int) -> Point:
        row, unit = self._unit_of(point)
        if not self._column.rows[row].units:
            return point
        layout = self._column.layout(row, unit)
        placed = _box_of(layout, point.offset - layout.unit.start)
        if placed is None:
            return point
        position = placed.box.places.to_position(point.offset - layout.unit.start)
        line = placed.box.layout.lineForTextPosition(position)
        if not line.isValid():
            return point
        end = min(line.textStart() + line.textLength(), placed.box.places.length)
        return _point(row, layout, placed, line.textStart() if by < 0 else end)


def _box_of(layout: UnitLayout, offset: int) -> Placed | None:
    """Return the box an offset of the unit's source is laid out in."""
    for placed in layout.boxes:
        if offset < placed.box.places.last:
            return placed
    return layout.boxes[-1] if layout.boxes else None


def _point(row: int, layout: UnitLayout, placed: Placed, position: int) -> Point:
    return Point(row, layout.unit.start + max(placed.box.places.to_source(position), 0))
