"""The one owner of the scroll position."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from .column import Column, Spot
from .unit_layout import UnitLayout


class Shown(NamedTuple):
    """A unit in view; ``y`` is its upper edge in the column."""

    row: int
    unit: int
    y: int
    layout: UnitLayout


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is in view.

    Attributes:
        top: The place in the column at the upper edge of the view.
        rows: The rows in view, those without units too.
    """

    top: int = 0
    total: int = 0
    units: tuple[Shown, ...] = ()
    rows: tuple[int, ...] = ()


class ScrollOwner:
    """Decides what is in view: the end, while it is followed, or the place where the person reads.

    While heights above change from estimates to measures, the place where the person reads stays where it is.
    """

    def __init__(self, column: Column) -> None:
        self._column = column
        self._spot = Spot(0, 0)
        self._top = 0
        self.follows = True

    def go_to(self, top: int, view_px: int) -> None:
        """The person moved the view.

        A small step is counted from what is in view: where what comes into view was only estimated, the
        text that is read moves by the step and no more.
        """
        column = self._column
        step = top - self._top
        self.follows = top >= column.total_px - view_px
        if not self.follows and step < 0 and -step <= view_px:
            top = self._measure_above(column.spot_at(self._top), -step)
        self._spot = column.spot_at(max(top, 0))

    def _measure_above(self, spot: Spot, step: int) -> int:
        """Measure what lies within a step above a place; return the place that far above."""
        column = self._column
        number = spot.row
        index = column.near(number).unit_of_offset(spot.offset) if column.near(number).units else 0
        while column.unit_top(number, index) > column.y_of(spot) - step:
            if index > 0:
                index -= 1
            elif number > 0:
                number -= 1
                index = max(len(column.near(number).units) - 1, 0)
            else:
                break
            if column.rows[number].units:
                column.layout(number, index)
        return column.y_of(spot) - step

    def go_to_spot(self, spot: Spot) -> None:
        """Bring a place to the upper edge of the view."""
        self.follows = False
        self._spot = spot

    def hold(self) -> None:
        """Stay where the view is, whatever becomes of the text below."""
        if self.follows and self._column.rows:
            self.follows = False
            self._spot = self._column.spot_at(self._top)

    def follow(self) -> None:
        """Go to the end and stay there."""
        self.follows = True

    def arrange(self, view_px: int) -> Arrangement:
        """Lay out what is in view and return it."""
        column = self._column
        if not column.rows:
            return Arrangement()
        if not self.follows:
            top = max(column.y_of(self._spot), 0)
            self._measure_down(top, view_px)
            top = max(column.y_of(self._spot), 0)
            if top <= column.total_px - view_px or top == 0:
                return self._shown(top, view_px)
        top = self._measure_up(view_px)
        if not self.follows:
            self._spot = column.spot_at(top)
        return self._shown(top, view_px)

    def _measure_down(self, top: int, view_px: int) -> None:
        column = self._column
        number, index = self._unit_at(top)
        y = column.top_of(number)
        while number < len(column.rows) and y < top + view_px:
            row = column.near(number)
            while index < len(row.units) and column.body_top(number) + row.unit_top(index) < top + view_px:
                column.layout(number, index)
                index += 1
            number, index = number + 1, 0
            y = column.top_of(number)

    def _measure_up(self, view_px: int) -> int:
        """Measure from the end upwards until a view is full; return its top."""
        column = self._column
        number = len(column.rows) - 1
        while number >= 0:
            row = column.near(number)
            for index in range(len(row.units) - 1, -1, -1):
                column.layout(number, index)
                if column.body_top(number) + row.unit_top(index) <= column.total_px - view_px:
                    return column.total_px - view_px
            if column.top_of(number) <= column.total_px - view_px:
                break
            number -= 1
        return max(column.total_px - view_px, 0)

    def _unit_at(self, y: int) -> tuple[int, int]:
        spot = self._column.spot_at(y)
        row = self._column.near(spot.row)
        return spot.row, row.unit_of_offset(spot.offset) if row.units else 0

    def _shown(self, top: int, view_px: int) -> Arrangement:
        column = self._column
        number, index = self._unit_at(top)
        units, rows = [], []
        while number < len(column.rows) and column.top_of(number) < top + view_px:
            rows.append(number)
            row = column.near(number)
            while index < len(row.units) and column.body_top(number) + row.unit_top(index) < top + view_px:
                layout = column.layout(number, index)
                units.append(Shown(number, index, column.unit_y(number, index), layout))
                index += 1
            number, index = number + 1, 0
        self._top = top
        return Arrangement(top, column.total_px, tuple(units), tuple(rows))
