"""Takes all chats out into an archive, and brings chats in from a file."""

from __future__ import annotations

import stat
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from yagpt_desktop.domain.archive import ArchiveStore, ChatImport, ExportedChat, FileWriter, ImportCount
from yagpt_desktop.domain.errors import InputUnreadable
from yagpt_desktop.domain.fault import InputFault
from yagpt_desktop.services.exchange.archive import archives
from yagpt_desktop.services.exchange.importing import read_chats
from yagpt_desktop.ui.words.error_text import error_text
from yagpt_desktop.workers.job import Broken, Done, Job

from .archive_offer import ArchiveOffer
from .history_section import HistorySection


class HistoryController(QObject):
    """Asks for the file; reads, packs and writes beside the GUI thread.

    Chats come in by small parts, each queued behind what others want of the history: a question that is asked
    meanwhile is kept, and answered, as soon as ever.

    Args:
        section: The view.
        store: The history.
        write: Puts a file in its place.
        pools: The history's own thread, and threads for anything else.

    Signals:
        loaded(ImportCount): Chats came in; lists of them are out of date.
        saved(str): All chats lie in this file, and in ones beside it where they are very many.
        offer_agreed(): The chats of a file that was offered are wanted; the section says what becomes of it.
    """

    loaded = Signal(object)
    saved = Signal(str)
    offer_agreed = Signal()

    def __init__(
        self,
        section: HistorySection,
        store: ArchiveStore,
        write: FileWriter,
        pools: tuple[QThreadPool, QThreadPool],
    ) -> None:
        super().__init__(section)
        self._section = section
        self._store = store
        self._write = write
        self._path = ""
        self._chats = 0
        self._imports: deque[ChatImport] = deque()
        self._collecting, self._adding = Job(pools[0], self), Job(pools[0], self)
        self._packing, self._reading = Job(pools[1], self), Job(pools[1], self)
        self._collecting.finished.connect(self._on_collected)
        self._packing.finished.connect(self._on_packed)
        self._reading.finished.connect(self._on_read)
        self._adding.finished.connect(self._on_added)
        section.save_requested.connect(self._on_save)
        section.load_requested.connect(self._on_load)
        self._offer = ArchiveOffer(section)
        self._offer.agreed.connect(self._on_agreed)

    @Slot(str)
    def offer(self, path: str) -> None:
        """Ask whether the chats of a file that came from outside are wanted."""
        self._offer.ask(path)

    @Slot(str)
    def _on_agreed(self, path: str) -> None:
        self.offer_agreed.emit()
        self._section.show_loading()
        self._reading.run(lambda: _read_offered(path))

    @Slot()
    def _on_save(self) -> None:
        dialog = self._dialog(self.tr("Save all chats"), QFileDialog.AcceptMode.AcceptSave)
        dialog.setObjectName("archive-dialog")
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters([self.tr("Archive of chats (*.zip)")])
        dialog.setDefaultSuffix("zip")
        name = self.tr("Chats of YaGPT Desktop {date}").format(date=f"{datetime.now().astimezone():%Y-%m-%d}")
        dialog.selectFile(f"{name}.zip")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot()
    def _on_load(self) -> None:
        dialog = self._dialog(self.tr("Load chats"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setObjectName("import-dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self.tr("Archives and exports (*.zip *.json *.jsonl)"), self.tr("All files (*)")]
        )
        dialog.fileSelected.connect(self.load_from)
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        places = QStandardPaths.StandardLocation.DocumentsLocation
        folder = str(Path(self._path).parent) if self._path else QStandardPaths.writableLocation(places)
        dialog = QFileDialog(self._section, title, folder)
        dialog.setAcceptMode(mode)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write all chats outside the trash; ``saved`` follows where it can be done."""
        self._path = path
        self._section.show_saving()
        store = self._store
        self._collecting.run(lambda: [store.exported(chat.id) for chat in store.chats()])

    @Slot(object)
    def _on_collected(self, result: Done[list[ExportedChat]] | Broken) -> None:
        if isinstance(result, Broken):
            self._section.show_error(error_text(result.error))
            return
        chats, path, write = result.value, self._path, self._write
        self._chats = len(chats)
        self._packing.run(lambda: _write_all(chats, Path(path), write))

    @Slot(object)
    def _on_packed(self, result: Done[None] | Broken) -> None:
        if isinstance(result, Broken):
            self._section.show_error(error_text(result.error))
            return
        self._section.show_saved(self._chats)
        self.saved.emit(self._path)

    @Slot(str)
    def load_from(self, path: str) -> None:
        """Bring in the chats of a file, all or none; ``loaded`` follows where it can be done."""
        self._path = path
        self._section.show_loading()
        self._reading.run(lambda: read_chats(Path(path)))

    @Slot(object)
    def _on_read(self, result: Done[list[ExportedChat]] | Broken) -> None:
        if isinstance(result, Broken):
            self._section.show_error(error_text(result.error))
            return
        self._imports.append(self._store.bring_in(result.value))
        if len(self._imports) == 1:
            self._add_next()

    def _add_next(self) -> None:
        """Queue one part alone: whatever was asked of the history meanwhile comes before the next one."""
        if self._imports:
            self._adding.run(self._imports[0].step)

    @Slot(object)
    def _on_added(self, result: Done[ImportCount | None] | Broken) -> None:
        count = result.value if isinstance(result, Done) else None
        if count is not None or isinstance(result, Broken):
            self._imports.popleft()
        self._add_next()
        if isinstance(result, Broken):
            self._section.show_error(error_text(result.error))
        elif count is not None:
            self._section.show_loaded(count)
            self.loaded.emit(count)


def _read_offered(path: str) -> list[ExportedChat]:
    """Worker thread.  A pipe or a device of that name would hold it for ever."""
    try:
        is_file = stat.S_ISREG(Path(path).stat().st_mode)
    except OSError as error:
        raise InputUnreadable.closed(Path(path).name, error) from error
    if not is_file:
        raise InputUnreadable("this is no file", path=Path(path).name, fault=InputFault.CLOSED)
    return read_chats(Path(path))


def _write_all(chats: Sequence[ExportedChat], path: Path, write: FileWriter) -> None:
    """Worker thread."""
    for place, content in zip(_places(path), archives(chats), strict=False):
        write(place, content)


def _places(path: Path) -> Iterator[Path]:
    """Yield where the files go; what follows the first one stands beside it and replaces nothing."""
    yield path
    beside = (path.with_stem(f"{path.stem} ({number})") for number in count(2))
    yield from (place for place in beside if not place.exists())
