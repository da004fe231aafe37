"""Text for a screen reader."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessibleTextInterface


class TextSource(Protocol):
    """Something that has a text."""

    def plain_text(self) -> str:
        """Return it as it is at the moment."""


def read_only_text(source: TextSource) -> QAccessibleTextInterface:
    """Return the text of something that can be read and not changed; Python must keep it."""
    return _Text(source)


class _Text(QAccessibleTextInterface):
    """Text that can be read and not changed."""

    def __init__(self, source: TextSource) -> None:
        super().__init__()
        self._source = source

    def characterCount(self) -> int:
        return len(self._source.plain_text())

    def text(self, start: int, end: int) -> str:
        return self._source.plain_text()[start:end]

    def attributes(self, _offset: int) -> tuple[str, int, int]:
        return "", 0, self.characterCount()

    def cursorPosition(self) -> int:
        return 0

    def setCursorPosition(self, position: int) -> None:
        pass

    def selectionCount(self) -> int:
        return 0

    def selection(self, _index: int) -> tuple[int, int]:
        return 0, 0

    def addSelection(self, start: int, end: int) -> None:
        pass

    def removeSelection(self, index: int) -> None:
        pass

    def setSelection(self, index: int, start: int, end: int) -> None:
        pass

    def characterRect(self, _offset: int) -> QRect:
        return QRect()

    def offsetAtPoint(self, _point: object) -> int:
        return -1

    def scrollToSubstring(self, start: int, end: int) -> None:
        pass
