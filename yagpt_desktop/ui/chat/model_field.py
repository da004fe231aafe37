"""Which model answers: a list of known ones, and a line for any other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from yagpt_desktop.domain.model import ModelInfo
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted, format_roubles
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.fields import ComboBox
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View


class ModelField(View):
    """A typed name that no list knows is taken as it is: models come sooner than programs.

    Signals:
        changed(str): The model's name or URI.
    """

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._models: tuple[ModelInfo, ...] = ()
        self._model = ""
        self._name = plain_label(look="label")
        self._combo = ComboBox("model")
        self._combo.setEditable(True)
        self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._combo.setMaxVisibleItems(16)
        self._name.setBuddy(self._combo)
        self.setFocusProxy(self._combo)
        self._hint = plain_label("model-hint", look="hint", wraps=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._name, self._combo, self._hint):
            self._column.addWidget(part)
        self._combo.activated.connect(self._on_activated)
        line = self._combo.lineEdit()
        if line is not None:
            line.setObjectName("model-text")
            line.editingFinished.connect(self._on_typed)
        self._settle()

    @property
    def info(self) -> ModelInfo | None:
        """What is known about the model in force."""
        return next((info for info in self._models if info.name == self._model), None)

    def show_models(self, models: Sequence[ModelInfo]) -> None:
        """Replace the list."""
        self._models = tuple(models)
        with QSignalBlocker(self._combo):
            self._combo.clear()
            for info in self._models:
                self._combo.addItem(info.title, info.name)
        self.show_model(self._model)

    def show_model(self, model: str) -> None:
        """Show a model's title, or its name where the list does not know it."""
        self._model = model
        with QSignalBlocker(self._combo):
            place = self._combo.findData(model)
            self._combo.setCurrentIndex(place)
            if place < 0:
                self._combo.setEditText(model)
        self._hint.setText(self._hint_text())

    @Slot(int)
    def _on_activated(self, place: int) -> None:
        self._take(str(self._combo.itemData(place)))

    @Slot()
    def _on_typed(self) -> None:
        text = "".join(self._combo.currentText().split("\n")).strip()
        named = (info.name for info in self._models if text in {info.title, info.name})
        self._take(next(named, text))

    def _take(self, model: str) -> None:
        changed = bool(model) and model != self._model
        self.show_model(model or self._model)
        if changed:
            self.changed.emit(model)

    def _hint_text(self) -> str:
        info = self.info
        if info is None:
            return self.tr("not in the list; it is asked for as written") if self._model else ""
        context = counted(
            "ModelField", QT_TRANSLATE_NOOP("ModelField", "context of %n token(s)"), info.context_tokens
        )
        return f"{context}\n{self._price(info)}".strip()

    def _price(self, info: ModelInfo) -> str:
        if info.input_price is None or info.output_price is None:
            return ""
        if info.input_price == info.output_price:
            both = self.tr("{price} per 1,000 tokens")
            return both.format(price=format_roubles(info.input_price))
        each = self.tr("{input} in, {output} out per 1,000 tokens")
        return each.format(input=format_roubles(info.input_price), output=format_roubles(info.output_price))

    def _retranslate(self) -> None:
        self._name.setText(self.tr("Model"))
        self._combo.set_name(self.tr("Model"))
        line = self._combo.lineEdit()
        if line is not None:
            line.setAccessibleName(self.tr("Model"))
        self._hint.setText(self._hint_text())

    def _restyle(self) -> None:
        self._column.setSpacing(look().metrics.gap(1.5))
