"""A line and what it finds: commands first, then chats."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.dialog_size import resize_within_screen
from yagpt_desktop.ui.widgets.fields import SearchLine
from yagpt_desktop.ui.widgets.labels import plain_label

from .entry import Entry, found
from .palette_list import EntryModel, PaletteList

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_TO_THE_LIST = {Qt.Key.Key_Down, Qt.Key.Key_PageDown}


class PaletteLine(SearchLine):
    """Where one types; Enter takes the line that is marked below, Down leads there.

    Signals:
        entered(): Enter was pressed.
        list_wanted(): Down was pressed.
    """

    entered = Signal()
    list_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass Enter and Down on."""
        if event.key() in _ENTER:
            self.entered.emit()
        elif event.key() in _TO_THE_LIST:
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)


class Palette(QDialog):
    """Closes when something is chosen, and only then does it; Escape changes nothing."""

    def __init__(self, entries: Sequence[Entry], search: Callable[[str], object], parent: QWidget) -> None:
        """Offer these; ``search`` looks for what was typed in all messages."""
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setWindowTitle(self.tr("Commands and chats"))
        self._entries = entries
        self._search = search
        self._line = PaletteLine("palette-search")
        self._line.setPlaceholderText(self.tr("A command, or the name of a chat"))
        self._line.set_name(self.tr("Find a command or a chat"))
        self._list = PaletteList()
        self._list.setAccessibleName(self.tr("Commands and chats found"))
        self._model = EntryModel(self._list)
        self._list.setModel(self._model)
        hint = plain_label("palette-hint", look="hint", wraps=True)
        hint.setText(self.tr("Arrow keys choose, Enter carries out, Esc closes."))
        column = QVBoxLayout(self)
        column.setSpacing(look().metrics.gap(3))
        for part in (self._line, self._list, hint):
            column.addWidget(part)
        resize_within_screen(self, look().metrics.gap(130), look().metrics.gap(110))
        self._line.textChanged.connect(self._on_typed)
        self._line.entered.connect(self._on_entered)
        self._line.list_wanted.connect(self._on_list_wanted)
        self._list.taken.connect(self._take)
        self._list.left_upwards.connect(self._line.setFocus)
        self._list.typed.connect(self._on_typed_below)
        self._on_typed("")
        self._line.setFocus()

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        shown = found(typed, self._entries)
        if typed.strip():
            title = self.tr("Search all chats for “{text}”").format(text=typed.strip())
            shown.append(Entry(title, "", lambda: self._search(typed.strip())))
        self._model.show_entries(shown)
        self._list.setCurrentIndex(self._model.index(0))

    @Slot(object)
    def _on_typed_below(self, event: QKeyEvent) -> None:
        self._line.setFocus()
        QCoreApplication.sendEvent(self._line, event)

    @Slot()
    def _on_list_wanted(self) -> None:
        row = min(self._list.currentIndex().row() + 1, self._model.rowCount() - 1)
        self._list.setFocus()
        self._list.setCurrentIndex(self._model.index(row))

    @Slot()
    def _on_entered(self) -> None:
        self._take(self._list.currentIndex().row())

    @Slot(int)
    def _take(self, row: int) -> None:
        entry = self._model.entry(row)
        if entry is not None:
            # Closed first: what is done may show another window, or give the focus to a part of this one.
            self.accept()
            entry.act()
