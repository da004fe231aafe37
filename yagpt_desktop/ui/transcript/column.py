"""All rows of the conversation, one below the other: where they are and how they are laid out."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from yagpt_desktop.domain.chat import ChatMessage
from yagpt_desktop.text.unit import Resumed

from .build import Builder
from .formulas import Formulas
from .heights import Heights
from .ink import Ink
from .row import Row
from .rows import Rows
from .unit_layout import UnitLayout, Wish

_LAYOUTS_KEPT = 160
_BOXES_KEPT = 6000
_LAYOUTS_IN_REACH = 32
"""More than are in view: these stay, however many boxes they hold."""
_ROWS_KEPT = 100


class Spot(NamedTuple):
    """A place in the column that survives changes of heights: an offset of a message, and a distance."""

    row: int
    offset: int
    below_px: int = 0


class Column:
    """Rows, their heights, and the few layouts that are near the view.  GUI thread."""

    def __init__(self, ink: Ink, formulas: Formulas | None = None) -> None:
        self.ink = ink
        self._formulas = formulas
        self._as_source: dict[str, set[int]] = {}
        self.width_px = 1
        self.rows = Rows()
        self._heights = Heights()
        self._index: dict[str, int] | None = None
        self.is_rough = False
        self._layouts: OrderedDict[tuple[str, int], UnitLayout] = OrderedDict()
        self.rows.ink = ink
        self._near: OrderedDict[int, Row] = OrderedDict()
        self._builders: dict[int, Builder] = {}

    @property
    def total_px(self) -> int:
        """Height of everything, partly estimated."""
        return self._heights.total

    def row_of(self, message_id: str) -> int | None:
        """Return the row of a message."""
        rows = self.rows
        if rows and rows.message(-1).id == message_id:
            return len(rows) - 1
        if self._index is None:
            self._index = {rows.message(number).id: number for number in range(len(rows))}
        return self._index.get(message_id)

    def shared_rows(self, messages: Sequence[ChatMessage]) -> int:
        """Return how many of the first rows are those of other messages, in any text or state."""
        rows, count = self.rows, 0
        while count < min(len(rows), len(messages)) and rows.message(count).id == messages[count].id:
            count += 1
        return count

    # Changes

    def reset(self, messages: Sequence[ChatMessage]) -> None:
        """Show other messages."""
        self._layouts.clear()
        self._as_source.clear()
        if self._formulas is not None:
            self._formulas.forget_waiting()
        self._near.clear()
        self.rows.reset(messages)
        self._index = None
        self._heights = Heights(self.rows.first_heights(self.width_px, self.ink))
        self.is_rough = True

    def append(self, message: ChatMessage) -> None:
        """Add a message at the end."""
        self._index = None
        self.rows.append(message)
        self._heights.append(self.rows[-1].estimate(self.width_px, self.ink))

    def replace(self, number: int, message: ChatMessage) -> None:
        """Take another text or state of a message; only what differs is laid out again."""
        self.rows.replace(number, message, self.width_px, self.ink)
        self._sync(number)

    def truncate(self, count: int) -> None:
        """Keep the first ``count`` messages."""
        for number in range(count, len(self.rows)):
            self._near.pop(number, None)
        self._index = None
        self.rows.truncate(count)
        self._heights.truncate(count)

    def set_sheet(self, ink: Ink, width_px: int) -> bool:
        """Take another look or width; return whether anything has to be laid out again."""
        if ink is self.ink and width_px == self.width_px:
            return False
        starts_anew = self.width_px == 1 or ink is not self.ink
        self.ink, self.width_px = ink, width_px
        self._layouts.clear()
        self._builders.clear()
        # Far rows keep the heights they have: wrong by a little, corrected when they come near.
        for row in self._near.values():
            row.forget_heights(width_px, ink)
        self.rows.ink = ink
        if starts_anew:
            self._heights = Heights(self.rows.first_heights(width_px, ink))
            self.is_rough = True
        for number in list(self._near):
            self._sync(number)
        return True

    def refine(self) -> bool:
        """Give rows that nobody saw a height by the length of their text; return whether any changed."""
        if not self.is_rough:
            return False
        self.is_rough = False
        self._heights = Heights(self.rows.rough_heights(self.width_px, self.ink))
        for number in list(self._near):
            self._sync(number)
        return True

    def _sync(self, number: int) -> None:
        row = self.rows[number]
        is_split = row.is_split
        height = row.height(self.ink) if is_split else row.estimate(self.width_px, self.ink)
        self._heights.set(number, height)

    # Places

    def top_of(self, number: int) -> int:
        """Return the upper edge of a row."""
        return self._heights.top(number)

    def height_of(self, number: int) -> int:
        """Return the height of a row."""
        return self._heights[number]

    def body_top(self, number: int) -> int:
        """Return the upper edge of a row's first unit."""
        row = self.rows[number]
        return self.top_of(number) + row.top_px + row.pad_y(self.ink)

    def unit_top(self, number: int, index: int) -> int:
        """Return the upper edge of a unit with the gap above it; the row's own for its first one."""
        if index == 0:
            return self.top_of(number)
        return self.body_top(number) + self.rows[number].unit_top(index)

    def unit_y(self, number: int, index: int) -> int:
        """Return the upper edge of a unit's own content."""
        row = self.rows[number]
        return self.body_top(number) + row.unit_top(index) + row.gap_before(index, self.ink)

    def spot_at(self, y: int) -> Spot:
        """Return the place at a height of the column."""
        if not self.rows:
            return Spot(0, 0)
        number = self._heights.row_at(y)
        row = self.near(number)
        if not row.units:
            return Spot(number, 0, y - self.top_of(number))
        index = row.unit_at_y(y - self.body_top(number))
        top = self.body_top(number) + row.unit_top(index)
        return Spot(number, row.units[index].start, y - top)

    def y_of(self, spot: Spot) -> int:
        """Return the height a place has now."""
        if spot.row >= len(self.rows):
            return self.total_px
        row = self.near(spot.row)
        if not row.units:
            return self.top_of(spot.row) + spot.below_px
        return self.body_top(spot.row) + row.unit_top(row.unit_of_offset(spot.offset)) + spot.below_px

    # Layouts

    def near(self, number: int) -> Row:
        """Return a row with its units found; rows that were not asked for long give theirs up."""
        row = self.rows[number]
        known = self._near
        if number in known:
            known.move_to_end(number)
            return row
        known[number] = row
        row.split(self.width_px, self.ink)
        self._sync(number)
        if len(known) > _ROWS_KEPT:
            self.rows.forget(known.popitem(last=False)[0])
        return row

    def layout(self, number: int, index: int) -> UnitLayout:
        """Return the layout of a unit of a near row; its height is known from now on."""
        row = self.rows[number]
        unit = row.units[index]
        key = (row.message.id, unit.start)
        wish = self._wish(row, index)
        before = self._layouts.get(key)
        if before is not None and before.is_as(wish, self._formulas):
            self._layouts.move_to_end(key)
            found = before
        else:
            widths = self._table_widths(number, index) if unit.resumed is Resumed.TABLE else None
            found = self._builder(row).build(wish, before, widths)
            self._layouts[key] = found
            self._let_far_ones_go()
        if found is not before or not row.is_known(index):
            row.set_unit_px(index, math.ceil(found.height), self.ink)
            self._sync(number)
        return found

    def _let_far_ones_go(self) -> None:
        """A wide table has boxes by the thousand: memory, and time whenever Python looks for waste."""
        layouts = self._layouts
        boxes = sum(len(one.boxes) for one in layouts.values())
        while len(layouts) > _LAYOUTS_KEPT or (boxes > _BOXES_KEPT and len(layouts) > _LAYOUTS_IN_REACH):
            boxes -= len(layouts.popitem(last=False)[1].boxes)

    def _wish(self, row: Row, index: int) -> Wish:
        unit = row.units[index]
        is_tail = row.is_streaming and index == len(row.units) - 1
        places = self._as_source.get(row.message.id)
        if places:
            as_source = frozenset(at - unit.start for at in places if unit.start <= at < unit.end)
        else:
            as_source = frozenset()
        return Wish(unit, is_tail, row.links_of(unit), as_source, unit.carry is not None)

    def is_as_source(self, number: int, offset: int) -> bool:
        """Whether the formula at an offset of a row's text is shown as it is written."""
        return offset in self._as_source.get(self.rows[number].message.id, ())

    def toggle_formula(self, number: int, offset: int) -> None:
        """Show the formula at an offset of a row's text as it is written, or drawn again."""
        places = self._as_source.setdefault(self.rows[number].message.id, set())
        places.symmetric_difference_update({offset})

    def _builder(self, row: Row) -> Builder:
        width = row.inner_width(self.width_px, self.ink)
        if width not in self._builders:
            self._builders[width] = Builder(self.ink, width, self._formulas)
        return self._builders[width]

    def _table_widths(self, number: int, index: int) -> tuple[float, ...] | None:
        units = self.rows[number].units
        while index and units[index].resumed is Resumed.TABLE:
            index -= 1
        return self.layout(number, index).table_widths
