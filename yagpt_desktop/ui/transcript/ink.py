"""Fonts, colours and sizes the transcript is painted with, made once for each look."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QTextCharFormat

from yagpt_desktop.text.blocks import Face
from yagpt_desktop.text.highlight import Tone
from yagpt_desktop.ui.theme.look import Look

_HEADING_SCALE = (1.0, 1.4, 1.25, 1.12, 1.0, 1.0, 1.0)
_LINE_SCALE = 1.47
_CODE_LINE_SCALE = 1.5
_CELL_LINE_SCALE = 1.4
_TONE_COLORS = {
    Tone.KEYWORD: "code_keyword",
    Tone.FUNCTION: "code_function",
    Tone.TYPE: "code_type",
    Tone.STRING: "code_string",
    Tone.NUMBER: "code_number",
    Tone.COMMENT: "code_comment",
    Tone.OPERATOR: "code_operator",
    Tone.META: "code_meta",
    Tone.ERROR: "code_error",
}


class Ink:
    """What one look means for the transcript.  GUI thread; thrown away when the look changes.

    Attributes:
        gap_px: One step of the grid.
        char_px: Mean width of a letter, for estimates.
    """

    def __init__(self, look: Look, font: QFont) -> None:
        self.look = look
        self.metrics = look.metrics
        self.body = QFont(font)
        self.body.setPixelSize(self.metrics.transcript_px)
        self.code = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.code.setPixelSize(self.metrics.code_px)
        self.cell = QFont(font)
        self.cell.setPixelSize(self.metrics.body_px)
        self.cell_line_px = round(self.metrics.body_px * _CELL_LINE_SCALE)
        self.small = QFont(font)
        self.small.setPixelSize(self.metrics.small_px)
        self.gap_px = self.metrics.grid_px
        self.char_px = QFontMetricsF(self.body).averageCharWidth()
        self.line_px = self._line_px(self.metrics.transcript_px)
        self.code_line_px = round(self.metrics.code_px * _CODE_LINE_SCALE)
        self.selection = QTextCharFormat()
        self.selection.setBackground(QColor(look.tokens.selection))
        self.heading = cache(self._heading)
        self.color = cache(self._color)
        self.face_format = cache(self._face_format)
        self.tone_format = cache(self._tone_format)

    def heading_line_px(self, level: int) -> int:
        """Height of a line of a heading; level 0 is plain text."""
        return self._line_px(self.heading(level).pixelSize()) if level else self.line_px

    def gap(self, steps: float) -> int:
        """Return ``steps`` steps of the grid in pixels."""
        return self.metrics.gap(steps)

    def _line_px(self, size_px: int) -> int:
        return round(size_px * _LINE_SCALE)

    def _heading(self, level: int) -> QFont:
        font = QFont(self.body)
        font.setPixelSize(round(self.metrics.transcript_px * _HEADING_SCALE[level]))
        if level:
            font.setBold(True)
        return font

    def _color(self, name: str) -> QColor:
        return QColor(getattr(self.look.tokens, name))

    def _face_format(self, face: Face, *, is_link: bool) -> QTextCharFormat:
        found = QTextCharFormat()
        if face & Face.BOLD:
            found.setFontWeight(QFont.Weight.Bold)
        if face & Face.ITALIC:
            found.setFontItalic(True)
        if face & Face.STRUCK:
            found.setFontStrikeOut(True)
        if face & Face.CODE:
            found.setFontFamilies(self.code.families() or [self.code.family()])
            found.setProperty(QTextCharFormat.Property.FontPixelSize, self.metrics.code_px)
            found.setFontFixedPitch(True)
            found.setBackground(self.color("code_bg"))
        if is_link:
            found.setForeground(self.color("accent_text"))
            found.setFontUnderline(True)
        return found

    def _tone_format(self, tone: Tone) -> QTextCharFormat:
        found = QTextCharFormat()
        found.setForeground(self.color(_TONE_COLORS[tone]))
        if tone is Tone.COMMENT:
            found.setFontItalic(True)
        return found
