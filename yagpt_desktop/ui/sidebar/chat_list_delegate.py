"""Paints the rows of the chat list and makes the line in which a chat is renamed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.ui.theme.icons import pixmap
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.fields import LineEdit

from .chat_list_model import CHAT_ROLE

AnyIndex = QModelIndex | QPersistentModelIndex


def menu_area(row: QRect) -> QRect:
    """Return the place of the three dots in a row."""
    edge_px = look().metrics.gap(7)
    return QRect(row.right() - edge_px, row.top(), edge_px, row.height())


class ChatListDelegate(QStyledItemDelegate):
    """Headings small and faint, chats as rounded rows, three dots where the mouse is."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Every chat is as high as every other."""
        metrics = look().metrics
        is_heading = index.data(CHAT_ROLE) is None
        first = 1.0 if index.row() == 0 else 0.0
        return QSize(0, metrics.gap(8 - first) if is_heading else metrics.gap(8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(CHAT_ROLE) is None:
            self._paint_heading(painter, option, str(index.data()))
        else:
            chat: Chat = index.data(CHAT_ROLE)
            self._paint_chat(painter, option, str(index.data()), is_unread=chat.unread)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        metrics = look().metrics
        painter.setFont(sized(option.font, metrics.small_px))
        painter.setPen(QColor(look().tokens.muted))
        area = option.rect.adjusted(metrics.gap(2.5), 0, 0, -metrics.gap(1))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)

    def _paint_chat(
        self, painter: QPainter, option: QStyleOptionViewItem, text: str, *, is_unread: bool
    ) -> None:
        metrics, tokens = look().metrics, look().tokens
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        paint_ground(painter, option)
        font = sized(option.font, metrics.label_px)
        font.setWeight(QFont.Weight.DemiBold if is_unread else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        right = menu_area(option.rect).width() if hovered or is_unread else metrics.gap(2.5)
        area = option.rect.adjusted(metrics.gap(2.5), 0, -right, 0)
        line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
        if is_unread and not hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(QRectF(menu_area(option.rect)).center(), metrics.gap(1), metrics.gap(1))
        if hovered:
            dots = pixmap("more", tokens.muted, metrics.icon_px, painter.device().devicePixelRatioF())
            center = QRectF(menu_area(option.rect)).center()
            painter.drawPixmap(center - QPointF(metrics.icon_px / 2, metrics.icon_px / 2), dots)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: AnyIndex) -> QWidget:
        """Make the line for a new title."""
        editor = LineEdit("chat-title-editor")
        editor.setParent(parent)
        editor.set_name(self.tr("Chat title"))
        editor.setMaxLength(200)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: AnyIndex) -> None:
        """Lay the line over the row."""
        editor.setGeometry(option.rect)


def sized(like: QFont, size_px: int) -> QFont:
    """Return a font in another size."""
    font = QFont(like)
    font.setPixelSize(size_px)
    return font


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Paint the rounded ground of a row that is chosen or under the mouse, and the ring of the focus."""
    metrics, tokens = look().metrics, look().tokens
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    half = metrics.hairline_px / 2
    area = QRectF(option.rect).adjusted(half, half, -half, -half)
    if chosen or hovered:
        painter.setPen(QPen(QColor(tokens.line if chosen else tokens.hover), metrics.hairline_px))
        painter.setBrush(QColor(tokens.surface if chosen else tokens.hover))
        painter.drawRoundedRect(area, metrics.radius_px, metrics.radius_px)
    if focused:
        ring = metrics.focus_px / 2
        painter.setPen(QPen(QColor(tokens.accent), metrics.focus_px))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inside = QRectF(option.rect).adjusted(ring, ring, -ring, -ring)
        painter.drawRoundedRect(inside, metrics.radius_px, metrics.radius_px)
