"""The text field of the composer."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from yagpt_desktop.ui.widgets.plain_edit import ENTER, PlainEdit
from yagpt_desktop.ui.widgets.view import set_look_property

_MOST_LINES = 10
_MOST_LINES_LOW = 3


class ComposerEdit(PlainEdit):
    """Plain text of one to ten lines; Enter submits, Shift+Enter breaks the line.

    Signals:
        submitted(): Enter was pressed, and no input method was composing.
        focus_changed(bool): It has the focus, or lost it.
    """

    submitted = Signal()
    focus_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__("composer", look="composer")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self._composing = False
        self._most_lines = _MOST_LINES
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(super().sizeHint().width(), self._height_px(self._lines()))

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(0, self._height_px(1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell a submission from a line break."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in ENTER and not shift and not self._composing:
            self.submitted.emit()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether an input method is composing: its Enter is not ours."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusInEvent(event)
        self.focus_changed.emit(self.hasFocus())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the frame; an unfinished composition is gone."""
        self._composing = False
        super().focusOutEvent(event)
        self.focus_changed.emit(self.hasFocus())

    def show_low(self, *, low: bool) -> None:
        """Take fewer lines where the window is low; the rest is scrolled."""
        self._most_lines = _MOST_LINES_LOW if low else _MOST_LINES
        self._fit()

    def refit(self) -> None:
        """Measure again, with another font."""
        self._fit()

    @Slot()
    def _fit(self) -> None:
        lines = self._lines()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if lines > self._most_lines else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(self._height_px(min(lines, self._most_lines)))
        set_look_property(self, "lines", min(lines, self._most_lines))

    def _lines(self) -> int:
        # QPlainTextDocumentLayout counts its height in lines.
        return max(1, round(self.document().size().height()))

    def _height_px(self, lines: int) -> int:
        margins = self.contentsMargins()
        return self.fontMetrics().lineSpacing() * lines + margins.top() + margins.bottom() + 2
