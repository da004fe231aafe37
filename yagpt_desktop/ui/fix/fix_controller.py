"""Joins the fix page with the model and the comparison."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from yagpt_desktop.domain.change import Comparison
from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_settings import TextSettings
from yagpt_desktop.domain.text_task import ActionTask, ChunkState, Finding, FixMode, FixTask, TextRun
from yagpt_desktop.services.long_run import RunProgress, RunState, stricter_offered
from yagpt_desktop.services.text_work import arrived_text, findings_of, typeset
from yagpt_desktop.text.changes import LiveComparison
from yagpt_desktop.ui.i18n import format_count
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import RunDesk
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.error_text import details_of, error_text
from yagpt_desktop.ui.words.finding_words import findings_text
from yagpt_desktop.ui.words.text_words import estimate_text, waiting_text
from yagpt_desktop.workers.comparing import Comparing

from .fix_keys import FixWish
from .fix_page import FixPage, FixView
from .review_desk import Compared, ReviewDesk, compared

_ESTIMATE_MS: Final = 300


class FixController(QObject):
    """One text at a time: it is asked about, compared while it arrives, reviewed and copied.

    Signals:
        action_requested(ActionKind): Something that another page must do.
        copied(): The result is in the clipboard.
    """

    action_requested = Signal(object)
    copied = Signal()

    def __init__(
        self,
        page: FixPage,
        desk: RunDesk,
        review: ReviewDesk,
        hub: SettingsHub,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._desk, self._review, self._hub = page, desk, review, hub
        self._live = LiveComparison("")
        self._source = ""
        self._kept_words: frozenset[str] = frozenset()
        self._run: TextRun | None = None
        self._asked: FixTask | ActionTask = self.task
        self._comparing = Comparing(self)
        self._measure = QTimer(self)
        self._measure.setSingleShot(True)
        self._measure.setInterval(_ESTIMATE_MS)
        self._connect()
        page.show_mode(hub.settings.texts.fix_mode)
        self._show_ready()

    def _connect(self) -> None:
        page, desk = self._page, self._desk
        page.run_requested.connect(self.run)
        page.stop_requested.connect(desk.stop)
        page.paste_requested.connect(self.paste)
        page.copy_requested.connect(self.copy)
        page.mode_chosen.connect(self._on_mode)
        page.source.textChanged.connect(self._on_source)
        page.source.files_dropped.connect(self._on_files)
        page.errors.action_requested.connect(self._on_error_action)
        page.wished.connect(self._on_wish)
        page.notice_action.clicked.connect(self._on_stricter)
        desk.begun.connect(self._on_begun)
        desk.progressed.connect(self._on_progressed)
        desk.waiting.connect(self._on_waiting)
        desk.ended.connect(self._on_ended)
        desk.failed.connect(self.show_error)
        desk.text_read.connect(page.source.put_text)
        self._comparing.compared.connect(self._on_compared)
        self._comparing.failed.connect(self.show_error)
        self._review.changed.connect(self._on_reviewed)
        self._review.word_kept.connect(self._on_word_kept)
        self._measure.timeout.connect(self._show_estimate)
        self._hub.changed.connect(self.on_settings)

    @property
    def task(self) -> FixTask:
        """What is asked for."""
        return FixTask(self._hub.settings.texts.fix_mode)

    @Slot()
    def run(self) -> None:
        """Ask about the text in the page."""
        self._ask(self.task, self._page.source.toPlainText())

    def do(self, task: ActionTask, source: str) -> bool:
        """Show what an action makes of a text as changes; false while another answer is awaited."""
        if self._desk.running:
            return False
        self._page.source.put_text(source)
        self._ask(task, source)
        return True

    def _ask(self, task: FixTask | ActionTask, source: str) -> None:
        if not source.strip() or self._desk.running:
            return
        self._asked = task
        self._page.errors.show_error(None)
        self._page.show_notice("")
        self._page.show_running(running=True)
        self._page.show_status(self.tr("Reading the text…"))
        self._begin(source)
        self._desk.run(task, source)
        self._show_ready()

    def show_run(self, run: TextRun) -> None:
        """Show a run of earlier, to be reviewed again; one that did not end goes on."""
        if self._desk.running:
            return
        if isinstance(run.task, FixTask):
            self._put_mode(run.task.mode)
        self._page.source.put_text(run.source)
        self._begin(run.source)
        self._run = run
        if run.is_finished:
            self._on_ended(RunProgress(run, RunState.FINISHED))
        else:
            self._page.show_running(running=True)
            self._desk.resume(run)
        self._page.show_view(FixView.CHANGES)

    def take_text(self, text: str, *, run: bool) -> None:
        """Put another text into the page and, if wanted, ask about it at once."""
        self._page.source.put_text(text)
        self._page.show_view(FixView.SOURCE)
        if run:
            self.run()

    def know_words(self, words: frozenset[str]) -> None:
        """Leave these words alone from the next text on."""
        self._kept_words = words

    @Slot()
    def paste(self) -> None:
        """Replace the text by the clipboard's."""
        text = QGuiApplication.clipboard().text()
        if text:
            self.take_text(text, run=False)
            self._page.focus_text()

    @Slot()
    def copy(self) -> None:
        """Put the result into the clipboard."""
        if not self._has_result:
            return
        QGuiApplication.clipboard().setText(self._review.review.result())
        self._page.toast.offer(self.tr("The result is in the clipboard"), "", None)
        self.copied.emit()

    @Slot(object)
    def show_error(self, error: YaGptError) -> None:
        """Say what went wrong; the text is where it was."""
        self._page.errors.show_error(error_text(error), details_of(error))

    @Slot(object, object)
    def on_settings(self, old: Settings, new: Settings) -> None:
        """Set the result by other rules of typography, without asking anybody."""
        before, after = old.texts, new.texts
        if (before.typography, before.yo) == (after.typography, after.yo):
            return
        if self._run is not None and self._has_result and not self._desk.running:
            self._compare_whole(self._run)

    def retranslate(self) -> None:
        """Put the words anew in another language."""
        self._on_reviewed()
        self._show_estimate()

    def shut_down(self) -> None:
        """Stop and leave the threads."""
        self._desk.shut_down()
        self._comparing.shut_down()
        self._review.shut_down()

    @property
    def _has_result(self) -> bool:
        return self._run is not None and self._review.is_final

    def _begin(self, source: str) -> None:
        self._comparing.forget()
        self._source, self._live, self._run = source, LiveComparison(source), None
        self._review.begin(self._kept_words)

    @Slot(object)
    def _on_begun(self, run: TextRun) -> None:
        self._run = run
        self._page.show_view(FixView.CHANGES)

    @Slot(object)
    def _on_progressed(self, progress: RunProgress) -> None:
        if progress.state in {RunState.FINISHED, RunState.STOPPED}:
            return
        self._show_progress(progress)
        if progress.state is RunState.HELD and progress.error is not None:
            self.show_error(progress.error)
        text = arrived_text(progress.run)
        self._comparing.compare(partial(compared, self._live.updating(text), is_final=False))

    @Slot(float, object)
    def _on_waiting(self, wait_s: float, error: YaGptError) -> None:
        if wait_s:
            self._page.show_status(waiting_text(wait_s))
        else:
            self.show_error(error)

    @Slot(object)
    def _on_ended(self, progress: RunProgress) -> None:
        run = progress.run
        self._run = run
        self._page.show_running(running=False)
        self._tell_failure(progress)
        self._compare_whole(run)
        self._tell_findings(run)

    def _compare_whole(self, run: TextRun) -> None:
        steps = _finishing(self._live, run, self._hub.settings.texts)
        self._comparing.compare(partial(compared, steps, self._review.review.own, is_final=True))

    @Slot(object)
    def _on_compared(self, result: Compared) -> None:
        self._review.take(result)
        self._show_ready()

    @Slot()
    def _on_reviewed(self) -> None:
        if not self._review.is_final or self._desk.running:
            return
        self._page.show_status(self._result_words())
        self._show_ready()

    def _result_words(self) -> str:
        count = len(self._review.review.changes)
        if not count:
            is_action = self._run is not None and isinstance(self._run.task, ActionTask)
            return self.tr("Nothing to change") if is_action else self.tr("No mistakes found")
        return self.tr("%n correction(s)", "", count)

    def _show_progress(self, progress: RunProgress) -> None:
        chunks = progress.run.chunks
        if progress.state is RunState.PAUSED:
            self._page.show_status(self.tr("Paused"))
        elif len(chunks) > 1 and progress.state is RunState.RUNNING:
            done = sum(chunk.state in {ChunkState.DONE, ChunkState.FAILED} for chunk in chunks)
            text = self.tr("Checking: part {number} of {count}")
            self._page.show_status(
                text.format(number=format_count(min(done + 1, len(chunks))), count=format_count(len(chunks)))
            )
        elif progress.state is RunState.RUNNING:
            self._page.show_status(self.tr("Checking…"))

    def _tell_failure(self, progress: RunProgress) -> None:
        failed = [chunk for chunk in progress.run.chunks if chunk.state is ChunkState.FAILED]
        if progress.error is not None:
            self.show_error(progress.error)
        elif failed and not any(chunk.findings for chunk in failed):
            self._page.show_notice(
                self.tr(
                    "%n part(s) of the text could not be checked and stay as they were.", "", len(failed)
                ),
                self.tr("Try again"),
            )

    def _tell_findings(self, run: TextRun) -> None:
        text = findings_text(findings_of(run))
        if not text:
            return
        is_stricter = any(stricter_offered(run.task, chunk) for chunk in run.chunks)
        self._page.show_notice(text, self.tr("Ask more strictly") if is_stricter else self.tr("Try again"))

    @Slot()
    def _on_stricter(self) -> None:
        run = self._desk.last
        if run is None or self._run is None or run.id != self._run.id or self._desk.running:
            self.run()
            return
        self._page.show_notice("")
        self._page.show_running(running=True)
        for chunk in run.chunks:
            stricter = stricter_offered(run.task, chunk)
            if stricter or chunk.state is ChunkState.FAILED or _is_odd(chunk.findings):
                self._desk.retry(chunk.index, stricter=stricter)

    @Slot(object)
    def _on_mode(self, mode: FixMode) -> None:
        self._put_mode(mode)
        self._show_ready()

    def _put_mode(self, mode: FixMode) -> None:
        settings = self._hub.settings
        self._hub.put(replace(settings, texts=replace(settings.texts, fix_mode=mode)))
        self._page.show_mode(mode)

    @Slot()
    def _on_source(self) -> None:
        self._measure.start()
        self._show_ready()

    @Slot(list)
    def _on_files(self, paths: list[str]) -> None:
        self._desk.read_file(paths[0])

    @Slot()
    def _show_estimate(self) -> None:
        text = self._page.source.toPlainText()
        tokens, roubles = self._desk.estimate(self.task, text) if text.strip() else (0, None)
        self._page.show_signs(len(text), estimate_text(tokens, roubles))

    def _show_ready(self) -> None:
        is_blank = self._page.source.document().isEmpty()
        source = self._page.source.toPlainText() if self._has_result else ""
        is_current = self._has_result and source == self._source
        task = self._run.task if self._run is not None else None
        is_current = is_current and (task == self.task or isinstance(task, ActionTask))
        self._page.show_ready(
            can_run=not is_blank, has_result=self._has_result, is_stale=self._has_result and not is_current
        )

    @Slot(str)
    def _on_word_kept(self, word: str) -> None:
        self._kept_words |= {word}

    @Slot(object)
    def _on_wish(self, wish: FixWish) -> None:
        review = self._review
        writes = self._page.view is FixView.SOURCE
        match wish:
            case FixWish.ACCEPT if writes:
                self.run()
            case FixWish.ACCEPT_AND_COPY:
                self._page.all_accepted.emit()
                self.copy()
            case FixWish.STOP:
                self._desk.stop()
            case _ if not writes:
                _ACTS[wish](review)

    @Slot(object)
    def _on_error_action(self, action: ActionKind) -> None:
        if action in {ActionKind.RETRY, ActionKind.ASK_AGAIN}:
            self._page.errors.show_error(None)
            self._ask(self._asked, self._page.source.toPlainText())
        else:
            self.action_requested.emit(action)


_ACTS: Final[dict[FixWish, Callable[[ReviewDesk], None]]] = {
    FixWish.NEXT: ReviewDesk.go_next,
    FixWish.PREVIOUS: ReviewDesk.go_back,
    FixWish.ACCEPT: ReviewDesk.accept,
    FixWish.LEAVE: ReviewDesk.leave,
    FixWish.UNDO: ReviewDesk.undo,
    FixWish.REDO: ReviewDesk.redo,
}


def _finishing(live: LiveComparison, run: TextRun, texts: TextSettings) -> Generator[None, None, Comparison]:
    """Compare a whole result; each thing that typography makes is a change like the others."""
    return (yield from live.finishing(typeset(run.result, texts)))


def _is_odd(findings: tuple[Finding, ...]) -> bool:
    return bool(findings_text(findings))
