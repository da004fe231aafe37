"""Asks for the variables of an action before it runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from yagpt_desktop.services.prompt_variables import VariableUnfit
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_caption, plain_label
from yagpt_desktop.ui.words.prompt_words import unfit_text

from .prompt_entry import PromptEntry
from .value_form import ValueForm


class ValueDialog(QDialog):
    """Offers what was given last time; Enter runs.

    Signals:
        agreed(PromptEntry, dict): Run it with these values.
    """

    agreed = Signal(object, object)

    def __init__(
        self, entry: PromptEntry, values: Mapping[str, str], favourites: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent.window())
        self.setObjectName("action-values")
        self.setWindowTitle(plain_caption(entry.name))
        self._entry = entry
        self.form = ValueForm("action-value")
        self.form.ask(entry.variables, values, favourites)
        self._wrong = plain_label("action-values-wrong", look="wrong", wraps=True)
        self._wrong.hide()
        self._run, self._cancel = Button("action-values-run", look="primary"), Button("action-values-cancel")
        gap = look().metrics.gap
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._run)
        column = QVBoxLayout(self)
        column.setSpacing(gap(3))
        column.addWidget(self.form)
        column.addWidget(self._wrong)
        column.addStretch(1)
        column.addLayout(foot)
        self._run.setDefault(True)
        self.setMinimumWidth(gap(90))
        for button, text in ((self._run, self.tr("Run")), (self._cancel, self.tr("Cancel"))):
            button.setText(text)
            button.setAccessibleName(text)
        self._run.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)
        self.form.changed.connect(self._on_changed)
        self.finished.connect(self.deleteLater)
        self.form.focus_first()

    def accept(self) -> None:
        """Run, or say what is missing."""
        unfit = self.form.first_unfit()
        if unfit is not None:
            self._wrong.setText(unfit_text(VariableUnfit(unfit.name)))
            self._wrong.show()
            self.form.focus_first(unfit.name)
            return
        super().accept()
        self.agreed.emit(self._entry, self.form.values())

    @Slot()
    def _on_changed(self) -> None:
        self._wrong.hide()
