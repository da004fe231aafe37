"""Copies of the database that are checked before they count."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import apsw

from yagpt_desktop.domain.errors import DiskFull

from . import stems
from .database import Database
from .fault import told_in_our_words

PAUSE: Final = timedelta(minutes=30)
ALL_KEPT: Final = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9

_FORM: Final = "history-%Y%m%d-%H%M%S.db"
_DRAFT: Final = "draft"


class Backups:
    """The folder of copies.  Disk: worker threads only.

    A copy becomes one of them only when it was found sound: a damaged database never displaces a good copy.
    """

    def __init__(
        self, folder: Callable[[], Path], now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._folder = folder
        self._now = now

    def make(self, connection: apsw.Connection) -> Path | None:
        """Copy the database; None where the copy is not sound and was thrown away.

        Raises:
            StorageError: There is no room, or the folder is closed.
        """
        path = self._folder() / self._now().strftime(_FORM)
        draft = path.with_suffix(f".{_DRAFT}")
        try:
            sound = _copied(connection, draft)
            if sound:
                draft.replace(path)
                self._thin()
        except OSError as error:
            raise DiskFull(f"cannot make a copy: {error.strerror}") from error
        finally:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
        return path if sound else None

    def all(self) -> list[tuple[datetime, Path]]:
        """Return the copies with their times, the newest first; none where the folder cannot be read."""
        found = []
        with contextlib.suppress(OSError):
            for path in self._folder().iterdir():
                with contextlib.suppress(ValueError):
                    found.append((datetime.strptime(path.name, _FORM).replace(tzinfo=UTC), path))
        return sorted(found, reverse=True)

    @property
    def are_due(self) -> bool:
        """Whether the newest copy is older than ``PAUSE``; one from the future does not count."""
        now = self._now()
        return not any(now - PAUSE < when <= now for when, _ in self.all())

    def erase(self) -> None:
        """Remove every copy."""
        for _, path in self.all():
            path.unlink(missing_ok=True)

    def _thin(self) -> None:
        copies = self.all()
        kept = kept_of([when for when, _ in copies], self._now())
        for when, path in copies:
            if when not in kept:
                with contextlib.suppress(OSError):
                    path.unlink()


def kept_of(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return which copies stay: all of two days, then the newest of some days, weeks and months."""
    newest_first = sorted(times, reverse=True)
    kept = {when for when in newest_first if now - when <= ALL_KEPT}
    for number, span in (
        (DAILY, lambda when: when.date()),
        (WEEKLY, lambda when: when.isocalendar()[:2]),
        (MONTHLY, lambda when: (when.year, when.month)),
    ):
        newest: dict[object, datetime] = {}
        for when in newest_first:
            newest.setdefault(span(when), when)
        kept.update(list(newest.values())[:number])
    return kept


def _copied(connection: apsw.Connection, draft: Path) -> bool:
    draft.touch(mode=0o600)
    with told_in_our_words():
        copy = apsw.Connection(str(draft), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            stems.register(copy)
            transfer = copy.backup("main", connection, "main")
            try:
                transfer.step(-1)
            finally:
                # As a context manager apsw 3.54 hides the step's own error behind a SystemError.
                transfer.close(True)  # noqa: FBT003
            copy.pragma("journal_mode", "DELETE")
            return Database(copy).check()
        except apsw.CorruptError:
            return False
        finally:
            copy.close(True)  # noqa: FBT003
