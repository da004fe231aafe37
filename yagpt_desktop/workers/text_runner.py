"""A long text in several threads, its fate told to the GUI thread and kept on the disk as it goes."""

from __future__ import annotations

import contextlib
import math
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionEvent, CompletionUpdate, Retrying
from yagpt_desktop.domain.errors import DiskFull, YaGptError
from yagpt_desktop.domain.text_ports import TextStore
from yagpt_desktop.domain.text_task import Guarded, TextRun
from yagpt_desktop.services.long_run import (
    MOST_AT_ONCE,
    ChunkEnd,
    ChunkOrder,
    LongRun,
    RunProgress,
    RunRules,
    RunState,
)

from .job import Broken, Done, Job
from .mailbox import FrameMailbox
from .turn import Completed, Failed, Outcome, Turn, TurnRunner

LOOK_AGAIN_S: Final = 60.0
"""The longest timer: after a sleep of the computer a longer one would be far off."""

TurnMaker = Callable[[ChunkOrder], Turn]


@dataclass(frozen=True, slots=True)
class _Write:
    """What is on its way to the disk, and the chunk that is done when it is there."""

    act: Callable[[], object]
    end: ChunkEnd | None = None
    is_whole: bool = False


class _Line(QObject):
    """One of the requests that run side by side.

    Signals:
        grew(_Line, str): The text so far.
        left(_Line, ChunkOrder, Outcome, Guarded | None): How an order ended.
    """

    grew = Signal(object, str)
    left = Signal(object, object, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.runner = TurnRunner(self)
        self.order: ChunkOrder | None = None
        self._found: list[Guarded] = []
        self.runner.partial.connect(self._on_partial)
        self.runner.noticed.connect(self._on_noticed)
        self.runner.ended.connect(self._on_ended)

    def begin(self, order: ChunkOrder, turn: Turn, machine: LongRun) -> None:
        self.order = order
        found = self._found = []
        self.runner.start(_guarded_turn(turn, partial(machine.checked, order), found))

    @Slot(object)
    def _on_partial(self, update: CompletionUpdate) -> None:
        self.grew.emit(self, update.text)

    @Slot(object)
    def _on_noticed(self, event: CompletionEvent) -> None:
        if isinstance(event, Retrying):
            # What it had is of no use: the request is sent anew.
            self.grew.emit(self, "")

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        order, self.order = self.order, None
        self.left.emit(self, order, outcome, self._found[-1] if self._found else None)


class TextRunner(QObject):
    """Carries one run of a text tool through the model, up to three requests at once.

    Lives in the GUI thread.  Every result goes to the store before it counts as done; where it cannot be kept
    it counts all the same, stays in memory, and is written again with the next one and at the end.  The
    guards run in the requests' threads.

    Signals:
        progressed(RunProgress): The run as it stands, at most once per frame.
        chunk_ended(ChunkEnd): A chunk is done or failed, and kept.
        waiting(float, YaGptError): Nothing is asked for so many seconds; 0: not before :meth:`resume`.
        not_saved(StorageError): A result is in memory only.
        ended(RunProgress): Nothing runs any more: finished or stopped; once for each start.
    """

    progressed = Signal(object)
    chunk_ended = Signal(object)
    waiting = Signal(float, object)
    not_saved = Signal(object)
    ended = Signal(object)

    def __init__(
        self,
        store: TextStore,
        pool: QThreadPool,
        make_turn: TurnMaker,
        rules: RunRules,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._make_turn = make_turn
        self._rules = rules
        self._machine: LongRun | None = None
        self._is_over = True
        self._is_last_try = self._is_stopping = False
        self._lines = [_Line(self) for _ in range(MOST_AT_ONCE)]
        for line in self._lines:
            line.grew.connect(self._on_grew)
            line.left.connect(self._on_left)
        self._job = Job(pool, self)
        self._job.finished.connect(self._on_written)
        self._writing: deque[_Write] = deque()
        self._is_known = self._is_unsaved = False
        self._mailbox = FrameMailbox(self)
        self._mailbox.delivered.connect(self._on_frame)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._on_waited)

    @property
    def running(self) -> bool:
        """Whether ``ended`` is still to come."""
        return not self._is_over

    @property
    def run(self) -> TextRun | None:
        """The run as it stands; the last one after its end."""
        return self._machine.run if self._machine is not None else None

    @property
    def is_unsaved(self) -> bool:
        """Whether something of the run is in memory only."""
        return self._is_unsaved

    def obey(self, rules: RunRules) -> None:
        """Go by other rules from the next start on."""
        self._rules = rules

    def start(self, run: TextRun) -> None:
        """Begin a run that is new: it is kept first.  The one before must have ended."""
        self._begin(run)
        self._is_known = False
        self._write(_Write(partial(self._store.save_run, run), is_whole=True))
        self._go_on()

    @Slot()
    @Slot(object)
    def resume(self, run: TextRun | None = None) -> None:
        """Go on, at once: with the run that waits, is paused or was stopped, or with an earlier one."""
        if self._is_over:
            run = run or self.run
            if run is None:
                return
            self._begin(run)
            self._is_known = True
        if self._machine is not None:
            self._machine.resume()
        self._go_on()

    @Slot()
    def pause(self) -> None:
        """Ask for nothing more; the requests under way run to their end."""
        if self._machine is not None and not self._is_over:
            self._wait.stop()
            self._machine.pause()
            self._show()

    @Slot()
    def stop(self) -> None:
        """Cancel everything at once; ``ended`` comes as soon as what there is of the chunks is written."""
        if self._machine is None or self._is_over:
            return
        self._wait.stop()
        self._is_stopping = True
        for line in self._lines:
            # What had come and waits for its frame comes first.
            line.runner.cancel()
        self._is_stopping = False
        run_id = self._machine.run.id
        for chunk in self._machine.stop():
            self._write(_Write(partial(self._store.update_chunk, run_id, chunk)))
        self._show()
        self._mailbox.flush()
        self._end_if_over()

    @Slot(int)
    def retry(self, index: int, *, stricter: bool = False) -> None:
        """Have one chunk asked again; a run that was stopped goes on with it."""
        if self._machine is None or not 0 <= index < len(self._machine.run.chunks):
            return
        if self._is_over:
            self._begin(self._machine.run)
        self._machine.retry(index, stricter=stricter)
        self._go_on()

    def shut_down(self) -> bool:
        """Stop and wait for the threads, at most ``SHUT_DOWN_MS`` for each; True when all have left.

        What is being written belongs to the pool that was handed in.
        """
        self.stop()
        left = [line.runner.shut_down() for line in self._lines]
        return all(left)

    def _begin(self, run: TextRun) -> None:
        if not self._is_over:
            raise RuntimeError("a run is under way")
        self._machine = LongRun(run, self._rules)
        self._is_over = self._is_last_try = self._is_unsaved = False

    def _go_on(self) -> None:
        """Start what may start, and wait for what must be waited for."""
        machine = self._machine
        if machine is None or self._is_over:
            return
        for order in machine.take():
            line = next(line for line in self._lines if line.order is None)
            line.begin(order, self._turn(order), machine)
        self._wait.stop()
        progress = machine.progress
        if progress.state is RunState.WAITING:
            self._wait.start(math.ceil(min(progress.wait_s, LOOK_AGAIN_S) * 1000))
        self._show()
        self._end_if_over()

    def _turn(self, order: ChunkOrder) -> Turn:
        """Return the turn; where the request cannot even be made, one that says so."""
        try:
            return self._make_turn(order)
        except YaGptError as error:
            return partial(_failing, error)

    def _show(self) -> None:
        if self._machine is not None:
            self._mailbox.post(self._machine)

    @Slot(object)
    def _on_frame(self, machine: LongRun) -> None:
        if machine is self._machine:
            self.progressed.emit(machine.progress)

    @Slot(object, str)
    def _on_grew(self, line: _Line, text: str) -> None:
        if self._machine is not None and line.order is not None:
            self._machine.grew(line.order.start, text)
            self._show()

    @Slot(object, object, object, object)
    def _on_left(self, _line: _Line, order: ChunkOrder, outcome: Outcome, guarded: Guarded | None) -> None:
        machine = self._machine
        if machine is None or self._is_stopping:
            return
        count = len(machine.run.chunks)
        end: ChunkEnd | None = None
        if isinstance(outcome, Completed):
            guarded = guarded or machine.checked(order, outcome.update)
            end = machine.answered(order.start, outcome.update, guarded)
        elif isinstance(outcome, Failed):
            end = machine.broke(order.start, outcome.error)
            if end is None:
                self._tell_waiting(machine.progress)
        else:
            machine.gave_back(order.start)
        if end is not None:
            self._keep(machine, end)
        elif len(machine.run.chunks) != count:
            # One was cut in two, which changes the numbers of all after it.
            self._write(_Write(self._whole(machine), is_whole=True))
        self._go_on()

    def _keep(self, machine: LongRun, end: ChunkEnd) -> None:
        run = machine.run
        act = partial(self._store.update_chunk, run.id, end.chunk, run.cost_roubles)
        self._write(_Write(act, end))

    def _tell_waiting(self, progress: RunProgress) -> None:
        if progress.error is not None:
            self.waiting.emit(progress.wait_s, progress.error)

    def _write(self, write: _Write) -> None:
        if self._is_unsaved and self._machine is not None:
            write = _Write(self._whole(self._machine), write.end, is_whole=True)
        self._writing.append(write)
        self._job.run(partial(_unless_forgotten, write.act))

    def _whole(self, machine: LongRun) -> Callable[[], object]:
        """Return the writing of all chunks; of the run itself only where it never came to the disk."""
        run = machine.kept_form
        if not self._is_known:
            return partial(self._store.save_run, run)
        return partial(self._store.replace_chunks, run.id, run.chunks, run.cost_roubles)

    @Slot(object)
    def _on_written(self, result: Done[object] | Broken) -> None:
        write = self._writing.popleft()
        if isinstance(result, Done):
            self._is_known = True
            self._is_unsaved = self._is_unsaved and not write.is_whole
        else:
            # What finds the disk full is remembered by the store itself.
            self._is_unsaved = self._is_unsaved or not isinstance(result.error, DiskFull)
            self.not_saved.emit(result.error)
        if write.end is not None and self._machine is not None:
            chunk = self._machine.kept(write.end)
            self._mailbox.flush()
            self.chunk_ended.emit(replace(write.end, chunk=chunk))
        self._go_on()

    @Slot()
    def _on_waited(self) -> None:
        self._go_on()

    def _end_if_over(self) -> None:
        machine = self._machine
        if machine is None or self._is_over or self._writing:
            return
        if machine.state not in {RunState.FINISHED, RunState.STOPPED}:
            return
        if self._is_unsaved and not self._is_last_try:
            self._is_last_try = True
            self._write(_Write(self._whole(machine), is_whole=True))
        else:
            self._is_over = True
            self._mailbox.flush()
            self.ended.emit(machine.progress)


def _guarded_turn(turn: Turn, check: Callable[[CompletionUpdate], Guarded], found: list[Guarded]) -> Turn:
    """Return the turn with the guards at its end: they may take longer than the GUI thread may be held up."""

    def guarded(cancel: CancelToken) -> Iterator[CompletionEvent]:
        last: CompletionUpdate | None = None
        for event in turn(cancel):
            if isinstance(event, CompletionUpdate):
                last = event
            yield event
        if last is not None and last.status.is_final and not cancel.cancelled:
            found.append(check(last))

    return guarded


def _unless_forgotten(act: Callable[[], object]) -> None:
    """Write, unless the person has deleted the run meanwhile: it must not come back."""
    with contextlib.suppress(KeyError):
        act()


def _failing(error: YaGptError, _cancel: CancelToken) -> Iterator[CompletionEvent]:
    yield from ()
    raise error
