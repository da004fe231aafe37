"""Joins the translate page with the model."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QTextCursor

from yagpt_desktop.domain.errors import NetworkError, YaGptError
from yagpt_desktop.domain.text_task import ChunkState, Finding, GlossaryRow, TextChunk, TextRun, TranslateTask
from yagpt_desktop.services.long_run import RunProgress, RunState
from yagpt_desktop.services.text_work import arrived_text, findings_of
from yagpt_desktop.ui.i18n import format_count
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import RunDesk
from yagpt_desktop.ui.texts.source_desk import SourceDesk
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.finding_words import findings_text
from yagpt_desktop.ui.words.text_words import done_text, terms_text, waiting_text

from .language_desk import LanguageDesk
from .pair_desk import PairDesk
from .translate_page import TranslatePage

_KEEP_MS: Final = 400


class TranslateController(QObject):
    """One text at a time: it is translated, compared sentence by sentence, mended by hand and copied.

    Parts: :attr:`pairs`, :attr:`languages`.

    Signals:
        action_requested(ActionKind): Something that another page must do.
        translated(object): A run ended (``TextRun``).
    """

    action_requested = Signal(object)
    translated = Signal(object)

    def __init__(
        self, page: TranslatePage, desk: RunDesk, hub: SettingsHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page, self._desk, self._hub = page, desk, hub
        self._glossary: tuple[GlossaryRow, ...] = ()
        self._run: TextRun | None = None
        self._filling = False
        self._clock = QElapsedTimer()
        self._is_held_up = self._is_edited = False
        self._missed: tuple[GlossaryRow, ...] = ()
        self._old_edit: str | None = None
        self.languages = LanguageDesk(page, hub, self)
        self.pairs = PairDesk(page, self)
        self._sources = SourceDesk(page, desk, self._task_for, self)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEEP_MS)
        self._keep.timeout.connect(self.keep_now)
        self._connect()
        self.show_ready()

    def _connect(self) -> None:
        page, desk = self._page, self._desk
        page.run_requested.connect(self.run)
        page.stop_requested.connect(desk.stop)
        page.swap_requested.connect(self.swap)
        page.copy_requested.connect(self.copy)
        page.source.textChanged.connect(self.show_ready)
        page.result.textChanged.connect(self._on_result)
        page.errors.action_requested.connect(self._on_error_action)
        page.notice.action_requested.connect(self._on_again)
        page.pair_card.copy_requested.connect(self.copy)
        page.toast.taken.connect(self._on_taken_back)
        self.languages.changed.connect(self.show_ready)
        self.pairs.terms_missed.connect(self._on_missed)
        desk.begun.connect(self._on_begun)
        desk.progressed.connect(self._on_progressed)
        desk.waiting.connect(self._on_waiting)
        desk.ended.connect(self._on_ended)
        desk.failed.connect(self._on_failed)

    @property
    def task(self) -> TranslateTask:
        """What is asked for."""
        tone = self._hub.settings.texts.tone
        return TranslateTask(self.languages.source, self.languages.target, tone, self._glossary)

    def run_in_view(self) -> TextRun | None:
        """Return the run in view."""
        return self._run

    @Slot()
    def run(self) -> None:
        """Translate the text in the page."""
        source = self._page.source.toPlainText()
        if not source.strip() or self._page.running:
            return
        self._forget_fault()
        self._page.show_running(running=True)
        self._page.show_status(self.tr("Reading the text…"))
        self.languages.find(source)
        self._begin()
        self._desk.run(self.task, source)
        self.show_ready()

    def show_run(self, run: TextRun) -> None:
        """Show a translation of earlier; one that did not end goes on."""
        if not isinstance(run.task, TranslateTask):
            return
        if self._page.running:
            self._page.toast.offer(self.tr("Stop what is being translated first"), "", None)
            return
        self._page.source.put_text(run.source)
        self.languages.take_from(run.task, run.source)
        self._forget_fault()
        self._begin()
        self._run = run
        if run.is_finished:
            self._on_ended(RunProgress(run, RunState.FINISHED))
        else:
            self._page.show_running(running=True)
            self._clock.start()
            self._desk.resume(run)
        self.show_ready()

    def take_text(self, text: str, *, run: bool) -> None:
        """Put another text into the page and, if wanted, translate it at once."""
        self._page.source.put_text(text)
        if run:
            self.run()

    def use_glossary(self, rows: tuple[GlossaryRow, ...]) -> None:
        """Translate by these terms from the next text on; the one in view is only looked at."""
        self._glossary = rows
        self._page.show_glossary(len(rows))
        self._pair()

    @Slot()
    def swap(self) -> None:
        """Translate the other way round, with the translation as the text."""
        if self._page.running:
            return
        self.languages.swap()
        result = self._page.result.toPlainText()
        if result:
            old = self._page.source.toPlainText()
            self._page.source.put_text(result)
            self._begin()
            self._fill(old)
        self.show_ready()

    @Slot()
    def copy(self) -> None:
        """Put the translation into the clipboard."""
        if text := self._page.result.toPlainText():
            QGuiApplication.clipboard().setText(text)
            self._page.toast.offer(self.tr("The translation is in the clipboard"), "", None)

    @Slot(object)
    def _on_failed(self, error: YaGptError) -> None:
        """A text that could not even be cut has no end of its own."""
        self._page.show_error(error)
        if not self._desk.running:
            self._page.show_running(running=False)
            self.show_ready()

    def retranslate(self) -> None:
        """Put the words anew in another language."""
        self._sources.show_estimate()

    def shut_down(self) -> None:
        """Stop and leave the threads."""
        self.keep_now()
        self._desk.shut_down()
        self.pairs.shut_down()

    def _forget_fault(self) -> None:
        self._is_held_up = False
        self._page.errors.show_error(None)
        self._page.show_notice("")

    def _begin(self) -> None:
        self.keep_now()
        self._run = None
        self._missed, self._old_edit = (), None
        self._clock.invalidate()
        self._page.show_pairs(shown=False)
        self.pairs.forget()
        self._page.result.setReadOnly(True)
        # What streams in is no step of the person's.
        self._page.result.setUndoRedoEnabled(False)
        self._fill("")

    def _fill(self, text: str) -> None:
        """Show a result; one that only grows is added to, so that a selection stays."""
        edit = self._page.result
        old = edit.toPlainText()
        self._filling = True
        if old and text.startswith(old):
            cursor = QTextCursor(edit.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(text[len(old) :])
        else:
            edit.put_text(text)
        self._filling = False

    @Slot(object)
    def _on_begun(self, run: TextRun) -> None:
        self._run = run
        self._clock.start()

    @Slot(object)
    def _on_progressed(self, progress: RunProgress) -> None:
        if progress.state in {RunState.FINISHED, RunState.STOPPED}:
            return
        self._run = progress.run
        if progress.state is RunState.HELD and progress.error is not None:
            self._is_held_up = True
            self._page.show_error(progress.error)
            held = self.tr("The translation waits until this is mended. What has come is kept.")
            self._page.show_notice(held, self.tr("Continue"))
        elif progress.state is RunState.RUNNING and self._is_held_up:
            self._forget_fault()
        self._show_progress(progress)
        self._fill(arrived_text(progress.run))
        self._pair()

    def _show_progress(self, progress: RunProgress) -> None:
        chunks = progress.run.chunks
        done = sum(chunk.state in {ChunkState.DONE, ChunkState.FAILED} for chunk in chunks)
        if progress.state is RunState.PAUSED:
            self._page.show_status(self.tr("Paused"))
        elif len(chunks) > 1:
            text = self.tr("Translating: part {number} of {count}")
            number = format_count(min(done + 1, len(chunks)))
            self._page.show_status(text.format(number=number, count=format_count(len(chunks))))
        else:
            self._page.show_status(self.tr("Translating…"))

    @Slot(float, object)
    def _on_waiting(self, wait_s: float, error: YaGptError) -> None:
        self._is_held_up = True
        if wait_s:
            self._page.show_status(waiting_text(wait_s, error))
        if not wait_s or isinstance(error, NetworkError):
            self._page.show_error(error)

    @Slot(object)
    def _on_ended(self, progress: RunProgress) -> None:
        run = self._run = progress.run
        self._page.show_running(running=False)
        is_stopped = progress.state is RunState.STOPPED
        self._fill(arrived_text(run) if is_stopped else run.result)
        self._page.result.setReadOnly(False)
        self._page.result.setUndoRedoEnabled(True)
        self._page.show_status(self.tr("Stopped") if is_stopped else self._done_words(run))
        self._page.announce(self.tr("Stopped") if is_stopped else self.tr("The translation is there"))
        if self._old_edit is not None:
            # What was mended by hand belonged to the result before.
            self._desk.keep_edit(run)
            self._page.toast.offer(self.tr("Your edits were replaced"), self.tr("Undo"), self._old_edit)
            self._old_edit = None
        if progress.error is not None:
            self._page.show_error(progress.error)
        elif self._is_held_up and not is_stopped:
            self._forget_fault()
        self._tell_findings(run)
        self._pair()
        self.show_ready()
        self.translated.emit(run)

    def _done_words(self, run: TextRun) -> str:
        elapsed_s = self._clock.elapsed() / 1000 if self._clock.isValid() else 0.0
        self._clock.invalidate()
        return done_text(self._desk.transport, elapsed_s, run.cost_roubles) or self.tr("Done")

    def _tell_findings(self, run: TextRun) -> None:
        """Say what was noticed; the terms that were missed by name."""
        # What was missed in one piece alone is not known by name; after an edit it may be there.
        is_told = bool(self._missed) or run.edited is not None
        found = [one for one in findings_of(run) if one is not Finding.TERM_MISSED or not is_told]
        notice = " ".join(filter(None, (findings_text(found), terms_text(self._missed))))
        failed = sum(chunk.state is ChunkState.FAILED for chunk in run.chunks)
        if failed and not notice:
            notice = self.tr("%n part(s) could not be translated and stay as they were.", "", failed)
        self._page.show_notice(notice, self.tr("Try again") if notice else "")

    @Slot(object)
    def _on_missed(self, rows: tuple[GlossaryRow, ...]) -> None:
        if self._run is not None and not self._desk.running and rows != self._missed:
            self._missed = rows
            self._tell_findings(self._run)

    def _pair(self) -> None:
        if self._run is not None:
            self.pairs.follow(self._run, self._glossary, is_whole=not self._desk.running)

    @Slot()
    def _on_result(self) -> None:
        if self._filling or self._run is None or self._desk.running:
            return
        self._pair()
        edited = self._page.result.toPlainText()
        self._run = replace(self._run, edited=edited)
        self._is_edited = True
        self._keep.start()

    @Slot(object)
    def take_mark(self, run: TextRun) -> None:
        """Leave a run pinned, or not, as the person has done it elsewhere."""
        if self._run is not None and self._run.id == run.id:
            self._run = replace(self._run, pinned=run.pinned)

    @Slot()
    def keep_now(self) -> None:
        """Write what was edited; not at each key, as a long text is written whole."""
        self._keep.stop()
        if self._run is not None and self._is_edited:
            self._is_edited = False
            self._desk.keep_edit(self._run)

    @Slot(object)
    def _on_taken_back(self, edit: object) -> None:
        if isinstance(edit, str) and not self._page.running:
            self._page.result.put_text(edit)

    @Slot()
    def _on_again(self) -> None:
        if self._desk.running:
            self._desk.go_on()
            return
        run = self._desk.last
        if self._run is None or run is None or run.id != self._run.id:
            self.run()
            return
        again = [chunk.index for chunk in run.chunks if _is_worth_again(chunk)]
        if not again:
            self.run()
            return
        self._old_edit = self._run.edited
        self._page.show_notice("")
        self._page.show_running(running=True)
        self._page.result.setReadOnly(True)
        self._page.result.setUndoRedoEnabled(False)
        self._missed = ()
        self._clock.start()
        for index in again:
            self._desk.retry(index)

    def _task_for(self, text: str) -> TranslateTask:
        self.languages.find(text)
        return self.task

    @Slot()
    def show_ready(self) -> None:
        """Say in the page what can be pressed now."""
        run = self._run
        has_result = run is not None and not self._page.result.document().isEmpty()
        is_stale = False
        if run is not None and has_result and not self._desk.running:
            is_stale = self._page.source.toPlainText() != run.source or run.task != self.task
        self._page.show_ready(
            can_run=not self._page.source.document().isEmpty(), has_result=has_result, is_stale=is_stale
        )

    @Slot(object)
    def _on_error_action(self, action: ActionKind) -> None:
        if action in {ActionKind.RETRY, ActionKind.ASK_AGAIN}:
            (self._desk.go_on if self._desk.running else self.run)()
        else:
            self.action_requested.emit(action)


def _is_worth_again(chunk: TextChunk) -> bool:
    return chunk.state is ChunkState.FAILED or Finding.TERM_MISSED in chunk.findings
