"""A switch: a check box that looks like what it does."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from yagpt_desktop.ui.theme.look import look


class Switch(QCheckBox):
    """On or off, in force at once.  Its name is its accessible name; the visible label stands beside it.

    Signals:
        flipped(bool): The person changed it, by mouse, key or a screen reader; not sent for :meth:`show_on`.
    """

    flipped = Signal(bool)

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._showing = False
        self.toggled.connect(self._on_toggled)

    def show_on(self, *, on: bool) -> None:
        """Show a state without telling of a change."""
        self._showing = True
        self.setChecked(on)
        self._showing = False

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        # A screen reader toggles without a click.
        if not self._showing:
            self.flipped.emit(on)

    def sizeHint(self) -> QSize:
        """The track with room for the focus ring."""
        metrics = look().metrics
        return QSize(metrics.gap(9), metrics.gap(6))

    def minimumSizeHint(self) -> QSize:
        """As large as the hint."""
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        """All of it answers to a click."""
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track, knob and, with the focus, the ring."""
        tokens, metrics = look().tokens, look().metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        margin = float(metrics.focus_px)
        track = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._track_color()))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        inset = margin
        edge = track.height() - 2 * inset
        left = track.right() - inset - edge if self.isChecked() else track.left() + inset
        painter.setBrush(QColor(tokens.surface if self.isEnabled() else tokens.window))
        painter.drawEllipse(QRectF(left, track.top() + inset, edge, edge))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.text), metrics.focus_px))
            half = metrics.focus_px / 2
            ring = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)

    def _track_color(self) -> str:
        tokens = look().tokens
        if not self.isEnabled():
            return tokens.line
        return tokens.accent if self.isChecked() else tokens.control
