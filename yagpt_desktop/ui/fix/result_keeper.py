"""Keeps what the person made of a result, so that it is there again with the run."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from yagpt_desktop.domain.text_task import TextRun
from yagpt_desktop.ui.texts.run_desk import RunDesk

from .review_desk import ReviewDesk

_REST_MS: Final = 1000


class ResultKeeper(QObject):
    """Writes a second after the last decision, and before anything else takes the review's place."""

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

    @Slot()
    def keep_soon(self) -> None:
        """Write when the hands rest."""
        if self._run is not None and self._review.is_final:
            self._rest.start()

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
