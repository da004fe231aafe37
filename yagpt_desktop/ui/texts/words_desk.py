"""Keeps the words that no correction may touch, and shows them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from yagpt_desktop.domain.text_ports import TextStore
from yagpt_desktop.workers.job import Broken, Done, Job

from .run_desk import TextParts
from .words_dialog import WordsDialog


class WordsDesk(QObject):
    """The list of words; the stores' thread reads and writes it.

    Signals:
        changed(object): The words as they are now (``frozenset[str]``, lower case).
        failed(YaGptError): They could not be read or written.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, window: QWidget, parts: TextParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._store = window, parts.store
        self.dialog: WordsDialog | None = None
        self._job = Job(parts.store_pool, self)
        self._job.finished.connect(self._on_read)

    @Slot()
    def show(self) -> None:
        """Open the list."""
        if self.dialog is None:
            self.dialog = WordsDialog(self._window)
            self.dialog.word_added.connect(self.add)
            self.dialog.word_removed.connect(self.remove)
        self.dialog.open()
        self._job.run(self._store.kept_words)

    @Slot(str)
    def add(self, word: str) -> None:
        """Leave a word alone from now on."""
        self._job.run(partial(_keep, self._store, word, kept=True))

    @Slot(str)
    def remove(self, word: str) -> None:
        """Let a word be corrected again."""
        self._job.run(partial(_keep, self._store, word, kept=False))

    @Slot(object)
    def _on_read(self, result: Done[frozenset[str]] | Broken) -> None:
        if isinstance(result, Broken):
            self.failed.emit(result.error)
            return
        if self.dialog is not None:
            self.dialog.show_words(result.value)
        self.changed.emit(result.value)


def _keep(store: TextStore, word: str, *, kept: bool) -> frozenset[str]:
    store.keep_word(word, kept=kept)
    return store.kept_words()
