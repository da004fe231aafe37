"""A small turning arc: something is under way."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from yagpt_desktop.ui.theme.look import look

_FRAME_MS = 50
_STEP_DEGREES = 24


class Spinner(QWidget):
    """Turns while it is shown; stands still where the system asks for less motion."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._angle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._turn)

    def sizeHint(self) -> QSize:
        """As large as an icon."""
        edge_px = look().metrics.icon_px
        return QSize(edge_px, edge_px)

    def minimumSizeHint(self) -> QSize:
        """As large as the hint."""
        return self.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to turn."""
        super().showEvent(event)
        if not look().reduced_motion:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Cost nothing while nobody looks."""
        super().hideEvent(event)
        self._timer.stop()

    @Slot()
    def _turn(self) -> None:
        self._angle = (self._angle + _STEP_DEGREES) % 360
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the arc."""
        tokens, metrics = look().tokens, look().metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = float(metrics.icon_px - metrics.focus_px)
        area = QRectF((self.width() - edge) / 2, (self.height() - edge) / 2, edge, edge)
        painter.setPen(QPen(QColor(tokens.line), metrics.focus_px))
        painter.drawEllipse(area)
        pen = QPen(QColor(tokens.accent), metrics.focus_px)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(area, -self._angle * 16, 100 * 16)
