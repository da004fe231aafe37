"""An import behind its port: taken up again in another file, and swept away where it fails."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from yagpt_desktop.domain.archive import ChatImport, ExportedChat, ImportCount
from yagpt_desktop.domain.errors import StorageError

from .arrival import Arrival
from .chats import SqliteChatStore

log = logging.getLogger(__name__)

_T = TypeVar("_T")

_FAULTS = (StorageError, LookupError, ValueError, ArithmeticError)
"""What a write raises, and what chats raise whose messages do not fit together."""


class StoreCall(Protocol):
    """Does something with the store, which it opens first where that is needed."""

    def __call__(self, act: Callable[[SqliteChatStore], _T], /) -> _T:
        """Return what ``act`` returns; it may be asked twice, with two stores.

        Raises:
            StorageError: It cannot be done.
        """
        ...


class StoreImport:
    """A :class:`yagpt_desktop.domain.archive.ChatImport`; the thread of the store."""

    def __init__(self, call: StoreCall, chats: Sequence[ExportedChat]) -> None:
        self._call = call
        self._chats = chats
        self._arrival: Arrival | None = None
        self._store: SqliteChatStore | None = None
        self._error: Exception | None = None

    def step(self) -> ImportCount | None:
        """See the port."""
        if self._error is None:
            try:
                return self._call(self._next)
            except _FAULTS as error:
                self._error = error
        if self._is_more_to_sweep():
            return None
        raise self._error

    def _next(self, store: SqliteChatStore) -> ImportCount | None:
        # What was damaged is another file now, in which nothing of the import is.
        if self._arrival is None or store is not self._store:
            self._arrival, self._store = store.begin_arrival(self._chats), store
        return store.step(self._arrival)

    def _is_more_to_sweep(self) -> bool:
        try:
            return self._call(lambda store: store.sweep())
        except StorageError as error:
            # Nobody sees what is left, and the next start removes it.
            log.warning("a broken-off import is not removed yet: %s", error.detail)
            return False


def whole(steps: ChatImport) -> ImportCount:
    """Do all the steps of an import, one after the other."""
    while (count := steps.step()) is None:
        pass
    return count
