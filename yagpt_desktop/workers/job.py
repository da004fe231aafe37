"""Short blocking work (disk, keyring, one call) beside the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from yagpt_desktop.domain.errors import UnexpectedError, YaGptError

log = logging.getLogger(__name__)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Done(Generic[_T]):
    """The work's result."""

    value: _T


@dataclass(frozen=True, slots=True)
class Broken:
    """Why there is none."""

    error: YaGptError


class Job(QObject):
    """One kind of work, run in order in one thread.

    A newer run does not overtake an older one; ``finished`` comes once for each run, in order.

    Signals:
        finished(Done | Broken): How a run ended.
    """

    finished = Signal(object)
    _left_thread = Signal(object)

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._pending = 0
        self._left_thread.connect(self._on_left_thread)

    @property
    def busy(self) -> bool:
        """Whether a run has not finished yet."""
        return self._pending > 0

    def run(self, work: Callable[[], object]) -> None:
        """Queue ``work``; it may block, and may raise ``YaGptError``."""
        self._pending += 1
        self._pool.start(lambda: self._left_thread.emit(self._result(work)))

    def _result(self, work: Callable[[], object]) -> Done[object] | Broken:
        """Worker thread.  Whatever happens becomes a value."""
        try:
            return Done(work())
        except YaGptError as error:
            return Broken(error)
        except Exception as error:
            log.exception("job failed")
            return Broken(UnexpectedError(type(error).__name__))

    @Slot(object)
    def _on_left_thread(self, result: object) -> None:
        self._pending -= 1
        self.finished.emit(result)


def single_thread(parent: QObject) -> QThreadPool:
    """A pool of one: what is started in it runs in order, never at the same time."""
    pool = QThreadPool(parent)
    pool.setMaxThreadCount(1)
    pool.setExpiryTimeout(-1)
    return pool


def several_threads(parent: QObject) -> QThreadPool:
    """A pool for work that may run side by side."""
    return QThreadPool(parent)
