"""Asks the model about one sentence of a translation: to translate it anew, or in other ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, Signal, Slot

from yagpt_desktop.domain.completion import CompletionUpdate
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_task import TextRun, TranslateTask
from yagpt_desktop.services.alternatives import alternatives_of, alternatives_request
from yagpt_desktop.services.models import cost_roubles
from yagpt_desktop.services.sentence_requests import SentenceAsked, sentence_request
from yagpt_desktop.text.guards import guarded
from yagpt_desktop.text.pairs import SentencePair
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import TextParts
from yagpt_desktop.ui.words.finding_words import findings_text
from yagpt_desktop.ui.words.text_words import done_text
from yagpt_desktop.workers.turn import Completed, Failed, Outcome, TurnRunner

from .pair_desk import PairDesk
from .translate_page import TranslatePage
from .variants_dialog import VariantsDialog

_NEIGHBOUR_SIGNS: Final = 600


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked about which sentence of which text."""

    task: TranslateTask
    sentence: SentenceAsked
    source: str
    at: int
    settings: Settings
    is_variants: bool


class SentenceDesk(QObject):
    """One request at a time; the page's Stop and Escape end it.

    Signals:
        failed(YaGptError): The model could not be asked.
        ended(): It answered, or was stopped, or failed.
    """

    failed = Signal(object)
    ended = Signal()

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
        self._parts, self._hub = parts, hub
        self._asked: _Asked | None = None
        self._offered: _Asked | None = None
        self._clock = QElapsedTimer()
        self._runner = TurnRunner(self)
        self._runner.ended.connect(self._on_ended)
        page.alternatives_requested.connect(self.show_variants)
        page.pair_card.variants_requested.connect(self.show_variants)
        page.pair_card.again_requested.connect(self.translate_again)
        for stopping in (page.stop_requested, page.pair_card.stop_requested):
            stopping.connect(self._runner.cancel)

    @property
    def running(self) -> bool:
        """Whether an answer is still to come."""
        return self._runner.running

    @Slot()
    def translate_again(self) -> None:
        """Have the sentence the person is in translated anew, with what stands round it."""
        self._ask(is_variants=False)

    @Slot()
    def show_variants(self) -> None:
        """Offer other translations of the sentence the person is in."""
        self._ask(is_variants=True)

    def shut_down(self) -> None:
        """Stop and leave the thread."""
        self._runner.shut_down()

    def _ask(self, *, is_variants: bool) -> None:
        pair, run = self._pairs.current, self._last()
        if self._page.running or run is None or not isinstance(run.task, TranslateTask):
            return
        if pair is None or not self._pairs.is_settled or not pair.source.of(run.source).strip():
            self._page.show_status(self.tr("Put the caret into a sentence first"))
            return
        settings = self._hub.settings
        sentence = _sentence_of(run.source, self._pairs.texts[1], pair)
        asked = _Asked(run.task, sentence, run.source, pair.source.start, settings, is_variants)
        make = alternatives_request if is_variants else sentence_request
        self._asked = asked
        self._clock.start()
        self._page.errors.show_error(None)
        self._page.show_running(running=True)
        self._page.show_status(
            self.tr("Looking for other variants…") if is_variants else self.tr("Translating the sentence…")
        )
        self._runner.start(self._parts.make_turn(make(run.task, sentence, settings), settings))

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        asked, self._asked = self._asked, None
        self._page.show_running(running=False)
        if isinstance(outcome, Failed):
            self._page.show_status("")
            self.failed.emit(outcome.error)
        elif isinstance(outcome, Completed) and asked is not None:
            self._page.show_status(self._price(asked, outcome.update))
            self._take(asked, outcome.update)
        else:
            self._page.show_status(self.tr("Stopped"))
        self.ended.emit()

    def _take(self, asked: _Asked, update: CompletionUpdate) -> None:
        if asked.is_variants:
            self._offer(asked, alternatives_of(update.text, asked.sentence))
            return
        result = guarded(asked.task, asked.sentence.sentence, update)
        if result.usable:
            self._put(asked, result.text)
        else:
            self._page.show_notice(findings_text(result.findings))

    def _offer(self, asked: _Asked, variants: tuple[str, ...]) -> None:
        if not variants:
            self._page.show_notice(self.tr("The model has no other translation of this sentence."))
            return
        dialog = VariantsDialog(asked.sentence.sentence, asked.sentence.now, variants, self._page)
        self._offered = asked
        dialog.chosen.connect(self._on_chosen)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, text: str) -> None:
        if self._offered is not None:
            self._put(self._offered, text)

    def _put(self, asked: _Asked, text: str) -> None:
        pair = self._pairs.pair_of(asked.at)
        if pair is None or self._pairs.texts[0] != asked.source or not self._pairs.is_settled:
            self._page.show_notice(self.tr("The text has changed meanwhile; the sentence stays as it was."))
            return
        self._pairs.put_sentence(pair, text)

    def _price(self, asked: _Asked, update: CompletionUpdate) -> str:
        elapsed_s = self._clock.elapsed() / 1000
        roubles = cost_roubles(asked.settings.model, update.usage)
        return done_text(asked.settings.transport, elapsed_s, roubles)


def _sentence_of(source: str, target: str, pair: SentencePair) -> SentenceAsked:
    before = source[max(0, pair.source.start - _NEIGHBOUR_SIGNS) : pair.source.start]
    after = source[pair.source.end : pair.source.end + _NEIGHBOUR_SIGNS]
    return SentenceAsked(
        pair.source.of(source).strip(), before.strip(), after.strip(), pair.target.of(target).strip()
    )
