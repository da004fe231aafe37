"""Which sentence of the translation belongs to which of the text, shown on both sides."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from yagpt_desktop.domain.text_task import TextRun, TranslateTask
from yagpt_desktop.text.pairs import SentencePair, pair_at, paired
from yagpt_desktop.workers.comparing import Comparing

from .pair_marks import caret_place, mark_sentence, show_place
from .translate_page import TranslatePage

_PAIR_MS: Final = 250


class PairDesk(QObject):
    """Pairs sentences while a translation grows and after each edit; marks the pair the person is in.

    Signals:
        paired(object): The pairs of the texts in view (``SentencePair``).
    """

    paired = Signal(object)

    def __init__(self, page: TranslatePage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._run: TextRun | None = None
        self._is_whole = False
        self._pairs: tuple[SentencePair, ...] = ()
        self._texts = ("", "")
        self._pairing = Comparing(self)
        self._pairing.compared.connect(self._on_paired)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAIR_MS)
        self._later.timeout.connect(self._pair)
        page.source.cursorPositionChanged.connect(self._on_source_caret)
        page.result.cursorPositionChanged.connect(self._on_result_caret)

    @property
    def pairs(self) -> tuple[SentencePair, ...]:
        """The pairs of the texts in view."""
        return self._pairs

    @property
    def texts(self) -> tuple[str, str]:
        """The source and the translation that the pairs are of."""
        return self._texts

    @property
    def current(self) -> SentencePair | None:
        """The pair in which the caret of the translation is; of the text, where that has the focus."""
        source, target = self._texts
        if self._page.source.hasFocus():
            return pair_at(self._pairs, caret_place(self._page.source, source))
        return pair_at(self._pairs, caret_place(self._page.result, target), in_target=True)

    def follow(self, run: TextRun, *, is_whole: bool) -> None:
        """Pair the sentences of a run with the result in view, soon."""
        self._run, self._is_whole = run, is_whole
        if not self._later.isActive():
            self._later.start()

    def forget(self) -> None:
        """Have no pairs."""
        self._pairing.forget()
        self._later.stop()
        self._run, self._pairs, self._texts = None, (), ("", "")
        self._mark(None)

    def put_sentence(self, pair: SentencePair, text: str) -> None:
        """Put other words in the place of a sentence of the translation."""
        _, target = self._texts
        old = target[pair.target.start : pair.target.end]
        blanks = old[len(old.rstrip()) :]
        new = f"{target[: pair.target.start]}{text.strip()}{blanks}{target[pair.target.end :]}"
        self._page.result.put_text(new)

    def shut_down(self) -> None:
        """Leave the thread."""
        self._pairing.shut_down()

    @Slot()
    def _pair(self) -> None:
        run = self._run
        if run is None:
            return
        task = run.task
        codes = (task.source_language, task.target_language) if isinstance(task, TranslateTask) else ("", "")
        target = self._page.result.toPlainText()
        self._pairing.compare(partial(_paired, run.source, target, codes, is_whole=self._is_whole))

    @Slot(object)
    def _on_paired(self, result: tuple[str, str, tuple[SentencePair, ...]]) -> None:
        source, target, self._pairs = result
        self._texts = (source, target)
        self.paired.emit(self._pairs)

    @Slot()
    def _on_source_caret(self) -> None:
        if self._page.source.hasFocus():
            self._mark(self.current)

    @Slot()
    def _on_result_caret(self) -> None:
        if self._page.result.hasFocus():
            self._mark(self.current)

    def _mark(self, pair: SentencePair | None) -> None:
        source, target = self._texts
        page = self._page
        if page.source.toPlainText() != source or page.result.toPlainText() != target:
            pair = None
        mark_sentence(page.source, source, pair.source if pair else None)
        mark_sentence(page.result, target, pair.target if pair else None)
        if pair is not None and page.source.hasFocus():
            show_place(page.result, target, pair.target.start)
        elif pair is not None:
            show_place(page.source, source, pair.source.start)


def _paired(
    source: str, target: str, codes: tuple[str, str], *, is_whole: bool
) -> tuple[str, str, tuple[SentencePair, ...]]:
    return source, target, paired(source, target, codes, is_whole=is_whole)
