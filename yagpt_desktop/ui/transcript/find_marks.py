"""Matches on laid-out text: where they are, and their paint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QRegion, QTextCharFormat, QTextLayout

from yagpt_desktop.text.find import matches

from .boxes import TextBox
from .ink import Ink
from .places import utf16_offset
from .unit_layout import Placed, UnitLayout


class FoundPlace(NamedTuple):
    """A match: ``ordinal`` counts the matches of the unit from 0."""

    row: int
    unit: int
    ordinal: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """A match in a box: positions in UTF-16 units, and a rectangle of the box for each line."""

    start: int
    end: int
    rects: tuple[QRectF, ...]


class FoundMarks:
    """What is marked in a view.

    Attributes:
        needle: What is looked for; "" for nothing.
        current: The match that the person is at.
    """

    def __init__(self) -> None:
        self.needle = ""
        self.current: FoundPlace | None = None
        self._known: WeakKeyDictionary[TextBox, tuple[str, tuple[_Mark, ...]]] = WeakKeyDictionary()

    def rect_of(self, layout: UnitLayout, ordinal: int) -> QRectF | None:
        """Return the place of a match in its unit."""
        found = self._at(layout, ordinal)
        return found[1].rects[0].translated(found[0].x, found[0].y) if found and found[1].rects else None

    def source_range(self, layout: UnitLayout, ordinal: int) -> tuple[int, int] | None:
        """Return the offsets of a match in its unit's source."""
        found = self._at(layout, ordinal)
        if found is None:
            return None
        places = found[0].box.places
        return max(places.to_source(found[1].start), 0), max(places.to_source(found[1].end), 0)

    def text_around(self, layout: UnitLayout, ordinal: int) -> str:
        """Return the text a match stands in."""
        found = self._at(layout, ordinal)
        return found[0].box.layout.text() if found else ""

    def _at(self, layout: UnitLayout, ordinal: int) -> tuple[Placed, _Mark] | None:
        for placed in layout.boxes:
            marks = self._marks(placed.box)
            if ordinal < len(marks):
                return placed, marks[ordinal]
            ordinal -= len(marks)
        return None

    def paint(
        self, painter: QPainter, layout: UnitLayout, ordinal: int | None, clip: QRectF, ink: Ink
    ) -> None:
        """Paint the matches of a unit over it; the painter's origin is the unit's.

        ``ordinal`` is the current match, None where it is elsewhere.
        """
        if not self.needle:
            return
        before = 0
        for placed in layout.boxes:
            marks = self._marks(placed.box)
            if marks and placed.bottom >= clip.top() and placed.y <= clip.bottom():
                current = None if ordinal is None else ordinal - before
                _paint_box(painter, placed, marks, current, ink)
            before += len(marks)

    def _marks(self, box: TextBox) -> tuple[_Mark, ...]:
        known = self._known.get(box)
        if known is not None and known[0] == self.needle:
            return known[1]
        text = box.layout.text()
        found = []
        for match in matches(text, self.needle):
            start, end = utf16_offset(text, match.start), utf16_offset(text, match.end)
            found.append(_Mark(start, end, line_rects(box.layout, start, end)))
        self._known[box] = (self.needle, tuple(found))
        return tuple(found)


def line_rects(layout: QTextLayout, start: int, end: int) -> tuple[QRectF, ...]:
    """Return what a range of a text covers, line by line."""
    found = []
    for number in range(layout.lineForTextPosition(start).lineNumber(), layout.lineCount()):
        line = layout.lineAt(number)
        first, last = line.textStart(), line.textStart() + line.textLength()
        if first >= end:
            break
        # PySide returns the place and the position it belongs to; its stub knows the first alone.
        one: Any = line.cursorToX(max(start, first))
        other: Any = line.cursorToX(min(end, last))
        left, right = sorted((float(one[0]), float(other[0])))
        found.append(QRectF(left, line.y(), right - left, line.height()))
    return tuple(found)


def _paint_box(
    painter: QPainter, placed: Placed, marks: tuple[_Mark, ...], current: int | None, ink: Ink
) -> None:
    at = QPointF(placed.x, placed.y)
    region, formats = QRegion(), []
    for number, mark in enumerate(marks):
        part = QTextLayout.FormatRange()
        part.start, part.length = mark.start, mark.end - mark.start
        part.format = _format("found_current" if number == current else "found", ink)
        formats.append(part)
        for rect in mark.rects:
            region += QRegion(rect.translated(at).toAlignedRect())
    painter.save()
    painter.setClipRegion(region, Qt.ClipOperation.IntersectClip)
    placed.box.layout.draw(painter, at, formats)
    painter.restore()
    if current is not None and 0 <= current < len(marks):
        _paint_outline(painter, marks[current], at, ink)


def _format(name: str, ink: Ink) -> QTextCharFormat:
    found = QTextCharFormat()
    found.setBackground(ink.color(name))
    found.setForeground(ink.color("text"))
    return found


def _paint_outline(painter: QPainter, mark: _Mark, at: QPointF, ink: Ink) -> None:
    width = float(ink.metrics.focus_px)
    painter.save()
    painter.setPen(QPen(ink.color("text"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in mark.rects:
        painter.drawRoundedRect(
            rect.translated(at).adjusted(-width / 2, -width / 2, width / 2, width / 2), width, width
        )
    painter.restore()
