"""One question at a time, in a thread, with its fate as one value."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionEvent, CompletionUpdate
from yagpt_desktop.domain.errors import Cancelled, ServiceFault, UnexpectedError, YaGptError

from .mailbox import FrameMailbox

log = logging.getLogger(__name__)

SHUT_DOWN_MS: Final = 3000

Turn = Callable[[CancelToken], Iterator[CompletionEvent]]


@dataclass(frozen=True, slots=True)
class Completed:
    """The answer is whole; ``update`` is its final state."""

    update: CompletionUpdate


@dataclass(frozen=True, slots=True)
class Stopped:
    """The person stopped it; what had arrived was delivered as partials."""


@dataclass(frozen=True, slots=True)
class Failed:
    """It broke; what had arrived was delivered as partials."""

    error: YaGptError


Outcome = Completed | Stopped | Failed


class TurnRunner(QObject):
    """Runs turns one after another in a thread of its own pool and tells the GUI thread.

    Lives in the GUI thread; no object is born or dies with a request.  :meth:`cancel` answers at once:
    ``ended`` comes with ``Stopped`` even while the thread still waits for the network to notice, and
    whatever that thread says later is ignored.

    Signals:
        partial(CompletionUpdate): The answer so far, at most one per frame.
        noticed(Retrying | Deferred): Something worth a line of status.
        ended(Outcome): Exactly once for each start, after the last partial.
    """

    partial = Signal(object)
    noticed = Signal(object)
    ended = Signal(object)
    _told = Signal(object, object)
    _left_thread = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        # a stopped turn may need a moment to leave its thread; the next one must not wait for it
        self._pool.setMaxThreadCount(4)
        self._mailbox = FrameMailbox(self)
        self._mailbox.delivered.connect(self._on_delivered)
        self._told.connect(self._on_told)
        self._left_thread.connect(self._on_left_thread)
        self._cancel: CancelToken | None = None

    @property
    def running(self) -> bool:
        """Whether ``ended`` is still to come."""
        return self._cancel is not None

    def start(self, turn: Turn) -> None:
        """Begin a turn; the one before must have ended."""
        if self._cancel is not None:
            raise RuntimeError("a turn is running")
        cancel = self._cancel = CancelToken()
        self._pool.start(lambda: self._run(turn, cancel))

    @Slot()
    def cancel(self) -> None:
        """Stop the turn.  ``ended`` is emitted before this returns; no effect when none runs."""
        cancel = self._cancel
        if cancel is None:
            return
        self._mailbox.flush()
        cancel.cancel()
        self._end(Stopped())

    def shut_down(self) -> bool:
        """Cancel and wait for the threads, at most ``SHUT_DOWN_MS``; True when all have left."""
        self.cancel()
        return self._pool.waitForDone(SHUT_DOWN_MS)

    def _run(self, turn: Turn, cancel: CancelToken) -> None:
        outcome = self._outcome(turn, cancel)
        self._left_thread.emit(cancel, outcome)

    def _outcome(self, turn: Turn, cancel: CancelToken) -> Outcome:
        """Worker thread.  Whatever happens becomes a value; nothing is raised."""
        last: CompletionUpdate | None = None
        try:
            for event in turn(cancel):
                if cancel.cancelled:
                    return Stopped()
                if isinstance(event, CompletionUpdate):
                    last = event
                    self._mailbox.post((cancel, event))
                else:
                    self._told.emit(cancel, event)
        except Cancelled:
            return Stopped()
        except YaGptError as error:
            return Failed(error)
        except Exception as error:
            log.exception("turn failed")
            return Failed(UnexpectedError(type(error).__name__))
        if last is None or not last.status.is_final:
            return Failed(ServiceFault("the stream ended without a final message"))
        return Completed(last)

    @Slot(object)
    def _on_delivered(self, posted: tuple[CancelToken, CompletionUpdate]) -> None:
        cancel, update = posted
        if cancel is self._cancel:
            self.partial.emit(update)

    @Slot(object, object)
    def _on_told(self, cancel: CancelToken, event: CompletionEvent) -> None:
        if cancel is self._cancel:
            self.noticed.emit(event)

    @Slot(object, object)
    def _on_left_thread(self, cancel: CancelToken, outcome: Outcome) -> None:
        if cancel is not self._cancel:
            return
        self._mailbox.flush()
        self._end(outcome)

    def _end(self, outcome: Outcome) -> None:
        self._mailbox.clear()
        self._cancel = None
        self.ended.emit(outcome)
