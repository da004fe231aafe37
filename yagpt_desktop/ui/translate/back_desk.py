"""Has a translation translated back, and marks where the two may say different things."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from yagpt_desktop.domain.text_task import TextRun, TranslateTask
from yagpt_desktop.services.back_translation import BackCheck, back_check, back_task
from yagpt_desktop.services.long_run import RunProgress, RunState
from yagpt_desktop.services.text_work import arrived_text
from yagpt_desktop.text.pairs import pair_at, paired
from yagpt_desktop.ui.i18n import format_roubles
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import RunDesk, TextParts
from yagpt_desktop.ui.words.language_words import language_title
from yagpt_desktop.ui.words.text_words import doubt_text, estimate_text
from yagpt_desktop.workers.comparing import Comparing

from .back_dialog import BackDialog
from .pair_desk import PairDesk
from .pair_model import PairRow
from .translate_page import TranslatePage


class BackDesk(QObject):
    """One check at a time; nothing of it is kept in the history.

    Signals:
        failed(YaGptError): The model could not be asked.
        checked(): The two texts are compared, and shown.
    """

    failed = Signal(object)
    checked = Signal()

    def __init__(
        self,
        page: TranslatePage,
        pairs: PairDesk,
        last: Callable[[], TextRun | None],
        parts: TextParts,
        hub: SettingsHub,
        parent: QObject | None = None,
    ) -> None:
        """``last`` answers with the run in view."""
        super().__init__(parent)
        self._page, self._pairs, self._last = page, pairs, last
        self._desk = RunDesk(replace(parts, store=parts.private_store), hub, self)
        self._source = ""
        self._codes = ("", "")
        self._price = ""
        self._is_over = True
        self.dialog: BackDialog | None = None
        self._comparing = Comparing(self)
        self._comparing.compared.connect(self._on_compared)
        self._desk.progressed.connect(self._on_progressed)
        self._desk.ended.connect(self._on_ended)
        self._desk.failed.connect(self._on_failed)

    @Slot()
    def check(self) -> None:
        """Translate the result in view back."""
        run, result = self._last(), self._page.result.toPlainText()
        if run is None or not isinstance(run.task, TranslateTask) or not result.strip() or self._desk.running:
            return
        task = back_task(run.task, run.task.source_language)
        self._source = run.source
        self._codes = (task.target_language, task.target_language)
        self._is_over = False
        dialog = self._opened((language_title(task.target_language), self.tr("Translated back")))
        dialog.show_rows(())
        dialog.show_running(estimate_text(*self._desk.estimate(task, result)))
        self._desk.run(task, result)

    def shut_down(self) -> None:
        """Stop and leave the threads."""
        self._desk.shut_down()
        self._comparing.shut_down()

    def _opened(self, titles: tuple[str, str]) -> BackDialog:
        if self.dialog is None:
            self.dialog = BackDialog(self._page, titles)
            self.dialog.stop_requested.connect(self._desk.stop)
            self.dialog.row_opened.connect(self._on_row)
        self.dialog.model.show_titles(*titles)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        return self.dialog

    @Slot(object)
    def _on_progressed(self, progress: RunProgress) -> None:
        if progress.state is RunState.HELD and progress.error is not None:
            self._desk.stop()
            self._on_failed(progress.error)
        elif progress.state is RunState.RUNNING:
            self._compare(arrived_text(progress.run), is_whole=False)

    @Slot(object)
    def _on_ended(self, progress: RunProgress) -> None:
        run = progress.run
        failed = progress.error is not None or any(chunk.error_code for chunk in run.chunks)
        if progress.state is not RunState.FINISHED or failed:
            if self.dialog is not None:
                self.dialog.show_stopped()
            if progress.error is not None:
                self._on_failed(progress.error)
            return
        self._price = format_roubles(run.cost_roubles) if run.cost_roubles else ""
        self._compare(run.result, is_whole=True)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if self.dialog is not None:
            self.dialog.hide()
        self.failed.emit(error)

    def _compare(self, back: str, *, is_whole: bool) -> None:
        if is_whole or not self._comparing.busy:
            self._comparing.compare(partial(_checked, self._source, back, self._codes, is_whole=is_whole))

    @Slot(object)
    def _on_compared(self, result: tuple[tuple[tuple[str, str, BackCheck | None], ...], bool]) -> None:
        found, is_whole = result
        if self.dialog is None:
            return
        rows = [PairRow(one, back, doubt_text(check) if check else "") for one, back, check in found]
        self.dialog.show_rows(rows)
        if is_whole:
            self.dialog.show_verdict(self._price)
            self.checked.emit()

    @Slot(int)
    def _on_row(self, row: int) -> None:
        """Show the sentence in the page."""
        if self.dialog is None or self._pairs.texts[0] != self._source:
            return
        words = self.dialog.model.rows[row].source
        at = self._source.find(words)
        pair = pair_at(self._pairs.pairs, at)
        if pair is not None:
            self._page.show_pairs(shown=False)
            self._page.window().activateWindow()
            self._page.result.setFocus()
            self._page.result.show_place(self._pairs.texts[1], pair.target.start)


def _checked(
    source: str, back: str, codes: tuple[str, str], *, is_whole: bool
) -> tuple[tuple[tuple[str, str, BackCheck | None], ...], bool]:
    """Any thread."""
    found = []
    for pair in paired(source, back, codes, is_whole=is_whole):
        one, other = pair.source.of(source).strip(), pair.target.of(back).strip()
        found.append((one, other, back_check(one, other) if is_whole else None))
    return tuple(found), is_whole
