"""Paints the rows of the chat list and makes the line in which a chat or a folder is renamed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.folder import LONGEST_FOLDER_NAME
from yagpt_desktop.ui.i18n import format_count
from yagpt_desktop.ui.theme.icons import pixmap
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.fields import LineEdit

from .chat_list_model import ROW_ROLE
from .chat_list_rows import Row

AnyIndex = QModelIndex | QPersistentModelIndex

_TAGS_SHARE = 0.4


def menu_area(row: QRect) -> QRect:
    """Return the place of the three dots in a row."""
    edge_px = look().metrics.gap(7)
    return QRect(row.right() - edge_px, row.top(), edge_px, row.height())


class ChatListDelegate(QStyledItemDelegate):
    """Headings small and faint, chats and folders as rounded rows, three dots where the mouse is."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Every chat is as high as every other."""
        metrics = look().metrics
        row: Row = index.data(ROW_ROLE)
        is_heading = row.chat is None and not row.is_folder
        first = 1.0 if index.row() == 0 else 0.0
        return QSize(0, metrics.gap(8 - first) if is_heading else metrics.gap(8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: Row = index.data(ROW_ROLE)
        if row.is_folder:
            self._paint_folder(painter, option, row)
        elif row.chat is None:
            self._paint_heading(painter, option, str(index.data()))
        else:
            self._paint_chat(painter, option, str(index.data()), row.chat, is_inside=row.is_inside)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        metrics = look().metrics
        painter.setFont(sized(option.font, metrics.small_px))
        painter.setPen(QColor(look().tokens.muted))
        area = option.rect.adjusted(metrics.gap(2.5), 0, 0, -metrics.gap(1))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)

    def _paint_chat(
        self, painter: QPainter, option: QStyleOptionViewItem, text: str, chat: Chat, *, is_inside: bool
    ) -> None:
        metrics, tokens, is_unread = look().metrics, look().tokens, chat.unread
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        paint_ground(painter, option)
        right = menu_area(option.rect).width() if hovered or is_unread else metrics.gap(2.5)
        area = option.rect.adjusted(metrics.gap(8.5 if is_inside else 2.5), 0, -right, 0)
        if not hovered:
            area = _without_tags(painter, option, area, chat.tags)
        font = sized(option.font, metrics.label_px)
        font.setWeight(QFont.Weight.DemiBold if is_unread else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
        _paint_mark(painter, option, is_unread=is_unread, hovered=hovered)

    def _paint_folder(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        if row.folder is None:
            return
        metrics, tokens = look().metrics, look().tokens
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        paint_ground(painter, option)
        area = option.rect.adjusted(metrics.gap(2), 0, -menu_area(option.rect).width(), 0)
        name = "chevron-right" if row.folder.is_closed else "chevron-down"
        arrow = pixmap(name, tokens.muted, metrics.small_px, painter.device().devicePixelRatioF())
        top = area.top() + (area.height() - metrics.small_px) / 2
        painter.drawPixmap(QPointF(area.left(), top), arrow)
        area.setLeft(area.left() + metrics.small_px + metrics.gap(1.5))
        font = sized(option.font, metrics.label_px)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        line = painter.fontMetrics().elidedText(row.folder.name, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
        if not hovered and not row.is_unread and row.count:
            painter.setFont(sized(option.font, metrics.small_px))
            painter.setPen(QColor(tokens.muted))
            place = menu_area(option.rect)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, format_count(row.count))
        _paint_mark(painter, option, is_unread=row.is_unread, hovered=hovered)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        """Make the line for a new title or name."""
        row: Row = index.data(ROW_ROLE)
        editor = LineEdit("folder-name-editor" if row.is_folder else "chat-title-editor")
        editor.setParent(parent)
        editor.set_name(self.tr("Name of the folder") if row.is_folder else self.tr("Chat title"))
        editor.setMaxLength(LONGEST_FOLDER_NAME if row.is_folder else 200)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: AnyIndex) -> None:
        """Lay the line over the row."""
        editor.setGeometry(option.rect)


def _without_tags(
    painter: QPainter, option: QStyleOptionViewItem, area: QRect, tags: tuple[str, ...]
) -> QRect:
    """Paint the tags, faint and at the end of the row, and return the room that they leave to the title."""
    if not tags:
        return area
    metrics = look().metrics
    painter.setFont(sized(option.font, metrics.small_px))
    painter.setPen(QColor(look().tokens.muted))
    more = f" +{len(tags) - 1}" if len(tags) > 1 else ""
    measured = painter.fontMetrics()
    room = round(area.width() * _TAGS_SHARE) - measured.horizontalAdvance(more)
    text = measured.elidedText(f"#{tags[0]}", Qt.TextElideMode.ElideRight, room) + more
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    return area.adjusted(0, 0, -measured.horizontalAdvance(text) - metrics.gap(2), 0)


def _paint_mark(painter: QPainter, option: QStyleOptionViewItem, *, is_unread: bool, hovered: bool) -> None:
    """Paint three dots where the mouse is, else the dot of what was not seen."""
    metrics, tokens = look().metrics, look().tokens
    center = QRectF(menu_area(option.rect)).center()
    if hovered:
        dots = pixmap("more", tokens.muted, metrics.icon_px, painter.device().devicePixelRatioF())
        painter.drawPixmap(center - QPointF(metrics.icon_px / 2, metrics.icon_px / 2), dots)
    elif is_unread:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawEllipse(center, metrics.gap(1), metrics.gap(1))


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
        paint_ring(painter, option.rect)


def paint_ring(painter: QPainter, area: QRect) -> None:
    """Paint the ring of what has the focus, or of what dragged chats would come to."""
    metrics = look().metrics
    ring = metrics.focus_px / 2
    painter.setPen(QPen(QColor(look().tokens.accent), metrics.focus_px))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inside = QRectF(area).adjusted(ring, ring, -ring, -ring)
    painter.drawRoundedRect(inside, metrics.radius_px, metrics.radius_px)
