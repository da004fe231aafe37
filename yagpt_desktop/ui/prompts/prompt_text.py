"""The field of a prompt's text, its variables set off."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from yagpt_desktop.services.prompt_variables import variable_places
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.transcript.places import utf16_offset

_LOOK_CHANGES = (QEvent.Type.StyleChange, QEvent.Type.PaletteChange)


class PromptText(QPlainTextEdit):
    """Takes plain text alone; Tab leaves it."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setProperty("look", "field")
        self.setTabChangesFocus(True)
        self._highlighter = _VariableHighlighter(self)

    def mark_variables(self, *, marked: bool) -> None:
        """Set variables off, or take braces for braces."""
        self._highlighter.obey(marked=marked)

    def insert_piece(self, piece: str) -> None:
        """Write at the caret, in the place of what is selected; one step that can be undone."""
        self.textCursor().insertText(piece)
        self.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Put the colours anew."""
        super().changeEvent(event)
        if event.type() in _LOOK_CHANGES and hasattr(self, "_highlighter"):
            self._highlighter.rehighlight()


class _VariableHighlighter(QSyntaxHighlighter):
    """Bold on a ground of its own: not by colour alone."""

    def __init__(self, text: PromptText) -> None:
        super().__init__(text.document())
        self._marked = True

    def obey(self, *, marked: bool) -> None:
        if marked != self._marked:
            self._marked = marked
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if not self._marked:
            return
        tokens = look().tokens
        made = QTextCharFormat()
        made.setFontWeight(QFont.Weight.DemiBold)
        made.setForeground(QColor(tokens.accent_text))
        made.setBackground(QColor(tokens.accent_soft))
        for start, end in variable_places(text):
            first = utf16_offset(text, start)
            self.setFormat(first, utf16_offset(text, end) - first, made)
