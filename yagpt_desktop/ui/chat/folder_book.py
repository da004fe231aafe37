"""All folders of chats: what is shown of them changes at once, what is kept follows in its thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.errors import DiskFull
from yagpt_desktop.domain.folder import Folder, FolderStore
from yagpt_desktop.services.conversation import new_id
from yagpt_desktop.workers.job import Broken, Job


class FolderBook(QObject):
    """Knows the folders, saves and deletes them.

    Signals:
        listed(list[Folder]): The folders in their order, whenever one of them changed.
        failed(YaGptError): Something could not be kept.
        kept(): Something was kept.
    """

    listed = Signal(object)
    failed = Signal(object)
    kept = Signal()

    def __init__(self, store: FolderStore, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._folders: tuple[Folder, ...] = ()
        self._version = 0
        self._lacks_room = False
        self._era = 0
        self._unsaved: dict[tuple[int, str], Folder] = {}
        self._keeping = Job(pool, self)
        self._keeping.finished.connect(self._on_kept)

    @property
    def version(self) -> int:
        """Grows with every change; a list that was asked for before one is out of date."""
        return self._version

    @property
    def folders(self) -> tuple[Folder, ...]:
        """All folders in their order."""
        return self._folders

    def folder(self, folder_id: str) -> Folder | None:
        """Return a folder; None where there is none of this id."""
        return next((folder for folder in self._folders if folder.id == folder_id), None)

    def of(self, chat: Chat) -> Folder | None:
        """Return the folder that a chat is in; None for none."""
        return self.folder(chat.folder_id) if chat.folder_id else None

    def take(self, folders: Sequence[Folder], version: int) -> None:
        """Take what was read, unless something was changed since it was asked for (at ``version``)."""
        if version == self._version and not self._lacks_room:
            self._become(folders)

    def add(self, folder: Folder) -> Folder:
        """Save a new folder behind all others, under an id of its own; return it as it is kept."""
        place = max((one.place for one in self._folders), default=-1) + 1
        made = Folder(new_id(), folder.name, place, folder.role_text, folder.options)
        self.save(made)
        return made

    def save(self, folder: Folder) -> None:
        """Add a folder or replace the one with its id; of changes that follow fast the last one is kept."""
        others = [one for one in self._folders if one.id != folder.id]
        key = (self._era, folder.id)
        self._unsaved[key] = folder

        def keep() -> None:
            """Store's thread: a slider makes more changes than a disk writes."""
            newest = self._unsaved.pop(key, None)
            if newest is not None:
                self._store.save_folder(newest)

        self._change([*others, folder], keep)

    def delete(self, folder_id: str) -> None:
        """Remove a folder; its chats stay, and are in it again when it is saved again."""
        others = [one for one in self._folders if one.id != folder_id]
        if len(others) < len(self._folders):
            self._era += 1  # what is saved after this must not be written before it
            self._change(others, lambda: self._store.delete_folder(folder_id))

    def shift(self, folder_id: str, steps: int) -> None:
        """Move a folder up (less than 0) or down among the others."""
        order = list(self._folders)
        at = next((place for place, one in enumerate(order) if one.id == folder_id), -1)
        to = at + steps
        if at < 0 or not 0 <= to < len(order):
            return
        order.insert(to, order.pop(at))
        placed = [Folder(o.id, o.name, n, o.role_text, o.options, o.is_closed) for n, o in enumerate(order)]
        moved = [one for one in placed if one not in self._folders]
        self._era += 1

        def keep() -> None:
            for one in moved:
                self._store.save_folder(one)

        self._change(placed, keep)

    def forget_all(self) -> None:
        """Let go of every folder: the history is about to be erased."""
        self._version += 1
        self._become(())

    def _change(self, folders: Sequence[Folder], keep: Callable[[], object]) -> None:
        self._version += 1
        self._become(folders)
        self._keeping.run(keep)

    def _become(self, folders: Sequence[Folder]) -> None:
        wanted = tuple(sorted(folders, key=lambda folder: (folder.place, folder.id)))
        if wanted != self._folders:
            self._folders = wanted
            self.listed.emit(list(wanted))

    @Slot(object)
    def _on_kept(self, result: object) -> None:
        if isinstance(result, Broken):
            # What a full disk delays is done once there is room.
            self._lacks_room = isinstance(result.error, DiskFull)
            self.failed.emit(result.error)
        else:
            self._lacks_room = False
            self.kept.emit()
