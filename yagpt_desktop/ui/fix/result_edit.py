"""The field of the result: filled while an answer arrives, changed by hand afterwards."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QKeyEvent, QTextCursor

from yagpt_desktop.ui.transcript.places import utf16_length
from yagpt_desktop.ui.widgets.plain_edit import PlainEdit

from .fix_keys import FixWish, wish_of


class ResultEdit(PlainEdit):
    """Undoes what was typed since it was filled; what came before is the page's to undo."""

    def show_text(self, text: str) -> None:
        """Replace what differs; the place in view stays, and nothing of it can be undone here."""
        old = self.toPlainText()
        if old != text:
            same = _common(old, text)
            behind = _common(old[same:][::-1], text[same:][::-1])
            scrolled = self.verticalScrollBar().value()
            cursor = QTextCursor(self.document())
            at = utf16_length(old[:same])
            cursor.setPosition(at)
            cursor.setPosition(
                at + utf16_length(old[same : len(old) - behind]), QTextCursor.MoveMode.KeepAnchor
            )
            cursor.insertText(text[same : len(text) - behind])
            self.verticalScrollBar().setValue(scrolled)
        self.document().clearUndoRedoStacks()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the page what was not typed here."""
        wish, document = wish_of(event), self.document()
        if wish is FixWish.UNDO and document.isUndoAvailable():
            self.undo()
        elif wish is FixWish.REDO and document.isRedoAvailable():
            self.redo()
        elif wish in {FixWish.UNDO, FixWish.REDO}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy what is selected with its hard spaces."""
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n"))
        return data


def _common(one: str, other: str) -> int:
    """Return how many signs at the beginning are the same; a search by halves, as Python's loops are slow."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
