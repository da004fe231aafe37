"""The line for a credential: masked, never copied from, cleaned when pasted into."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit

from yagpt_desktop.ui.theme.icons import icon
from yagpt_desktop.ui.widgets.fields import LineEdit

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))
_LONGEST = 20_000


class SecretLine(LineEdit):
    """Takes a secret.  Pasted text loses line breaks, blanks and invisible signs; nothing can be copied out.

    Undo is off too: it would keep every former secret in memory.
    """

    def __init__(self, object_name: str) -> None:
        super().__init__(object_name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(_LONGEST)
        self.setDragEnabled(False)
        self._words = ("", "")
        self._eye = QAction(self)
        self._eye.setObjectName(f"{object_name}-eye")
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._on_eye)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self.restyle()

    def name_eye(self, show: str, hide: str) -> None:
        """Say what the eye does in either state."""
        self._words = (show, hide)
        self._eye.setText(hide if self._eye.isChecked() else show)
        self._eye.setToolTip(self._eye.text())

    def hide_signs(self) -> None:
        """Hide the signs again."""
        self._eye.setChecked(False)

    def restyle(self) -> None:
        """Draw the eye in the colours of the look."""
        self._eye.setIcon(icon("eye-off" if self._eye.isChecked() else "eye", "muted", chosen="muted"))

    @Slot(bool)
    def _on_eye(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.restyle()
        self.name_eye(*self._words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and cut do nothing here, even while the signs are shown; pasting is ours."""
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_cleaned()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what is left: paste and clear."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            name = action.objectName()
            if name in {"edit-copy", "edit-cut", "edit-undo", "edit-redo"}:
                menu.removeAction(action)
            elif name == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self.paste_cleaned)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    @Slot()
    def paste_cleaned(self) -> None:
        """Put the clipboard's text in place of the selection, without what no credential holds."""
        self.insert(cleaned(QApplication.clipboard().text()))


def cleaned(text: str) -> str:
    """Return a text without white space and invisible signs."""
    return "".join(text.translate(_INVISIBLE).split())
