"""The quick window's work, done as a run of the text tools: guarded, and kept in their history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionEvent, CompletionRequest
from yagpt_desktop.domain.errors import UnexpectedError, YaGptError
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_ports import TextStore
from yagpt_desktop.domain.text_task import ChunkState, Finding, TextRun, TextTask
from yagpt_desktop.services.long_run import ChunkOrder, RunProgress, RunState
from yagpt_desktop.services.text_work import arrived_text, findings_of, request_of, rules_of, run_for
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.workers.job import Broken, Done, Job
from yagpt_desktop.workers.text_runner import TextRunner
from yagpt_desktop.workers.turn import Turn

from .text_tool import ToolEnd, ToolResult

LONGEST_WAIT_S: Final = 20.0
"""Nobody looks at a small window for longer; the run stays in the history and can go on there."""

# After these the text may be looked at, but must not stand in the place of the person's own unasked.
_NOT_USABLE: Final = frozenset({Finding.REFUSED, Finding.EMPTY, Finding.TRUNCATED, Finding.REWRITTEN})

MakeTurn = Callable[[CompletionRequest, Settings], Turn]


class RunTool(QObject):
    """Implements ``TextTool`` over one ``TextRunner`` for each store.

    Signals:
        partial(str): The result so far.
        ended(ToolEnd): Once for each start that was not overtaken by another.
    """

    partial = Signal(str)
    ended = Signal(object)

    def __init__(
        self,
        make_turn: MakeTurn,
        hub: SettingsHub,
        stores: tuple[TextStore, TextStore],
        pools: tuple[QThreadPool, QThreadPool],
        parent: QObject | None = None,
    ) -> None:
        """Take the store that keeps, and the one for private work; the pools of the stores and of others."""
        super().__init__(parent)
        self._make_turn = make_turn
        self._hub = hub
        self._stores = stores
        self._store_pool = pools[0]
        self._runners: dict[bool, TextRunner] = {}
        self._runner: TextRunner | None = None
        self._wanted: tuple[TextTask, str] | None = None
        self._round = 0
        self._busy = False
        self._error: YaGptError | None = None
        self._planning = Job(pools[1], self)
        self._planning.finished.connect(self._on_planned)

    @property
    def busy(self) -> bool:
        """Whether ``ended`` is still to come."""
        return self._busy

    @property
    def run(self) -> TextRun | None:
        """The last run, as it stands; None before the first."""
        return self._runner.run if self._runner is not None else None

    def start(self, task: TextTask, source: str) -> None:
        """See the port."""
        self._busy, self._error = True, None
        self._wanted = (task, source)
        if self._runner is not None and self._runner.running:
            # Its end, which follows soon, begins the new one.
            self._runner.stop()
        if self._runner is None or not self._runner.running:
            self._plan()

    @Slot()
    def stop(self) -> None:
        """See the port."""
        if not self._busy:
            return
        self._wanted = None
        self._round += 1
        if self._runner is not None and self._runner.running:
            self._runner.stop()
        self._end(None)

    def shut_down(self) -> bool:
        """Stop and wait for the threads; True when all have left."""
        self.stop()
        left = [runner.shut_down() for runner in self._runners.values()]
        return all(left)

    def _plan(self) -> None:
        if self._wanted is None:
            return
        (task, source), self._wanted = self._wanted, None
        self._round += 1
        self._planning.run(partial(_planned, self._round, task, source, self._hub.settings))

    @Slot(object)
    def _on_planned(self, result: object) -> None:
        if isinstance(result, Broken):
            self._end(result.error)
            return
        value = result.value if isinstance(result, Done) else None
        if not isinstance(value, tuple) or value[0] != self._round or not self._busy:
            return
        self._runner = self._runner_for(private=value[1].private)
        self._runner.start(value[1])

    def _runner_for(self, *, private: bool) -> TextRunner:
        if private not in self._runners:
            rules = rules_of(self._hub.settings)
            runner = TextRunner(self._stores[private], self._store_pool, self._turn_of, rules, self)
            runner.progressed.connect(self._on_progress)
            runner.waiting.connect(self._on_waiting)
            runner.ended.connect(self._on_ended)
            self._runners[private] = runner
        return self._runners[private]

    def _turn_of(self, order: ChunkOrder) -> Turn:
        settings = self._hub.settings
        return partial(self._heard, self._make_turn(request_of(order, settings), settings))

    def _heard(self, turn: Turn, cancel: CancelToken) -> Iterator[CompletionEvent]:
        """Worker thread.  Notes the error itself: a run keeps its code alone."""
        try:
            yield from turn(cancel)
        except YaGptError as error:
            self._error = error
            raise

    @Slot(object)
    def _on_progress(self, progress: RunProgress) -> None:
        if self._busy and self._wanted is None and progress.state is RunState.RUNNING:
            self.partial.emit(arrived_text(progress.run))

    @Slot(float, object)
    def _on_waiting(self, wait_s: float, error: YaGptError) -> None:
        if (wait_s == 0 or wait_s > LONGEST_WAIT_S) and self._busy and self._runner is not None:
            self._end(error)
            self._runner.stop()

    @Slot(object)
    def _on_ended(self, progress: RunProgress) -> None:
        if self._wanted is not None:
            self._plan()
        elif self._busy and progress.state is RunState.FINISHED:
            self._end(self._outcome(progress.run))

    def _outcome(self, run: TextRun) -> ToolEnd:
        failed = any(chunk.state is ChunkState.FAILED for chunk in run.chunks)
        findings = findings_of(run)
        if failed and (self._error is not None or not findings):
            return self._error or UnexpectedError("a piece of the text failed")
        usable = not failed and not _NOT_USABLE.intersection(findings)
        return ToolResult(run.result, findings, usable=usable)

    def _end(self, end: ToolEnd) -> None:
        self._busy = False
        self.ended.emit(end)


def _planned(number: int, task: TextTask, source: str, settings: Settings) -> tuple[int, TextRun]:
    return number, run_for(task, source, settings)
