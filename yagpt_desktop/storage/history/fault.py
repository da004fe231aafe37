"""What SQLite says, in our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import apsw

from yagpt_desktop.domain.errors import (
    DiskFull,
    HistoryBusy,
    HistoryDamaged,
    HistoryReadOnly,
    StorageError,
)

_KINDS: Final[tuple[tuple[type[apsw.Error], type[StorageError]], ...]] = (
    (apsw.FullError, DiskFull),
    (apsw.IOError, DiskFull),
    (apsw.CorruptError, HistoryDamaged),
    (apsw.NotADBError, HistoryDamaged),
    (apsw.FormatError, HistoryDamaged),
    # Ours has FTS5; where it is not found, the schema could not be read.
    (apsw.NoFTS5Error, HistoryDamaged),
    (apsw.BusyError, HistoryBusy),
    (apsw.LockedError, HistoryBusy),
    (apsw.ReadOnlyError, HistoryReadOnly),
    (apsw.PermissionsError, HistoryReadOnly),
    (apsw.AuthError, HistoryReadOnly),
    (apsw.CantOpenError, HistoryReadOnly),
)
_DAMAGE_BELOW: Final = frozenset(
    {apsw.SQLITE_IOERR_SHORT_READ, apsw.SQLITE_IOERR_DATA, apsw.SQLITE_IOERR_CORRUPTFS}
)


def fault_of(error: apsw.Error) -> StorageError:
    """Return our error for one of SQLite's; its words hold neither text nor secrets of a chat."""
    detail = f"{type(error).__name__}: {error} ({getattr(error, 'extendedresult', 0)})"
    if getattr(error, "extendedresult", 0) in _DAMAGE_BELOW:
        return HistoryDamaged(detail)
    if isinstance(error, apsw.SQLError) and "no such column" in str(error):
        return HistoryDamaged(detail)  # our own statements fit our own schema: a bit of it has flipped
    for kind, ours in _KINDS:
        if isinstance(error, kind):
            return ours(detail)
    return StorageError(detail)


@contextmanager
def told_in_our_words() -> Iterator[None]:
    """Raise our errors instead of SQLite's.

    Raises:
        StorageError: Whatever SQLite says.
    """
    try:
        yield
    except apsw.Error as error:
        raise fault_of(error) from error
    except UnicodeDecodeError as error:
        # A bit that has flipped inside a text: SQLite itself does not look there.
        raise HistoryDamaged("a text is not in UTF-8") from error
