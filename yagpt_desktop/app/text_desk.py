"""Puts the pages of the text tools together: translate and fix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.text_ports import TextStore
from yagpt_desktop.domain.text_task import FixTask, GlossaryRow, TextRun, TextTask, TranslateTask
from yagpt_desktop.storage.atomic_file import write_atomically
from yagpt_desktop.storage.memory_texts import MemoryTextStore
from yagpt_desktop.ui.fix.fix_controller import FixController
from yagpt_desktop.ui.fix.fix_menu import ChangeMenu, PageMenu
from yagpt_desktop.ui.fix.fix_page import FixPage
from yagpt_desktop.ui.fix.reason_desk import ReasonDesk
from yagpt_desktop.ui.fix.review_desk import ReviewDesk
from yagpt_desktop.ui.main_window import MainWindow
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.history_desk import HistoryDesk
from yagpt_desktop.ui.texts.run_desk import RunDesk, TextParts, TurnMaker
from yagpt_desktop.ui.texts.unfinished_offer import UnfinishedOffer
from yagpt_desktop.ui.texts.words_desk import WordsDesk
from yagpt_desktop.ui.translate.back_desk import BackDesk
from yagpt_desktop.ui.translate.glossary_desk import GlossaryDesk
from yagpt_desktop.ui.translate.sentence_desk import SentenceDesk
from yagpt_desktop.ui.translate.term_desk import TermDesk
from yagpt_desktop.ui.translate.translate_controller import TranslateController
from yagpt_desktop.ui.translate.translate_menu import TranslateMenu
from yagpt_desktop.ui.translate.translate_page import TranslatePage
from yagpt_desktop.workers.job import Broken, Done, Job


@dataclass(frozen=True, slots=True)
class _Learned:
    """What the store holds when the window opens."""

    glossary: tuple[GlossaryRow, ...]
    words: frozenset[str]
    unfinished: Sequence[TextRun]


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
        self._build_history(hub)

    def _build_translate(self, hub: SettingsHub) -> None:
        self.translate_page = TranslatePage()
        desk = RunDesk(self.parts, hub, self)
        self.translate = TranslateController(self.translate_page, desk, hub, self)
        self.translate.action_requested.connect(self.action_requested)
        self._window.add_page("translate", "translate", self.translate_page)
        self._build_translate_parts(hub, desk)

    def _build_translate_parts(self, hub: SettingsHub, desk: RunDesk) -> None:
        page, translate = self.translate_page, self.translate
        shared = (page, translate.pairs, translate.run_in_view, self.parts, hub, self)
        self.sentences, self.back = SentenceDesk(*shared), BackDesk(*shared)
        self.glossary = GlossaryDesk(page, translate, self.parts, write_atomically, self)
        self._terms = TermDesk(page, translate.pairs, self)
        self.translate_menu = TranslateMenu(page, hub, self)
        self.translate_menu.check_requested.connect(self.back.check)
        self.translate_menu.again_requested.connect(self.sentences.translate_again)
        self.translate_menu.file_chosen.connect(desk.read_file)
        self.sentences.ended.connect(translate.show_ready)
        for part in (self.sentences, self.back, self.glossary):
            part.failed.connect(page.show_error)

    def _build_history(self, hub: SettingsHub) -> None:
        self.history = HistoryDesk(self._window, self.parts, hub, self)
        self.words = WordsDesk(self._window, self.parts, self)
        for wish in (self.translate_page.history_requested, self.page_menu.history_requested):
            # What waits to be written comes first: the list must not know less than the pages.
            for keep in (self.fix.keeper.keep_now, self.translate.keep_now, self.history.show):
                wish.connect(keep)
        for take in (self.fix.keeper.take_mark, self.translate.take_mark):
            self.history.pinned.connect(take)
        self.page_menu.words_requested.connect(self.words.show)
        self.history.chosen.connect(self.show_run)
        self.words.changed.connect(self.review.know_words)
        for part in (self.history, self.words):
            part.failed.connect(self._on_failed)
        self.offers = (
            UnfinishedOffer(self.translate_page, "translate-offer"),
            UnfinishedOffer(self.fix_page, "fix-offer"),
        )
        self.translate_page.run_requested.connect(self.offers[0].forget)
        self.fix_page.run_requested.connect(self.offers[1].forget)
        for offer in self.offers:
            offer.continued.connect(self.show_run)

    def _build_fix(self, hub: SettingsHub) -> None:
        page = self.fix_page = FixPage()
        review = self.review = ReviewDesk(page, self)
        desk = RunDesk(self.parts, hub, self)
        self.fix = FixController(page, desk, review, hub, self)
        self._reasons = ReasonDesk(review, self.fix.keeper, self.parts, hub, self)
        self.change_menu = ChangeMenu(page, review, self._reasons)
        self.page_menu = PageMenu(page, self._reasons, hub)
        self.page_menu.selection_requested.connect(self.fix.run_selected)
        self._reasons.failed.connect(self.fix_page.show_error)
        self.fix.action_requested.connect(self.action_requested)
        review.word_kept.connect(self._on_word_kept)
        self._window.add_page("fix", "fix", page)

    def learn(self) -> None:
        """Read the glossary, the words that are never changed, and what is not finished."""
        self._learning.run(partial(_learned, self._store))

    @Slot(object)
    def show_run(self, run: TextRun) -> None:
        """Show an earlier run in its page."""
        if isinstance(run.task, TranslateTask):
            self.translate.show_run(run)
            self._window.show_page("translate")
        else:
            self.fix.show_run(run)
            self._window.show_page("fix")

    @Slot(object, str)
    def show_text(self, task: TextTask, source: str) -> None:
        """Show a text in the page that does such a thing; nobody is asked yet."""
        if isinstance(task, TranslateTask):
            self.translate.take_text(source, run=False)
            self._window.show_page("translate")
        else:
            self.fix.take_text(source, run=False)
            self._window.show_page("fix")

    def retranslate(self) -> None:
        """Put the words anew in another language."""
        self.fix.retranslate()
        self._reasons.retranslate()
        self.translate.retranslate()
        self._terms.show()

    def shut_down(self) -> None:
        """Stop and leave the threads."""
        self.glossary.shut_down()
        for part in (self.translate, self.sentences, self.back, self.fix):
            part.shut_down()
        self._reasons.shut_down()

    @Slot(str)
    def _on_word_kept(self, word: str) -> None:
        self._writing.run(lambda: self._store.keep_word(word))

    @Slot(object)
    def _on_learned(self, result: Done[_Learned] | Broken) -> None:
        if isinstance(result, Broken):
            self._on_failed(result.error)
            return
        learned = result.value
        self.translate.use_glossary(learned.glossary)
        self.review.know_words(learned.words)
        for offer, kind in zip(self.offers, (TranslateTask, FixTask), strict=True):
            offer.offer([run for run in learned.unfinished if isinstance(run.task, kind)])

    @Slot(object)
    def _on_failed(self, error: YaGptError) -> None:
        """Tell where the person is."""
        page = self.fix_page if self.fix_page.isVisible() else self.translate_page
        page.show_error(error)

    @Slot(object)
    def _on_written(self, result: object) -> None:
        if isinstance(result, Broken):
            self.fix_page.show_error(result.error)


def _learned(store: TextStore) -> _Learned:
    return _Learned(tuple(store.glossary()), store.kept_words(), store.unfinished())
