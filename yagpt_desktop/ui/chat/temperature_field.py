"""Temperature: a slider that knows "not set"."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from yagpt_desktop.domain.settings import range_of
from yagpt_desktop.ui.i18n import format_decimal
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.fields import Slider
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View, set_look_property

_STEP = 0.05
_SERVICE_DEFAULT = 0.3


class TemperatureField(View):
    """Shows the service's own default until the person moves the slider; a link goes back to it.

    Signals:
        changed(object): The new value as ``float``, or None for the default.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        bounds = range_of("temperature")
        self._value: float | None = None
        self._name = plain_label(look="label")
        self._shown = plain_label("temperature-value", look="small")
        self._reset = Button("temperature-reset", look="link")
        self._slider = Slider("temperature")
        self._slider.setRange(round(bounds.low / _STEP), round(bounds.high / _STEP))
        self._slider.setPageStep(2)
        self._name.setBuddy(self._slider)
        self._low = plain_label(look="hint")
        self._high = plain_label(look="hint")
        self._arrange()
        self._slider.valueChanged.connect(self._on_moved)
        self._slider.sliderPressed.connect(self._on_pressed)
        self._reset.clicked.connect(self._on_reset)
        self._settle()
        self.show_value(None)

    def _arrange(self) -> None:
        head, ends = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self._reset)
        head.addWidget(self._shown)
        ends.addWidget(self._low)
        ends.addStretch(1)
        ends.addWidget(self._high)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(head)
        self._column.addWidget(self._slider)
        self._column.addLayout(ends)

    def show_value(self, value: float | None) -> None:
        """Show a value, or None for the service's default."""
        self._value = value
        with QSignalBlocker(self._slider):
            self._slider.setValue(round((_SERVICE_DEFAULT if value is None else value) / _STEP))
        self._tell()

    @Slot(int)
    def _on_moved(self, steps: int) -> None:
        self._value = round(steps * _STEP, 2)
        self._tell()
        self.changed.emit(self._value)

    @Slot()
    def _on_pressed(self) -> None:
        # A press on the knob of an unset slider means this very value.
        if self._value is None:
            self._on_moved(self._slider.value())

    @Slot()
    def _on_reset(self) -> None:
        self.show_value(None)
        self.changed.emit(None)
        self._slider.setFocus()

    def _tell(self) -> None:
        is_set = self._value is not None
        self._reset.setVisible(is_set)
        set_look_property(self._slider, "unset", not is_set)
        if self._value is None:
            text = self.tr("by default")
        else:
            text = format_decimal(self._value, 1 if round(self._value * 100) % 10 == 0 else 2)
        self._shown.setText(text)
        self._slider.setAccessibleDescription(text)

    def _retranslate(self) -> None:
        self._name.setText(self.tr("Temperature"))
        self._slider.setAccessibleName(self.tr("Temperature"))
        self._low.setText(self.tr("more exact"))
        self._high.setText(self.tr("bolder"))
        self._reset.setText(self.tr("by default"))
        self._reset.setAccessibleName(self.tr("Temperature by default"))
        self._tell()

    def _restyle(self) -> None:
        self._column.setSpacing(look().metrics.gap(1))
