"""Ends the calls that were under way when the computer went to sleep: their connections are dead."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager


class SleepBell:
    """Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: dict[object, Callable[[], object]] = {}

    @contextmanager
    def heard_by(self, listener: Callable[[], object]) -> Generator[None]:
        """Within the block :meth:`ring` calls ``listener``, from the ringing thread; it must not block."""
        key = object()
        with self._lock:
            self._listeners[key] = listener
        try:
            yield
        finally:
            with self._lock:
                del self._listeners[key]

    def ring(self) -> None:
        """Tell everybody who listens."""
        with self._lock:
            listeners = list(self._listeners.values())
        for listener in listeners:
            listener()
