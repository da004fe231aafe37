"""Compares what has come of a run with its text, and hands it to the review."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from yagpt_desktop.domain.text_task import TextRun
from yagpt_desktop.services.text_work import arrived_text
from yagpt_desktop.text.changes import LiveComparison
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.workers.comparing import Comparing

from .compared import Compared, compared, finishing
from .review_desk import ReviewDesk


class CompareDesk(QObject):
    """One text at a time; the work is done in a thread of its own.

    Signals:
        compared(bool): There is something new for the review; true where it is the first that is whole.
        failed(YaGptError): It could not be compared.
    """

    compared = Signal(bool)
    failed = Signal(object)

    def __init__(self, review: ReviewDesk, hub: SettingsHub, parent: QObject) -> None:
        super().__init__(parent)
        self._review, self._hub = review, hub
        self._live = LiveComparison("")
        self._edited: str | None = None
        self._grows = False
        self._comparing = Comparing(self)
        self._comparing.compared.connect(self._on_compared)
        self._comparing.failed.connect(self.failed)

    def begin(self, source: str, edited: str | None = None) -> None:
        """Forget the text before; ``edited`` is what the person made of this one's result earlier."""
        self._comparing.forget()
        self._live, self._edited, self._grows = LiveComparison(source), edited, True
        self._review.begin()

    def go_on(self) -> None:
        """More comes of the text after all."""
        self._grows = True
        self._review.go_on()

    def follow(self, run: TextRun) -> None:
        """Compare what has come; no effect where a whole result is in view, and only parts come anew."""
        if self._grows:
            make_steps = partial(self._live.updating, arrived_text(run))
            own = self._review.review.own
            self._comparing.compare(partial(compared, make_steps, own, is_final=False))

    @Slot(object)
    def finish(self, run: TextRun) -> None:
        """Compare all there is; each thing that typography makes is a change like the others."""
        self._grows = False
        edited, self._edited = self._edited, None
        if run.is_finished:
            make_steps = partial(finishing, self._live, run, self._hub.settings.texts)
        else:
            make_steps = partial(self._live.updating, arrived_text(run))
        own = self._review.review.own
        self._comparing.compare(partial(compared, make_steps, own, is_final=True, edited=edited))

    def shut_down(self) -> None:
        """Leave the thread."""
        self._comparing.shut_down()

    @Slot(object)
    def _on_compared(self, result: Compared) -> None:
        was_final = self._review.is_final
        self._review.take(result)
        self.compared.emit(result.is_final and not was_final)
