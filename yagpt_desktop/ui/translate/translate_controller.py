"""Joins the translate page with the model."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.text_settings import TextSettings
from yagpt_desktop.domain.text_task import ChunkState, GlossaryRow, TextRun, Tone, TranslateTask
from yagpt_desktop.services.long_run import RunProgress, RunState
from yagpt_desktop.services.text_prompts import languages
from yagpt_desktop.services.text_work import arrived_text, findings_of
from yagpt_desktop.text.language import language_of
from yagpt_desktop.ui.i18n import format_count, format_roubles
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import RunDesk
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.error_text import details_of, error_text
from yagpt_desktop.ui.words.finding_words import findings_text
from yagpt_desktop.ui.words.text_words import estimate_text, waiting_text

from .language_chip import AUTOMATIC
from .pair_desk import PairDesk
from .translate_page import TranslatePage

_ESTIMATE_MS: Final = 300
_FIRST_TARGETS: Final = {"ru": "en"}
_LAST_TARGET: Final = "ru"


class TranslateController(QObject):
    """One text at a time: it is translated, compared sentence by sentence, mended by hand and copied.

    Parts: :attr:`pairs`.

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
        self._source_language = AUTOMATIC
        self._found = ""
        self._glossary: tuple[GlossaryRow, ...] = ()
        self._run: TextRun | None = None
        self._filling = False
        self.pairs = PairDesk(page, self)
        self._measure = QTimer(self)
        self._measure.setSingleShot(True)
        self._measure.setInterval(_ESTIMATE_MS)
        self._connect()
        page.show_languages(languages(), hub.settings.texts.favourite_languages)
        page.show_tone(hub.settings.texts.tone)
        self._show_pair()
        self._show_ready()

    def _connect(self) -> None:
        page, desk = self._page, self._desk
        page.run_requested.connect(self.run)
        page.stop_requested.connect(desk.stop)
        page.swap_requested.connect(self.swap)
        page.paste_requested.connect(self.paste)
        page.copy_requested.connect(self.copy)
        page.tone_chosen.connect(self._on_tone)
        page.source_chip.chosen.connect(self._on_source_language)
        page.target_chip.chosen.connect(self._on_target_language)
        for chip in (page.source_chip, page.target_chip):
            chip.favourite_toggled.connect(self._on_favourite)
        page.source.textChanged.connect(self._on_source)
        page.source.files_dropped.connect(self._on_files)
        page.result.textChanged.connect(self._on_result)
        page.errors.action_requested.connect(self._on_error_action)
        page.notice_action.clicked.connect(self._on_again)
        desk.begun.connect(self._on_begun)
        desk.progressed.connect(self._on_progressed)
        desk.waiting.connect(self._on_waiting)
        desk.ended.connect(self._on_ended)
        desk.failed.connect(self.show_error)
        desk.text_read.connect(page.source.put_text)
        self._measure.timeout.connect(self._show_estimate)
        self._hub.changed.connect(self._on_settings)

    @property
    def task(self) -> TranslateTask:
        """What is asked for."""
        texts = self._hub.settings.texts
        source = self._source_language or self._found
        return TranslateTask(source, self.target_language, texts.tone, self._glossary)

    @property
    def target_language(self) -> str:
        """Into what; where the person did not say, Russian goes into English and all else into Russian."""
        source = self._source_language or self._found
        wanted = self._hub.settings.texts.target_language
        if wanted and wanted != source:
            return wanted
        return _FIRST_TARGETS.get(source, _LAST_TARGET)

    @property
    def last(self) -> TextRun | None:
        """The run in view."""
        return self._run

    @Slot()
    def run(self) -> None:
        """Translate the text in the page."""
        source = self._page.source.toPlainText()
        if not source.strip() or self._desk.running:
            return
        self._page.errors.show_error(None)
        self._page.show_notice("")
        self._page.show_running(running=True)
        self._page.show_status(self.tr("Reading the text…"))
        self._find_language(source)
        self._begin()
        self._desk.run(self.task, source)
        self._show_ready()

    def show_run(self, run: TextRun) -> None:
        """Show a translation of earlier; one that did not end goes on."""
        if self._desk.running or not isinstance(run.task, TranslateTask):
            return
        self._page.source.put_text(run.source)
        self._source_language = run.task.source_language
        self._put(
            replace(self._hub.settings.texts, target_language=run.task.target_language, tone=run.task.tone)
        )
        self._begin()
        self._run = run
        if run.is_finished:
            self._on_ended(RunProgress(run, RunState.FINISHED))
        else:
            self._page.show_running(running=True)
            self._desk.resume(run)

    def take_text(self, text: str, *, run: bool) -> None:
        """Put another text into the page and, if wanted, translate it at once."""
        self._page.source.put_text(text)
        if run:
            self.run()

    def use_glossary(self, rows: tuple[GlossaryRow, ...]) -> None:
        """Translate by these terms from the next text on."""
        self._glossary = rows
        self._page.show_glossary(len(rows))

    @Slot()
    def swap(self) -> None:
        """Translate the other way round, with the translation as the text."""
        if self._desk.running:
            return
        source, target = self._source_language or self._found, self.target_language
        self._source_language = target
        if source:
            self._put(replace(self._hub.settings.texts, target_language=source))
        result = self._page.result.toPlainText()
        if result:
            old = self._page.source.toPlainText()
            self._page.source.put_text(result)
            self._begin()
            self._fill(old)
        self._show_pair()
        self._show_ready()

    @Slot()
    def paste(self) -> None:
        """Replace the text by the clipboard's."""
        text = QGuiApplication.clipboard().text()
        if text:
            self.take_text(text, run=False)
            self._page.focus_text()

    @Slot()
    def copy(self) -> None:
        """Put the translation into the clipboard."""
        text = self._page.result.toPlainText()
        if text:
            QGuiApplication.clipboard().setText(text)
            self._page.toast.offer(self.tr("The translation is in the clipboard"), "", None)

    @Slot(object)
    def show_error(self, error: YaGptError) -> None:
        """Say what went wrong; the text is where it was."""
        self._page.errors.show_error(error_text(error), details_of(error))

    def retranslate(self) -> None:
        """Put the words anew in another language."""
        self._show_estimate()

    def shut_down(self) -> None:
        """Stop and leave the threads."""
        self._desk.shut_down()
        self.pairs.shut_down()

    def _begin(self) -> None:
        self._run = None
        self.pairs.forget()
        self._page.result.setReadOnly(True)
        self._fill("")

    def _fill(self, text: str) -> None:
        """Show a result; one that only grows is added to, so that a selection stays."""
        edit = self._page.result
        old = edit.toPlainText()
        self._filling = True
        if old and text.startswith(old):
            cursor = edit.textCursor()
            cursor = type(cursor)(edit.document())
            cursor.movePosition(cursor.MoveOperation.End)
            cursor.insertText(text[len(old) :])
        else:
            edit.put_text(text)
        self._filling = False

    @Slot(object)
    def _on_begun(self, run: TextRun) -> None:
        self._run = run

    @Slot(object)
    def _on_progressed(self, progress: RunProgress) -> None:
        if progress.state in {RunState.FINISHED, RunState.STOPPED}:
            return
        self._run = progress.run
        if progress.state is RunState.HELD and progress.error is not None:
            self.show_error(progress.error)
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
        if wait_s:
            self._page.show_status(waiting_text(wait_s))
        else:
            self.show_error(error)

    @Slot(object)
    def _on_ended(self, progress: RunProgress) -> None:
        run = self._run = progress.run
        self._page.show_running(running=False)
        is_stopped = progress.state is RunState.STOPPED
        self._fill(arrived_text(run) if is_stopped else run.result)
        self._page.result.setReadOnly(False)
        self._page.show_status(self.tr("Stopped") if is_stopped else self._done_words(run))
        failed = sum(chunk.state is ChunkState.FAILED for chunk in run.chunks)
        notice = findings_text(findings_of(run))
        if progress.error is not None:
            self.show_error(progress.error)
        elif failed and not notice:
            notice = self.tr("%n part(s) could not be translated and stay as they were.", "", failed)
        self._page.show_notice(notice, self.tr("Try again") if notice else "")
        self._pair()
        self._show_ready()
        self.translated.emit(run)

    def _done_words(self, run: TextRun) -> str:
        if run.cost_roubles:
            return format_roubles(run.cost_roubles)
        return self.tr("Done")

    def _pair(self) -> None:
        if self._run is not None:
            self.pairs.follow(self._run, is_whole=not self._desk.running)

    @Slot()
    def _on_result(self) -> None:
        if self._filling or self._run is None or self._desk.running:
            return
        self._pair()
        edited = self._page.result.toPlainText()
        self._run = replace(self._run, edited=edited)
        self._desk.keep_edit(self._run)

    @Slot()
    def _on_again(self) -> None:
        run = self._desk.last
        failed = [chunk.index for chunk in run.chunks if chunk.state is ChunkState.FAILED] if run else []
        if not failed or self._run is None or run is None or run.id != self._run.id:
            self.run()
            return
        self._page.show_notice("")
        self._page.show_running(running=True)
        for index in failed:
            self._desk.retry(index)

    @Slot(object)
    def _on_tone(self, tone: Tone) -> None:
        self._put(replace(self._hub.settings.texts, tone=tone))

    @Slot(str)
    def _on_source_language(self, language: str) -> None:
        self._source_language = language
        if language and language == self._hub.settings.texts.target_language:
            self._put(replace(self._hub.settings.texts, target_language=""))
        self._show_pair()
        self._show_ready()

    @Slot(str)
    def _on_target_language(self, language: str) -> None:
        if language == self._source_language:
            self._source_language = AUTOMATIC
        self._put(replace(self._hub.settings.texts, target_language=language))
        self._show_pair()
        self._show_ready()

    @Slot(str)
    def _on_favourite(self, language: str) -> None:
        texts = self._hub.settings.texts
        others = tuple(one for one in texts.favourite_languages if one != language)
        is_new = language not in texts.favourite_languages
        self._put(replace(texts, favourite_languages=(*others, language) if is_new else others))

    def _put(self, texts: TextSettings) -> None:
        self._hub.put(replace(self._hub.settings, texts=texts))

    @Slot(object, object)
    def _on_settings(self, _old: object, _new: object) -> None:
        texts = self._hub.settings.texts
        self._page.show_tone(texts.tone)
        self._page.show_languages(languages(), texts.favourite_languages)
        self._show_pair()
        self._show_ready()

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
        self._find_language(text)
        tokens, roubles = self._desk.estimate(self.task, text) if text.strip() else (0, None)
        self._page.show_signs(len(text), estimate_text(tokens, roubles))

    def _find_language(self, text: str) -> None:
        self._found = language_of(text)
        self._show_pair()

    def _show_pair(self) -> None:
        self._page.show_pair(self._source_language, self._found, self.target_language)

    def _show_ready(self) -> None:
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
            self.run()
        else:
            self.action_requested.emit(action)
