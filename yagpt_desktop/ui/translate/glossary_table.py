"""The table of the glossary's dialog: cells of text, and cells that offer languages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.fields import ComboBox, LineEdit
from yagpt_desktop.ui.widgets.view import set_look_property
from yagpt_desktop.ui.words.language_words import language_title

from .glossary_model import LANGUAGE_COLUMNS, GlossaryModel

AnyIndex = QModelIndex | QPersistentModelIndex


class GlossaryDelegate(QStyledItemDelegate):
    """Opens a line for a text, a list for a language."""

    def __init__(self, languages: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._languages = sorted(languages, key=language_title)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        """Return the editor of a cell, named as its column."""
        name = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        if index.column() not in LANGUAGE_COLUMNS:
            line = LineEdit("glossary-cell")
            line.setParent(parent)
            line.set_name(name)
            return line
        box = ComboBox("glossary-language")
        box.setParent(parent)
        box.set_name(name)
        box.addItem(self.tr("any"), "")
        for language in self._languages:
            box.addItem(language_title(language), language)
        box.activated.connect(self._on_activated)
        return box

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """Begin with what is there."""
        value = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, ComboBox):
            if editor.findData(value) < 0:
                editor.addItem(value, value)
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QLineEdit):
            editor.setText(value)

    def setModelData(self, editor: QWidget, model: object, index: AnyIndex) -> None:
        """Hand over what was chosen or written."""
        if isinstance(model, GlossaryModel):
            value = editor.currentData() if isinstance(editor, ComboBox) else None
            model.setData(index, editor.text() if isinstance(editor, QLineEdit) else value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: AnyIndex) -> None:
        """Fill the cell."""
        editor.setGeometry(option.rect)

    @Slot(int)
    def _on_activated(self, _place: int) -> None:
        box = self.sender()
        if isinstance(box, QWidget):
            self.commitData.emit(box)


class GlossaryTable(QTableView):
    """Arrows walk, F2, Enter or typing edits, Delete takes the rows out.

    Signals:
        removal_requested(): Take the chosen rows out.
        chosen(): Other rows are chosen.
    """

    removal_requested = Signal()
    chosen = Signal()

    def __init__(self, model: GlossaryModel, languages: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("glossary-table")
        self.setProperty("look", "table")
        set_look_property(self, "framed", value=True)
        self.setModel(model)
        self.setItemDelegate(GlossaryDelegate(languages, self))
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look().metrics.gap(8.5))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for column in range(model.columnCount()):
            is_narrow = column in LANGUAGE_COLUMNS
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Interactive if is_narrow else QHeaderView.ResizeMode.Stretch
            )
            if is_narrow:
                self.setColumnWidth(column, look().metrics.gap(34))
        self.selectionModel().selectionChanged.connect(self._on_selection)
        model.modelReset.connect(self.chosen)

    @property
    def rows(self) -> list[int]:
        """The rows that are chosen."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Delete takes out."""
        if event.key() == Qt.Key.Key_Delete and self.rows:
            self.removal_requested.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # The key that ends an edit comes here too, and must not open it again.
            if self.currentIndex().isValid() and self.state() is not self.State.EditingState:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(object, object)
    def _on_selection(self, _chosen: object, _left: object) -> None:
        self.chosen.emit()
