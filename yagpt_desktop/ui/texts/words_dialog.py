"""The words that no correction may touch."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.dialog_size import resize_within_screen
from yagpt_desktop.ui.widgets.fields import LineEdit
from yagpt_desktop.ui.widgets.labels import plain_label

_LONGEST_WORD = 100


class _WordList(QListWidget):
    """Delete takes the word out.

    Signals:
        removal_requested(): Delete was pressed.
    """

    removal_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit()
            return
        super().keyPressEvent(event)


class WordsDialog(QDialog):
    """A line to add a word, the list, a button to take one out; all of it is kept at once.

    Signals:
        word_added(str): This word is never changed from now on.
        word_removed(str): This one may be changed again.
    """

    word_added = Signal(str)
    word_removed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setObjectName("kept-words")
        self.setWindowTitle(self.tr("Words that are never changed"))
        self._hint = plain_label("kept-words-hint", look="hint", wraps=True)
        self._line = LineEdit("kept-word-line")
        self._line.setMaxLength(_LONGEST_WORD)
        self._add = Button("kept-word-add")
        self._list = _WordList()
        self._list.setObjectName("kept-word-list")
        self._list.setProperty("look", "popup")
        self._remove = Button("kept-word-remove", icon_name="delete")
        self._close = Button("kept-words-close", look="primary")
        self._arrange()
        self._name()
        self._line.textChanged.connect(self._show_buttons)
        self._line.returnPressed.connect(self._on_add)
        self._add.clicked.connect(self._on_add)
        self._list.removal_requested.connect(self._on_remove)
        self._list.currentRowChanged.connect(self._show_buttons)
        self._remove.clicked.connect(self._on_remove)
        self._close.clicked.connect(self.accept)
        self._show_buttons()

    def _arrange(self) -> None:
        gap = look().metrics.gap
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._line, 1)
        top.addWidget(self._add)
        foot.addWidget(self._remove)
        foot.addStretch(1)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setSpacing(gap(3))
        column.addWidget(self._hint)
        column.addLayout(top)
        column.addWidget(self._list, 1)
        column.addLayout(foot)
        resize_within_screen(self, gap(100), gap(100))

    def _name(self) -> None:
        self._hint.setText(self.tr("Corrections leave these words as they are, however they are written."))
        for button, text in (
            (self._add, self.tr("Add")),
            (self._remove, self.tr("Delete")),
            (self._close, self.tr("Close")),
        ):
            button.setText(text)
            button.setAccessibleName(text)
        self._line.set_name(self.tr("New word"))
        self._line.setPlaceholderText(self.tr("New word"))
        self._list.setAccessibleName(self.tr("Words that are never changed"))

    @property
    def words(self) -> list[str]:
        """What is in view."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def show_words(self, words: Iterable[str]) -> None:
        """Replace the list; the person stays where they were."""
        row = self._list.currentRow()
        self._list.clear()
        self._list.addItems(sorted(words))
        self._list.setCurrentRow(min(max(0, row), self._list.count() - 1))
        self._show_buttons()

    @Slot()
    def _on_add(self) -> None:
        word = self._line.text().strip()
        if word:
            self._line.clear()
            self.word_added.emit(word)

    @Slot()
    def _on_remove(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.word_removed.emit(item.text())

    @Slot()
    def _show_buttons(self) -> None:
        self._add.setEnabled(bool(self._line.text().strip()))
        self._remove.setEnabled(self._list.currentItem() is not None)
        self._remove.set_icon("delete", "text" if self._remove.isEnabled() else "disabled")
