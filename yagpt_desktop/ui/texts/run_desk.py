"""Carries one text of a page through the model, from the button to the last word."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from yagpt_desktop.domain.completion import CompletionRequest, Transport, Usage
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_ports import TextStore
from yagpt_desktop.domain.text_task import TextRun, TextTask
from yagpt_desktop.services.document_text import read_document
from yagpt_desktop.services.long_run import ChunkOrder, RunProgress, RunState
from yagpt_desktop.services.models import cost_roubles
from yagpt_desktop.services.text_request import answer_tokens, piece_tokens
from yagpt_desktop.services.text_work import request_of, rules_of, run_for
from yagpt_desktop.text.span import Span
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.workers.job import Broken, Done, Job
from yagpt_desktop.workers.text_runner import TextRunner
from yagpt_desktop.workers.turn import Turn

TurnMaker = Callable[[CompletionRequest, Settings], Turn]

_PROMPT_TOKENS = 400
"""What the instruction and the frame add to a request; for the estimate alone."""


@dataclass(frozen=True, slots=True)
class TextParts:
    """What a page of the text tools is given by the door.

    Attributes:
        store: Where runs are kept; the thread of ``store_pool``.
        private_store: In its place while nothing may be kept.
        others: Threads for everything else.
    """

    store: TextStore
    private_store: TextStore
    store_pool: QThreadPool
    others: QThreadPool
    make_turn: TurnMaker


class RunDesk(QObject):
    """One run at a time; the next begins when the one before has ended.

    Signals:
        begun(TextRun): The source is cut, nothing is asked yet.
        progressed(RunProgress): The run as it stands, at most once per frame.
        waiting(float, YaGptError): It goes on by itself in so many seconds; 0: not before :meth:`resume`.
        ended(RunProgress): It is over; once for each :meth:`run`.
        failed(YaGptError): Something beside the run broke: a file, the disk.
        text_read(str): The text of a file that was opened.
    """

    begun = Signal(object)
    progressed = Signal(object)
    waiting = Signal(float, object)
    ended = Signal(object)
    failed = Signal(object)
    text_read = Signal(str)

    def __init__(self, parts: TextParts, hub: SettingsHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._hub = hub
        self._asked = hub.settings
        self._cutting = Job(parts.others, self)
        self._cutting.finished.connect(self._on_cut)
        self._reading = Job(parts.others, self)
        self._reading.finished.connect(self._on_read)
        self._keeping = Job(parts.store_pool, self)
        self._keeping.finished.connect(self._on_kept)
        self._kept = self._runner_of(parts.store)
        self._private = self._runner_of(parts.private_store)
        self._runner = self._kept
        self._is_cancelled = False

    def _runner_of(self, store: TextStore) -> TextRunner:
        runner = TextRunner(store, self._parts.store_pool, self._turn, rules_of(self._hub.settings), self)
        runner.progressed.connect(self.progressed)
        runner.waiting.connect(self.waiting)
        runner.not_saved.connect(self.failed)
        runner.ended.connect(self._on_ended)
        return runner

    @property
    def running(self) -> bool:
        """Whether ``ended`` is still to come."""
        return self._cutting.busy or self._runner.running

    @property
    def last(self) -> TextRun | None:
        """The run of the moment, or the last one."""
        return self._runner.run

    @property
    def transport(self) -> Transport:
        """The way the run of the moment goes, or the last one went."""
        return self._asked.transport

    def estimate(self, task: TextTask, source: str) -> tuple[int, float | None]:
        """Return about how many tokens a run will take, and its price; None where none is known."""
        settings = self._hub.settings
        read = piece_tokens(source) + _PROMPT_TOKENS
        written = min(answer_tokens(task, source, settings), 2 * piece_tokens(source))
        return read + written, cost_roubles(settings.model, Usage(read, written, read + written))

    def run(self, task: TextTask, source: str, *, within: Span | None = None, private: bool = False) -> None:
        """Begin, with a part of the text if one is given; whatever ran before must have ended.

        ``private`` whatever the settings say.
        """
        settings = self._hub.settings
        texts = replace(settings.texts, private=private or settings.texts.private)
        self._asked = replace(settings, texts=texts)
        self._is_cancelled = False
        self._runner = self._private if texts.private else self._kept
        self._runner.obey(rules_of(self._asked))
        self._cutting.run(partial(run_for, task, source, self._asked, within))

    def resume(self, run: TextRun) -> None:
        """Go on with an earlier run."""
        self._asked = self._hub.settings
        self._runner = self._private if run.private else self._kept
        self._runner.resume(run)

    @Slot()
    def go_on(self) -> None:
        """Go on at once with the run that waits."""
        self._runner.resume()

    @Slot()
    def pause(self) -> None:
        """Ask for nothing more."""
        self._runner.pause()

    @Slot()
    def stop(self) -> None:
        """Stop at once."""
        self._is_cancelled = True
        self._runner.stop()

    def retry(self, index: int, *, stricter: bool = False) -> None:
        """Have one chunk asked again."""
        self._runner.retry(index, stricter=stricter)

    def read_file(self, path: str) -> None:
        """Read a file's text; ``text_read`` or ``failed`` follows."""
        self._reading.run(lambda: read_document(Path(path)))

    def keep_edit(self, run: TextRun) -> None:
        """Keep what the person made of a result by hand."""
        store = self._parts.private_store if run.private else self._parts.store
        self._keeping.run(lambda: _update(store, run))

    def shut_down(self) -> None:
        """Stop and leave the threads."""
        for runner in (self._kept, self._private):
            runner.shut_down()

    def _turn(self, order: ChunkOrder) -> Turn:
        return self._parts.make_turn(request_of(order, self._asked), self._asked)

    @Slot(object)
    def _on_cut(self, result: Done[TextRun] | Broken) -> None:
        if isinstance(result, Broken):
            self.failed.emit(result.error)
            return
        self.begun.emit(result.value)
        if self._is_cancelled:
            self.ended.emit(RunProgress(result.value, RunState.STOPPED))
        else:
            self._runner.start(result.value)

    @Slot(object)
    def _on_ended(self, progress: RunProgress) -> None:
        self.ended.emit(progress)

    @Slot(object)
    def _on_kept(self, result: Done[None] | Broken) -> None:
        if isinstance(result, Broken):
            self.failed.emit(result.error)

    @Slot(object)
    def _on_read(self, result: Done[str] | Broken) -> None:
        if isinstance(result, Broken):
            self.failed.emit(result.error)
        else:
            self.text_read.emit(result.value)


def _update(store: TextStore, run: TextRun) -> None:
    """Write, unless the person has deleted the run meanwhile."""
    with contextlib.suppress(KeyError):
        store.update_run(run)
