"""Runs what nothing can end, as the look-up of a host's name, so that nobody has to wait for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final, Generic, TypeVar

MOST_LEFT_BEHIND: Final = 16
"""So many acts may run or hang at once.  A system's resolver gives up within half a minute or so."""

LOOK_EVERY_S: Final = 0.05

_T = TypeVar("_T")


class _Act(Generic[_T]):
    """One act in a thread of its own."""

    def __init__(self, act: Callable[[], _T], on_end: Callable[[], object]) -> None:
        self._act = act
        self._on_end = on_end
        self._results: list[_T] = []
        self._error: BaseException | None = None
        self.over = threading.Event()

    def run(self) -> None:
        try:
            self._results.append(self._act())
        except BaseException as error:  # noqa: BLE001  a thread's last wall: the caller raises it
            self._error = error
        finally:
            self._on_end()
            self.over.set()

    def result(self) -> _T:
        error, self._error = self._error, None  # no circle of error, frame and act
        if error is not None:
            raise error
        return self._results[0]


class ThreadAside:
    """Implements the port ``Aside``: a daemon thread for each act, left behind when nobody waits for it."""

    def __init__(self, most_left_behind: int = MOST_LEFT_BEHIND) -> None:
        self._places = threading.Semaphore(most_left_behind)

    def run(self, act: Callable[[], _T], timeout_s: float, check: Callable[[], object]) -> _T:
        """See the port."""
        check()
        if not self._places.acquire(blocking=False):
            raise TimeoutError("too many acts hang already")
        running = _Act(act, self._places.release)
        threading.Thread(target=running.run, name="aside", daemon=True).start()
        deadline = time.monotonic() + timeout_s
        while not running.over.wait(min(LOOK_EVERY_S, max(0.0, deadline - time.monotonic()))):
            check()
            if time.monotonic() >= deadline:
                raise TimeoutError("nothing in time")
        return running.result()
