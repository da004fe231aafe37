"""A translation translated back, beside the text it was made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.dialog_size import resize_within_screen
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import set_look_property

from .pair_model import PairModel, PairRow
from .pair_table import PairTable


class BackDialog(QDialog):
    """Not modal: the page can be read and mended beside it.

    Signals:
        row_opened(int): The person wants to see this sentence in the page.
        stop_requested(): Stop translating.
    """

    row_opened = Signal(int)
    stop_requested = Signal()

    def __init__(self, parent: QWidget, titles: tuple[str, str]) -> None:
        super().__init__(parent.window())
        self.setObjectName("back-check")
        self.setWindowTitle(self.tr("Check by translating back"))
        self.setModal(False)
        self._told = plain_label("back-told", wraps=True)
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._hint = plain_label("back-hint", look="hint", wraps=True)
        self.model = PairModel(editable=False)
        self.model.show_titles(*titles)
        self.table = PairTable("back-table", self.model)
        set_look_property(self.table, "framed", value=True)
        self._next, self._stop = Button("back-next"), Button("back-stop")
        self._close = Button("back-close", look="primary")
        self._arrange()
        self.table.row_opened.connect(self.row_opened)
        self._next.clicked.connect(self._on_next)
        self._stop.clicked.connect(self.stop_requested)
        self._close.clicked.connect(self.close)
        self.finished.connect(self.stop_requested)
        self.show_running(text="")

    def _arrange(self) -> None:
        gap = look().metrics.gap
        self.table.setAccessibleName(self.tr("The text and its translation back"))
        self._hint.setText(
            self.tr("The marks are hints: the meaning may be right all the same. Enter shows the place.")
        )
        for button, text in (
            (self._next, self.tr("Next doubtful place")),
            (self._stop, self.tr("Stop")),
            (self._close, self.tr("Close")),
        ):
            button.setText(text)
            button.setAccessibleName(text)
        foot = QHBoxLayout()
        foot.addWidget(self._next)
        foot.addStretch(1)
        foot.addWidget(self._stop)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setSpacing(gap(3))
        column.addWidget(self._told)
        column.addWidget(self.table, 1)
        column.addWidget(self._hint)
        column.addLayout(foot)
        resize_within_screen(self, gap(200), gap(120))

    def show_running(self, text: str) -> None:
        """Say that it is on its way, and what it takes."""
        self._told.setText(f"{self.tr('Translating back…')} {text}".strip())
        self._stop.show()
        self._next.setEnabled(False)

    def show_rows(self, rows: Sequence[PairRow]) -> None:
        """Show the two texts as far as they have come."""
        self.model.show_rows(rows)

    def show_stopped(self) -> None:
        """Say that there is no more to come."""
        self._told.setText(self.tr("Stopped"))
        self._stop.hide()

    def show_verdict(self, price: str) -> None:
        """Say how many places are doubtful, and go to the first."""
        doubtful = sum(bool(row.doubt) for row in self.model.rows)
        if doubtful:
            text = self.tr("%n place(s) to look at.", "", doubtful)
        else:
            text = self.tr("Nothing doubtful was noticed.")
        self._told.setText(f"{text} {price}".strip())
        self._stop.hide()
        self._next.setEnabled(bool(doubtful))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if doubtful:
            self._on_next()

    @Slot()
    def _on_next(self) -> None:
        rows, count = self.model.rows, len(self.model.rows)
        here = self.table.currentIndex().row()
        for step in range(1, count + 1):
            row = (here + step) % count
            if rows[row].doubt:
                self.table.go_to(row)
                return
