"""Marks the sentence in question in a text, and tells where the person is in it."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from yagpt_desktop.text.span import Span
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.transcript.places import code_points, utf16_offset


def mark_sentence(edit: QPlainTextEdit, text: str, span: Span | None) -> None:
    """Mark a stretch of the text that an edit shows (code points); None takes the mark away."""
    if span is None or span.start >= span.end:
        edit.setExtraSelections([])
        return
    selection = QTextEdit.ExtraSelection()
    cursor = QTextCursor(edit.document())
    cursor.setPosition(min(utf16_offset(text, span.start), edit.document().characterCount() - 1))
    end = min(utf16_offset(text, span.end), edit.document().characterCount() - 1)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    shape = QTextCharFormat()
    shape.setBackground(QColor(look().tokens.accent_soft))
    shape.setProperty(QTextFormat.Property.FullWidthSelection, False)  # noqa: FBT003
    selection.cursor, selection.format = cursor, shape
    edit.setExtraSelections([selection])


def caret_place(edit: QPlainTextEdit, text: str) -> int:
    """Return where the caret is in the text, in code points."""
    return code_points(text, edit.textCursor().position())


def show_place(edit: QPlainTextEdit, text: str, at: int) -> None:
    """Bring a place into view without moving the caret's selection of the person."""
    cursor = QTextCursor(edit.document())
    cursor.setPosition(min(utf16_offset(text, at), edit.document().characterCount() - 1))
    edit.setTextCursor(cursor)
    edit.ensureCursorVisible()
