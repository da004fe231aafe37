"""The options of a folder, each with the choice "as in the settings"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from yagpt_desktop.domain.completion import ReasoningMode
from yagpt_desktop.domain.folder import OPTION_NAMES, ChatOptions
from yagpt_desktop.domain.model import ModelInfo
from yagpt_desktop.domain.settings import range_of
from yagpt_desktop.ui.i18n import format_decimal
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.fields import ComboBox, SpinBox
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View

_TOKENS_STEP = 100
_STEPS = 20
"""Steps of the temperature from 0 to 1."""


class FolderOptions(View):
    """Shows ``ChatOptions`` and gives them back; tells nothing meanwhile."""

    def __init__(self, models: Sequence[ModelInfo]) -> None:
        super().__init__()
        self.setObjectName("folder-options")
        self._models = tuple(models)
        self._boxes = {name: ComboBox(f"folder-{name}") for name in OPTION_NAMES if name != "max_tokens"}
        self._tokens = SpinBox("folder-max_tokens")
        bounds = range_of("max_tokens")
        # One below the least is the place of "as in the settings".
        self._tokens.setRange(round(bounds.low) - 1, round(bounds.high))
        self._tokens.setSingleStep(_TOKENS_STEP)
        self._labels = {name: plain_label(look="label", wraps=True) for name in OPTION_NAMES}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        for row, name in enumerate(OPTION_NAMES):
            control: QWidget = self._boxes.get(name, self._tokens)
            self._labels[name].setBuddy(control)
            self._grid.addWidget(self._labels[name], row, 0)
            self._grid.addWidget(control, row, 1)
        self._settle()

    def show_options(self, options: ChatOptions) -> None:
        """Show what a folder has of its own."""
        self._tokens.setValue(options.max_tokens or self._tokens.minimum())
        for name, box in self._boxes.items():
            value = getattr(options, name)
            # Qt would make a bare text of the enum.
            value = value.value if isinstance(value, ReasoningMode) else value
            place = _place_of(box, value)
            if place < 0:
                # A model that no list knows, a temperature between the steps.
                box.addItem(_decimal(value) if isinstance(value, float) else str(value), value)
                place = box.count() - 1
            box.setCurrentIndex(place)

    @property
    def options(self) -> ChatOptions:
        """What stands in the fields."""
        chosen: dict[str, Any] = {name: box.currentData() for name, box in self._boxes.items()}
        chosen["reasoning"] = ReasoningMode(chosen["reasoning"]) if chosen["reasoning"] else None
        tokens = self._tokens.value()
        return ChatOptions(**chosen, max_tokens=tokens if tokens > self._tokens.minimum() else None)

    def _choices(self) -> dict[str, list[tuple[str, Any]]]:
        on, off = self.tr("on"), self.tr("off")
        steps = range(round(range_of("temperature").high * _STEPS) + 1)
        return {
            "model": [(info.title, info.name) for info in self._models],
            "temperature": [(_decimal(step / _STEPS), step / _STEPS) for step in steps],
            "stream": [(on, True), (off, False)],
            "deferred": [(on, True), (off, False)],
            "reasoning": [
                (off, ReasoningMode.DISABLED.value),
                (self.tr("on, hidden"), ReasoningMode.ENABLED_HIDDEN.value),
            ],
        }

    def _retranslate(self) -> None:
        names = {
            "model": self.tr("Model"),
            "temperature": self.tr("Temperature"),
            "max_tokens": QCoreApplication.translate("OptionsPanel", "Longest answer, tokens"),
            "stream": QCoreApplication.translate("OptionsPanel", "Show the answer as it is written"),
            "deferred": QCoreApplication.translate("OptionsPanel", "Deferred answer"),
            "reasoning": QCoreApplication.translate("OptionsPanel", "Reasoning"),
        }
        as_there = self.tr("as in the settings")
        kept = self.options if self._boxes["model"].count() else ChatOptions()
        for name, entries in self._choices().items():
            box = self._boxes[name]
            box.clear()
            box.addItem(as_there, None)
            for text, value in entries:
                box.addItem(text, value)
            box.set_name(names[name])
        for name, text in names.items():
            self._labels[name].setText(text)
        self._tokens.setAccessibleName(names["max_tokens"])
        self._tokens.setSpecialValueText(as_there)
        self.show_options(kept)

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._grid.setHorizontalSpacing(gap(3))
        self._grid.setVerticalSpacing(gap(2))
        for control in (*self._boxes.values(), self._tokens):
            control.setFixedWidth(gap(48))


def _decimal(value: float) -> str:
    return format_decimal(value, 1 if round(value * 100) % 10 == 0 else 2)


def _place_of(box: ComboBox, value: object) -> int:
    places = (place for place in range(box.count()) if _is_same(box.itemData(place), value))
    return next(places, -1)


def _is_same(one: object, other: object) -> bool:
    """Whether two choices are the same; False is not zero here."""
    return type(one) is type(other) and one == other
