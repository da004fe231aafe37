"""A field for texts of any length: plain text alone, whatever is pasted or dropped."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINE_ENDS = ("\u2028", "\u2029", "\ufdd0", "\ufdd1")


class PlainEdit(QPlainTextEdit):
    """Takes text as it is, and files as their paths; Tab leaves it, Ctrl+Enter belongs to the page.

    Signals:
        files_dropped(list): Local paths that were dropped or pasted.
    """

    files_dropped = Signal(list)

    def __init__(self, object_name: str, *, look: str = "page-text") -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setProperty("look", look)
        self.setTabChangesFocus(True)

    def toPlainText(self) -> str:
        """Return the text as it is; Qt's own makes plain spaces of hard ones."""
        text = self.document().toRawText()
        for sign in _LINE_ENDS:
            text = text.replace(sign, "\n")
        return text

    def put_text(self, text: str) -> None:
        """Replace the whole text in one step that can be undone; the caret goes to its beginning."""
        if text == self.toPlainText():
            return
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text and local files."""
        return source.hasText() or bool(local_paths(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take files as files and everything else as its plain text."""
        paths = local_paths(source)
        if paths:
            self.files_dropped.emit(paths)
        elif source.hasText():
            self.insertPlainText(source.text())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that files may be dropped here."""
        super().dragEnterEvent(event)
        if local_paths(event.mimeData()) and not self.isReadOnly():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Keep saying so."""
        super().dragMoveEvent(event)
        if local_paths(event.mimeData()) and not self.isReadOnly():
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the page."""
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)


def local_paths(source: QMimeData) -> list[str]:
    """Return the paths of the local files that were dropped or copied."""
    return [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
