"""The history as the program uses it: opened with the first call, brought back where it is damaged."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

from yagpt_desktop.domain.archive import ExportedChat, ImportCount
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.errors import HistoryDamaged, StorageError
from yagpt_desktop.domain.history import Rescue, Spending
from yagpt_desktop.domain.search import SearchHit, SearchQuery

from .backup import Backups
from .chats import SqliteChatStore
from .database import Database, open_database
from .rescue import put, remains_of

_T = TypeVar("_T")

_ASIDE_FORM: Final = "history-damaged-%Y%m%d-%H%M%S.db"
_ASIDE_NAMES: Final = "history-damaged-*.db*"


class History:
    """Chats on the disk behind the port :class:`yagpt_desktop.domain.ports.ChatStore`.

    Nothing is opened before the first call.  A damaged file is set aside, what can be read of it and of the
    newest good copy goes into a new one, and the call is made again.  One thread at a time; blocks.
    """

    def __init__(
        self, path: Path, backups: Backups, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._path = path
        self._backups = backups
        self._now = now
        self._database: Database | None = None
        self._store: SqliteChatStore | None = None
        self._rescues: list[Rescue] = []
        self._changed = False

    @property
    def read_only(self) -> StorageError | None:
        """Why the history can only be read; None where it can be written or was not opened yet."""
        return self._database.read_only if self._database is not None else None

    def take_rescue(self) -> Rescue | None:
        """Return, once, what became of a damaged file; None where none was found."""
        return self._rescues.pop() if self._rescues else None

    def check(self) -> bool:
        """Read the whole file; where it is damaged, bring back what can be read.  True where it was sound.

        Raises:
            StorageError: It cannot be opened, or there is no room for a new one.
        """
        self._call(lambda _store: None)
        if self._database is None or self._database.check():
            return True
        self._bring_back()
        return False

    def back_up(self) -> Path | None:
        """Make a checked copy if something was changed and the newest copy is old enough.

        Raises:
            StorageError: There is no room for it.
        """
        if self._database is None or not self._changed or not self._backups.are_due:
            return None
        made = self._backups.make(self._database.connection)
        self._changed = made is None
        return made

    def flush(self) -> None:
        """Do the writes that found the disk full.

        Raises:
            StorageError: There is still no room.
        """
        if self._store is not None:
            self._store.flush()

    def close(self) -> None:
        """Write what waits, make a copy if one is due, and let go of the file.

        Raises:
            StorageError: Something could not be written; the file is closed all the same.
        """
        database, store = self._database, self._store
        if database is None or store is None:
            return
        try:
            store.flush()
            self.back_up()
        finally:
            self._database = self._store = None
            database.close()

    def erase_all(self) -> None:
        """Remove every chat for good: the file, its copies, and damaged files that were set aside.

        Raises:
            StorageError: Something is still there.
        """
        if self._database is not None:
            self._database.close()
        self._database = self._store = None
        self._changed = False
        try:
            self._backups.erase()
            for names in (_ASIDE_NAMES, f"{self._path.name}*"):
                for left in list(self._path.parent.glob(names)):
                    left.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(f"cannot erase: {error.strerror}") from error

    def chats(self) -> Sequence[Chat]:
        """See the port."""
        return self._call(lambda store: store.chats())

    def trash(self) -> Sequence[Chat]:
        """See the port."""
        return self._call(lambda store: store.trash())

    def save_chat(self, chat: Chat) -> None:
        """See the port."""
        self._change(lambda store: store.save_chat(chat))

    def delete_chat(self, chat_id: str) -> None:
        """See the port."""
        self._change(lambda store: store.delete_chat(chat_id))

    def restore_chat(self, chat_id: str) -> None:
        """See the port."""
        self._change(lambda store: store.restore_chat(chat_id))

    def erase_chat(self, chat_id: str) -> None:
        """See the port."""
        self._change(lambda store: store.erase_chat(chat_id))

    def messages(self, chat_id: str) -> Sequence[ChatMessage]:
        """See the port."""
        return self._call(lambda store: store.messages(chat_id))

    def add_message(self, chat_id: str, message: ChatMessage) -> ChatMessage:
        """See the port."""
        return self._change(lambda store: store.add_message(chat_id, message))

    def update_message(self, chat_id: str, message: ChatMessage) -> None:
        """See the port."""
        self._change(lambda store: store.update_message(chat_id, message))

    def choose_version(self, chat_id: str, message_id: str, version: int) -> Sequence[ChatMessage]:
        """See the port."""
        return self._change(lambda store: store.choose_version(chat_id, message_id, version))

    def delete_message(self, chat_id: str, message_id: str) -> Sequence[ChatMessage]:
        """See the port."""
        return self._change(lambda store: store.delete_message(chat_id, message_id))

    def restore_message(self, chat_id: str, message_id: str) -> Sequence[ChatMessage]:
        """See the port."""
        return self._change(lambda store: store.restore_message(chat_id, message_id))

    def show_message(self, chat_id: str, message_id: str) -> Sequence[ChatMessage]:
        """See the port."""
        return self._change(lambda store: store.show_message(chat_id, message_id))

    def add_path(self, chat: Chat, messages: Sequence[ChatMessage]) -> None:
        """See the port."""
        self._change(lambda store: store.add_path(chat, messages))

    def add_expense(self, chat_id: str, paid_at: datetime, roubles: float) -> None:
        """See the port."""
        self._change(lambda store: store.add_expense(chat_id, paid_at, roubles))

    def spending(self, chat_id: str, since: datetime) -> Spending:
        """See the port."""
        return self._call(lambda store: store.spending(chat_id, since))

    def search(self, query: str) -> Sequence[Chat]:
        """See the port."""
        return self._call(lambda store: store.search(query))

    def find(self, query: SearchQuery) -> Sequence[SearchHit]:
        """See the port."""
        return self._call(lambda store: store.find(query))

    def exported(self, chat_id: str) -> ExportedChat:
        """See :class:`yagpt_desktop.domain.archive.ArchiveStore`."""
        return self._call(lambda store: store.exported(chat_id))

    def add_chats(self, chats: Sequence[ExportedChat]) -> ImportCount:
        """See :class:`yagpt_desktop.domain.archive.ArchiveStore`."""
        return self._change(lambda store: store.add_chats(chats))

    def _change(self, act: Callable[[SqliteChatStore], _T]) -> _T:
        self._changed = True
        return self._call(act)

    def _call(self, act: Callable[[SqliteChatStore], _T]) -> _T:
        try:
            return act(self._opened())
        except HistoryDamaged:
            self._bring_back()
            return act(self._opened())

    def _opened(self) -> SqliteChatStore:
        if self._store is None:
            if self._is_emptied():
                raise HistoryDamaged("the file is empty though there are copies of it")
            self._database = open_database(self._path, self._backups.make)
            self._store = SqliteChatStore(self._database, self._now)
            if self._database.read_only is None:
                self._store.reconcile()
        return self._store

    def _is_emptied(self) -> bool:
        try:
            return self._path.stat().st_size == 0 and bool(self._backups.all())
        except OSError:
            return False

    def _bring_back(self) -> None:
        """Set the damaged file aside and begin a new one with all that can be had."""
        if self._database is not None:
            with contextlib.suppress(StorageError):
                self._database.close()
        self._database = self._store = None
        aside = self._set_aside()
        remains = remains_of(aside)
        copies = [remains_of(path) for _, path in self._backups.all()[:1]]
        database = open_database(self._path)
        with database.transaction() as connection:
            came = put(remains, connection)
            more = sum(put(copy, connection) for copy in copies)
        database.close()
        self._rescues.append(Rescue(str(aside), came, more))

    def _set_aside(self) -> Path:
        aside = self._path.with_name(self._now().strftime(_ASIDE_FORM))
        try:
            self._path.replace(aside)
            for ending in ("-wal", "-shm", "-journal"):
                beside = self._path.with_name(self._path.name + ending)
                if beside.exists():
                    beside.replace(aside.with_name(aside.name + ending))
        except OSError as error:
            raise StorageError(f"cannot set {self._path.name} aside: {error.strerror}") from error
        return aside
