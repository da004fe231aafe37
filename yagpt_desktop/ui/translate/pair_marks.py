"""A text in which a sentence and single words can be marked, and where the person is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTextBlock,
    QTextCursor,
)

from yagpt_desktop.text.span import Span
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.transcript.places import code_points, utf16_offset
from yagpt_desktop.ui.widgets.labels import plain_tool_tip
from yagpt_desktop.ui.widgets.plain_edit import PlainEdit


@dataclass(frozen=True, slots=True)
class WordMark:
    """Words to be looked at, and what the pointer that rests on them is told."""

    span: Span
    tip: str


class MarkedEdit(PlainEdit):
    """Paints a ground behind one sentence, and a line under single words.

    The text itself, its selection and its history stay untouched.
    """

    def __init__(self, object_name: str) -> None:
        super().__init__(object_name)
        self._mark = (0, 0)
        self._words: list[tuple[QTextCursor, str]] = []

    @property
    def mark(self) -> tuple[int, int]:
        """Where the marked sentence begins and ends, in UTF-16 units; the same twice for none."""
        return self._mark

    def mark_sentence(self, text: str, span: Span | None) -> None:
        """Mark a stretch of the text in view (code points); None takes the mark away."""
        mark = (0, 0)
        if span is not None:
            words = span.of(text)
            mark = (utf16_offset(text, span.start), utf16_offset(text, span.start + len(words.rstrip())))
        if mark != self._mark:
            self._mark = mark
            self.viewport().update()

    @property
    def marked_words(self) -> list[str]:
        """The words that have a line under them, as they stand there now."""
        return [cursor.selectedText() for cursor, _tip in self._words]

    def mark_words(self, text: str, marks: Sequence[WordMark]) -> None:
        """Put a line under words of the text in view (code points); none takes the lines away."""
        if not marks and not self._words:
            return
        self._words = [(self._cursor(text, mark.span), mark.tip) for mark in marks]
        self.viewport().update()

    def _cursor(self, text: str, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(utf16_offset(text, span.start))
        cursor.setPosition(utf16_offset(text, span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def tip_at(self, place: QPoint) -> str:
        """Return what is told of the words at a place of the viewport; "" where none are marked."""
        found = (tip for cursor, tip in self._words if any(area.contains(place) for area in self._at(cursor)))
        return next(found, "")

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell of the words the pointer rests on."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self.viewport().setToolTip(plain_tool_tip(self.tip_at(event.pos())))
        return super().viewportEvent(event)

    def place(self, text: str) -> int:
        """Return where the caret is in the text in view, in code points."""
        return code_points(text, self.textCursor().position())

    def replace_stretch(self, start: int, end: int, text: str) -> None:
        """Put a text in the place of a stretch (UTF-16 units), in one step that can be undone."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)

    def show_place(self, text: str, at: int) -> None:
        """Bring a place into view, and the caret with it."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(utf16_offset(text, at), self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the grounds, and the lines under words, below the text."""
        start, end = self._mark
        if start < end or self._words:
            painter = QPainter(self.viewport())
            tokens = look().tokens
            for area in self._areas(start, end) if start < end else ():
                painter.fillRect(area, QColor(tokens.accent_soft))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.warning), 1.25))
            for cursor, _tip in self._words:
                for area in self._at(cursor):
                    painter.fillRect(area, QColor(tokens.warning_bg))
                    painter.drawPolyline(_wave(area, look().metrics.gap(0.5)))
            painter.end()
        super().paintEvent(event)

    def _at(self, cursor: QTextCursor) -> list[QRectF]:
        return self._areas(cursor.selectionStart(), cursor.selectionEnd())

    def _areas(self, start: int, end: int) -> list[QRectF]:
        """Return the stretch's part of each line in view."""
        areas: list[QRectF] = []
        block = self.firstVisibleBlock()
        lowest = self.viewport().height()
        while block.isValid() and block.position() < end:
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > lowest:
                break
            if block.position() + block.length() > start:
                areas += _areas_in(block, place.topLeft(), (start, end))
            block = block.next()
        return areas


def _areas_in(block: QTextBlock, corner: QPointF, mark: tuple[int, int]) -> list[QRectF]:
    areas = []
    layout, at = block.layout(), block.position()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(mark[0] - at, line.textStart())
        last = min(mark[1] - at, line.textStart() + line.textLength())
        if first >= last:
            continue
        one, other = (_x(line.cursorToX(place)) for place in (first, last))
        left, right = min(one, other), max(one, other)
        areas.append(QRectF(corner.x() + left, corner.y() + line.y(), right - left, line.height()))
    return areas


def _wave(area: QRectF, step_px: float) -> QPolygonF:
    """A line that goes up and down along the foot of a place."""
    foot, count = area.bottom() - 1, max(2, round(area.width() / step_px))
    step = area.width() / count
    points = (QPointF(area.left() + at * step, foot - (at % 2) * step_px / 2) for at in range(count + 1))
    return QPolygonF(list(points))


def _x(found: object) -> float:
    """``cursorToX`` returns the place alone or with the position, by version."""
    return float(found[0] if isinstance(found, tuple) else cast("float", found))
