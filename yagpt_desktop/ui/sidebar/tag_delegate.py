"""Boxes before the tags: empty, ticked, or half a tick where some of the chats have the tag."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from yagpt_desktop.ui.theme.icons import pixmap
from yagpt_desktop.ui.theme.look import look


class TagDelegate(QStyledItemDelegate):
    """Paints our own box over the style's, whose edge is lost on a dark ground."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        super().paint(painter, option, index)
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        place = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = QRectF(whole.widget.style().subElementRect(place, whole, whole.widget))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_box(painter, box, whole.checkState)
        painter.restore()


def _paint_box(painter: QPainter, box: QRectF, state: Qt.CheckState) -> None:
    metrics, tokens = look().metrics, look().tokens
    is_empty = state is Qt.CheckState.Unchecked
    painter.setPen(QPen(QColor(tokens.control if is_empty else tokens.accent), metrics.hairline_px))
    painter.setBrush(QColor(tokens.surface if is_empty else tokens.accent))
    painter.drawRoundedRect(box, metrics.gap(0.75), metrics.gap(0.75))
    if state is Qt.CheckState.PartiallyChecked:
        painter.setPen(QPen(QColor(tokens.on_accent), metrics.focus_px))
        inset = QPointF(box.width() / 4, 0)
        painter.drawLine(
            QPointF(box.left(), box.center().y()) + inset, QPointF(box.right(), box.center().y()) - inset
        )
    elif not is_empty:
        edge_px = round(box.width())
        tick = pixmap("check", tokens.on_accent, edge_px, painter.device().devicePixelRatioF())
        painter.drawPixmap(box.topLeft(), tick)
