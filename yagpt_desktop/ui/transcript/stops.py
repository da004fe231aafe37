"""Where the keyboard can stop inside of a message: its links, the copying of its code, its actions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from yagpt_desktop.text.blocks import CodeBlock, Span
from yagpt_desktop.text.shown import ShownLink, shown_links

from .column import Column
from .find_marks import line_rects
from .foot import FootItem
from .painting import Scene
from .places import Places, utf16_length
from .shapes import CodeGround
from .stop import FOOT, Stop
from .unit_layout import UnitLayout

_SIGNS_OF_A_STOP = ("]", "://", "<", "```", "~~~", "    ")


def code_heads(layout: UnitLayout) -> list[tuple[CodeGround, int]]:
    """Return the grounds that have a head with «Copy», each with the number of its block."""
    grounds = sorted(layout.code_heads(), key=lambda ground: ground.rect.top())
    blocks = [
        number
        for number, block in enumerate(layout.blocks)
        if isinstance(block, CodeBlock) and not block.is_resumed
    ]
    return list(zip(grounds, blocks, strict=False))


class Stops:
    """The stops of one conversation.  GUI thread."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def step(self, at: Stop | None, row: int, by: int) -> Stop | None:
        """Return the stop before or behind another; None at either end of the message."""
        units = self._column.near(row).units
        unit, index = (at.unit, at.place) if at is not None else (-1 if by > 0 else FOOT + 1, -1)
        if 0 <= unit < len(units) or unit == FOOT:
            index += by
            if 0 <= index < self._count(row, unit):
                return Stop(row, unit, index)
        order = [*range(len(units)), FOOT]
        following = (
            [one for one in order if one > unit] if by > 0 else [one for one in order if one < unit][::-1]
        )
        for number in following:
            count = self._count(row, number)
            if count:
                return Stop(row, number, 0 if by > 0 else count - 1)
        return None

    def link(self, stop: Stop) -> ShownLink | None:
        """Return the link of a stop, None where it is something else."""
        if stop.is_in_foot or not self._is_there(stop):
            return None
        links = shown_links(self._column.layout(stop.row, stop.unit).blocks)
        return links[stop.place] if stop.place < len(links) else None

    def item(self, stop: Stop) -> FootItem | None:
        """Return the action of a stop, None where it is something else."""
        items = self._items(stop.row) if stop.is_in_foot else []
        return items[stop.place] if stop.place < len(items) else None

    def code(self, stop: Stop) -> tuple[int, int] | None:
        """Return unit and block of the code of a stop, None where it is something else."""
        if stop.is_in_foot or not self._is_there(stop):
            return None
        layout = self._column.layout(stop.row, stop.unit)
        at, heads = stop.place - len(shown_links(layout.blocks)), code_heads(layout)
        return (stop.unit, heads[at][1]) if 0 <= at < len(heads) else None

    def rects(self, stop: Stop) -> Sequence[QRectF]:
        """Return what a stop covers: of its unit, or of the view for an action."""
        item = self.item(stop)
        if item is not None:
            return [item.rect]
        if stop.is_in_foot or not self._is_there(stop):
            return []
        layout = self._column.layout(stop.row, stop.unit)
        places = [*link_rects(layout), *((ground.copy_rect,) for ground, _ in code_heads(layout))]
        return places[stop.place] if stop.place < len(places) else []

    def paint(self, painter: QPainter, stop: Stop) -> None:
        """Paint the ring of the keyboard."""
        scene, ink = self._scene, self._column.ink
        if stop.row not in scene.arrangement.rows:
            return
        at = QPointF()
        if not stop.is_in_foot:
            shown = next((one for one in scene.arrangement.units if one[:2] == stop[:2]), None)
            if shown is None:
                return
            at = QPointF(scene.text_left(shown), shown.y - scene.arrangement.top)
        width = float(ink.metrics.focus_px)
        painter.setPen(QPen(ink.color("accent"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in self.rects(stop):
            grown = rect.translated(at).adjusted(-width, -width / 2, width, width / 2)
            painter.drawRoundedRect(grown, 2 * width, 2 * width)

    @property
    def _column(self) -> Column:
        return self._scene.column

    def _is_there(self, stop: Stop) -> bool:
        return stop.row < len(self._column.rows) and stop.unit < len(self._column.near(stop.row).units)

    def _items(self, row: int) -> list[FootItem]:
        return [item for item in self._scene.foot(row) if item.can_press]

    def _count(self, row: int, unit: int) -> int:
        if unit == FOOT:
            return len(self._items(row))
        source = self._column.near(row).units[unit].source
        if not any(sign in source for sign in _SIGNS_OF_A_STOP):
            return 0
        layout = self._column.layout(row, unit)
        return len(shown_links(layout.blocks)) + len(code_heads(layout))


def link_rects(layout: UnitLayout) -> list[tuple[QRectF, ...]]:
    """Return what each link of a unit covers, a rectangle for each line."""
    found = []
    for placed in layout.boxes:
        for href, spans in groupby(_spans(placed.box.places), key=lambda one: one[1].href):
            parts = list(spans)
            if href:
                start, end = parts[0][0], parts[-1][0] + utf16_length(parts[-1][1].text)
                rects = line_rects(placed.box.layout, start, end)
                found.append(tuple(rect.translated(placed.x, placed.y) for rect in rects))
    return found


def _spans(places: Places) -> list[tuple[int, Span]]:
    found, at = [], 0
    while (span := places.span_at(at)) is not None:
        found.append((at, span))
        at += utf16_length(span.text)
    return found
