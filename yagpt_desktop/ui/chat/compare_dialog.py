"""Two answers to one question, beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from yagpt_desktop.domain.chat import ChatMessage
from yagpt_desktop.domain.model import ModelInfo
from yagpt_desktop.ui.i18n import format_roubles
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.dialog_size import resize_within_screen
from yagpt_desktop.ui.widgets.labels import ElidedLabel, plain_label

from .answer_pane import AnswerPane
from .model_field import ModelField
from .temperature_field import TemperatureField


class CompareDialog(QDialog):
    """Left the answer that is there; right the choice of who else shall answer, then that answer.

    Signals:
        chosen(str, float | None): Another model or temperature was chosen; nothing is asked yet.
        ask_requested(): Ask with what is chosen.
        old_kept(): The answer on the left shall stay in view.
        new_kept(): The answer on the right shall.
    """

    chosen = Signal(str, object)
    ask_requested = Signal()
    old_kept = Signal()
    new_kept = Signal()

    def __init__(self, question: str, old: ChatMessage, models: Sequence[ModelInfo], parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("compare")
        self.setWindowTitle(self.tr("Compare answers"))
        self._question = ElidedLabel("compare-question", look="muted")
        self._question.setText(question)
        self.old, self.new = AnswerPane("compare-old"), AnswerPane("compare-new")
        self.old.show_answer(old)
        self._models = models
        self._model = ""
        self._temperature_value: float | None = None
        self._build_choice()
        self._arrange()
        self.old.kept.connect(self.old_kept)
        self.new.kept.connect(self.new_kept)

    def _build_choice(self) -> None:
        self._choice = QWidget()
        self._field, self._temperature = ModelField(), TemperatureField()
        self._field.show_models(self._models)
        self._ask = Button("compare-ask", look="primary")
        self._trouble = plain_label("compare-trouble", look="wrong", wraps=True)
        column = QVBoxLayout(self._choice)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._field, self._temperature, self._trouble):
            column.addWidget(part)
        column.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._field.changed.connect(self._on_model)
        self._temperature.changed.connect(self._on_temperature)
        self._ask.clicked.connect(self.ask_requested)

    def _arrange(self) -> None:
        gap = look().metrics.gap
        right = QWidget()
        self._stack = QStackedLayout(right)
        self._stack.addWidget(self._choice)
        self._stack.addWidget(self.new)
        row = QHBoxLayout()
        row.setSpacing(gap(5))
        row.addWidget(self.old, 1)
        row.addWidget(right, 1)
        column = QVBoxLayout(self)
        column.setSpacing(gap(3))
        column.addWidget(self._question)
        column.addLayout(row, 1)
        resize_within_screen(self, gap(250), gap(150))

    def show_choice(self, model: str, temperature: float | None, cost_roubles: float | None) -> None:
        """Show who would answer, and the price of the question alone; None where it is not known."""
        self._model = model
        self._temperature_value = temperature
        self._field.show_model(model)
        self._temperature.show_value(temperature)
        price = "" if cost_roubles is None else f" (≈\u00a0{format_roubles(cost_roubles)})"
        self._ask.setText(self.tr("Ask this model") + price)
        self._ask.setAccessibleName(self._ask.text())

    def show_new(self, message: ChatMessage) -> None:
        """Show the other answer as it grows."""
        begins = self._stack.currentWidget() is self._choice
        self._stack.setCurrentWidget(self.new)
        self.new.show_answer(message)
        if begins:
            self.new.focus_text()

    def show_trouble(self, text: str) -> None:
        """Say why there is no other answer, and offer the choice again."""
        self._trouble.setText(text)
        self._stack.setCurrentWidget(self._choice)
        self._ask.setFocus()

    @Slot(str)
    def _on_model(self, model: str) -> None:
        self.chosen.emit(model, self._temperature_value)

    @Slot(object)
    def _on_temperature(self, value: float | None) -> None:
        self.chosen.emit(self._model, value)
