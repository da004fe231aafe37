"""Asks the model why it changed what it changed; nobody pays twice for the same reason."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from yagpt_desktop.domain.change import Comparison
from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.settings import Language
from yagpt_desktop.domain.text_task import TextRun
from yagpt_desktop.services.reasons import (
    AskedChange,
    ReasonMemory,
    reasons_request,
    remember_reasons,
)
from yagpt_desktop.services.text_work import changes_to_explain
from yagpt_desktop.ui.i18n import spoken_language
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import TextParts
from yagpt_desktop.workers.turn import Completed, Failed, Outcome, TurnRunner

from .result_keeper import ResultKeeper
from .review_desk import ReviewDesk

_KEPT: Final = False
_PRIVATE: Final = True


class ReasonDesk(QObject):
    """One request for all changes of a review that have no reason yet.

    What is known is shown as soon as a review is final, and kept with its run; a private run's reasons speak
    of a private text, and are shown for private ones alone.  The review tells while the model is being asked.

    Signals:
        failed(YaGptError): It could not be asked.
    """

    failed = Signal(object)

    def __init__(
        self,
        review: ReviewDesk,
        keeper: ResultKeeper,
        parts: TextParts,
        hub: SettingsHub,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._review, self._keeper, self._parts, self._hub = review, keeper, parts, hub
        kept = ReasonMemory()
        self._memories = {_KEPT: kept, _PRIVATE: ReasonMemory(kept)}
        self._asked: tuple[AskedChange, ...] = ()
        self._asking_memory, self._asked_language = kept, ""
        self._shown: Comparison | None = None
        self._runner = TurnRunner(self)
        self._runner.ended.connect(self._on_ended)
        keeper.followed.connect(self._on_followed)
        review.changed.connect(self._on_reviewed)

    @property
    def asking(self) -> bool:
        """Whether the model is being asked."""
        return self._runner.running

    @Slot()
    def explain(self) -> None:
        """Show the reasons that are known, and ask for those that are not; from the chosen change on."""
        self._show()
        if self._runner.running:
            return
        language = self._asked_language = self._language()
        memory = self._asking_memory = self._memory
        comparison, first = self._review.review.comparison, self._review.current
        self._asked = changes_to_explain(memory, comparison, language, first)
        if self._asked:
            settings = self._hub.settings
            try:
                turn = self._parts.make_turn(reasons_request(self._asked, settings, language), settings)
            except YaGptError as error:
                self.failed.emit(error)
                return
            self._runner.start(turn)
            self._review.tell_explaining(on=True)

    @Slot()
    def stop(self) -> None:
        """Ask no more."""
        self._runner.cancel()

    def shut_down(self) -> None:
        """Stop and leave the thread."""
        self._runner.shut_down()

    def retranslate(self) -> None:
        """Show the reasons that are known in another language."""
        self._show()

    @property
    def _memory(self) -> ReasonMemory:
        return self._memories[self._keeper.private]

    def _show(self) -> None:
        """Show what is known of the changes in view, and keep it with them."""
        review = self._review.review
        told = self._memory.told(review.changes, self._language())
        self._review.tell({(one.before, one.after, one.kind): one.text for one in told})
        if self._review.is_final:
            self._shown = review.comparison
            self._keeper.keep_reasons(told)

    @Slot(object)
    def _on_followed(self, run: TextRun | None) -> None:
        self._shown = None
        if run is not None:
            self._memories[run.private].load(run.reasons)

    @Slot()
    def _on_reviewed(self) -> None:
        if self._review.is_final and self._review.review.comparison is not self._shown:
            self._show()

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        if isinstance(outcome, Completed):
            remember_reasons(self._asking_memory, outcome.update.text, self._asked, self._asked_language)
            self._show()
        elif isinstance(outcome, Failed):
            self.failed.emit(outcome.error)
        self._review.tell_explaining(on=False)

    def _language(self) -> str:
        return "ru" if spoken_language(self._hub.settings.language) is Language.RUSSIAN else "en"
