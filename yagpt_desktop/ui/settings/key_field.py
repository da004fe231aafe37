"""A field for a key of the whole desktop: it takes what is pressed, by the key's place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from yagpt_desktop.domain.key_combination import NAMED_KEYS, KeyCombination
from yagpt_desktop.ui.widgets.fields import LineEdit
from yagpt_desktop.ui.widgets.shortcuts import key_name

_BY_QT: Final = {
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Enter: "Return",
    Qt.Key.Key_Insert: "Insert",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDown",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Backspace: "Backspace",
    **{Qt.Key(Qt.Key.Key_F1.value + place): f"F{place + 1}" for place in range(12)},
}
_CLEAR: Final = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_LEAD_ON: Final = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)


def combination_of(event: QKeyEvent) -> KeyCombination | None:
    """Return what was pressed; None where it is no combination for the whole desktop."""
    name = _BY_QT.get(Qt.Key(event.key())) or key_name(event)
    held = event.modifiers()
    keys = KeyCombination(
        name,
        ctrl=bool(held & Qt.KeyboardModifier.ControlModifier),
        alt=bool(held & Qt.KeyboardModifier.AltModifier),
        shift=bool(held & Qt.KeyboardModifier.ShiftModifier),
        meta=bool(held & Qt.KeyboardModifier.MetaModifier),
    )
    return KeyCombination.parsed(keys.written()) if name in NAMED_KEYS or len(name) == 1 else None


class KeyField(LineEdit):
    """Shows a combination; the next one pressed takes its place, Backspace alone takes it away.

    Signals:
        key_changed(str): As settings write it; "" for none.
    """

    key_changed = Signal(str)

    def __init__(self, object_name: str) -> None:
        super().__init__(object_name)
        self.setReadOnly(True)
        # An input method would hold letters back.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self._written = ""

    @property
    def written(self) -> str:
        """The combination as settings write it."""
        return self._written

    def show_key(self, written: str) -> None:
        """Show a combination without telling of a change."""
        self._written = written
        self.setText(
            QKeySequence(written).toString(QKeySequence.SequenceFormat.NativeText) if written else ""
        )

    def event(self, event: QEvent) -> bool:
        """Take what would be a shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the combination."""
        bare = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if bare and event.key() in _LEAD_ON:
            super().keyPressEvent(event)
        elif bare and event.key() in _CLEAR:
            self._put("")
        elif (keys := combination_of(event)) is not None:
            self._put(keys.written())

    def _put(self, written: str) -> None:
        if written != self._written:
            self.show_key(written)
            self.key_changed.emit(written)
