"""Small work for the processor beside the GUI thread; nobody has to wait for it, not even at the end."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)


class Errands(QObject):
    """Runs what it is asked for, the newest first, one at a time.

    It has no parent: the thread keeps it alive until its last errand is done.  The thread is a daemon,
    made for a row of errands and gone after it.

    Signals:
        done(Hashable, object): The key of an errand and what its work returned; None where it failed.
    """

    done = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._waiting: dict[Hashable, Callable[[], object]] = {}
        self._is_running = False

    def ask(self, key: Hashable, work: Callable[[], object]) -> None:
        """Have work done; any thread.  It must not block, and must know its own limits."""
        with self._lock:
            self._waiting[key] = work
            is_needed = not self._is_running
            self._is_running = True
        if is_needed:
            threading.Thread(target=self._run, name="errands", daemon=True).start()

    def drop(self) -> None:
        """Forget what was not begun yet; any thread."""
        with self._lock:
            self._waiting.clear()

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._is_running = False
                    return
                key, work = self._waiting.popitem()
            result: object = None
            try:
                result = work()
            except Exception:  # a thread's last wall
                log.exception("errand failed")
            self.done.emit(key, result)
