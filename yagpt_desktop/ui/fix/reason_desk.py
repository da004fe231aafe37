"""Asks the model why it changed what it changed; nobody pays twice for the same reason."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.settings import Language
from yagpt_desktop.services.reasons import (
    AskedChange,
    ReasonMemory,
    key_of,
    reasons_request,
    remember_reasons,
)
from yagpt_desktop.services.text_work import changes_to_explain
from yagpt_desktop.ui.i18n import spoken_language
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import TextParts
from yagpt_desktop.workers.turn import Completed, Failed, Outcome, TurnRunner

from .review_desk import ReviewDesk


class ReasonDesk(QObject):
    """One request for all changes of a review that have no reason yet.

    The review tells of it while the model is being asked.

    Signals:
        failed(YaGptError): It could not be asked.
    """

    failed = Signal(object)

    def __init__(
        self, review: ReviewDesk, parts: TextParts, hub: SettingsHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._review, self._parts, self._hub = review, parts, hub
        self._memory = ReasonMemory()
        self._asked: tuple[AskedChange, ...] = ()
        self._runner = TurnRunner(self)
        self._runner.ended.connect(self._on_ended)

    @property
    def asking(self) -> bool:
        """Whether the model is being asked."""
        return self._runner.running

    @Slot()
    def explain(self) -> None:
        """Show the reasons that are known, and ask for those that are not; from the chosen change on."""
        language = self._language()
        self._show(language)
        if self._runner.running:
            return
        comparison, first = self._review.review.comparison, self._review.current
        self._asked = changes_to_explain(self._memory, comparison, language, first)
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

    def _show(self, language: str) -> None:
        told = {}
        for change in self._review.review.changes:
            reason = self._memory.get(change, language)
            if reason is not None:
                told[key_of(change)] = reason.text
        self._review.tell(told)

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        language = self._language()
        if isinstance(outcome, Completed):
            remember_reasons(self._memory, outcome.update.text, self._asked, language)
            self._show(language)
        elif isinstance(outcome, Failed):
            self.failed.emit(outcome.error)
        self._review.tell_explaining(on=False)

    def _language(self) -> str:
        return "ru" if spoken_language(self._hub.settings.language) is Language.RUSSIAN else "en"
