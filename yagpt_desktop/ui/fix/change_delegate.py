"""Paints the cards of the changes."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from yagpt_desktop.domain.change import Decision
from yagpt_desktop.text.display import fit
from yagpt_desktop.ui.sidebar.chat_list_delegate import sized
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.transcript.places import utf16_length
from yagpt_desktop.ui.words.change_words import shown_words

from .change_model import CARD_ROLE, ChangeCard

AnyIndex = QModelIndex | QPersistentModelIndex
_ARROW: Final = " → "
_LONGEST_WORDS: Final = 120
_LONGEST_REASON: Final = 240
_MOST_LINES: Final = 3
_SURELY_ONE_LINE: Final = 60
_WIDE_PX: Final = 10_000


class ChangeDelegate(QStyledItemDelegate):
    """Old words struck through, an arrow, new words underlined; below them the reason in a few lines.

    The chosen card is higher: the buttons stand in it (see :func:`buttons_height_px`).
    """

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a card."""
        card: ChangeCard = index.data(CARD_ROLE)
        metrics, tokens = look().metrics, look().tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        area = option.rect.adjusted(metrics.gap(3), metrics.gap(2.5), -metrics.gap(3), -metrics.gap(3))
        words = _words(card, _font(option.font), area.width())
        painter.setPen(QColor(tokens.text))
        words.draw(painter, QPointF(area.topLeft()))
        top = area.top() + _height_px(words) + metrics.gap(0.5)
        painter.setPen(QColor(tokens.muted))
        reason = _reason_layout(card.said, sized(option.font, metrics.small_px), area.width())
        reason.draw(painter, QPointF(area.left(), top))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        metrics, tokens = look().metrics, look().tokens
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        edge_px = metrics.focus_px if chosen else metrics.hairline_px
        half = edge_px / 2
        area = QRectF(option.rect).adjusted(half, half, -half, -half - metrics.gap(2))
        painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.line), edge_px))
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(QColor(tokens.hover if hovered and not chosen else tokens.surface))
        painter.drawRoundedRect(area, metrics.radius_px, metrics.radius_px)


def buttons_height_px() -> int:
    """Return the room the buttons take in the chosen card."""
    metrics = look().metrics
    return metrics.control_px + metrics.gap(2)


def card_height_px(before: str, after: str, said: str, font: QFont, width_px: int) -> int:
    """Return how high a card of such a width is, without the buttons."""
    gap, small_px = look().metrics.gap, look().metrics.small_px
    inner_px = width_px - gap(6)
    words_px = _line_height_px(shown_words(before) + _ARROW + shown_words(after), _font(font), inner_px)
    if words_px is None:
        words_px = _height_px(_laid_out(before, after, None, _font(font), inner_px))
    small = sized(font, small_px)
    said_px = _line_height_px(said, small, inner_px)
    if said_px is None:
        said_px = _height_px(_reason_layout(said, small, inner_px))
    return words_px + said_px + gap(7)


def _line_height_px(text: str, font: QFont, width_px: int) -> int | None:
    """Return the height of a text that surely stands on one line; to lay it out would cost ten times more."""
    metrics = _metrics(font.key())
    is_short = len(text) < _SURELY_ONE_LINE and metrics.horizontalAdvance(text) < width_px
    return _line_px(font.key()) if is_short else None


@lru_cache(maxsize=8)
def _line_px(font_key: str) -> int:
    return _height_px(_reason_layout("Ёё", _font_of(font_key), _WIDE_PX))


@lru_cache(maxsize=8)
def _metrics(font_key: str) -> QFontMetrics:
    return QFontMetrics(_font_of(font_key))


@lru_cache(maxsize=8)
def _font_of(font_key: str) -> QFont:
    font = QFont()
    font.fromString(font_key)
    return font


def _reason_layout(reason: str, font: QFont, width_px: int) -> QTextLayout:
    """Lay a reason out in three lines at most; what is longer ends in an ellipsis."""
    layout = _wrapped(_shortened(reason, _LONGEST_REASON), font)
    _lay_out(layout, width_px)
    last = layout.lineAt(layout.lineCount() - 1) if layout.lineCount() == _MOST_LINES else None
    if last is not None and last.textStart() + last.textLength() < len(layout.text()):
        rest = layout.text()[last.textStart() :]
        shown = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width_px)
        layout = _wrapped(layout.text()[: last.textStart()] + shown, font)
        _lay_out(layout, width_px)
    return layout


def _wrapped(text: str, font: QFont) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    return layout


def _font(like: QFont) -> QFont:
    return sized(like, look().metrics.body_px)


def _height_px(words: QTextLayout) -> int:
    return round(words.boundingRect().height())


def _words(card: ChangeCard, font: QFont, width_px: int) -> QTextLayout:
    return _laid_out(card.change.before, card.change.after, card.decision, font, width_px)


def _laid_out(
    old_words: str, new_words: str, decision: Decision | None, font: QFont, width_px: int
) -> QTextLayout:
    tokens = look().tokens
    before, after = (_shortened(shown_words(text), _LONGEST_WORDS) for text in (old_words, new_words))
    arrow = _ARROW if before and after else ""
    layout = _wrapped(f"{before}{arrow}{after}", font)
    old, new = QTextCharFormat(), QTextCharFormat()
    old.setFontStrikeOut(decision is not Decision.LEFT)
    old.setForeground(QColor(tokens.removed if decision is not Decision.LEFT else tokens.text))
    new.setFontUnderline(decision is not Decision.LEFT)
    new.setForeground(QColor(tokens.added if decision is not Decision.LEFT else tokens.muted))
    if decision is None:
        old.setBackground(QColor(tokens.removed_bg))
        new.setBackground(QColor(tokens.added_bg))
    at = utf16_length(before)
    behind = at + utf16_length(arrow)
    layout.setFormats([_range(0, at, old), _range(behind, utf16_length(after), new)])
    _lay_out(layout, width_px)
    return layout


def _range(start: int, length: int, look_of_it: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look_of_it
    return made


def _lay_out(layout: QTextLayout, width_px: int) -> None:
    layout.beginLayout()
    top = 0.0
    for _ in range(_MOST_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width_px, 1))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()


def _shortened(text: str, longest: int) -> str:
    text = fit(text)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
