"""Labels that show text as it is, whoever wrote it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def plain_label(object_name: str = "", *, look: str = "", wraps: bool = False) -> QLabel:
    """Return a label that never takes its text for markup."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(object_name)
    label.setWordWrap(wraps)
    if look:
        label.setProperty("look", look)
    return label


class ElidedLabel(QLabel):
    """A one-line label that ends in an ellipsis where the room ends; the tool tip holds the whole."""

    def __init__(self, object_name: str = "", *, look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(object_name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(0)
        if look:
            self.setProperty("look", look)

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text where it does not fit."""
        super().resizeEvent(event)
        self._offer_whole()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another font."""
        super().changeEvent(event)
        self._offer_whole()

    def setText(self, text: str) -> None:
        """Show the first line of a text."""
        super().setText(" ".join(text.split()))
        self._offer_whole()

    def _offer_whole(self) -> None:
        text = self.text()
        fits = self.fontMetrics().horizontalAdvance(text) <= self.contentsRect().width()
        self.setToolTip("" if fits else plain_tool_tip(text))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        area = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        self.style().drawItemText(
            painter,
            area,
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            text,
            self.foregroundRole(),
        )


def plain_caption(text: str) -> str:
    """Return a text for a button or an entry of a menu, where a bare "&" would make a shortcut and vanish."""
    return text.replace("&", "&&")


def plain_tool_tip(text: str) -> str:
    """Return a tool tip that shows a text as it is; a bare one would be guessed to be markup."""
    return f"<qt>{escape(text)}</qt>" if text else ""
