"""What stands around text: marks of items, bars of quotes, grounds of code, grids of tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from yagpt_desktop.text.blocks import Mark

from .ink import Ink

_RADIUS_SHARE = 0.85


class Shape(Protocol):
    """Something painted at the unit's origin, under its text."""

    def paint(self, painter: QPainter, ink: Ink, words: Words) -> None:
        """Paint it; the painter's origin is the unit's."""


@dataclass(frozen=True, slots=True)
class Words:
    """The few words that are painted, in the language of the interface."""

    copy: str
    copied: str
    code: str

    @property
    def after_copy(self) -> Words:
        """The words just after a copy."""
        return replace(self, copy=self.copied)


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar beside a quote."""

    rect: QRectF

    def paint(self, painter: QPainter, ink: Ink, words: Words) -> None:  # noqa: ARG002
        """Paint it."""
        painter.fillRect(self.rect, ink.color("line"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""

    rect: QRectF

    def paint(self, painter: QPainter, ink: Ink, words: Words) -> None:  # noqa: ARG002
        """Paint it."""
        painter.fillRect(self.rect, ink.color("line"))


@dataclass(frozen=True, slots=True)
class ItemMark:
    """A bullet, number or check box; ``rect`` is the indent of the item on its first line."""

    rect: QRectF
    mark: Mark
    number: str
    depth: int

    def paint(self, painter: QPainter, ink: Ink, words: Words) -> None:  # noqa: ARG002
        """Paint it."""
        if self.mark is Mark.NUMBER:
            painter.setFont(ink.body)
            painter.setPen(ink.color("muted"))
            end = self.rect.adjusted(-self.rect.width(), 0.0, -float(ink.gap(1.5)), 0.0)
            painter.drawText(end, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.number)
        elif self.mark is Mark.BULLET:
            self._paint_bullet(painter, ink)
        else:
            self._paint_task(painter, ink)

    def _paint_bullet(self, painter: QPainter, ink: Ink) -> None:
        size = ink.metrics.transcript_px / 3
        center = QPointF(self.rect.right() - ink.gap(2.5), self.rect.center().y())
        dot = QRectF(0.0, 0.0, size, size)
        dot.moveCenter(center)
        painter.setPen(QPen(ink.color("muted"), 1.2))
        painter.setBrush(ink.color("muted") if self.depth != 1 else Qt.BrushStyle.NoBrush)
        if self.depth > 1:
            painter.drawRect(dot.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.drawEllipse(dot)

    def _paint_task(self, painter: QPainter, ink: Ink) -> None:
        size = round(ink.metrics.transcript_px * 0.9)
        box = QRectF(0.0, 0.0, size, size)
        box.moveCenter(QPointF(self.rect.right() - ink.gap(1.5) - size / 2, self.rect.center().y()))
        is_done = self.mark is Mark.DONE_TASK
        painter.setPen(QPen(ink.color("accent" if is_done else "control"), 1.2))
        painter.setBrush(ink.color("accent") if is_done else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3.0, 3.0)
        if is_done:
            tick = QPainterPath(box.topLeft() + QPointF(size * 0.24, size * 0.52))
            tick.lineTo(box.topLeft() + QPointF(size * 0.43, size * 0.7))
            tick.lineTo(box.topLeft() + QPointF(size * 0.78, size * 0.3))
            painter.setPen(QPen(ink.color("on_accent"), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(tick)


@dataclass(frozen=True, slots=True)
class CodeGround:
    """The ground of code with its head; a long block's pieces lie without a seam.

    Attributes:
        head_px: Height of the head; 0 for a piece that goes on.
        goes_on: Another piece follows.
    """

    rect: QRectF
    head_px: int
    goes_on: bool
    language: str

    @property
    def copy_rect(self) -> QRectF:
        """Where a press copies the code."""
        return QRectF(self.rect.center().x(), self.rect.top(), self.rect.width() / 2, float(self.head_px))

    def paint(self, painter: QPainter, ink: Ink, words: Words) -> None:
        """Paint ground, outline and head."""
        radius = ink.metrics.card_radius_px * _RADIUS_SHARE
        painter.save()
        painter.setClipRect(
            self.rect.adjusted(-1.0, -1.0 if self.head_px else 0.0, 1.0, 0.0 if self.goes_on else 1.0)
        )
        # What is cut off above and below is the rounding of a piece that has a neighbour there.
        whole = self.rect.adjusted(
            0.5, 0.5 if self.head_px else -2 * radius, -0.5, 2 * radius if self.goes_on else -0.5
        )
        painter.setPen(QPen(ink.color("line"), 1.0))
        painter.setBrush(ink.color("code_bg"))
        painter.drawRoundedRect(whole, radius, radius)
        painter.restore()
        if self.head_px:
            self._paint_head(painter, ink, words)

    def _paint_head(self, painter: QPainter, ink: Ink, words: Words) -> None:
        line = QRectF(self.rect.left() + 1, self.rect.top() + self.head_px - 1, self.rect.width() - 2, 1.0)
        painter.fillRect(line, ink.color("line"))
        head = QRectF(self.rect.left(), self.rect.top(), self.rect.width(), self.head_px)
        head.adjust(ink.gap(3.5), 0.0, -float(ink.gap(3.5)), 0.0)
        painter.setFont(ink.small)
        painter.setPen(ink.color("muted"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | middle, self.language or words.code)
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | middle, words.copy)


@dataclass(frozen=True, slots=True)
class Grid:
    """The hairlines of a table, and the ground of its head.

    Attributes:
        head_px: Height of the head row; 0 where the rows go on from another piece.
        xs: Every vertical line.
        ys: Every horizontal line.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    head_px: float

    def paint(self, painter: QPainter, ink: Ink, words: Words) -> None:  # noqa: ARG002
        """Paint it."""
        left, right, top, bottom = self.xs[0], self.xs[-1], self.ys[0], self.ys[-1]
        if self.head_px:
            painter.fillRect(QRectF(left, top, right - left, self.head_px), ink.color("window"))
        color = ink.color("line")
        for y in self.ys:
            painter.fillRect(QRectF(left, y, right - left + 1, 1.0), color)
        for x in self.xs:
            painter.fillRect(QRectF(x, top, 1.0, bottom - top + 1), color)
