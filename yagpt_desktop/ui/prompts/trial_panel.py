"""Where a prompt is tried out before it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from yagpt_desktop.domain.saved_prompt import PromptUse
from yagpt_desktop.domain.text_task import ActionTask
from yagpt_desktop.services.actions import action_task
from yagpt_desktop.services.prompt_variables import VariableUnfit
from yagpt_desktop.ui.texts.run_desk import RunDesk
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.words.prompt_words import unfit_text

from .live_answer import LiveAnswer
from .prompt_entry import PromptEntry
from .prompt_text import PromptText
from .value_form import ValueForm

_LINES = 3


class TrialPanel(View):
    """A text of the person's own, the variables, and what the model makes of them; nothing is kept.

    Parts: :attr:`answer`.
    """

    def __init__(self, desk: RunDesk) -> None:
        super().__init__()
        self.setObjectName("prompt-trial")
        self._entry = PromptEntry("", "", "")
        self._label = plain_label(look="label")
        self.source = PromptText("trial-source")
        self.source.mark_variables(marked=False)
        self._label.setBuddy(self.source)
        self.form = ValueForm("trial-value")
        self._wrong = plain_label("trial-wrong", look="wrong", wraps=True)
        self._wrong.hide()
        self.answer = LiveAnswer("trial-answer", desk)
        self._run = Button("trial-run", look="primary")
        self.answer.card.foot.addWidget(self._run)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._label, self.source, self.form, self._wrong):
            self._column.addWidget(part)
        self._column.addWidget(self.answer, 1)
        self._run.clicked.connect(self._on_run)
        self.source.textChanged.connect(self._show_state)
        self.answer.state_changed.connect(self._show_state)
        self._settle()
        self._show_state()

    def show_entry(self, entry: PromptEntry, values: dict[str, str], favourites: Sequence[str]) -> None:
        """Try this prompt, as it stands in the editor; values given here before stay."""
        given = self.form.values() if entry.id == self._entry.id else {}
        self._entry = entry
        self.form.ask(entry.variables, {**values, **given}, favourites)
        self.form.setVisible(bool(entry.variables))
        self._show_state()

    @Slot()
    def _on_run(self) -> None:
        if self.answer.running:
            self.answer.stop()
            return
        try:
            task = self._task()
        except VariableUnfit as error:
            self._wrong.setText(unfit_text(error))
            self._wrong.show()
            self.form.focus_first(error.name)
            return
        self._wrong.hide()
        self.answer.run(task, self.source.toPlainText())

    def _task(self) -> ActionTask:
        if self._entry.use is PromptUse.ROLE:
            return ActionTask(self._entry.name, self._entry.text)
        return action_task(self._entry.name, self._entry.text, self.form.values())

    @Slot()
    def _show_state(self) -> None:
        running = self.answer.running
        text = self.tr("Stop") if running else self.tr("Try it")
        self._run.setText(text)
        self._run.setAccessibleName(text)
        has_both = bool(self.source.toPlainText().strip() and self._entry.text.strip())
        self._run.setEnabled(running or has_both)

    def _retranslate(self) -> None:
        label = self.tr("Text to try it on")
        self._label.setText(label)
        self.source.setAccessibleName(label)
        self.source.setPlaceholderText(self.tr("Type or paste a few sentences; they are not kept."))
        self._show_state()

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setSpacing(gap(1.5))
        self.source.setFixedHeight(self.source.fontMetrics().lineSpacing() * _LINES + gap(5))
