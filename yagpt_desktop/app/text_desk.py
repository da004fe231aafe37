"""Puts the pages of the text tools together: translate and fix."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from yagpt_desktop.domain.text_ports import TextStore
from yagpt_desktop.domain.text_task import FixTask, GlossaryRow, TextRun, TranslateTask
from yagpt_desktop.storage.memory_texts import MemoryTextStore
from yagpt_desktop.ui.fix.fix_controller import FixController
from yagpt_desktop.ui.fix.fix_menu import ChangeMenu, PageMenu
from yagpt_desktop.ui.fix.fix_page import FixPage
from yagpt_desktop.ui.fix.reason_desk import ReasonDesk
from yagpt_desktop.ui.fix.review_desk import ReviewDesk
from yagpt_desktop.ui.main_window import MainWindow
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import RunDesk, TextParts, TurnMaker
from yagpt_desktop.ui.translate.translate_controller import TranslateController
from yagpt_desktop.ui.translate.translate_page import TranslatePage
from yagpt_desktop.workers.job import Broken, Done, Job


class TextDesk(QObject):
    """The two pages with all that is behind them; :meth:`shut_down` before the pools end.

    Signals:
        action_requested(ActionKind): Something that another page must do.
    """

    action_requested = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        store: TextStore,
        pools: tuple[QThreadPool, QThreadPool],
        hub: SettingsHub,
        make_turn: TurnMaker,
    ) -> None:
        """Add the pages to a window; ``pools`` are the stores' thread and those for everything else."""
        super().__init__(window)
        self._window, self._store = window, store
        self.parts = TextParts(store, MemoryTextStore(), *pools, make_turn)
        self._learning = Job(pools[0], self)
        self._learning.finished.connect(self._on_learned)
        self._writing = Job(pools[0], self)
        self._writing.finished.connect(self._on_written)
        self._build_translate(hub)
        self._build_fix(hub)

    def _build_translate(self, hub: SettingsHub) -> None:
        self.translate_page = TranslatePage()
        desk = RunDesk(self.parts, hub, self)
        self.translate = TranslateController(self.translate_page, desk, hub, self)
        self.translate.action_requested.connect(self.action_requested)
        self._window.add_page("translate", "translate", self.translate_page)

    def _build_fix(self, hub: SettingsHub) -> None:
        page = self.fix_page = FixPage()
        review = ReviewDesk(page, self)
        desk = RunDesk(self.parts, hub, self)
        self.fix = FixController(page, desk, review, hub, self)
        self._reasons = ReasonDesk(review, self.parts, hub, self)
        self.change_menu = ChangeMenu(page, review, self._reasons)
        self.page_menu = PageMenu(page, self._reasons, hub)
        self._reasons.failed.connect(self.fix.show_error)
        self.fix.action_requested.connect(self.action_requested)
        review.word_kept.connect(self._on_word_kept)
        self._window.add_page("fix", "fix", page)

    def learn(self) -> None:
        """Read the glossary and the words that are never changed."""
        self._learning.run(partial(_learned, self._store))

    @Slot(object)
    def show_run(self, run: TextRun) -> None:
        """Show an earlier run in its page."""
        if isinstance(run.task, TranslateTask):
            self.translate.show_run(run)
            self._window.show_page("translate")
        elif isinstance(run.task, FixTask):
            self.fix.show_run(run)
            self._window.show_page("fix")

    def retranslate(self) -> None:
        """Put the words anew in another language."""
        self.fix.retranslate()
        self.translate.retranslate()

    def shut_down(self) -> None:
        """Stop and leave the threads."""
        self.translate.shut_down()
        self.fix.shut_down()
        self._reasons.shut_down()

    @Slot(str)
    def _on_word_kept(self, word: str) -> None:
        self._writing.run(lambda: self._store.keep_word(word))

    @Slot(object)
    def _on_learned(self, result: Done[tuple[tuple[GlossaryRow, ...], frozenset[str]]] | Broken) -> None:
        if isinstance(result, Done):
            rows, words = result.value
            self.translate.use_glossary(rows)
            self.fix.know_words(words)

    @Slot(object)
    def _on_written(self, result: object) -> None:
        if isinstance(result, Broken):
            self.fix.show_error(result.error)


def _learned(store: TextStore) -> tuple[tuple[GlossaryRow, ...], frozenset[str]]:
    return tuple(store.glossary()), store.kept_words()
