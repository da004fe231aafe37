"""Looks after the file of chats while the window is open."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from yagpt_desktop.domain.errors import DiskFull, StorageError, YaGptError
from yagpt_desktop.domain.history import BrokenImport, Rescue
from yagpt_desktop.domain.ports import HistoryFile
from yagpt_desktop.workers.job import Broken, Done, Job

AGAIN_MS: Final = 15_000
COPY_MS: Final = 30 * 60 * 1000


class Upkeep(QObject):
    """Checks the file once it is open, tries again where the disk was full, makes copies now and then.

    What an import has left that a kill broke off is removed after the check, by small parts.

    No timer runs unless something waits for it.

    Signals:
        told(Rescue | BrokenImport | StorageError): Something the person should know: what a damaged file has
            lost, that an import never came to its end, or why nothing can be saved.
        brought_back(): The list of chats is to be read again.
        room_again(): What could not be saved is saved now.
        still_full(DiskFull): The person wanted it saved at once, and there is still no room.
    """

    told = Signal(object)
    brought_back = Signal()
    room_again = Signal()
    still_full = Signal(object)

    def __init__(
        self, file: HistoryFile, pool: QThreadPool, parent: QObject | None = None, again_ms: int = AGAIN_MS
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._checking = Job(pool, self)
        self._checking.finished.connect(self._on_checked)
        self._sweeping = Job(pool, self)
        self._sweeping.finished.connect(self._on_swept)
        self._is_asked = False
        self._writing = Job(pool, self)
        self._writing.finished.connect(self._on_written)
        self._copying = Job(pool, self)
        self._closing = Job(pool, self)
        self._again = self._timer(again_ms)
        self._again.timeout.connect(self._try_again)
        self._copy = self._timer(COPY_MS)
        self._copy.timeout.connect(self._make_copy)

    def check(self) -> None:
        """Read the whole file, if that is due, behind everything that waits for it; ``told`` may follow."""
        self._checking.run(self._checked)

    @Slot(object)
    def on_failed(self, error: YaGptError) -> None:
        """Take note of a write that failed: where there was no room, it is tried again."""
        if isinstance(error, DiskFull) and not self._again.isActive():
            self._again.start()

    @Slot()
    def save_now(self) -> None:
        """Save what waits, without waiting any longer; ``room_again`` or ``still_full`` follows."""
        self._again.stop()
        self._is_asked = True
        self._try_again()

    @Slot()
    def on_changed(self) -> None:
        """Take note of a change: a copy is made some time after it."""
        if not self._copy.isActive():
            self._copy.start()

    def close(self) -> None:
        """Write what waits, in the store's thread; its pool is to be waited for."""
        self._again.stop()
        self._copy.stop()
        self._closing.run(self._file.close)

    def _timer(self, after_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        return timer

    def _checked(self) -> Rescue | BrokenImport | StorageError | None:
        """Store's thread.  Return the weightiest of what is to be told."""
        is_due = self._file.is_check_due
        read_only = self._file.read_only
        if read_only is None and is_due:
            self._file.check()
        unfinished = BrokenImport() if read_only is None and self._file.has_broken_import else None
        return self._file.take_rescue() or read_only or unfinished

    @Slot(object)
    def _on_checked(self, result: object) -> None:
        if isinstance(result, Broken):
            self.told.emit(result.error)
        elif isinstance(result, Done):
            if isinstance(result.value, Rescue):
                self.brought_back.emit()
            if result.value is not None:
                self.told.emit(result.value)
            self._sweeping.run(self._file.sweep)

    @Slot(object)
    def _on_swept(self, result: object) -> None:
        """Go on, behind whatever else is wanted meanwhile; where it cannot be, the next start does it."""
        if isinstance(result, Done) and result.value:
            self._sweeping.run(self._file.sweep)

    @Slot()
    def _try_again(self) -> None:
        self._writing.run(self._file.flush)

    @Slot(object)
    def _on_written(self, result: object) -> None:
        is_asked, self._is_asked = self._is_asked, False
        if isinstance(result, Broken):
            self.on_failed(result.error)
            if is_asked:
                self.still_full.emit(result.error)
        else:
            # Where not even the file could be opened, the list was never read.
            self.brought_back.emit()
            self.room_again.emit()

    @Slot()
    def _make_copy(self) -> None:
        self._copying.run(self._file.back_up)
