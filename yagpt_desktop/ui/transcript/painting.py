"""Paints what is in view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from .column import Column
from .find_marks import FoundMarks
from .foot import FootItem, FootWords, foot_items, paint_foot
from .ink import Ink
from .scrolling import Arrangement, Shown
from .selection import Selection
from .shapes import Words
from .stop import Stop

_CORNER_SHARE = 0.22


@dataclass(slots=True)
class Scene:
    """All that the painter needs to know.

    Attributes:
        left: The column's left edge in the view.
        facts: The line of facts by message.
        marked: The row that has the keyboard's attention, if any.
        stop: The link or action in it that has it, if any.
        feet: The rows whose line of actions is shown, beside the last answer's.
        found: What is looked for, marked where it is in view.
        memory_id: The message with which the model's memory begins; "" where it holds all.
        memory_words: What stands there.
    """

    column: Column
    selection: Selection
    words: Words
    foot_words: FootWords
    arrangement: Arrangement = field(default_factory=Arrangement)
    left: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)
    marked: int | None = None
    feet: frozenset[int] = frozenset()
    found: FoundMarks = field(default_factory=FoundMarks)
    stop: Stop | None = None
    memory_id: str = ""
    memory_words: str = ""
    hovered_item: FootItem | None = None
    copied_code: tuple[int, int] | None = None
    copied_row: int | None = None

    def text_left(self, shown: Shown) -> float:
        """Return where a unit's own content begins in the view."""
        row = self.column.rows[shown.row]
        if not row.is_bubble:
            return float(self.left)
        return self.bubble_rect(shown.row).left() + row.pad_x(self.column.ink)

    def bubble_rect(self, number: int) -> QRectF:
        """Return the bubble of a row in the view's coordinates."""
        column, ink = self.column, self.column.ink
        row = column.rows[number]
        inner = float(row.inner_width(column.width_px, ink))
        if len(row.units) <= 1:
            natural = column.layout(number, 0).natural_width if row.units else float(ink.gap(4))
            inner = min(inner, natural + 1)
        width = inner + 2 * row.pad_x(ink)
        top = column.body_top(number) - row.pad_y(ink) - self.arrangement.top
        return QRectF(self.left + column.width_px - width, top, width, row.body_px(ink) + 2 * row.pad_y(ink))

    def foot_rect(self, number: int) -> QRectF:
        """Return the place of the line under a message."""
        column, ink = self.column, self.column.ink
        row = column.rows[number]
        bottom = column.top_of(number) + column.height_of(number) - row.foot_px - self.arrangement.top
        top = bottom + (0 if row.is_bubble else ink.gap(2))
        return QRectF(self.left, top, column.width_px, ink.gap(5 if row.is_bubble else 6))

    def foot(self, number: int) -> tuple[FootItem, ...]:
        """Return the line under a message; empty where it is not shown."""
        if number not in self.feet:
            return ()
        message = self.column.rows[number].message
        facts = self.facts.get(message.id, "")
        words = self.foot_words.after_copy if number == self.copied_row else self.foot_words
        return foot_items(message, facts, words, self.foot_rect(number), self.column.ink)

    def feet_with(self, *pointed_at: int | None) -> frozenset[int]:
        """Return the rows whose line is shown: those that are pointed at, and the last answer's"""
        rows = self.column.rows
        found = {number for number in pointed_at if number is not None}
        if rows and not rows[-1].is_bubble:
            found.add(len(rows) - 1)
        # Of an answer that never came the line is all there is.
        found.update(
            number for number in self.arrangement.rows if number < len(rows) and rows[number].message.is_blank
        )
        return frozenset(number for number in found if number < len(rows))

    def words_for(self, shown: Shown) -> Words:
        """Return the words on a unit; «Copied» stands there for a moment."""
        return self.words.after_copy if (shown.row, shown.unit) == self.copied_code else self.words


def paint(painter: QPainter, scene: Scene, clip: QRect) -> None:
    """Paint the scene inside a rectangle of the view."""
    column, ink = scene.column, scene.column.ink
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number in scene.arrangement.rows:
        if column.rows[number].is_bubble:
            _paint_bubble(painter, scene.bubble_rect(number), ink)
        if number == scene.marked:
            _paint_mark(painter, scene, number)
        if scene.memory_id and column.rows[number].message.id == scene.memory_id:
            _paint_memory(painter, scene, number)
        paint_foot(painter, scene.foot(number), scene.hovered_item, ink)
    for shown in scene.arrangement.units:
        y = shown.y - scene.arrangement.top
        if y > clip.bottom() or y + shown.layout.height < clip.top():
            continue
        _paint_unit(painter, scene, shown, clip)
    if scene.arrangement.rows:
        _paint_caret(painter, scene, scene.arrangement.rows[-1])


