"""The table of sentences: as high rows as their words need, measured when they come into view."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.plain_edit import ENTER, PlainEdit

from .pair_model import TARGET_COLUMN, PairModel

AnyIndex = QModelIndex | QPersistentModelIndex


class SentenceEdit(PlainEdit):
    """Edits one sentence in its place.

    Signals:
        finished(): Enter was pressed; Shift+Enter breaks the line.
    """

    finished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is done."""
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.finished.emit()
            return
        super().keyPressEvent(event)


class SentenceDelegate(QStyledItemDelegate):
    """Shows sentences as they are, and opens an edit for one.

    Args:
        name: What a screen reader calls the edit.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = ""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: AnyIndex) -> QWidget:
        """Return an edit of as many lines as there is room for."""
        edit = SentenceEdit("sentence-edit", look="field")
        edit.setParent(parent)
        edit.setAccessibleName(self.name)
        edit.finished.connect(self._on_finished)
        return edit

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """Begin with what stands there."""
        if isinstance(editor, PlainEdit):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: AnyIndex) -> None:
        """Hand over what was written."""
        if isinstance(editor, PlainEdit) and isinstance(model, PairModel):
            model.setData(index, editor.toPlainText())

    @Slot()
    def _on_finished(self) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)


class PairTable(QTableView):
    """Two columns; arrows walk, Enter and F2 edit the translation, Ctrl+C copies it.

    Signals:
        row_chosen(int): The person walked to a row; -1 for none.
        row_opened(int): Enter was pressed where nothing can be edited, or a row was clicked twice.
    """

    row_chosen = Signal(int)
    row_opened = Signal(int)

    def __init__(self, name: str, model: PairModel) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("look", "table")
        self._model = model
        self.setModel(model)
        self.delegate = SentenceDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look().metrics.gap(12))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self._measure = QTimer(self)
        self._measure.setSingleShot(True)
        self._measure.setInterval(0)
        self._measure.timeout.connect(self.fit_rows)
        self.verticalScrollBar().valueChanged.connect(self._measure.start)
        model.modelReset.connect(self._measure.start)
        model.dataChanged.connect(self._measure.start)
        self.doubleClicked.connect(self._on_double_click)

    @property
    def row(self) -> int:
        """Where the person is; the first one where they have been nowhere, -1 in an empty table."""
        row = self.currentIndex().row()
        return row if row >= 0 or not self._model.rowCount() else 0

    def go_to(self, row: int) -> None:
        """Bring a row into view and choose it."""
        self.setCurrentIndex(self._model.index(row, TARGET_COLUMN))

    @Slot()
    def fit_rows(self) -> None:
        """Measure the rows in view; the others keep what they had."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return
        last = self._model.rowCount() - 1 if last < 0 else last
        for row in range(first, last + 1):
            self.resizeRowToContents(row)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell where the person is."""
        super().currentChanged(current, previous)
        self.row_chosen.emit(current.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again in another width."""
        super().resizeEvent(event)
        self._measure.start()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_measure"):
            self.verticalHeader().setDefaultSectionSize(look().metrics.gap(12))
            self._measure.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, or opens; Ctrl+Enter is the page's."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in ENTER and control:
            event.ignore()
        elif event.key() in ENTER:
            self._open(self.row)
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_double_click(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.row_opened.emit(index.row())

    def _open(self, row: int) -> None:
        index = self._model.index(row, TARGET_COLUMN)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)
        elif row >= 0:
            self.row_opened.emit(row)

    def _copy(self) -> None:
        if 0 <= self.row < len(self._model.rows):
            row = self._model.rows[self.row]
            is_source = self.currentIndex().isValid() and self.currentIndex().column() != TARGET_COLUMN
            QGuiApplication.clipboard().setText(row.source if is_source else row.target)
