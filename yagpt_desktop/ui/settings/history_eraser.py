"""Removes all chats, after a question."""

from __future__ import annotations

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from yagpt_desktop.domain.ports import HistoryFile
from yagpt_desktop.ui.widgets.question import QuestionWords, new_question
from yagpt_desktop.ui.words.error_text import error_text
from yagpt_desktop.workers.job import Broken, Job

from .history_section import HistorySection


class HistoryEraser(QObject):
    """Asks, has everything that still writes stopped, and erases behind it.

    Signals:
        agreed(): Everything is about to go: answers on their way are to be stopped.
        erased(): Nothing is left; what shows chats is to begin anew.
    """

    agreed = Signal()
    erased = Signal()

    def __init__(self, section: HistorySection, file: HistoryFile, pool: QThreadPool) -> None:
        super().__init__(section)
        self._section = section
        self._file = file
        self._erasing = Job(pool, self)
        self._erasing.finished.connect(self._on_erased)
        section.erase_requested.connect(self._ask)

    @Slot()
    def _ask(self) -> None:
        words = QuestionWords(
            self.tr("Delete all chats"),
            self.tr("Delete all chats for good?"),
            self.tr("The trash and all copies go too. Accounts and settings stay. This cannot be undone."),
            self.tr("Keep them"),
            self.tr("Delete all"),
        )
        question = new_question(self._section.window(), "erase-all", "erase-all", words)
        question.accepted.connect(self._on_agreed)
        question.open()

    @Slot()
    def _on_agreed(self) -> None:
        self.agreed.emit()
        self._erasing.run(self._file.erase_all)

    @Slot(object)
    def _on_erased(self, result: object) -> None:
        if isinstance(result, Broken):
            self._section.show_error(error_text(result.error))
            return
        self.erased.emit()
        self._section.show_erased()
