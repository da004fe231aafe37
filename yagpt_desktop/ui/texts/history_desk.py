"""Finds earlier texts, pins, forgets and opens them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from yagpt_desktop.domain.text_ports import TextStore
from yagpt_desktop.domain.text_task import TextRun
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.widgets.question import QuestionWords, new_question
from yagpt_desktop.workers.job import Broken, Done, Job

from .history_dialog import HistoryDialog
from .run_desk import TextParts

_SEARCH_MS: Final = 150


class HistoryDesk(QObject):
    """The dialog of the earlier texts; what it does to the store happens in the stores' thread.

    A run that is deleted leaves the disk at once; as long as it can be brought back it is held here.

    Signals:
        chosen(object): The person wants to see this run (``TextRun``) in its page.
        pinned(object): A run has its mark, or no longer (``TextRun``).
        failed(YaGptError): The history could not be read or changed.
        listed(): The list is what the store holds now.
    """

    chosen = Signal(object)
    pinned = Signal(object)
    failed = Signal(object)
    listed = Signal()

    def __init__(
        self, window: QWidget, parts: TextParts, hub: SettingsHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._store, self._hub = window, parts.store, hub
        self.dialog: HistoryDialog | None = None
        self._finding = Job(parts.store_pool, self)
        self._finding.finished.connect(self._on_found)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SEARCH_MS)
        self._later.timeout.connect(self.refresh)
        hub.changed.connect(self._on_settings)

    @Slot()
    def show(self) -> None:
        """Open the list."""
        if self.dialog is None:
            dialog = self.dialog = HistoryDialog(self._window)
            dialog.searched.connect(self._on_searched)
            dialog.open_requested.connect(self.chosen)
            dialog.pin_requested.connect(self.pin)
            dialog.removal_requested.connect(self.remove)
            dialog.undo_requested.connect(self.bring_back)
            dialog.clear_requested.connect(self.ask_to_clear)
        self.dialog.show_private(private=self._hub.settings.texts.private)
        self.dialog.open()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the list anew."""
        self._after(lambda _store: None)

    @Slot(object)
    def pin(self, run: TextRun) -> None:
        """Pin a run, or no longer."""
        marked = replace(run, pinned=not run.pinned)
        self._after(partial(_update, marked))
        self.pinned.emit(marked)

    @Slot(object)
    def remove(self, run: TextRun) -> None:
        """Forget a run; it can be brought back for a moment."""
        self._after(partial(_delete, run.id))
        if self.dialog is not None:
            self.dialog.offer_undo(run)

    @Slot(object)
    def bring_back(self, run: object) -> None:
        """Undo :meth:`remove`."""
        if isinstance(run, TextRun):
            self._after(partial(_save, run))

    @Slot()
    def ask_to_clear(self) -> None:
        """Ask before everything that is not pinned is forgotten."""
        words = QuestionWords(
            self.tr("Delete the earlier texts"),
            self.tr("Delete all earlier texts but the pinned ones?"),
            self.tr("Translations and corrections both go, and cannot be brought back."),
            self.tr("Cancel"),
            self.tr("Delete"),
        )
        question = new_question(self.dialog or self._window, "text-history", "text-history-go", words)
        question.accepted.connect(self.clear)
        question.open()

    @Slot()
    def clear(self) -> None:
        """Forget everything that is not pinned."""
        self._after(_clear)

    def _after(self, act: Callable[[TextStore], object]) -> None:
        """Do something to the store, then list what is there; of several lists the last one stays."""
        query = self.dialog.query if self.dialog is not None else ""
        self._finding.run(partial(_acted, self._store, act, query))

    @Slot(str)
    def _on_searched(self, _query: str) -> None:
        self._later.start()

    @Slot(object)
    def _on_found(self, result: Done[Sequence[TextRun]] | Broken) -> None:
        if isinstance(result, Broken):
            self.failed.emit(result.error)
        elif self.dialog is not None and not self._finding.busy:
            self.dialog.show_runs(result.value)
            self.listed.emit()

    @Slot(object, object)
    def _on_settings(self, _old: object, _new: object) -> None:
        if self.dialog is not None:
            self.dialog.show_private(private=self._hub.settings.texts.private)


def _acted(store: TextStore, act: Callable[[TextStore], object], query: str) -> Sequence[TextRun]:
    act(store)
    return store.runs(query)


def _update(run: TextRun, store: TextStore) -> None:
    with contextlib.suppress(KeyError):  # another window has deleted it
        store.update_run(run)


def _delete(run_id: str, store: TextStore) -> None:
    store.delete_run(run_id)


def _save(run: TextRun, store: TextStore) -> None:
    store.save_run(run)


def _clear(store: TextStore) -> None:
    store.clear_runs()
