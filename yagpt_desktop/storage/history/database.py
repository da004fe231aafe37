"""The one connection to the database of chats."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote

import apsw

from yagpt_desktop.domain.errors import DiskFull, HistoryNewer, HistoryReadOnly, StorageError

from . import stems
from .fault import told_in_our_words
from .migration import migrate, steps, version_of
from .transaction import whole

_OLDEST_SQLITE: Final = (3, 51, 3)
"""The first whose write-ahead log cannot be reset under a reader (sqlite.org/wal.html#walresetbug)."""

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)})

_FIRST_WITH_VIEWS: Final = 3
_VIEWS: Final = """
    CREATE TEMP VIEW chat_here AS SELECT * FROM chat;
    CREATE TEMP VIEW message_here AS SELECT * FROM message;
"""
"""What reads an older file that may not be carried over looks here, too; nothing is on its way in there."""

_PATIENCE_MS: Final = 1000
"""A program that just ends may hold the file for a moment."""


class Database:
    """An open database; not to be used by two threads at a time, every call may block on the disk.

    Attributes:
        connection: SQLite's own object; other modules of this folder speak SQL through it.
        read_only: Why nothing can be written; None where it can.
    """

    def __init__(self, connection: apsw.Connection, read_only: StorageError | None = None) -> None:
        self.connection = connection
        self.read_only = read_only

    def transaction(self) -> AbstractContextManager[apsw.Connection]:
        """Return a transaction: all of it is on the disk when it ends, or nothing.

        Raises:
            StorageError: The database can only be read.
        """
        if self.read_only is not None:
            raise self.read_only
        return whole(self.connection)

    def check(self) -> bool:
        """Return whether every page is sound; reads the whole file."""
        try:
            return bool(self.connection.execute("PRAGMA quick_check(1)").get == "ok")
        except apsw.Error:
            return False

    def close(self, *, as_it_is: bool = False) -> None:
        """Write everything into the one file and let go of it; or ``as_it_is``, as for evidence."""
        with told_in_our_words():
            if as_it_is:
                self.connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            self.connection.close()


def open_database(
    path: Path, before_migration: Callable[[apsw.Connection], object] | None = None
) -> Database:
    """Open the file, made if it is not there, and carry it over to this version.

    What can be read is opened for reading at least: a newer version's file, or one in a folder that is
    closed to us.  ``before_migration`` is called with the old state in view.

    Raises:
        HistoryDamaged, HistoryForeign: It is no sound database of ours; it was not touched.
        HistoryBusy: Another process has it open.
        StorageError: It cannot be opened at all.
    """
    if tuple(map(int, apsw.sqlite_lib_version().split("."))) < _OLDEST_SQLITE:
        raise StorageError(f"SQLite {apsw.sqlite_lib_version()} may lose what was written to its log")
    try:
        return _for_writing(path, before_migration)
    except (HistoryNewer, HistoryReadOnly) as reason:
        if not path.exists():
            raise
        return _for_reading(path, reason)


def move_database(file: Path, to: Path) -> None:
    """Give a closed database another name, with what stands beside it; goes on where it was broken off.

    Raises:
        OSError: Something is still in its old place.
    """
    # The log first: it must never stand beside a file that is not its own.
    for ending in ("-wal", "-shm", "-journal", ""):
        beside = file.with_name(file.name + ending)
        if beside.exists():
            beside.replace(to.with_name(to.name + ending))


def remove_database(file: Path) -> None:
    """Remove a database with what stands beside it.

    Raises:
        StorageError: Something is still there.
    """
    try:
        for ending in ("", "-wal", "-shm", "-journal"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"cannot remove {file.name}: {error.strerror}") from error


def _for_writing(path: Path, before_migration: Callable[[apsw.Connection], object] | None) -> Database:
    _make_private(path)
    with told_in_our_words():
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            version = _prepare(connection)
            if version < len(steps()):
                if version and before_migration is not None:
                    before_migration(connection)
                migrate(connection, version)
        except BaseException:
            connection.close(True)  # noqa: FBT003
            raise
        return Database(connection)


def _prepare(connection: apsw.Connection) -> int:
    """Set the connection up and return the schema's version; a file that is not ours is not changed."""
    connection.set_busy_timeout(_PATIENCE_MS)
    connection.pragma("locking_mode", "EXCLUSIVE")
    connection.pragma("trusted_schema", False)  # noqa: FBT003
    # Exclusive begins with the first writing: a second process is to be told now, not at its first message.
    connection.execute("BEGIN EXCLUSIVE; COMMIT")
    version = version_of(connection)
    stems.register(connection)
    if connection.pragma("journal_mode", "WAL") != "wal":
        connection.pragma("journal_mode", "TRUNCATE")  # a network drive has no shared memory
    connection.pragma("synchronous", "FULL")
    if sys.platform == "darwin":
        connection.pragma("fullfsync", True)  # noqa: FBT003
        connection.pragma("checkpoint_fullfsync", True)  # noqa: FBT003
    connection.pragma("foreign_keys", True)  # noqa: FBT003
    connection.pragma("secure_delete", True)  # noqa: FBT003
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    return version


def _for_reading(path: Path, reason: StorageError) -> Database:
    """Open without a trace: the folder may be closed, so neither log nor lock is written."""
    address = f"file:{quote(str(path))}?mode=ro&immutable=1"
    with told_in_our_words():
        connection = apsw.Connection(address, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
        stems.register(connection)
        connection.pragma("trusted_schema", False)  # noqa: FBT003
        connection.pragma("temp_store", "MEMORY")
        with suppress(HistoryNewer):
            if version_of(connection) < _FIRST_WITH_VIEWS:
                connection.execute(_VIEWS)
    return Database(connection, reason)


def _make_private(path: Path) -> None:
    """Make the file before SQLite does: it would follow the umask."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull(f"cannot make {path.name}: {error.strerror}") from error
        raise HistoryReadOnly(f"cannot open {path.name}: {error.strerror}") from error
