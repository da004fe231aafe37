"""Which sentence of the translation belongs to which of the text, shown on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from yagpt_desktop.domain.text_task import GlossaryRow, TextRun, TranslateTask
from yagpt_desktop.text.pairs import SentencePair, pair_at, paired
from yagpt_desktop.text.terms import TermPlace, missed, term_places
from yagpt_desktop.ui.transcript.places import utf16_offset
from yagpt_desktop.workers.comparing import Comparing

from .pair_model import PairRow
from .translate_page import TranslatePage

_PAIR_MS: Final = 250
_PAIR_WHILE_GROWING_MS: Final = 1000
"""One long paragraph that is not finished takes up to half a second of a slow machine."""


@dataclass(frozen=True, slots=True)
class _Paired:
    """What the thread made of the two texts."""

    source: str
    target: str
    pairs: tuple[SentencePair, ...]
    rows: tuple[PairRow, ...]
    missed: tuple[GlossaryRow, ...]
    places: tuple[TermPlace, ...]
    is_whole: bool


class PairDesk(QObject):
    """Pairs sentences while a translation grows and after each edit; marks the pair the person is in.

    Signals:
        paired(object): The pairs of the texts in view (``SentencePair``).
        terms_missed(object): Rows of the glossary that a whole translation does not use (``GlossaryRow``).
        terms_placed(str, object): The text in which those stand, and where (``TermPlace``).
    """

    paired = Signal(object)
    terms_missed = Signal(object)
    terms_placed = Signal(str, object)

    def __init__(self, page: TranslatePage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._run: TextRun | None = None
        self._glossary: tuple[GlossaryRow, ...] = ()
        self._is_whole = False
        self._is_in_source = False
        self._pairs: tuple[SentencePair, ...] = ()
        self._texts = ("", "")
        self._pairing = Comparing(self)
        self._pairing.compared.connect(self._on_paired)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAIR_MS)
        self._later.timeout.connect(self._pair)
        page.pairs_toggled.connect(self._on_toggled)
        page.pair_card.model.sentence_edited.connect(self._on_edited)
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
        """The pair of the chosen row; where the texts are in view, the one that the caret was in last."""
        page, (source, target) = self._page, self._texts
        if page.shows_pairs:
            row = page.pair_card.table.row
            return self._pairs[row] if 0 <= row < len(self._pairs) else None
        if self._is_in_source:
            return pair_at(self._pairs, page.source.place(source))
        at = page.result.place(target)
        return pair_at(self._pairs, min(at, max(0, len(target) - 1)), in_target=True)

    @property
    def is_settled(self) -> bool:
        """Whether the pairs are those of the texts in view."""
        page = self._page
        return self._texts == (page.source.toPlainText(), page.result.toPlainText())

    def follow(self, run: TextRun, glossary: tuple[GlossaryRow, ...], *, is_whole: bool) -> None:
        """Pair the sentences of a run with the result in view, soon."""
        self._run, self._glossary, self._is_whole = run, glossary, is_whole
        if is_whole:
            self._later.start(_PAIR_MS)
        elif not self._later.isActive():
            self._later.start(_PAIR_WHILE_GROWING_MS)

    def forget(self) -> None:
        """Have no pairs."""
        self._pairing.forget()
        self._later.stop()
        self._run, self._pairs, self._texts = None, (), ("", "")
        self._page.pair_card.show_rows(())
        self._mark(None)
        self.terms_placed.emit("", ())

    def pair_of(self, source_at: int) -> SentencePair | None:
        """Return the pair that a place of the source is in now."""
        return pair_at(self._pairs, source_at)

    def put_sentence(self, pair: SentencePair, text: str) -> None:
        """Put other words in the place of a sentence of the translation."""
        source, target = self._texts
        old, sentence = pair.target.of(target), pair.source.of(source)
        blanks = old[len(old.rstrip()) :] if old else sentence[len(sentence.rstrip()) :]
        start, end = (utf16_offset(target, place) for place in (pair.target.start, pair.target.end))
        self._page.result.replace_stretch(start, end, f"{text.strip()}{blanks}")

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
        self._pairing.compare(
            partial(_paired, run.source, target, codes, self._glossary, is_whole=self._is_whole)
        )

    @Slot(object)
    def _on_paired(self, result: _Paired) -> None:
        self._pairs, self._texts = result.pairs, (result.source, result.target)
        self._page.pair_card.show_rows(result.rows)
        self._mark(self.current if self._page.hasFocus() or self._has_focus() else None)
        self.paired.emit(self._pairs)
        self.terms_placed.emit(result.source, result.places)
        if result.is_whole:
            self.terms_missed.emit(result.missed)

    def _has_focus(self) -> bool:
        return self._page.source.hasFocus() or self._page.result.hasFocus()

    @Slot(bool)
    def _on_toggled(self, shown: bool) -> None:
        """Stay with the sentence the person is in."""
        pair = self.current
        self._page.show_pairs(shown=shown)
        if pair not in self._pairs or pair is None:
            return
        if shown:
            self._page.pair_card.table.go_to(self._pairs.index(pair))
        else:
            self._page.result.show_place(self._texts[1], pair.target.start)

    @Slot(int, str)
    def _on_edited(self, row: int, text: str) -> None:
        if self.is_settled and 0 <= row < len(self._pairs):
            self.put_sentence(self._pairs[row], text)

    @Slot()
    def _on_source_caret(self) -> None:
        if self._page.source.hasFocus():
            self._is_in_source = True
            self._mark(self.current)

    @Slot()
    def _on_result_caret(self) -> None:
        if self._page.result.hasFocus():
            self._is_in_source = False
            self._mark(self.current)

    def _mark(self, pair: SentencePair | None) -> None:
        source, target = self._texts
        page = self._page
        if pair is not None and not self.is_settled:
            pair = None
        page.source.mark_sentence(source, pair.source if pair else None)
        page.result.mark_sentence(target, pair.target if pair else None)
        if pair is not None and page.source.hasFocus():
            page.result.show_place(target, pair.target.start)
        elif pair is not None and page.result.hasFocus():
            page.source.show_place(source, pair.source.start)


def _paired(
    source: str, target: str, codes: tuple[str, str], rows: tuple[GlossaryRow, ...], *, is_whole: bool
) -> _Paired:
    """Any thread."""
    pairs = paired(source, target, codes, is_whole=is_whole)
    shown = tuple(PairRow(one.source.of(source).strip(), one.target.of(target).strip()) for one in pairs)
    lost = missed(rows, source, target, *codes) if is_whole else ()
    places = term_places(lost, source, codes[0])
    return _Paired(source, target, pairs, shown, lost, places, is_whole)
