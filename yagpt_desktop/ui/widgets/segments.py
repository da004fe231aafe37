"""A few choices side by side, one of them in force."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from yagpt_desktop.ui.theme.look import look

from .buttons import Button


class SegmentedControl(QWidget):
    """One of few values.  Tab reaches the chosen segment, the arrow keys choose another.

    Signals:
        chosen(str): The person chose the value; not sent for :meth:`choose`.
    """

    chosen = Signal(str)

    def __init__(self, object_name: str, values: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, value in enumerate(values):
            button = Button(f"{object_name}-{value}", look="segment")
            button.setCheckable(True)
            button.setProperty("place", {0: "first", len(values) - 1: "last"}.get(place, "middle"))
            self._buttons[value] = button
            self._group.addButton(button)
            row.addWidget(button)
        self._showing = False
        self._group.buttonToggled.connect(self._on_toggled)
        self.choose(values[0])

    def set_text(self, value: str, text: str) -> None:
        """Name a segment."""
        self._buttons[value].setText(text)
        self._buttons[value].setAccessibleName(text)
        self._make_room()

    def _make_room(self) -> None:
        """The chosen segment is bold; room for that is kept in each, so that none moves."""
        metrics = look().metrics
        font = QFont(self.font())
        font.setPixelSize(metrics.label_px)
        font.setWeight(QFont.Weight.DemiBold)
        for button in self._buttons.values():
            text_px = QFontMetrics(font).horizontalAdvance(button.text())
            button.setMinimumWidth(text_px + metrics.gap(6.5))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()

    def choose(self, value: str) -> None:
        """Show a value as the one in force."""
        self._showing = True
        self._buttons[value].setChecked(True)
        self._showing = False
        for name, button in self._buttons.items():
            is_chosen = name == value
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_chosen else Qt.FocusPolicy.NoFocus)
            if is_chosen:
                self.setFocusProxy(button)

    def value(self) -> str:
        """Return the value in force."""
        return next(value for value, button in self._buttons.items() if button.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the neighbour by an arrow key."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        values = list(self._buttons)
        place = values.index(self.value()) + step
        if 0 <= place < len(values):
            self._take(values[place])
            self._buttons[values[place]].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(QAbstractButton, bool)
    def _on_toggled(self, button: QAbstractButton, on: bool) -> None:
        # A screen reader toggles without a click.
        if on and not self._showing:
            self._take(next(value for value, known in self._buttons.items() if known is button))

    def _take(self, value: str) -> None:
        self.choose(value)
        self.chosen.emit(value)
