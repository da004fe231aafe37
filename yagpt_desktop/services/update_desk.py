"""Looks for a newer version: at most once a day, only where the person agreed, and only to tell of it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.errors import Cancelled, StorageError, YaGptError
from yagpt_desktop.domain.update import ManifestSource, Release, UpdateMemory, UpdateStore

from .publisher import Publisher
from .update_notice import ManifestRefused, admitted, news_in, read_announcement

_log = logging.getLogger(__name__)

LOOK_EVERY: Final = timedelta(days=1)
ASK_AFTER_DAYS: Final = 5
"""A person who has just met the program has other questions."""


@dataclass(frozen=True, slots=True)
class UpdateStand:
    """What is known now.

    Attributes:
        release: A newer version.
        is_closed: … whose notice the person has closed.
        checked_at: When the publisher was asked last; None for never.
        failed: The last look of this run came to nothing.
        asks: It is time for the question whether to look at all.
        is_development: This build has no publisher who could announce anything.
    """

    release: Release | None = None
    is_closed: bool = False
    checked_at: datetime | None = None
    failed: bool = False
    asks: bool = False
    is_development: bool = False


class UpdateDesk:
    """Any thread; every method may block on disk, :meth:`look` also on the network."""

    def __init__(
        self,
        store: UpdateStore,
        source: ManifestSource,
        publisher: Publisher,
        own_version: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._source = source
        self._publisher = publisher
        self._own_version = own_version
        self._now = now
        self._lock = threading.Lock()
        self._failed = False
        self._asked_at: datetime | None = None

    @property
    def is_development(self) -> bool:
        """Whether nobody can announce anything to this build.  Reads no disk but the package's own."""
        return self._publisher.is_development

    def begin(self) -> UpdateStand:
        """Count a day of use and return what is known from earlier starts."""
        today = self._now().astimezone().date().isoformat()

        def counted(memory: UpdateMemory) -> UpdateMemory:
            if memory.was_asked or memory.last_used == today:
                return memory
            return replace(memory, days_used=memory.days_used + 1, last_used=today)

        return self._stand(self._changed(counted))

    def look(self, cancel: CancelToken) -> UpdateStand:
        """Ask the publisher, unless that was done within a day.

        Whatever goes wrong is told to the log and changes nothing that is shown.

        Raises:
            Cancelled: Nothing else.
        """
        if self._publisher.is_development or not self._is_due():
            return self._stand(self._store.load())
        # Before the question: one that ends the program must not be asked again at once.
        self._asked_at = asked_at = self._now()
        self._changed(lambda memory: replace(memory, checked_at=asked_at))
        self._failed = not self._took_news(cancel)
        return self._stand(self._store.load())

    def close_notice(self) -> UpdateStand:
        """Remember that the person has seen the notice of the newest version."""
        return self._stand(self._changed(lambda memory: replace(memory, closed_version=memory.version)))

    def note_question(self) -> UpdateStand:
        """Remember that the person was asked whether to look."""
        return self._stand(self._changed(lambda memory: replace(memory, was_asked=True)))

    def _is_due(self) -> bool:
        # A disk that takes nothing makes nobody ask more often.
        checked_at = self._asked_at or self._store.load().checked_at
        # A clock that was put back must not stop the looks for years.
        return checked_at is None or not timedelta() <= self._now() - checked_at < LOOK_EVERY

    def _took_news(self, cancel: CancelToken) -> bool:
        try:
            content = self._source.fetch(cancel)
            manifest = read_announcement(content, self._publisher, self._now())
            self._changed(lambda memory: admitted(manifest, memory, self._own_version))
        except Cancelled:
            raise
        except ManifestRefused as error:
            _log.warning("the announcement of a version is refused: %s", error.refusal.value)
        except YaGptError as error:
            _log.warning("no announcement of versions came: %s %s", error.code, error.detail)
        else:
            return True
        return False

    def _changed(self, change: Callable[[UpdateMemory], UpdateMemory]) -> UpdateMemory:
        with self._lock:
            old = self._store.load()
            new = change(old)
            if new != old:
                try:
                    self._store.save(new)
                except StorageError as error:
                    _log.warning("what is known of versions is not kept: %s", error.detail)
                    return old
            return new

    def _stand(self, memory: UpdateMemory) -> UpdateStand:
        release = news_in(memory, self._own_version, self._publisher, self._now())
        return UpdateStand(
            release,
            is_closed=release is not None and memory.closed_version == release.version,
            checked_at=memory.checked_at,
            failed=self._failed,
            asks=not (memory.was_asked or self._publisher.is_development)
            and memory.days_used > ASK_AFTER_DAYS,
            is_development=self._publisher.is_development,
        )
