"""Pieces of text laid out: a paragraph, a cell, a line of code."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from yagpt_desktop.text.blocks import Face, Span
from yagpt_desktop.text.highlight import ToneRun

from .formula_line import FormulaLine, plain_line
from .ink import Ink
from .places import Places, code_points, utf16_length, utf16_offset

_LINE_SEPARATOR = "\u2028"
_NO_LIMIT_PX = 1_000_000.0
_LOOK_AHEAD = 200
_FEWEST_LINES = 2


def _option(alignment: Qt.AlignmentFlag) -> QTextOption:
    option = QTextOption()
    option.setAlignment(alignment | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


class TextBox:
    """Text of one font broken into lines.  GUI thread.

    Attributes:
        key: Equal keys mean equal boxes; a unit that is built again takes over what did not change.
        width: Of the widest line.
        is_right_to_left: Its lines stand at the right edge of the width it was broken at.
        is_broken: It was given a width.
    """

    def __init__(self, key: Hashable, line: FormulaLine, font: QFont, line_px: int) -> None:
        self.key = key
        self.line = line
        spans = line.spans
        self.places = Places(spans)
        self.width = 0.0
        self.height = 0.0
        self._line_px = line_px
        self.is_broken = False
        self._tops: list[float] = []
        text = "".join(span.text for span in spans).replace("\n", _LINE_SEPARATOR)
        self.layout = QTextLayout(text, font)
        self.layout.setCacheEnabled(True)
        self.is_right_to_left = _is_right_to_left(text)

    def set_formats(self, formats: Sequence[tuple[int, int, QTextCharFormat]]) -> None:
        """Give looks to parts of the text: (start, length, look) in UTF-16 units."""
        ranges = []
        for start, length, look in formats:
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = start, length, look
            ranges.append(part)
        self.layout.setFormats(ranges)

    def break_lines(self, width: float | None) -> None:
        """Break the text at a width, None for not at all."""
        layout, tops = self.layout, []
        # Without a width there is no right edge to stand at.
        layout.setTextOption(_RIGHT if self.is_right_to_left and width is not None else _LEFT)
        self.is_broken = width is not None
        top = widest = 0.0
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(_NO_LIMIT_PX if width is None else width)
            natural = line.height()
            height = max(natural, float(self._line_px))
            base = (height - natural) / 2 + line.ascent()
            if self.line.pictures:
                up, down = self.line.reach(line.textStart(), line.textLength())
                base = max(base, up)
                height = max(height + base - (height - natural) / 2 - line.ascent(), base + down)
            line.setPosition(QPointF(0.0, top + base - line.ascent()))
            tops.append(top)
            top += height
            widest = max(widest, line.naturalTextWidth())
            line = layout.createLine()
        layout.endLayout()
        self._tops, self.width, self.height = tops, widest, top

    def move_lines(self, share: float) -> None:
        """Put each line where it stands in the widest one: 0 for its beginning, 1 for its end."""
        if len(self._tops) < _FEWEST_LINES or self.is_right_to_left:
            return
        for number in range(len(self._tops)):
            line = self._line(number)
            line.setPosition(QPointF((self.width - line.naturalTextWidth()) * share, line.y()))

    def draw(self, painter: QPainter, at: QPointF, selected: tuple[int, int] | None, ink: Ink) -> None:
        """Paint the text, with the ground of selection under a range of it."""
        ranges = []
        if selected is not None and selected[0] < selected[1]:
            part = QTextLayout.FormatRange()
            part.start, part.length = selected[0], selected[1] - selected[0]
            part.format = ink.selection
            ranges.append(part)
        self.layout.draw(painter, at, ranges)
        if self.line.pictures:
            self._draw_formulas(painter, at, ink)

    def _draw_formulas(self, painter: QPainter, at: QPointF, ink: Ink) -> None:
        for picture in self.line.pictures:
            line = self.layout.lineForTextPosition(picture.at)
            if line.isValid():
                x = min(self.rect_of(picture.at).x(), self.rect_of(picture.at + 1).x())
                base = QPointF(at.x() + x, at.y() + line.y() + line.ascent())
                color = ink.color("accent_text") if picture.is_link else painter.pen().color()
                picture.draw(painter, base, color)

    def position_at(self, x: float, y: float) -> int:
        """Return the position in the text nearest to a point of the box."""
        if not self._tops:
            return 0
        line = self._line(max(bisect_right(self._tops, y) - 1, 0))
        return int(line.xToCursor(x))

    def rect_of(self, position: int) -> QRectF:
        """Return the place of the caret before a sign; its width is zero."""
        line = self.layout.lineForTextPosition(min(position, self.places.length))
        if not line.isValid():
            return QRectF(0.0, 0.0, 0.0, float(self._line_px))
        # PySide returns the place and the position it belongs to; its stub knows the first alone.
        placed: Any = line.cursorToX(min(position, self.places.length))
        return QRectF(float(placed[0]), line.y(), 0.0, line.height())

    def line_range(self, position: int) -> tuple[int, int]:
        """Return the positions between which the paragraph around a position lies: its hard lines."""
        text = self.layout.text()
        at = code_points(text, position)
        start = text.rfind(_LINE_SEPARATOR, 0, at) + 1
        end = text.find(_LINE_SEPARATOR, at)
        return utf16_offset(text, start), utf16_offset(text, end if end >= 0 else len(text))

    def word_range(self, position: int) -> tuple[int, int]:
        """Return the positions between which the word around a position lies."""
        text = self.layout.text()
        at = code_points(text, position)
        if at >= len(text) and at:
            at -= 1
        if at < len(text) and not _is_word(text[at]) and at and _is_word(text[at - 1]):
            at -= 1
        if at >= len(text) or not _is_word(text[at]):
            return utf16_offset(text, at), utf16_offset(text, min(at + 1, len(text)))
        start = end = at
        while start and _is_word(text[start - 1]):
            start -= 1
        while end < len(text) and _is_word(text[end]):
            end += 1
        return utf16_offset(text, start), utf16_offset(text, end)

    def _line(self, number: int) -> QTextLine:
        return self.layout.lineAt(number)


def text_box(line: FormulaLine, ink: Ink, width: float | None, level: int = 0) -> TextBox:
    """Lay out a paragraph, or a heading of a level."""
    box = TextBox((line.key, level, width), line, ink.heading(level), ink.heading_line_px(level))
    box.set_formats([*_formats(line.spans, ink), *line.formats(box.layout.font())])
    box.break_lines(width)
    return box


def cell_box(line: FormulaLine, ink: Ink, width: float | None, *, is_head: bool) -> TextBox:
    """Lay out a cell of a table; as wide as its text where ``width`` is None."""
    box = TextBox((line.key, is_head, width), line, ink.cell, ink.cell_line_px)
    strong = [(0, box.places.length, ink.face_format(Face.BOLD, is_link=False))] if is_head else []
    box.set_formats([*strong, *_formats(line.spans, ink), *line.formats(ink.cell)])
    box.break_lines(width)
    return box


def code_box(line: Span, tones: tuple[ToneRun, ...], ink: Ink, width: float) -> TextBox:
    """Lay out a line of code."""
    box = TextBox((line, tones, width), plain_line((line,)), ink.code, ink.code_line_px)
    if tones:
        box.set_formats([_painted(line.text, run, ink) for run in tones])
    box.break_lines(width)
    return box


def _painted(text: str, run: ToneRun, ink: Ink) -> tuple[int, int, QTextCharFormat]:
    start = utf16_offset(text, run.start)
    return start, utf16_offset(text, run.start + run.size) - start, ink.tone_format(run.tone)


def _formats(spans: Sequence[Span], ink: Ink) -> list[tuple[int, int, QTextCharFormat]]:
    found = []
    at = 0
    for span in spans:
        length = utf16_length(span.text)
        if span.face or span.href:
            found.append((at, length, ink.face_format(span.face, is_link=bool(span.href))))
        at += length
    return found


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign in "_\u0301\u0300"


def _is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction has that of Arabic or Hebrew."""
    if text.isascii():
        return False
    strong = (
        kind for sign in text[:_LOOK_AHEAD] if (kind := unicodedata.bidirectional(sign)) in {"L", "R", "AL"}
    )
    return next(strong, "L") != "L"


_LEFT, _RIGHT = _option(Qt.AlignmentFlag.AlignLeft), _option(Qt.AlignmentFlag.AlignRight)
