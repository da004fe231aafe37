"""Steps of which only the newest counts, beside the GUI thread: a long text compared while it still grows."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from yagpt_desktop.domain.errors import UnexpectedError, YaGptError

from .job import single_thread

log = logging.getLogger(__name__)

SHUT_DOWN_MS: Final = 3000

_IMPATIENT_S: Final = 0.0005

Step = Callable[[], object]


class Comparing(QObject):
    """Runs steps one at a time, in one thread of its own; a step that still waits gives way to a newer one.

    Lives in the GUI thread.  As two steps never run at once, they may share an object that keeps state,
    such as a ``LiveComparison``; nobody else may touch it then.

    Signals:
        compared(object): What a step returned.
        failed(YaGptError): A step broke.
    """

    compared = Signal(object)
    failed = Signal(object)
    _left_thread = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = single_thread(self)
        self._next: Step | None = None
        self._runs = False
        self._generation = 0
        self._left_thread.connect(self._on_left_thread)

    @property
    def busy(self) -> bool:
        """Whether a step runs or waits."""
        return self._runs

    def compare(self, step: Step) -> None:
        """Run a step as soon as the one that runs has ended; what waited until now is dropped."""
        self._next = step
        if not self._runs:
            self._begin()

    @Slot()
    def forget(self) -> None:
        """Drop what waits, and ignore what the step that runs will say."""
        self._next = None
        self._generation += 1

    def shut_down(self) -> bool:
        """Drop everything and wait for the thread, at most ``SHUT_DOWN_MS``; True when it has left."""
        self.forget()
        return self._pool.waitForDone(SHUT_DOWN_MS)

    def _begin(self) -> None:
        step, self._next = self._next, None
        self._runs = step is not None
        if step is not None:
            generation = self._generation
            self._pool.start(lambda: self._run(step, generation))

    def _run(self, step: Step, generation: int) -> None:
        """Worker thread.  Whatever happens becomes a value."""
        try:
            with _LETTING_GO:
                value, error = step(), None
        except YaGptError as failure:
            value, error = None, failure
        except Exception as failure:
            log.exception("step failed")
            value, error = None, UnexpectedError(type(failure).__name__)
        self._left_thread.emit(generation, value, error)

    @Slot(object, object, object)
    def _on_left_thread(self, generation: int, value: object, error: YaGptError | None) -> None:
        self._begin()
        if generation != self._generation:
            return
        if error is not None:
            self.failed.emit(error)
        else:
            self.compared.emit(value)


class _LettingGo:
    """Has Python's lock handed over sooner while a step runs; a step is pure Python and lets go only then.

    The GUI thread gives the lock up at each call into Qt, and waits for it again a whole switch interval
    long: with the usual 5 ms one picture of thousands of words takes a third of a second.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self._before_s = 0.0

    def __enter__(self) -> None:
        with self._lock:
            if not self._count:
                self._before_s = sys.getswitchinterval()
                sys.setswitchinterval(min(self._before_s, _IMPATIENT_S))
            self._count += 1

    def __exit__(self, *_exception: object) -> None:
        with self._lock:
            self._count -= 1
            if not self._count:
                sys.setswitchinterval(self._before_s)


_LETTING_GO: Final = _LettingGo()
