"""A line that comes up over other programs for some seconds and takes nothing from them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCursor, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View

from .quick_window import placed

SHOWN_MS: Final = 6000


class Notice(View):
    """Never takes the keyboard; leaves by itself, or by a click."""

    def __init__(self) -> None:
        super().__init__(look="toast")
        self.setObjectName("at-hand-notice")
        self.setWindowFlags(
            Qt.WindowType.ToolTip
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._text = plain_label("at-hand-notice-text", look="on-inverse", wraps=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._settle()

    def tell(self, text: str) -> None:
        """Come up near the pointer."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.adjustSize()
        pointer = QCursor.pos()
        screen = QGuiApplication.screenAt(pointer) or QGuiApplication.primaryScreen()
        self.move(placed(self.frameGeometry(), pointer, screen.availableGeometry()))
        self.show()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def mousePressEvent(self, _event: object) -> None:
        """Leave."""
        self.hide()

    def _restyle(self) -> None:
        metrics = look().metrics
        self._row.setContentsMargins(metrics.gap(4), metrics.gap(2), metrics.gap(4), metrics.gap(2))
        self._text.setMinimumWidth(metrics.gap(60))
