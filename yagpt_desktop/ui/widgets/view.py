"""What every view does when the language or the look changes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QWidget

_LOOK_CHANGES = (QEvent.Type.StyleChange, QEvent.Type.PaletteChange)


def set_look_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks about, and have the sheet look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class View(QFrame):
    """A frame that puts its words and its measures anew when they change.

    A subclass calls ``_retranslate`` and ``_restyle`` at the end of its ``__init__``, and sets every text
    and accessible name in the first, every size taken from the look in the second.
    """

    def __init__(self, parent: QWidget | None = None, *, look: str = "") -> None:
        super().__init__(parent)
        self._built = False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if look:
            self.setProperty("look", look)

    def _settle(self) -> None:
        """Say that everything is built; texts and measures are put now."""
        self._built = True
        self._retranslate()
        self._restyle()

    def _retranslate(self) -> None:
        """Put all texts."""

    def _restyle(self) -> None:
        """Put all measures."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the look."""
        super().changeEvent(event)
        if not self._built:
            return
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in _LOOK_CHANGES:
            self._restyle()
