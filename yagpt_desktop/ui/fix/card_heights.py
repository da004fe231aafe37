"""How high the cards are: taken for one line each at first, measured in slices while nobody waits."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QFont

from yagpt_desktop.domain.change import Decision

from .change_delegate import card_height_px
from .change_model import ChangeCard

_SLICE_S: Final = 0.008
_AT_ONCE: Final = 40
_MOST_KNOWN: Final = 50_000

_Key = tuple[str, str, str, Decision | None]


class CardHeights(QObject):
    """Answers at once for thousands of cards.

    Signals:
        measured(dict): Heights by row that are other than was told.
    """

    measured = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._known: dict[_Key, int] = {}
        self._cards: Sequence[ChangeCard] = ()
        self._rest: list[int] = []
        self._font, self._width_px, self._line_px = QFont(), 0, 0
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._measure)

    def measure_for(self, font: QFont, width_px: int) -> dict[int, int]:
        """Measure for another font or width; what was known is forgotten."""
        self._font, self._width_px = font, width_px
        self._known.clear()
        self._line_px = card_height_px("Ё", "ё", "Ё", font, width_px)
        return self.take(self._cards)

    def take(self, cards: Sequence[ChangeCard]) -> dict[int, int]:
        """Return the heights of these cards by row; those that are not known follow."""
        self._cards = cards
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._rest = [row for row, card in enumerate(cards) if _key(card) not in self._known]
        self._measure_some(self._rest[:_AT_ONCE])
        self._rest = self._rest[_AT_ONCE:]
        if self._rest:
            self._later.start()
        return {row: self._known.get(_key(card), self._line_px) for row, card in enumerate(cards)}

    def height_px(self, row: int) -> int:
        """Return the height of a row without the buttons."""
        return self._known.get(_key(self._cards[row]), self._line_px) if row < len(self._cards) else 0

    @Slot()
    def _measure(self) -> None:
        end_s = time.perf_counter() + _SLICE_S
        found: dict[int, int] = {}
        while self._rest and time.perf_counter() < end_s:
            slice_, self._rest = self._rest[:_AT_ONCE], self._rest[_AT_ONCE:]
            found |= self._measure_some(slice_)
        if not self._rest:
            self._later.stop()
        if found:
            self.measured.emit(found)

    def _measure_some(self, rows: Sequence[int]) -> dict[int, int]:
        found = {}
        for row in rows:
            card = self._cards[row]
            before, after = card.change.before, card.change.after
            height_px = card_height_px(before, after, card.said, self._font, self._width_px)
            self._known[_key(card)] = height_px
            if height_px != self._line_px:
                found[row] = height_px
        return found


def _key(card: ChangeCard) -> _Key:
    return card.change.before, card.change.after, card.reason, card.decision
