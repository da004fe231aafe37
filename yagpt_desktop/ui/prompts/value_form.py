"""A small form that asks for the variables of an action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel

from yagpt_desktop.domain.text_task import Tone
from yagpt_desktop.services.prompt_variables import LONGEST_VALUE, Variable, VariableKind
from yagpt_desktop.services.text_prompts import languages
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.fields import ComboBox, LineEdit
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.words.language_words import language_title
from yagpt_desktop.ui.words.prompt_words import tone_name, variable_title


class ValueForm(View):
    """A field for each variable: a line for any text, a box for what is chosen.

    Signals:
        changed(): Something else stands in the fields.
    """

    changed = Signal()

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._variables: tuple[Variable, ...] = ()
        self._favourites: tuple[str, ...] = ()
        self._fields: dict[str, LineEdit | ComboBox] = {}
        self._labels: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._settle()

    def ask(
        self, variables: Sequence[Variable], values: Mapping[str, str], favourites: Sequence[str] = ()
    ) -> None:
        """Ask for these variables and offer these values; ``favourites`` are languages offered first."""
        self._favourites = tuple(favourites)
        if tuple(variables) != self._variables:
            self._variables = tuple(variables)
            self._build()
        for variable in self._variables:
            self._show_value(variable, values.get(variable.name, ""))

    def values(self) -> dict[str, str]:
        """Return what stands in the fields."""
        return {variable.name: self._value(variable) for variable in self._variables}

    def first_unfit(self) -> Variable | None:
        """Return the first variable whose field holds nothing fit."""
        return next((one for one in self._variables if not one.takes(self._value(one))), None)

    def focus_first(self, name: str = "") -> None:
        """Give the keyboard to the first field, or to that of a variable."""
        field = self._fields.get(name) or next(iter(self._fields.values()), None)
        if field is not None:
            field.setFocus()

    def _build(self) -> None:
        for part in (*self._labels.values(), *self._fields.values()):
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._fields, self._labels = {}, {}
        for place, variable in enumerate(self._variables):
            field = self._field_of(variable, f"{self.objectName()}-{place}")
            label = plain_label(look="label", wraps=True)
            label.setBuddy(field)
            self._fields[variable.name], self._labels[variable.name] = field, label
            self._grid.addWidget(label, place, 0)
            self._grid.addWidget(field, place, 1)
        self._retranslate()

    def _field_of(self, variable: Variable, object_name: str) -> LineEdit | ComboBox:
        if variable.kind is VariableKind.TEXT:
            line = LineEdit(object_name)
            line.setMaxLength(LONGEST_VALUE)
            line.textChanged.connect(self._on_changed)
            return line
        box = ComboBox(object_name)
        for value in self._offered(variable):
            box.addItem("", value)
        box.activated.connect(self._on_changed)
        return box

    def _offered(self, variable: Variable) -> Sequence[str]:
        if variable.kind is VariableKind.TONE:
            return [tone.value for tone in Tone]
        if variable.kind is VariableKind.LANGUAGE:
            return list(dict.fromkeys((*self._favourites, *languages())))
        return variable.options

    def _value(self, variable: Variable) -> str:
        field = self._fields[variable.name]
        return field.text() if isinstance(field, LineEdit) else str(field.currentData() or "")

    def _show_value(self, variable: Variable, value: str) -> None:
        field = self._fields[variable.name]
        if isinstance(field, LineEdit):
            field.setText(value)
        else:
            field.setCurrentIndex(max(0, field.findData(value)))

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()

    def _retranslate(self) -> None:
        for variable in self._variables:
            title, field = variable_title(variable.name), self._fields[variable.name]
            self._labels[variable.name].setText(title)
            field.set_name(title)
            if isinstance(field, ComboBox):
                for place in range(field.count()):
                    field.setItemText(place, _option_text(variable, str(field.itemData(place))))

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._grid.setVerticalSpacing(gap(2))
        self._grid.setHorizontalSpacing(gap(3))


def _option_text(variable: Variable, value: str) -> str:
    if variable.kind is VariableKind.TONE:
        return tone_name(Tone(value))
    if variable.kind is VariableKind.LANGUAGE:
        return language_title(value)
    return value[:1].upper() + value[1:]
