"""Combo and spin boxes with our own arrows, deaf to a wheel that only passes by."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSlider, QSpinBox, QStyledItemDelegate, QWidget

from yagpt_desktop.ui.theme.icons import pixmap
from yagpt_desktop.ui.theme.look import look


def _paint_icon(on: QWidget, name: str, center_y_px: float) -> None:
    tokens, metrics = look().tokens, look().metrics
    edge_px = metrics.small_px
    picture = pixmap(
        name, tokens.muted if on.isEnabled() else tokens.disabled, edge_px, on.devicePixelRatioF()
    )
    left = on.width() - metrics.gap(2) - edge_px
    painter = QPainter(on)
    painter.drawPixmap(QPoint(left, round(center_y_px - edge_px / 2)), picture)


class ComboBox(QComboBox):
    """A combo box that a wheel changes only while it has the focus."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        # The delegate that a style sheet can dress.
        self.setItemDelegate(QStyledItemDelegate(self))

    def set_name(self, name: str) -> None:
        """Say what it holds.  Linux reads a combo box's text as its name, so the description says it too."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box and our arrow."""
        super().paintEvent(event)
        _paint_icon(self, "chevron-down", self.height() / 2)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll unless the person is here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class SpinBox(QSpinBox):
    """A spin box that a wheel changes only while it has the focus."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A number is in force when it is finished, not at each of its digits.
        self.setKeyboardTracking(False)
        self.lineEdit().setObjectName(f"{object_name}-text")
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        # A style sheet's padding does not reach the line inside a spin box.
        self.lineEdit().setTextMargins(look().metrics.gap(1.5), 0, 0, 0)

    def setAccessibleName(self, name: str) -> None:
        """Name the line inside too: it has the focus."""
        super().setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box and our arrows."""
        super().paintEvent(event)
        quarter = look().metrics.gap(1)
        _paint_icon(self, "chevron-up", self.height() / 2 - quarter)
        _paint_icon(self, "chevron-down", self.height() / 2 + quarter)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll unless the person is here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Slider(QSlider):
    """A horizontal slider that a wheel changes only while it has the focus."""

    def __init__(self, object_name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(object_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll unless the person is here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class LineEdit(QLineEdit):
    """A line for plain text."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)

    def set_name(self, name: str) -> None:
        """Say what it holds."""
        self.setAccessibleName(name)


class SearchLine(LineEdit):
    """A line with a looking glass; Escape empties it before it means anything else."""

    def __init__(self, object_name: str) -> None:
        super().__init__(object_name)
        self.setClearButtonEnabled(True)
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        metrics = look().metrics
        self.setTextMargins(metrics.icon_px + metrics.gap(1), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line and the glass."""
        super().paintEvent(event)
        metrics = look().metrics
        glass = pixmap("search", look().tokens.muted, metrics.icon_px, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(QPoint(metrics.gap(2.5), (self.height() - metrics.icon_px) // 2), glass)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the line by Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
