"""Stopping a call that blocks in another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

from .errors import Cancelled


class CancelToken:
    """One wish to stop, shared by the thread that waits and the thread that may want it to end.

    The token carries the *call's* abort, not only a flag: a reader blocked in the network wakes at once.
    All methods may be called from any thread.
    """

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._aborts: list[Callable[[], object]] = []

    @property
    def cancelled(self) -> bool:
        """Whether :meth:`cancel` was called."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Abort what is registered now and whatever registers later.  Never blocks, never raises."""
        with self._lock:
            self._event.set()
            aborts, self._aborts = self._aborts, []
        for abort in aborts:
            abort()

    def raise_if_cancelled(self) -> None:
        """Raise :class:`Cancelled` once the wish was spoken."""
        if self.cancelled:
            raise Cancelled

    def wait(self, seconds: float) -> None:
        """Sleep, but wake and raise :class:`Cancelled` the moment somebody cancels."""
        self._event.wait(seconds)
        self.raise_if_cancelled()

    @contextmanager
    def aborting(self, abort: Callable[[], object]) -> Generator[None]:
        """Within the block a cancel calls ``abort`` (once, from the cancelling thread; it must not block).

        A cancel that fell between the making of the call and this line is not lost: ``abort`` runs at once.
        """
        with self._lock:
            late = self._event.is_set()
            if not late:
                self._aborts.append(abort)
        if late:
            abort()
        try:
            yield
        finally:
            with self._lock:
                if abort in self._aborts:
                    self._aborts.remove(abort)
