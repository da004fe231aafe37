"""A line of text with its formulas: each stands in the text as one sign as wide as its picture."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat

from yagpt_desktop.text.blocks import Face, Span
from yagpt_desktop.text.formula_svg import Drawing

from .formulas import Formulas
from .places import utf16_length

_PLACEHOLDER = "\u00a0"
_SCALE = 1.12
_AIR_PX = 2.0
_MARKS = Face.BOLD | Face.ITALIC | Face.STRUCK


@dataclass(frozen=True, slots=True)
class FormulaPicture:
    """A drawn formula in a line of text, in pixels.

    Attributes:
        at: Position of its sign in UTF-16 units.
        up: Height above the base line.
        down: Depth below it.
    """

    written: str
    at: int
    width: float
    up: float
    down: float
    is_link: bool
    formulas: Formulas

    def draw(self, painter: QPainter, base: QPointF, color: QColor) -> None:
        """Paint it from a point of the base line on."""
        ratio = painter.device().devicePixelRatio()
        picture = self.formulas.picture(self.written, (self.width, self.up + self.down), ratio, color)
        if picture is None:
            return
        # On whole pixels of the screen, or thin strokes would be smeared.
        left, top = (round(one * ratio) / ratio for one in (base.x(), base.y() - self.up))
        target = QRectF(left, top, picture.width() / ratio, picture.height() / ratio)
        painter.drawPixmap(target, picture, QRectF(picture.rect()))


@dataclass(frozen=True, slots=True)
class FormulaLine:
    """Spans ready to be laid out.

    Attributes:
        spans: With one sign in the place of each drawn formula, and the source of those that are not.
        pictures: What is drawn over those signs.
        formulas: Every formula among the spans, drawn or not, as it is written.
        waiting: Those that are still being drawn.
    """

    spans: tuple[Span, ...]
    pictures: tuple[FormulaPicture, ...] = ()
    formulas: tuple[Span, ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def key(self) -> Hashable:
        """Equal for lines that look the same."""
        return (self.spans, self.pictures) if self.pictures else self.spans

    def reach(self, start: int, length: int) -> tuple[float, float]:
        """Return how far formulas of a part of the text reach above and below the base line."""
        found = [one for one in self.pictures if start <= one.at < start + length]
        up = max((one.up for one in found), default=0.0) + _AIR_PX
        return up, max((one.down for one in found), default=0.0) + _AIR_PX

    def formats(self, font: QFont) -> list[tuple[int, int, QTextCharFormat]]:
        """Return the looks that make each sign as wide as its formula."""
        if not self.pictures:
            return []
        sign_px = QFontMetricsF(font).horizontalAdvance(_PLACEHOLDER)
        return [(one.at, 1, _wide(one.width - sign_px)) for one in self.pictures]


def plain_line(spans: tuple[Span, ...]) -> FormulaLine:
    """Return spans without a formula as a line."""
    return FormulaLine(spans)


def line_of(
    spans: tuple[Span, ...],
    formulas: Formulas | None,
    em_px: float,
    width: float,
    as_source: frozenset[int] = frozenset(),
) -> FormulaLine:
    """Return spans as a line; formulas that are not drawn yet are asked for.

    Args:
        spans: Of one paragraph or cell.
        formulas: None where none are drawn.
        em_px: Size of the text around.
        width: A wider formula is made smaller.
        as_source: Places of the formulas that are to be shown as they are written.
    """
    if not any(span.is_formula for span in spans):
        return FormulaLine(spans)
    shown: list[Span] = []
    pictures: list[FormulaPicture] = []
    waiting: list[str] = []
    at = 0
    for span in spans:
        new = span
        if span.is_formula:
            new = replace(span, face=span.face & _MARKS | Face.CODE)
            found = formulas.find(span.text) if formulas and span.at not in as_source else False
            if isinstance(found, Drawing) and formulas is not None:
                new = Span(_PLACEHOLDER, span.at, span.size, href=span.href)
                pictures.append(_picture(span, found, at, min(em_px * _SCALE, width / found.width), formulas))
            elif found is None:
                waiting.append(span.text)
        shown.append(new)
        at += utf16_length(new.text)
    originals = tuple(span for span in spans if span.is_formula)
    return FormulaLine(tuple(shown), tuple(pictures), originals, tuple(waiting))


def _picture(span: Span, drawing: Drawing, at: int, em_px: float, formulas: Formulas) -> FormulaPicture:
    width, height, depth = (length * em_px for length in (drawing.width, drawing.height, drawing.depth))
    return FormulaPicture(span.text, at, width, height - depth, depth, bool(span.href), formulas)


def _wide(more_px: float) -> QTextCharFormat:
    found = QTextCharFormat()
    found.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    found.setFontLetterSpacing(more_px)
    return found
