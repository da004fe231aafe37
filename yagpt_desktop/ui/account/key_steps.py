"""The way to a key, as a list to tick off beside the console."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from yagpt_desktop.domain import errors
from yagpt_desktop.ui.i18n import format_count
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import IconButton
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.words.error_text import error_text

from .step_row import Proof, StepRow
from .step_table import CONSOLE, FOLDER_PAGE, STEPS, Aspect, verdicts


class KeySteps(View):
    """Twelve steps.  What is ticked stays ticked while the window is open.

    Signals:
        link_activated(str): Open this address.
        field_requested(Field): Lead to the field where the fruit of a step belongs.
        check_requested(): A step was done that a check of the key can prove.
        close_requested(): Put the list away.
    """

    link_activated = Signal(str)
    field_requested = Signal(object)
    check_requested = Signal()
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__(look="account-card")
        self.setObjectName("account-steps")
        self._folder_id = ""
        self._wrong: tuple[Aspect, errors.YaGptError] | None = None
        self._proved: dict[Aspect, bool] = {}
        self._title = plain_label("account-steps-title", look="subheading", wraps=True)
        self._progress = plain_label("account-steps-progress", look="hint", wraps=True)
        self._close = IconButton("account-steps-close", "close")
        self.rows = tuple(StepRow(number) for number in range(1, len(STEPS) + 1))
        self._arrange()
        self._close.clicked.connect(self.close_requested)
        for row in self.rows:
            row.ticked.connect(self._on_ticked)
            row.followed.connect(self._on_followed)
        self._settle()

    def _arrange(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._progress)
        for row in self.rows:
            self._column.addWidget(row)
        self._column.addStretch(1)

    def show_folder(self, folder_id: str) -> None:
        """Let the links lead into this folder; "" for none that is known."""
        self._folder_id = folder_id

    def show_outcome(self, error: errors.YaGptError | None) -> None:
        """Mark what a check of the key has proved; what it says nothing about stays as it was."""
        told = verdicts(error)
        self._proved |= told
        wrong = next((aspect for aspect, right in told.items() if not right), None)
        self._wrong = (wrong, error) if wrong is not None and error is not None else None
        self._put_proofs()

    def forget_outcome(self) -> None:
        """Another key or folder: nothing is proved any more."""
        if self._proved:
            self._proved = {}
            self._wrong = None
            self._put_proofs()

    def _put_proofs(self) -> None:
        for row, step in zip(self.rows, STEPS, strict=True):
            if step.aspect is None:
                continue
            right = self._proved.get(step.aspect)
            proof = Proof.NONE if right is None else Proof.RIGHT if right else Proof.WRONG
            row.show_proof(proof, self._proof_text(step.aspect, proof))
        self._put_progress()

    def _proof_text(self, aspect: Aspect, proof: Proof) -> str:
        if proof is Proof.WRONG:
            known = self._wrong is not None and self._wrong[0] is aspect
            return (
                error_text(self._wrong[1]).cause
                if known and self._wrong
                else self.tr("This is not right yet.")
            )
        if proof is Proof.NONE:
            return ""
        return {
            Aspect.KEY: self.tr("Checked: the key is accepted."),
            Aspect.FOLDER: self.tr("Checked: the folder is right."),
            Aspect.ROLE: self.tr("Checked: the role is there."),
            Aspect.BILLING: self.tr("Checked: payments are active."),
        }[aspect]

    @Slot(bool)
    def _on_ticked(self, ticked: bool) -> None:
        self._put_progress()
        step = STEPS[self.rows.index(self.sender())]
        if ticked and step.aspect is not None:
            self.check_requested.emit()

    @Slot()
    def _on_followed(self) -> None:
        row = self.sender()
        step = STEPS[self.rows.index(row)]
        if step.field is not None:
            self.field_requested.emit(step.field)
            return
        address = step.address
        if address == CONSOLE and row is not self.rows[0] and self._folder_id:
            address = FOLDER_PAGE.format(folder_id=self._folder_id)
        self.link_activated.emit(address)

    def _put_progress(self) -> None:
        done = sum(row.is_done for row in self.rows)
        sentence = self.tr("{done} of {all} done. It takes about ten minutes, once.")
        self._progress.setText(sentence.format(done=format_count(done), all=format_count(len(self.rows))))

    def _retranslate(self) -> None:
        self._title.setText(self.tr("How to get a key"))
        self.setAccessibleName(self._title.text())
        self._close.set_name(self.tr("Hide the steps"))
        for row, step in zip(self.rows, STEPS, strict=True):
            row.put(_translated(step.text), _translated(step.button) if step.button else "")
        self._put_proofs()

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setContentsMargins(gap(6), gap(5), gap(6), gap(5))
        self._column.setSpacing(gap(2.5))


def _translated(source: str) -> str:
    return QCoreApplication.translate("KeySteps", source)
