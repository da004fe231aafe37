"""The history as the program uses it: opened with the first call, brought back where it is damaged."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, TypeVar

import apsw

from yagpt_desktop.domain.archive import ExportedChat, ImportCount
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.errors import DiskFull, HistoryDamaged, StorageError
from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.domain.history import Rescue, Spending
from yagpt_desktop.domain.search import SearchHit, SearchQuery

from .backup import Backups
from .chat_import import StoreImport, whole
from .chats import SqliteChatStore
from .database import Database, move_database, open_database, remove_database
from .fault import told_in_our_words
from .rescue import lend_chats, put, remains_of
from .text_door import HistoryTexts
from .texts import SqliteTextStore
from .unwritten import KeptMessage, Unwritten, Write

_T = TypeVar("_T")

CHECK_AFTER: Final = timedelta(days=1)

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
        self._unwritten = Unwritten()
        self._rescues: list[Rescue] = []
        self._changed = False
        self._had_bad_end = False
        self._closings = 0

    @property
    def texts(self) -> HistoryTexts:
        """The text tools' part of the same file, on the same thread."""
        return HistoryTexts(self._call_texts, self._change_texts)

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
            self._had_bad_end = False
            with contextlib.suppress(OSError):
                self._checked.touch(mode=0o600)
            return True
        self._bring_back()
        return False

    @property
    def is_check_due(self) -> bool:
        """Whether the last run ended badly, or the last check was more than a day ago.

        To read a large file takes most of a second, in which nobody could open a chat: not at every start.
        """
        self._call(lambda _store: None)
        try:
            seen = datetime.fromtimestamp(self._checked.stat().st_mtime, UTC)
        except OSError:
            return True
        return self._had_bad_end or not timedelta(0) <= self._now() - seen < CHECK_AFTER

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
        if self._store is not None or self._unwritten:
            try:
                self._call(lambda store: store.flush())
            finally:
                self._settle()

    def close(self) -> None:
        """Write what waits, make a copy if one is due, and let go of the file.

        Raises:
            StorageError: Something could not be written; the file is closed all the same.
        """
        self._closings += 1
        try:
            self.flush()
            self.back_up()
        finally:
            database, self._database, self._store = self._database, None, None
            if database is not None:
                database.close()

    def erase_all(self) -> None:
        """Remove every chat for good: the file, its copies, and damaged files that were set aside.

        Raises:
            StorageError: Something is still there.
        """
        self._closings += 1
        if self._database is not None:
            self._database.close()
        self._database = self._store = None
        self._unwritten.forget()
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
        return self._change(lambda store: store.add_message(chat_id, message), KeptMessage(chat_id, message))

    def update_message(self, chat_id: str, message: ChatMessage) -> None:
        """See the port."""
        self._change(lambda store: store.update_message(chat_id, message), KeptMessage(chat_id, message))

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

    def folders(self) -> Sequence[Folder]:
        """See the port."""
        return self._call(lambda store: store.folders())

    def save_folder(self, folder: Folder) -> None:
        """See the port."""
        self._change(lambda store: store.save_folder(folder))

    def delete_folder(self, folder_id: str) -> None:
        """See the port."""
        self._change(lambda store: store.delete_folder(folder_id))

    def search(self, query: str) -> Sequence[Chat]:
        """See the port."""
        return self._call(lambda store: store.search(query))

    def find(self, query: SearchQuery) -> Sequence[SearchHit]:
        """See the port."""
        return self._call(lambda store: store.find(query))

    def exported(self, chat_id: str) -> ExportedChat:
        """See :class:`yagpt_desktop.domain.archive.ArchiveStore`."""
        return self._call(lambda store: store.exported(chat_id))

    def bring_in(self, chats: Sequence[ExportedChat]) -> StoreImport:
        """See :class:`yagpt_desktop.domain.archive.ArchiveStore`.

        It ends where the file is closed or erased: nothing comes into what was left.
        """
        closings = self._closings

        def call(act: Callable[[SqliteChatStore], _T]) -> _T:
            if self._closings != closings:
                raise StorageError("the history was closed meanwhile")
            self._changed = True
            try:
                return self._call(act)
            finally:
                # It is not remembered: a person to whom it was said that nothing came tries again.
                self._settle()

        return StoreImport(call, chats)

    def add_chats(self, chats: Sequence[ExportedChat]) -> ImportCount:
        """Bring chats in without a pause, where nobody waits behind it."""
        return whole(self.bring_in(chats))

    @property
    def has_broken_import(self) -> bool:
        """See the port."""
        return self._call(lambda store: store.has_broken_import)

    def sweep(self) -> bool:
        """See the port; nothing is opened for it."""
        is_open = self._store is not None and self.read_only is None
        return is_open and self._call(lambda store: store.sweep())

    def _change(self, act: Callable[[SqliteChatStore], _T], kept: KeptMessage | None = None) -> _T:
        self._changed = True
        try:
            return self._call(act)
        except DiskFull:
            self._unwritten.add(Write(act, kept))
            raise
        finally:
            self._settle()

    def _call_texts(self, act: Callable[[SqliteTextStore], _T]) -> _T:
        return self._call(lambda store: act(store.texts))

    def _change_texts(self, act: Callable[[SqliteTextStore], _T]) -> _T:
        return self._change(lambda store: act(store.texts))

    def _settle(self) -> None:
        """Forget what the store has written meanwhile; where nothing could be opened, all of it waits."""
        if self._store is not None and self.read_only is None:
            self._unwritten.settle(self._store.waiting)

    def _call(self, act: Callable[[SqliteChatStore], _T]) -> _T:
        try:
            return act(self._opened())
        except HistoryDamaged:
            # What it has written before is not to be asked for again.
            self._settle()
            self._bring_back()
            return act(self._opened())

    def _opened(self) -> SqliteChatStore:
        if self._store is None:
            if self._rescued.exists():
                self._put_in_place()
            if self._is_emptied():
                raise HistoryDamaged("the file is empty though there are copies of it")
            # After a good end nothing is left in the log.
            self._had_bad_end = self._path.with_name(f"{self._path.name}-wal").exists()
            database = open_database(self._path, self._backups.make)
            self._database, self._store = database, SqliteChatStore(database, self._now)
            if database.read_only is None:
                try:
                    self._begin(self._store)
                except BaseException:
                    # What waits belongs to no store yet.
                    self._let_go()
                    raise
        return self._store

    def _begin(self, store: SqliteChatStore) -> None:
        with contextlib.suppress(DiskFull):  # it waits then, before all others
            store.reconcile()
        self._unwritten.hand_to(store)

    def _is_emptied(self) -> bool:
        try:
            return self._path.stat().st_size == 0 and bool(self._backups.all())
        except OSError:
            return False

    @property
    def _checked(self) -> Path:
        """Its time is that of the last check that found everything sound."""
        return self._path.with_name(f"{self._path.stem}.checked")

    @property
    def _rescued(self) -> Path:
        """A new file that is complete and waits for its place."""
        return self._path.with_name(f"{self._path.stem}-rescued.db")

    def _bring_back(self) -> None:
        """Make a new file of all that can be had, then set the damaged one aside.

        In this order: where there is no room for it, or the process is killed, the damaged file is still
        there and the next call begins again.
        """
        self._let_go()
        try:
            remains = remains_of(self._path)
            copies = [remains_of(path) for _, path in self._backups.all()[:1]]
        except OSError as error:
            raise DiskFull(f"no room to read {self._path.name}: {error.strerror}") from error
        for copy in copies:
            lend_chats(copy, remains)
        draft = self._path.with_name(f"{self._path.stem}-rescue.db")
        remove_database(draft)
        database = open_database(draft)
        try:
            with told_in_our_words(), database.transaction() as connection:
                came = put(remains, connection)
                more = sum(put(copy, connection) for copy in copies)
            # A close that finds no room says nothing, and the log would stay behind.
            with told_in_our_words():
                database.connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        finally:
            database.close()
        try:
            draft.replace(self._rescued)
        except OSError as error:
            raise StorageError(f"cannot rename {draft.name}: {error.strerror}") from error
        self._rescues.append(Rescue(str(self._put_in_place()), came, more))

    def _let_go(self) -> None:
        """Close a file as it is."""
        if self._database is not None:
            with contextlib.suppress(StorageError):
                self._database.close(as_it_is=True)
        self._database = self._store = None

    def _put_in_place(self) -> Path:
        """Set the damaged file aside and let the new one take its place; goes on where it was broken off."""
        aside = self._path.with_name(self._now().strftime(_ASIDE_FORM))
        try:
            move_database(self._path, aside)
            self._rescued.replace(self._path)
        except OSError as error:
            raise StorageError(f"cannot set {self._path.name} aside: {error.strerror}") from error
        return aside
