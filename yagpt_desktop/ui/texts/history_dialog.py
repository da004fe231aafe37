"""The earlier texts of the translate page and of the fix page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from yagpt_desktop.domain.text_task import TextRun
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.dialog_size import resize_within_screen
from yagpt_desktop.ui.widgets.fields import SearchLine
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.toast import Toast
from yagpt_desktop.ui.widgets.view import set_look_property

from .history_model import HistoryModel

AnyIndex = QModelIndex | QPersistentModelIndex


class HistoryTable(QTableView):
    """One row at a time; Enter opens it, Delete takes it out.

    Signals:
        opened(): Enter was pressed, or a row was clicked twice.
        removal_requested(): Delete was pressed.
        row_chosen(): Another row is the current one.
    """

    opened = Signal()
    removal_requested = Signal()
    row_chosen = Signal()

    def __init__(self, model: HistoryModel) -> None:
        super().__init__()
        self.setObjectName("text-history-table")
        set_look_property(self, "look", "table")
        set_look_property(self, "framed", value=True)
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look().metrics.gap(9))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column, steps in ((1, 46), (2, 34), (3, 28)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, look().metrics.gap(steps))
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete takes out."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell where the person is."""
        super().currentChanged(current, previous)
        self.row_chosen.emit()


class HistoryDialog(QDialog):
    """Search as one types; Enter opens.

    Parts: :attr:`model`, :attr:`table`.

    Signals:
        searched(str): The words that are looked for; "" for all.
        open_requested(object): Show this run (``TextRun``) in its page.
        pin_requested(object): Pin it, or no longer.
        removal_requested(object): Forget it.
        undo_requested(object): Bring it back.
        clear_requested(): Forget everything that is not pinned.
    """

    searched = Signal(str)
    open_requested = Signal(object)
    pin_requested = Signal(object)
    removal_requested = Signal(object)
    undo_requested = Signal(object)
    clear_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setObjectName("text-history")
        self.setWindowTitle(self.tr("Earlier texts"))
        self.model = HistoryModel()
        self.table = HistoryTable(self.model)
        self._search = SearchLine("text-history-search")
        self._told = plain_label("text-history-told", look="hint", wraps=True)
        self._empty = plain_label("text-history-empty", look="muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._open = Button("text-history-open", look="primary")
        self._pin = Button("text-history-pin", icon_name="pin")
        self._remove = Button("text-history-remove", icon_name="delete")
        self._clear = Button("text-history-clear")
        self._close = Button("text-history-close")
        self._arrange()
        self._name()
        self._connect()
        self._toast = Toast(self, lambda: look().metrics.gap(14), "text-history-toast")
        self._toast.taken.connect(self.undo_requested)
        self._show_buttons()

    def _arrange(self) -> None:
        gap = look().metrics.gap
        foot = QHBoxLayout()
        for button in (self._pin, self._remove, self._clear):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setSpacing(gap(3))
        column.addWidget(self._told)
        column.addWidget(self._search)
        column.addWidget(self._empty)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self._open.setDefault(True)
        resize_within_screen(self, gap(210), gap(130))

    def _name(self) -> None:
        self._clear.setText(self.tr("Delete all but the pinned…"))
        self._clear.setAccessibleName(self._clear.text())
        self._close.setText(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close"))
        self._remove.setText(self.tr("Delete"))
        self._remove.setAccessibleName(self.tr("Delete this text from the history"))
        self._search.set_name(self.tr("Search the earlier texts"))
        self._search.setPlaceholderText(self.tr("Search the earlier texts"))
        self.table.setAccessibleName(self.tr("Earlier texts"))

    def _connect(self) -> None:
        self._search.textChanged.connect(self.searched)
        self._search.returnPressed.connect(self._on_open)
        self.table.opened.connect(self._on_open)
        self.table.removal_requested.connect(self._on_remove)
        self.table.row_chosen.connect(self._show_buttons)
        self._open.clicked.connect(self._on_open)
        self._pin.clicked.connect(self._on_pin)
        self._remove.clicked.connect(self._on_remove)
        self._clear.clicked.connect(self.clear_requested)
        self._close.clicked.connect(self.reject)

    @property
    def query(self) -> str:
        """What is looked for."""
        return self._search.text()

    @property
    def current(self) -> TextRun | None:
        """The run of the row the person is in."""
        return self.model.run_at(self.table.currentIndex().row())

    def show_private(self, *, private: bool) -> None:
        """Say what is kept, and that nothing is."""
        self._told.setText(
            self.tr("Texts are not kept now. What was kept before is still here.")
            if private
            else self.tr("Texts are kept on this computer only.")
        )

    def show_runs(self, runs: Sequence[TextRun]) -> None:
        """Show what was found; the person stays where they were."""
        before, row = self.current, self.table.currentIndex().row()
        self.model.show_runs(runs)
        ids = [run.id for run in runs]
        if before is not None and before.id in ids:
            row = ids.index(before.id)
        if runs:
            self.table.setCurrentIndex(self.model.index(min(max(0, row), len(runs) - 1), 0))
        self._empty.setText(self.tr("Nothing found") if self.query else self.tr("Nothing here yet"))
        self._empty.setVisible(not runs)
        self._show_buttons()

    def offer_undo(self, run: TextRun) -> None:
        """Say that a run is gone, and offer it back."""
        self._toast.offer(self.tr("Deleted"), self.tr("Undo"), run)

    @Slot()
    def _on_open(self) -> None:
        run = self.current
        if run is not None:
            self.accept()
            self.open_requested.emit(run)

    @Slot()
    def _on_pin(self) -> None:
        if self.current is not None:
            self.pin_requested.emit(self.current)

    @Slot()
    def _on_remove(self) -> None:
        if self.current is not None:
            self.removal_requested.emit(self.current)

    @Slot()
    def _show_buttons(self) -> None:
        run = self.current
        for button in (self._open, self._pin, self._remove):
            button.setEnabled(run is not None)
        self._clear.setEnabled(bool(self.model.runs))
        is_unfinished = run is not None and not run.is_finished
        self._open.setText(self.tr("Continue") if is_unfinished else self.tr("Open"))
        self._open.setAccessibleName(self._open.text())
        self._pin.setText(self.tr("Unpin") if run is not None and run.pinned else self.tr("Pin"))
        self._pin.setAccessibleName(self._pin.text())
        for button, name in ((self._pin, "pin"), (self._remove, "delete")):
            button.set_icon(name, "text" if button.isEnabled() else "disabled")
