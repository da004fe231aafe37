"""Carries a text through the model for a command: side by side as in the window, but with an end in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionEvent, CompletionUpdate, Retrying
from yagpt_desktop.domain.errors import Cancelled, ServiceFault, UnexpectedError, YaGptError
from yagpt_desktop.domain.text_task import ChunkState, Guarded, TextChunk, TextRun
from yagpt_desktop.services.long_run import ChunkOrder, LongRun, RunProgress, RunState
from yagpt_desktop.services.run_fault import Remedy, remedy_of
from yagpt_desktop.workers.abreast import Abreast, Say

LOOK_EVERY_S: Final = 0.1
LEAVES_WITHIN_S: Final = 3.0
MOST_WAITS: Final = 3
"""In a row, of a text in several parts: a script must come to its end.  One part ends as ``ask`` does."""

Complete = Callable[[ChunkOrder, CancelToken], Iterator[CompletionEvent]]


@dataclass(frozen=True, slots=True)
class Grew:
    """The text of a chunk so far."""

    order: ChunkOrder
    text: str


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something that is worth a line: a new try, another way."""

    event: CompletionEvent


@dataclass(frozen=True, slots=True)
class _Left:
    """How an order ended: with an answer or an error."""

    order: ChunkOrder
    update: CompletionUpdate | None = None
    guarded: Guarded | None = None
    error: YaGptError | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of a text.

    Attributes:
        unusable: Where the chunks begin whose result nobody should use without a look.
        error: Of the first chunk that failed of one, or what the run was given up for.
        interrupted: The person stopped it.
    """

    run: TextRun
    unusable: frozenset[int]
    error: YaGptError | None
    interrupted: bool

    @property
    def is_whole(self) -> bool:
        """Whether every part has a result of the model's."""
        return all(chunk.state is ChunkState.DONE for chunk in self.run.chunks)

    @property
    def done(self) -> tuple[TextChunk, ...]:
        """The parts that have one."""
        return tuple(chunk for chunk in self.run.chunks if chunk.state is ChunkState.DONE)


class Carrier:
    """One run, from its first order to its last; the main thread's."""

    def __init__(
        self,
        machine: LongRun,
        complete: Complete,
        show: Callable[[RunProgress], object],
        notice: Callable[[CompletionEvent], object],
    ) -> None:
        self._machine = machine
        self._complete = complete
        self._show = show
        self._notice = notice
        self._abreast: Abreast[Grew | Noticed | _Left] = Abreast()
        self._running = 0
        self._waits = 0
        self._was_waiting = False
        self._unusable: set[int] = set()
        self._errors: dict[int, YaGptError] = {}

    def carry(self, cancel: CancelToken) -> Carried:
        """Blocks until nothing more can be done; a cancel ends it at once.

        Whatever ``show`` raises ends it too, and every request with it.
        """
        given_up: YaGptError | None = None
        try:
            self._show(self._machine.progress)
            while not cancel.cancelled:
                self._begin(cancel)
                given_up = self._given_up()
                if given_up is not None or self._machine.state is RunState.FINISHED:
                    break
                self._hear(LOOK_EVERY_S)
        finally:
            is_interrupted = cancel.cancelled
            cancel.cancel()
            self._abreast.join(LEAVES_WITHIN_S)
        self._machine.stop()
        failed = [chunk.start for chunk in self._machine.run.chunks if chunk.state is ChunkState.FAILED]
        errors = [self._errors[start] for start in failed if start in self._errors]
        error = given_up or next(iter(errors), None)
        return Carried(self._machine.run, frozenset(self._unusable), error, is_interrupted)

    def _begin(self, cancel: CancelToken) -> None:
        for order in self._machine.take():
            self._running += 1
            self._abreast.start(partial(self._ask, order, cancel))

    def _given_up(self) -> YaGptError | None:
        """Return what there is no use in waiting for; a part that still runs is paid for and may end."""
        progress = self._machine.progress
        if progress.state is RunState.WAITING and not self._was_waiting:
            self._waits += 1
            self._show(progress)
        self._was_waiting = progress.state is RunState.WAITING
        if self._running or progress.error is None:
            return None
        if progress.state is RunState.HELD or remedy_of(progress.error) is Remedy.AWAIT_HOUR:
            return progress.error
        most = MOST_WAITS if len(progress.run.chunks) > 1 else 0
        return progress.error if self._waits > most else None

    def _hear(self, timeout_s: float) -> None:
        said = self._abreast.heard(timeout_s)
        if isinstance(said, Grew):
            self._machine.grew(said.order.start, said.text)
        elif isinstance(said, Noticed):
            self._notice(said.event)
            return
        elif said is not None:
            self._leave(said)
        else:
            return
        self._show(self._machine.progress)

    def _leave(self, left: _Left) -> None:
        self._running -= 1
        start, end = left.order.start, None
        if left.error is not None and isinstance(left.error, Cancelled):
            self._machine.gave_back(start)
        elif left.error is not None:
            self._errors[start] = left.error
            end = self._machine.broke(start, left.error)
        elif left.update is not None and left.guarded is not None:
            self._waits = 0
            end = self._machine.answered(start, left.update, left.guarded)
            if not left.guarded.usable:
                self._unusable.add(start)
        if end is not None:
            self._machine.kept(end)

    def _ask(self, order: ChunkOrder, cancel: CancelToken, say: Say[Grew | Noticed | _Left]) -> None:
        """A thread of its own.  Whatever happens becomes a value."""
        try:
            say(self._answered(order, cancel, say))
        except YaGptError as error:
            say(_Left(order, error=error))
        except Exception as error:  # noqa: BLE001  a thread's last wall: the main thread tells it
            say(_Left(order, error=UnexpectedError(type(error).__name__)))

    def _answered(self, order: ChunkOrder, cancel: CancelToken, say: Say[Grew | Noticed | _Left]) -> _Left:
        last: CompletionUpdate | None = None
        for event in self._complete(order, cancel):
            cancel.raise_if_cancelled()
            if isinstance(event, CompletionUpdate):
                last = event
                say(Grew(order, event.text))
                continue
            if isinstance(event, Retrying):
                # What it had is of no use: the request is sent anew.
                say(Grew(order, ""))
            say(Noticed(event))
        if last is None or not last.status.is_final:
            raise ServiceFault("the stream ended without a final message")
        return _Left(order, last, self._machine.checked(order, last))


def come(run: TextRun) -> str:
    """Return the result as far as it has come without a gap: nothing of it is the source."""
    pieces: list[str] = []
    for chunk in run.chunks:
        if chunk.state is not ChunkState.DONE:
            pieces.append(chunk.text if chunk.state is ChunkState.RUNNING else "")
            break
        pieces.append(chunk.text)
    return "".join(pieces)
