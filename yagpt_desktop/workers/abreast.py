"""Acts that run side by side for somebody without an event loop: a command in the terminal."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

_T = TypeVar("_T")

Say = Callable[[_T], None]


class Abreast(Generic[_T]):
    """Gives each act a daemon thread and hands what they say, in the order they say it, to one listener."""

    def __init__(self) -> None:
        self._said: queue.SimpleQueue[_T] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []

    def start(self, act: Callable[[Say[_T]], None]) -> None:
        """Begin an act.  It is handed what it speaks through, and must not raise."""
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = threading.Thread(target=act, args=(self._said.put,), name="abreast", daemon=True)
        self._threads.append(thread)
        thread.start()

    def heard(self, timeout_s: float) -> _T | None:
        """Return what was said next; None where nothing was in time."""
        try:
            return self._said.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def join(self, timeout_s: float) -> bool:
        """Wait until all acts are over, so long at most; return whether they are."""
        deadline = time.monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)
