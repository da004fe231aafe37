"""Paints what a search found: the chat, the day, the words around the hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from yagpt_desktop.domain.search import Piece
from yagpt_desktop.ui.theme.icons import pixmap
from yagpt_desktop.ui.theme.look import look

from .chat_list_delegate import paint_ground, sized
from .search_results_model import PLACE_ROLE, FoundPlace, day_text

AnyIndex = QModelIndex | QPersistentModelIndex
_LINES = 2
_BEFORE_SIGNS = 24


class SearchResultsDelegate(QStyledItemDelegate):
    """The title with the day beside it, then at most two lines of text with the hits marked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """A title that was found has nothing below it."""
        place: FoundPlace = index.data(PLACE_ROLE)
        metrics = look().metrics
        lines = 0 if place.is_title else _LINES
        small = QFontMetrics(sized(option.font, metrics.small_px)).lineSpacing()
        title = QFontMetrics(sized(option.font, metrics.label_px)).lineSpacing()
        return QSize(0, title + lines * small + metrics.gap(3.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a row."""
        place: FoundPlace = index.data(PLACE_ROLE)
        metrics, tokens = look().metrics, look().tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option)
        area = option.rect.adjusted(metrics.gap(2.5), metrics.gap(1.5), -metrics.gap(2.5), -metrics.gap(1.5))
        small = sized(option.font, metrics.small_px)
        mark = day_text(place.hit.created_at)
        painter.setFont(small)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, mark)
        mark_px = painter.fontMetrics().horizontalAdvance(mark) + metrics.gap(2)
        if place.chat.archived:
            box = pixmap("archive", tokens.muted, metrics.small_px, painter.device().devicePixelRatioF())
            mark_px += metrics.small_px
            painter.drawPixmap(
                area.right() + 1 - mark_px + metrics.gap(1), area.top() + metrics.gap(0.5), box
            )
        title = sized(option.font, metrics.label_px)
        title.setWeight(QFont.Weight.DemiBold if not place.is_title else QFont.Weight.Normal)
        pieces = place.hit.pieces if place.is_title else (Piece(place.chat.title),)
        head = area.adjusted(0, 0, -mark_px, 0)
        used = paint_pieces(painter, head, pieces, title, QColor(tokens.text), lines=1)
        if not place.is_title:
            below = area.adjusted(0, used, 0, 0)
            paint_pieces(painter, below, place.hit.pieces, small, QColor(tokens.muted), lines=_LINES)
        painter.restore()


def paint_pieces(
    painter: QPainter, area: QRect, pieces: tuple[Piece, ...], font: QFont, ink: QColor, *, lines: int
) -> int:
    """Paint plain text with its hits bold, underlined and in the accent; return the height it took."""
    flat = near_hit(_flat(pieces))
    layout = _laid_out(flat, font, area.width(), lines)
    painter.setPen(ink)
    painter.setClipRect(area)
    layout.draw(painter, QPointF(area.topLeft()))
    painter.setClipping(False)
    return round(layout.boundingRect().height())


def near_hit(pieces: Iterable[Piece]) -> list[Piece]:
    """Leave away what stands long before the first hit: it must be in view in a narrow row."""
    near = list(pieces)
    first = next((place for place, piece in enumerate(near) if piece.hit), 0)
    before = "".join(piece.text for piece in near[:first])
    if len(before) <= _BEFORE_SIGNS:
        return near
    _, _, cut = before[-_BEFORE_SIGNS:].partition(" ")
    return [Piece(f"…{cut or before[-_BEFORE_SIGNS:]}"), *near[first:]]


def _flat(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """The pieces in one line: breaks and runs of blanks are one blank."""
    for piece in pieces:
        words = " ".join(piece.text.split())
        before = " " if piece.text[:1].isspace() else ""
        after = " " if words and piece.text[-1:].isspace() else ""
        yield Piece(f"{before}{words}{after}", piece.hit)


def _formats(pieces: list[Piece]) -> Iterator[QTextLayout.FormatRange]:
    start = 0
    for piece in pieces:
        # Qt counts in units of UTF-16.
        length = len(piece.text.encode("utf-16-le", "replace")) // 2
        if piece.hit:
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = start, length
            shape = QTextCharFormat()
            shape.setFontWeight(QFont.Weight.Bold)
            shape.setFontUnderline(True)
            shape.setForeground(QColor(look().tokens.accent_text))
            mark.format = shape
            yield mark
        start += length


def _laid_out(pieces: list[Piece], font: QFont, width: int, lines: int) -> QTextLayout:
    """Break into at most so many lines; where there is more, the last one ends in an ellipsis."""
    text = "".join(piece.text for piece in pieces)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(list(_formats(pieces)))
    end = _break(layout, width, lines)
    units = text.encode("utf-16-le", "replace")
    while end < len(units) // 2:
        kept = units[: 2 * max(end - 1, 0)].decode("utf-16-le", "ignore").rstrip()
        layout.setText(f"{kept}…")
        shown = _break(layout, width, lines)
        if not kept or shown >= len(f"{kept}…".encode("utf-16-le")) // 2:
            break
        end -= 1
    return layout


def _break(layout: QTextLayout, width: int, lines: int) -> int:
    """Break into lines; return how far they reach in the text."""
    height, end = 0.0, 0
    layout.beginLayout()
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return end
