"""Marks the terms of the text that its translation does not have as the glossary says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Slot

from yagpt_desktop.text.terms import TermPlace
from yagpt_desktop.ui.words.text_words import missed_term_text, terms_text

from .pair_desk import PairDesk
from .pair_marks import WordMark
from .translate_page import TranslatePage

_MOST_MARKS: Final = 300
"""In a text with more of them single ones are not looked for any longer, and each costs at every paint."""


class TermDesk(QObject):
    """Follows the pairs: a mark is gone as soon as the translation has the term, or the text is another."""

    def __init__(self, page: TranslatePage, pairs: PairDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._text = ""
        self._places: Sequence[TermPlace] = ()
        pairs.terms_placed.connect(self._on_placed)
        page.source.textChanged.connect(self.show)

    @Slot(str, object)
    def _on_placed(self, text: str, places: Sequence[TermPlace]) -> None:
        self._text, self._places = text, places[:_MOST_MARKS]
        self.show()

    @Slot()
    def show(self) -> None:
        """Mark what there is to be marked; anew where the language of the words is another."""
        source = self._page.source
        if not self._places and not source.marked_words:
            return
        fits = bool(self._places) and source.toPlainText() == self._text
        places = self._places if fits else ()
        source.mark_words(self._text, [WordMark(place.span, missed_term_text(place.row)) for place in places])
        rows = {place.row.id: place.row for place in places}
        source.setAccessibleDescription(terms_text(tuple(rows.values())))
