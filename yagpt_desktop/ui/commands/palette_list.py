"""The lines of the palette as a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from yagpt_desktop.ui.theme.look import look

from .entry import Entry

_NOTE = Qt.ItemDataRole.UserRole
_AnyIndex = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class EntryModel(QAbstractListModel):
    """What was found."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Hold these and no others."""
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """Return what stands in a row; None where there is none."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def rowCount(self, parent: _AnyIndex | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, the note, or both as a screen reader says them."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(entry.title.split())
        if role == _NOTE:
            return entry.note
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.title, entry.note) if part)
        return None


class _EntryDelegate(QStyledItemDelegate):
    """Paints the note at the right, and as much of the title as there is room for beside it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        super().initStyleOption(option, index)
        room = option.rect.width() - self._note_px(option, index) - look().metrics.gap(6)
        option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, max(0, room))

    def _note_px(self, option: QStyleOptionViewItem, index: _AnyIndex) -> int:
        return int(option.fontMetrics.horizontalAdvance(str(index.data(_NOTE) or "")))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        """Paint a row."""
        super().paint(painter, option, index)
        edge = look().metrics.gap(2)
        painter.save()
        painter.setPen(QColor(look().tokens.muted))
        painter.setFont(option.font)
        painter.drawText(
            QRect(option.rect).adjusted(edge, 0, -edge, 0), int(_RIGHT), str(index.data(_NOTE) or "")
        )
        painter.restore()


class PaletteList(QListView):
    """Arrow keys go through it, Enter or a click takes a line; whatever is typed here goes to the line above.

    Signals:
        taken(int): The line of this row was chosen.
        left_upwards(): Up was pressed on the first line.
        typed(QKeyEvent): A key that means nothing here.
    """

    taken = Signal(int)
    left_upwards = Signal()
    typed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("palette-list")
        self.setProperty("look", "popup")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_EntryDelegate(self))
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.taken.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the line by Enter; lead back to the line above."""
        if event.key() in _ENTER:
            self.taken.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        elif event.key() == Qt.Key.Key_Backspace or (event.text() and event.text().isprintable()):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)