def _paint_unit(painter: QPainter, scene: Scene, shown: Shown, clip: QRect) -> None:
    row = scene.column.rows[shown.row]
    selected = scene.selection.range_in(shown.row, len(row.text))
    start = shown.layout.unit.start
    if selected is not None:
        selected = (selected[0] - start, selected[1] - start)
        if selected[1] <= 0 or selected[0] >= len(shown.layout.unit.source):
            selected = None
    x, y = scene.text_left(shown), float(shown.y - scene.arrangement.top)
    painter.save()
    painter.translate(x, y)
    shown.layout.paint(
        painter, scene.column.ink, scene.words_for(shown), QRectF(clip).translated(-x, -y), selected
    )
    if scene.found.needle:
        current = scene.found.current
        ordinal = current.ordinal if current is not None and current[:2] == shown[:2] else None
        scene.found.paint(painter, shown.layout, ordinal, QRectF(clip).translated(-x, -y), scene.column.ink)
    painter.restore()


def _paint_bubble(painter: QPainter, rect: QRectF, ink: Ink) -> None:
    radius = float(ink.metrics.bubble_radius_px)
    small = radius * _CORNER_SHARE
    path = QPainterPath(QPointF(rect.left() + radius, rect.top()))
    path.lineTo(rect.right() - radius, rect.top())
    path.arcTo(QRectF(rect.right() - 2 * radius, rect.top(), 2 * radius, 2 * radius), 90.0, -90.0)
    path.lineTo(rect.right(), rect.bottom() - small)
    path.arcTo(QRectF(rect.right() - 2 * small, rect.bottom() - 2 * small, 2 * small, 2 * small), 0.0, -90.0)
    path.lineTo(rect.left() + radius, rect.bottom())
    path.arcTo(QRectF(rect.left(), rect.bottom() - 2 * radius, 2 * radius, 2 * radius), 270.0, -90.0)
    path.lineTo(rect.left(), rect.top() + radius)
    path.arcTo(QRectF(rect.left(), rect.top(), 2 * radius, 2 * radius), 180.0, -90.0)
    painter.fillPath(path, ink.color("accent_soft"))


def _paint_memory(painter: QPainter, scene: Scene, number: int) -> None:
    """A line with words on it, in the space between two messages."""
    column, ink = scene.column, scene.column.ink
    middle = float(column.top_of(number) - scene.arrangement.top - ink.gap(1))
    area = QRectF(scene.left, middle - ink.gap(2), column.width_px, ink.gap(4))
    painter.setFont(ink.small)
    words = painter.fontMetrics().elidedText(
        scene.memory_words, Qt.TextElideMode.ElideRight, round(area.width())
    )
    half = painter.fontMetrics().horizontalAdvance(words) / 2 + ink.gap(2)
    painter.setPen(QPen(ink.color("control"), 1.0, Qt.PenStyle.DashLine))
    centre = area.center().x()
    painter.drawLine(QPointF(area.left(), middle), QPointF(centre - half, middle))
    painter.drawLine(QPointF(centre + half, middle), QPointF(area.right(), middle))
    painter.setPen(ink.color("muted"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)


def _paint_mark(painter: QPainter, scene: Scene, number: int) -> None:
    """The ring of the message that the keyboard is at."""
    column, ink = scene.column, scene.column.ink
    row = column.rows[number]
    if row.is_bubble:
        rect = scene.bubble_rect(number)
    else:
        top = column.body_top(number) - scene.arrangement.top
        rect = QRectF(scene.left, top, column.width_px, row.body_px(ink) or row.foot_px)
    grown = float(ink.gap(1.5))
    painter.setPen(QPen(ink.color("accent"), float(ink.metrics.focus_px)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = float(ink.metrics.card_radius_px)
    painter.drawRoundedRect(rect.adjusted(-grown, -grown, grown, grown), radius, radius)


def _paint_caret(painter: QPainter, scene: Scene, number: int) -> None:
    """The block behind the last sign of a growing answer."""
    column, ink = scene.column, scene.column.ink
    row = column.rows[number]
    if not row.is_streaming:
        return
    width, height = ink.metrics.transcript_px * 0.5, ink.metrics.transcript_px * 1.1
    last = next((one for one in reversed(scene.arrangement.units) if one.row == number), None)
    if last is None or last.unit != len(row.units) - 1:
        if row.units:
            return
        x, middle = float(scene.left), column.body_top(number) - scene.arrangement.top + ink.line_px / 2
    else:
        place = last.layout.caret_rect(len(last.layout.unit.source))
        x = scene.text_left(last) + place.right() + ink.gap(1)
        middle = last.y - scene.arrangement.top + place.center().y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.color("accent"))
    painter.drawRoundedRect(QRectF(x, middle - height / 2, width, height), 2.0, 2.0)
