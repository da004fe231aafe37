"""Joins the fix page with the model and the comparison."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_task import ActionTask, ChunkState, FixMode, FixTask, TextRun
from yagpt_desktop.services.long_run import RunProgress, RunState, stricter_offered
from yagpt_desktop.text.span import Span
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import RunDesk
from yagpt_desktop.ui.texts.selection import selected
from yagpt_desktop.ui.texts.source_desk import SourceDesk
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.finding_words import findings_text
from yagpt_desktop.ui.words.text_words import waiting_text

from .compare_desk import CompareDesk
from .fix_keys import FixWish
from .fix_page import FixPage, FixView
from .fix_words import is_unchecked, notice_of, progress_text, result_text
from .pause_form import PauseForm
from .result_keeper import ResultKeeper
from .review_desk import ReviewDesk

_OVER: Final = frozenset({RunState.FINISHED, RunState.STOPPED})


class FixController(QObject):
    """One text at a time: it is asked about, compared while it arrives, reviewed and copied.

    Parts: :attr:`keeper`.

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
        self._source = ""
        self._run: TextRun | None = None
        self._asked: FixTask | ActionTask = self.task
        self._within: Span | None = None
        self._then: Callable[[], object] | None = None
        self._compare = CompareDesk(review, hub, self)
        self._sources = SourceDesk(page, desk, lambda _text: self.task, self)
        self.keeper = ResultKeeper(review, desk, self)
        self._connect()
        page.show_mode(hub.settings.texts.fix_mode)
        self._show_ready()

    def _connect(self) -> None:
        page, desk, review = self._page, self._desk, self._review
        page.run_requested.connect(self.run)
        page.stop_requested.connect(desk.stop)
        page.pause_requested.connect(desk.pause)
        page.go_on_requested.connect(self.go_on)
        page.copy_requested.connect(self.copy)
        page.mode_chosen.connect(self._on_mode)
        page.source.textChanged.connect(self._show_ready)
        self._sources.taken.connect(page.show_source)
        page.errors.action_requested.connect(self._on_error_action)
        page.wished.connect(self._on_wish)
        page.notice_action.clicked.connect(self._on_again)
        desk.begun.connect(self._on_begun)
        desk.progressed.connect(self._on_progressed)
        desk.waiting.connect(self._on_waiting)
        desk.ended.connect(self._on_ended)
        desk.failed.connect(self._on_failed)
        self._compare.compared.connect(self._on_compared)
        self._compare.failed.connect(page.show_error)
        review.changed.connect(self._on_reviewed)
        review.explaining.connect(self._on_explaining)
        review.failed.connect(page.show_error)
        self._hub.changed.connect(self.on_settings)

    @property
    def task(self) -> FixTask:
        """What is asked for."""
        return FixTask(self._hub.settings.texts.fix_mode)

    @Slot()
    def run(self) -> None:
        """Ask about the text in the page."""
        self._ask(self.task, self._page.source.toPlainText())

    @Slot()
    def run_selected(self) -> None:
        """Ask about what is selected in the text; about all of it where nothing is."""
        self._ask(self.task, self._page.source.toPlainText(), selected(self._page.source))

    def do(self, task: ActionTask, source: str, within: Span | None = None) -> bool:
        """Show what an action makes of a text, or of a part, as changes; false while an answer is awaited."""
        if self._desk.running:
            return False
        self._page.source.put_text(source)
        self._ask(task, source, within)
        return True

    def _ask(
        self, task: FixTask | ActionTask, source: str, within: Span | None = None, *, private: bool = False
    ) -> None:
        if not source.strip() or self._desk.running:
            return
        self._asked, self._within = task, within
        self._begin(source)
        self._page.show_begun()
        self._desk.run(task, source, within=within, private=private)
        self._show_ready()

    def _ask_again(self) -> None:
        source = self._page.source.toPlainText()
        self._ask(self._asked, source, self._within if source == self._source else None)

    @Slot()
    def go_on(self) -> None:
        """Go on with what is paused, waits, is held until something is mended, or was stopped."""
        run, is_running = self._run, self._desk.running
        last = self._desk.last
        if run is None or run.is_finished:
            return
        if last is None or last.id != run.id:
            # It was stopped before anything of it was kept.
            self._ask(self._asked, self._source, self._within, private=run.private)
            return
        self._compare.go_on()
        self._page.show_begun()
        self._desk.go_on()
        if not is_running:
            self._show_ready()

    def show_run(self, run: TextRun) -> None:
        """Show a run of earlier, to be reviewed again; one that did not end goes on.

        What is under way is stopped and kept.
        """
        self._when_free(partial(self._show_run, run))

    def _show_run(self, run: TextRun) -> None:
        if isinstance(run.task, FixTask):
            self._put_mode(run.task.mode)
        if isinstance(run.task, FixTask | ActionTask):
            self._asked = run.task
        self._page.source.put_text(run.source)
        self._begin(run.source, run.edited)
        self._run, self._within = run, None
        # What an action wrote is mostly a text of its own, and not this one with changes.
        is_text = run.is_finished and isinstance(run.task, ActionTask)
        self._page.show_view(FixView.RESULT if is_text else FixView.CHANGES)
        if run.is_finished:
            self._on_ended(RunProgress(run, RunState.FINISHED))
        else:
            self._page.show_begun()
            self._desk.resume(run)

    def take_text(self, text: str, *, run: bool) -> None:
        """Put another text into the page, to be asked about at once with ``run``; what runs is stopped."""
        self._sources.put(text)
        if run:
            self._when_free(self.run)

    def _when_free(self, act: Callable[[], object]) -> None:
        if self._desk.running:
            self._then = act
            self._desk.stop()
        else:
            act()

    @Slot()
    def copy(self) -> None:
        """Put the result into the clipboard."""
        if not self._has_result:
            return
        QGuiApplication.clipboard().setText(self._review.result)
        self._page.toast.offer(self.tr("The result is in the clipboard"), "", None)
        self.keeper.keep_soon()
        self.copied.emit()

    @Slot(object, object)
    def on_settings(self, old: Settings, new: Settings) -> None:
        """Set the result by other rules of typography, without asking anybody."""
        before, after = old.texts, new.texts
        if (before.typography, before.yo) == (after.typography, after.yo):
            return
        if self._run is not None and self._review.is_final and not self._desk.running:
            self._compare.finish(self._run)

    def retranslate(self) -> None:
        """Put the words anew in another language."""
        self._review.retranslate()
        self._on_reviewed()
        self._sources.show_estimate()
        if self._page.has_notice and self._run is not None:
            self._page.show_notice(*notice_of(self._run))

    def shut_down(self) -> None:
        """Stop, keep what the person made of the result, and leave the threads."""
        self._desk.shut_down()
        self.keeper.keep_now()
        self._compare.shut_down()
        self._review.shut_down()

    @property
    def _has_result(self) -> bool:
        if self._run is None or not self._review.is_final:
            return False
        return bool(self._review.review.changes) or not is_unchecked(self._run)

    def _begin(self, source: str, edited: str | None = None) -> None:
        self.keeper.follow(None)
        self._source, self._run = source, None
        self._compare.begin(source, edited)

    @Slot(object)
    def _on_begun(self, run: TextRun) -> None:
        self._run = run
        self._page.show_view(FixView.CHANGES)

    @Slot(object)
    def _on_progressed(self, progress: RunProgress) -> None:
        if progress.state in _OVER:
            return
        self._run = progress.run
        self._page.show_status(progress_text(progress))
        if progress.state is RunState.RUNNING:
            is_long = len(progress.run.asked_chunks) > 1
            self._page.show_pause(PauseForm.PAUSE if is_long else PauseForm.NONE)
        else:
            self._page.show_pause(PauseForm.GO_ON)
        self._compare.follow(progress.run)

    @Slot(float, object)
    def _on_waiting(self, wait_s: float, error: YaGptError) -> None:
        if wait_s:
            self._page.show_status(waiting_text(wait_s))
        else:
            self._page.show_error(error)

    @Slot(object)
    def _on_failed(self, error: YaGptError) -> None:
        self._page.show_error(error)
        if not self._desk.running:
            self._page.show_running(running=False)
            self._show_ready()

    @Slot(object)
    def _on_ended(self, progress: RunProgress) -> None:
        run = self._run = progress.run
        self._page.show_running(running=False)
        self._page.show_pause(PauseForm.NONE if run.is_finished else PauseForm.GO_ON)
        if progress.error is not None:
            self._page.show_error(progress.error)
        self._page.show_notice(*notice_of(run))
        self.keeper.follow(run)
        self._compare.finish(run)
        then, self._then = self._then, None
        if then is not None:
            then()

    @Slot(bool)
    def _on_compared(self, is_whole: bool) -> None:
        if is_whole:
            self._tell_result(aloud=True)
        self._show_ready()

    @Slot()
    def _on_reviewed(self) -> None:
        if self._review.is_final and not self._desk.running:
            self._tell_result()
            self._show_ready()

    def _tell_result(self, *, aloud: bool = False) -> None:
        if self._run is not None and not self._desk.running:
            words = result_text(self._run, len(self._review.review.changes))
            self._page.show_status(words, aloud=aloud)

    @Slot(bool)
    def _on_explaining(self, on: bool) -> None:
        if on:
            self._page.show_status(self.tr("Asking for the reasons…"))
        else:
            self._tell_result()

    @Slot()
    def _on_again(self) -> None:
        """Ask again about what failed or was doubted; the rest is paid for and stays."""
        run = self._desk.last
        if run is None or self._run is None or run.id != self._run.id or self._desk.running:
            self._ask_again()
            return
        self._page.show_begun()
        for chunk in run.chunks:
            stricter = stricter_offered(run.task, chunk)
            if stricter or chunk.state is ChunkState.FAILED or findings_text(chunk.findings):
                self._desk.retry(chunk.index, stricter=stricter)
        self._show_ready()

    @Slot(object)
    def _on_mode(self, mode: FixMode) -> None:
        self._put_mode(mode)
        self._show_ready()

    def _put_mode(self, mode: FixMode) -> None:
        settings = self._hub.settings
        self._hub.put(replace(settings, texts=replace(settings.texts, fix_mode=mode)))
        self._page.show_mode(mode)

    @Slot()
    def _show_ready(self) -> None:
        has_result = self._has_result
        self._page.show_ready(
            can_run=not self._page.source.document().isEmpty(),
            has_result=has_result,
            is_stale=has_result and not self._is_current(),
        )

    def _is_current(self) -> bool:
        """Whether the result is one of the text and the wish in view."""
        task = self._run.task if self._run is not None else None
        if task != self.task and not isinstance(task, ActionTask):
            return False
        return self._page.source.toPlainText() == self._source.replace("\r\n", "\n")

    @Slot(object)
    def _on_wish(self, wish: FixWish) -> None:
        review, writes = self._review, self._page.view is FixView.SOURCE
        match wish:
            case FixWish.ACCEPT if writes:
                self.run()
            case FixWish.FIX_SELECTED if writes:
                self.run_selected()
            case FixWish.ACCEPT_AND_COPY if self._has_result and (not writes or self._is_current()):
                review.accept_rest()
                self.copy()
            case FixWish.STOP:
                self._desk.stop()
            case FixWish.NEXT | FixWish.PREVIOUS if writes and review.review.changes:
                self._page.show_view(FixView.CHANGES)
            case _ if not writes:
                review.grant(wish)

    @Slot(object)
    def _on_error_action(self, action: ActionKind) -> None:
        if action in {ActionKind.RETRY, ActionKind.ASK_AGAIN, ActionKind.CONTINUE}:
            self._page.errors.show_error(None)
            if self._run is not None and not self._run.is_finished:
                self.go_on()
            else:
                self._ask_again()
        else:
            self.action_requested.emit(action)
