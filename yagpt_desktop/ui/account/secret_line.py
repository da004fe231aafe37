"""The line for a credential: masked, and never copied from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import IconButton
from yagpt_desktop.ui.widgets.fields import LineEdit

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))
_LONGEST = 20_000


class SecretLine(LineEdit):
    """Takes a secret; nothing can be copied out.

    Undo is off too: it would keep every former secret in memory.  A drop is left to the page, which takes
    files as well.

    Signals:
        pasted(str): The clipboard's text, as it is.
    """

    pasted = Signal(str)

    def __init__(self, object_name: str) -> None:
        super().__init__(object_name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(_LONGEST)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self._words = ("", "")
        self._eye = IconButton(f"{object_name}-eye", "eye", parent=self)
        self._eye.setCheckable(True)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.toggled.connect(self._on_eye)
        self._place_eye()

    def name_eye(self, show: str, hide: str) -> None:
        """Say what the eye does in either state."""
        self._words = (show, hide)
        self._eye.set_name(hide if self._eye.isChecked() else show)

    def hide_signs(self) -> None:
        """Mask what is typed again."""
        self._eye.setChecked(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the eye at the end of the line."""
        super().resizeEvent(event)
        self._place_eye()

    def _place_eye(self) -> None:
        self._eye.adjustSize()
        self.setTextMargins(0, 0, self._eye.width(), 0)
        right = self.width() - self._eye.width() - look().metrics.gap(1)
        self._eye.move(right, (self.height() - self._eye.height()) // 2)

    @Slot(bool)
    def _on_eye(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if shown else "eye")
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
        """Tell what the clipboard holds; whoever listens finds the secret in it."""
        text = QApplication.clipboard().text()
        if text:
            self.pasted.emit(text)


def cleaned(text: str) -> str:
    """Return a text without white space and invisible signs."""
    return "".join(text.translate(_INVISIBLE).split())


def prepared(text: str) -> str:
    """Return a text for the field: cleaned, but a key file keeps the blanks that belong to it."""
    return text.translate(_INVISIBLE).strip() if "{" in text else cleaned(text)
