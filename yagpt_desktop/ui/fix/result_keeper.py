"""Keeps what the person made of a result, so that it is there again with the run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from yagpt_desktop.domain.change import ToldReason
from yagpt_desktop.domain.text_task import TextRun
from yagpt_desktop.ui.texts.run_desk import RunDesk

from .review_desk import ReviewDesk

_REST_MS: Final = 1000


class ResultKeeper(QObject):
    """Writes a second after the last decision, and before anything else takes the review's place.

    Signals:
        followed(object): What is kept belongs to this run from now on (``TextRun``, or None).
    """

    followed = Signal(object)

    def __init__(self, review: ReviewDesk, desk: RunDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._review, self._desk = review, desk
        self._run: TextRun | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._keep)
        review.changed.connect(self.keep_soon)

    def follow(self, run: TextRun | None) -> None:
        """Keep for this run from now on; None while nothing has ended."""
        self.keep_now()
        self._run = run
        self.followed.emit(run)

    @property
    def private(self) -> bool:
        """Whether the run of the review, or the one that is still on its way there, is private."""
        run = self._run or self._desk.last
        return run is not None and run.private

    @Slot(object)
    def take_mark(self, run: TextRun) -> None:
        """Leave a run pinned, or not, as the person has done it elsewhere."""
        if self._run is not None and self._run.id == run.id:
            self._run = replace(self._run, pinned=run.pinned)

    def keep_reasons(self, reasons: Iterable[ToldReason]) -> None:
        """Keep what the model said of the changes with the run they are of."""
        if self._run is None:
            return
        there = frozenset(self._run.reasons)
        new = tuple(one for one in reasons if one not in there)
        if new:
            self._run = replace(self._run, reasons=(*self._run.reasons, *new))
            self._desk.keep_edit(self._run)

    @Slot()
    def keep_soon(self) -> None:
        """Write when the hands rest."""
        if self._run is not None and self._review.is_final:
            self._rest.start()

    @Slot()
    def keep_now(self) -> None:
        """Write what waits."""
        if self._rest.isActive():
            self._rest.stop()
            self._keep()

    @Slot()
    def _keep(self) -> None:
        if self._run is None or self._desk.running:
            return
        review, result = self._review.review, self._review.result
        edited = None if result == review.comparison.corrected and not review.own else result
        if edited != self._run.edited:
            self._run = replace(self._run, edited=edited)
            self._desk.keep_edit(self._run)
