"""Offers to go on with what the last end of the program interrupted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from yagpt_desktop.domain.text_task import TextRun
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.notice_bar import NoticeBar
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.words.run_words import first_words

_MORE = QT_TRANSLATE_NOOP("UnfinishedOffer", "%n text(s) are not finished; the last one: “{text}”.")
_SHOWN_SIGNS = 60


class UnfinishedOffer(QObject):
    """A line under the head of a page, once after a start; it is gone as soon as something else is begun.

    Signals:
        continued(object): Go on with this run (``TextRun``).
    """

    continued = Signal(object)

    def __init__(self, page: QWidget, name: str) -> None:
        super().__init__(page)
        self._runs: Sequence[TextRun] = ()
        self.bar = NoticeBar(name)
        self._place = _Place(self.bar)
        column = page.layout()
        if isinstance(column, QBoxLayout):
            column.insertWidget(1, self._place)
        self.bar.action_requested.connect(self._on_continue)
        self.bar.closed.connect(self.forget)
        page.installEventFilter(self)

    @property
    def runs(self) -> Sequence[TextRun]:
        """What is on offer, the newest first."""
        return self._runs

    def offer(self, runs: Sequence[TextRun]) -> None:
        """Offer the newest of some runs; nothing for none."""
        self._runs = sorted(runs, key=lambda run: run.created_at, reverse=True)
        self._show()

    @Slot()
    def forget(self) -> None:
        """Offer nothing any more; the history still has them."""
        self.offer(())

    @Slot()
    def _on_continue(self) -> None:
        if self._runs:
            run = self._runs[0]
            self.forget()
            self.continued.emit(run)

    def _show(self) -> None:
        self._place.setVisible(bool(self._runs))
        if not self._runs:
            self.bar.show_notice("")
            return
        text = first_words(self._runs[0].source)
        shown = text if len(text) <= _SHOWN_SIGNS else f"{text[: _SHOWN_SIGNS - 1].rstrip()}…"
        if len(self._runs) == 1:
            sentence = self.tr("“{text}” is not finished.")
        else:
            sentence = counted("UnfinishedOffer", _MORE, len(self._runs))
        self.bar.show_notice(sentence.format(text=shown), self.tr("Continue"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the language of the page."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        return super().eventFilter(watched, event)


class _Place(View):
    """Keeps the line as far from the edges as the page's cards are."""

    def __init__(self, bar: NoticeBar) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.addWidget(bar)
        self._settle()
        self.hide()

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setContentsMargins(gap(5), gap(4), gap(5), 0)
