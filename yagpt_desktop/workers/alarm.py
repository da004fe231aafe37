"""A clock that rings: one thread for all watchdogs."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Entry:
    """A pending alarm; doubles as its handle."""

    due_s: float
    action: Callable[[], object]
    pending: bool = field(default=True)

    def cancel(self) -> None:
        """Forget it; no effect once it rang."""
        self.pending = False


class ThreadAlarm:
    """Implements the port ``Alarm`` with one daemon thread, made on first use."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._heap: list[tuple[float, int, _Entry]] = []
        self._ticket = itertools.count()
        self._thread: threading.Thread | None = None
        self._closed = False

    def after(self, seconds: float, action: Callable[[], object]) -> _Entry:
        """Call ``action`` once, in the alarm's thread, ``seconds`` from now.  It must not block."""
        entry = _Entry(time.monotonic() + seconds, action)
        with self._changed:
            heapq.heappush(self._heap, (entry.due_s, next(self._ticket), entry))
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="alarm", daemon=True)
                self._thread.start()
            self._changed.notify()
        return entry

    def close(self) -> None:
        """Ring no more; returns when the thread has left."""
        with self._changed:
            self._closed = True
            self._changed.notify()
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while (entry := self._next_due()) is not None:
            if entry.pending:
                entry.pending = False
                entry.action()

    def _next_due(self) -> _Entry | None:
        """Wait for the first pending alarm; None when closed."""
        with self._changed:
            while not self._closed:
                self._drop_forgotten()
                if not self._heap:
                    self._changed.wait()
                    continue
                rest_s = self._heap[0][0] - time.monotonic()
                if rest_s <= 0:
                    return heapq.heappop(self._heap)[2]
                self._changed.wait(rest_s)
        return None

    def _drop_forgotten(self) -> None:
        while self._heap and not self._heap[0][2].pending:
            heapq.heappop(self._heap)
