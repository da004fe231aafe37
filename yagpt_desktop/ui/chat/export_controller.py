"""Carries a chat out of the history into a file."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QThreadPool, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from yagpt_desktop.domain.archive import ArchiveStore, ExportedChat, FileWriter
from yagpt_desktop.services.exchange.captions import Captions
from yagpt_desktop.services.exchange.forms import WRITERS, ExportForm, file_stem, free_names
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted
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
        saved(str): A chat lies in this file now, or several in files of this folder.
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
        self._chats: list[ExportedChat] = []
        self._toast = Toast(window, clearance_px, "export-notice")
        self._toast.taken.connect(self._on_folder_wanted)
        self._reading, self._writing = Job(pools[0], self), Job(pools[1], self)
        self._collecting, self._filing = Job(pools[0], self), Job(pools[1], self)
        self._collecting.finished.connect(self._on_collected)
        self._filing.finished.connect(self._on_filed)
        self._reading.finished.connect(self._on_read)
        self._writing.finished.connect(self._on_written)

    @Slot(str)
    def export(self, chat_id: str, shown: ExportedChat | None = None) -> None:
        """Read a chat and ask where it goes; of one that was never kept goes what is ``shown`` of it."""
        store = self._store
        self._reading.run(lambda: next(_found(store, [chat_id]), shown))

    @Slot(object, object)
    def export_several(self, chat_ids: Sequence[str], form: ExportForm) -> None:
        """Read chats and ask for the folder that each is to get a file in."""
        store = self._store
        self._form = form
        self._collecting.run(lambda: list(_found(store, chat_ids)))

    @Slot(object)
    def _on_collected(self, result: Done[list[ExportedChat]] | Broken) -> None:
        if isinstance(result, Broken):
            self.failed.emit(result.error)
            return
        self._chats = result.value
        dialog = QFileDialog(self._window, self.tr("Folder for the chats"), self._place())
        dialog.setObjectName("export-folder-dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.write_into)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def write_into(self, folder: str) -> None:
        """Write the chats that were read last, each into a file that is not there yet; ``saved`` follows."""
        chats, form, write, words, place = self._chats, self._form, self._write, captions(), Path(folder)
        self._folder = folder

        def work() -> str:
            stems = [file_stem(words.title(one)) or words.untitled for one in chats]
            names = free_names(stems, form, lambda name: (place / name).exists())
            for exported, name in zip(chats, names, strict=True):
                write(place / name, _content(exported, form, words))
            return folder

        self._filing.run(work)

    @Slot(object)
    def _on_filed(self, result: Done[str] | Broken) -> None:
        if isinstance(result, Broken):
            self.failed.emit(result.error)
            return
        source = QT_TRANSLATE_NOOP("ExportController", "Saved: %n chat(s)")
        self._offer(counted("ExportController", source, len(self._chats)), result.value)
        self.saved.emit(result.value)

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
        dialog = ExportDialog(self._window, self._place(), stem, self._form)
        dialog.decided.connect(self.write_to)
        dialog.open()

    def _place(self) -> str:
        places = QStandardPaths.StandardLocation.DocumentsLocation
        return self._folder or QStandardPaths.writableLocation(places)

    @Slot(str, object)
    def write_to(self, path: str, form: ExportForm) -> None:
        """Write the chat that was read last; ``saved`` or ``failed`` follows."""
        exported, write, words = self._chat, self._write, captions()
        if exported is None:
            return
        self._folder, self._form = str(Path(path).parent), form

        def work() -> str:
            write(Path(path), _content(exported, form, words))
            return path

        self._writing.run(work)

    @Slot(object)
    def _on_written(self, result: Done[str] | Broken) -> None:
        if isinstance(result, Broken):
            self.failed.emit(result.error)
            return
        self._offer(self.tr("Saved: {name}").format(name=Path(result.value).name), result.value)
        self.saved.emit(result.value)

    def _offer(self, text: str, path: str) -> None:
        self._toast.offer(text, self.tr("Show in the folder"), path)

    @Slot(object)
    def _on_folder_wanted(self, path: str) -> None:
        place = Path(path)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(place if place.is_dir() else place.parent)))


def _found(store: ArchiveStore, chat_ids: Sequence[str]) -> Iterator[ExportedChat]:
    for chat_id in chat_ids:
        with contextlib.suppress(KeyError):
            yield store.exported(chat_id)


def _content(exported: ExportedChat, form: ExportForm, words: Captions) -> bytes:
    return pdf(exported, words) if form is ExportForm.PDF else WRITERS[form](exported, words)
