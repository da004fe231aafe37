"""What of a text the person has selected."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QTextCursor

from yagpt_desktop.text.span import Span
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted, format_count
from yagpt_desktop.ui.transcript.places import code_points, utf16_offset
from yagpt_desktop.ui.widgets.plain_edit import PlainEdit

_SELECTED: Final = QT_TRANSLATE_NOOP("Selection", "Selected: %n character(s)")
_SELECTED_OF: Final = QT_TRANSLATE_NOOP("Selection", "Selected: %n character(s) of {count}")


def selected(edit: PlainEdit) -> Span | None:
    """Return where the selected words stand (code points).

    None where nothing but blanks is selected, and where the selection is that of a text nobody sees.
    """
    cursor = edit.textCursor()
    if not cursor.hasSelection() or not edit.isVisibleTo(edit.window()) or not cursor.selectedText().strip():
        return None
    text = edit.toPlainText()
    return Span(code_points(text, cursor.selectionStart()), code_points(text, cursor.selectionEnd()))


def selected_text(span: Span, *, of: int | None = None) -> str:
    """Say how much is selected, of how much if that is given."""
    length = span.end - span.start
    if of is None:
        return counted("Selection", _SELECTED, length)
    return counted("Selection", _SELECTED_OF, length).format(count=format_count(max(of, length)))


def put_part(edit: PlainEdit, part: Span, text: str) -> None:
    """Put other words in the place of a part, in one step that can be undone; they are selected then."""
    whole, cursor = edit.toPlainText(), QTextCursor(edit.document())
    cursor.setPosition(utf16_offset(whole, part.start))
    cursor.setPosition(utf16_offset(whole, part.end), QTextCursor.MoveMode.KeepAnchor)
    start = cursor.selectionStart()
    cursor.insertText(text)
    end = cursor.position()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
