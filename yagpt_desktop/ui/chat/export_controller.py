"""Carries a chat out of the history into a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QThreadPool, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from yagpt_desktop.domain.archive import ArchiveStore, ExportedChat, FileWriter
from yagpt_desktop.services.exchange.forms import WRITERS, ExportForm, file_stem
from yagpt_desktop.ui.widgets.toast import Toast
from yagpt_desktop.workers.job import Broken, Done, Job

from .export_dialog import ExportDialog
from .export_words import captions
from .pdf_page import pdf


class ExportController(QObject):
    """Asks where to, and has the file written beside the GUI thread.

    Args:
        window: What the dialog belongs to.
        store: The history.
        write: Puts a file in its place.
        pools: The history's own thread, and threads for anything else.
        clearance_px: Answers how much of the window's lower edge a notice must leave free.

    Signals:
        saved(str): A chat lies in this file now.
        failed(YaGptError): The chat could not be read, or the file not written.
    """

    saved = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        window: QWidget,
        store: ArchiveStore,
        write: FileWriter,
        pools: tuple[QThreadPool, QThreadPool],
        clearance_px: Callable[[], int] = lambda: 0,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self._write = write
        self._folder = ""
        self._form = ExportForm.MARKDOWN
        self._chat: ExportedChat | None = None
        self._toast = Toast(window, clearance_px, "export-notice")
        self._toast.taken.connect(self._on_folder_wanted)
        self._reading, self._writing = Job(pools[0], self), Job(pools[1], self)
        self._reading.finished.connect(self._on_read)
        self._writing.finished.connect(self._on_written)

    @Slot(str)
    def export(self, chat_id: str) -> None:
        """Read a chat and ask where it goes; one that was never kept has nothing to take out."""
        store = self._store

        def read() -> ExportedChat | None:
            try:
                return store.exported(chat_id)
            except KeyError:
                return None

        self._reading.run(read)

    @Slot(object)
    def _on_read(self, result: Done[ExportedChat | None] | Broken) -> None:
        if isinstance(result, Broken):
            self.failed.emit(result.error)
        elif result.value is not None:
            self._ask(result.value)

    def _ask(self, exported: ExportedChat) -> None:
        self._chat = exported
        words = captions()
        stem = file_stem(words.title(exported)) or words.untitled
        places = QStandardPaths.StandardLocation.DocumentsLocation
        folder = self._folder or QStandardPaths.writableLocation(places)
        dialog = ExportDialog(self._window, folder, stem, self._form)
        dialog.decided.connect(self.write_to)
        dialog.open()

    @Slot(str, object)
    def write_to(self, path: str, form: ExportForm) -> None:
        """Write the chat that was read last; ``saved`` or ``failed`` follows."""
        exported, write, words = self._chat, self._write, captions()
        if exported is None:
            return
        self._folder, self._form = str(Path(path).parent), form

        def work() -> str:
            content = pdf(exported, words) if form is ExportForm.PDF else WRITERS[form](exported, words)
            write(Path(path), content)
            return path

        self._writing.run(work)

    @Slot(object)
    def _on_written(self, result: Done[str] | Broken) -> None:
        if isinstance(result, Broken):
            self.failed.emit(result.error)
            return
        name = Path(result.value).name
        text = self.tr("Saved: {name}").format(name=name)
        self._toast.offer(text, self.tr("Show in the folder"), result.value)
        self.saved.emit(result.value)

    @Slot(object)
    def _on_folder_wanted(self, path: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).parent)))
