"""Files whose text goes with a question, read beside the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from yagpt_desktop.services.conversation import Attachment
from yagpt_desktop.services.document_text import read_document
from yagpt_desktop.services.exchange.importing import is_packed_chats
from yagpt_desktop.workers.job import Broken, Done, Job

MOST_FILES: Final = 10


class Attachments(QObject):
    """Holds the files of the question that is being written.

    Signals:
        changed(list[Attachment]): The files, in the order in which they were added.
        failed(YaGptError): A file could not be taken.
        chats_found(str): The file at this path holds chats of this or another program, and was not added.
    """

    changed = Signal(object)
    failed = Signal(object)
    chats_found = Signal(str)

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files: list[Attachment] = []
        self._reading = Job(pool, self)
        self._reading.finished.connect(self._on_read)

    @property
    def files(self) -> Sequence[Attachment]:
        """The files so far."""
        return tuple(self._files)

    @Slot(str)
    def add(self, path: str) -> None:
        """Read a file and add it; ``changed`` or ``failed`` follows."""
        if len(self._files) < MOST_FILES:
            self._reading.run(lambda: _read(Path(path)))

    @Slot(int)
    def remove(self, place: int) -> None:
        """Take a file away."""
        del self._files[place]
        self.changed.emit(list(self._files))

    def take(self) -> Sequence[Attachment]:
        """Return the files and begin anew."""
        taken, self._files = tuple(self._files), []
        if taken:
            self.changed.emit([])
        return taken

    @Slot(object)
    def _on_read(self, result: object) -> None:
        if isinstance(result, Broken):
            self.failed.emit(result.error)
        elif isinstance(result, Done) and isinstance(result.value, Path):
            self.chats_found.emit(str(result.value))
        elif isinstance(result, Done):
            self._files.append(result.value)
            self.changed.emit(list(self._files))


def _read(path: Path) -> Attachment | Path:
    """Worker thread.  Return the text of a file, or its path where nothing but chats is in it."""
    return path if is_packed_chats(path) else Attachment(path.name, read_document(path))
