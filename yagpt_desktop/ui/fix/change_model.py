"""The changes of a review as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QStandardItemModel

from yagpt_desktop.domain.change import Change, Decision
from yagpt_desktop.ui.widgets.labels import plain_tool_tip
from yagpt_desktop.ui.words.change_words import decision_name, spoken_change

AnyIndex = QModelIndex | QPersistentModelIndex
_AT_ONCE: Final = 100
_REST_MS: Final = 250
CARD_ROLE = Qt.ItemDataRole.UserRole + 1
"""Answers with the row's ``ChangeCard``."""


@dataclass(frozen=True, slots=True)
class ChangeCard:
    """What one card says.

    Attributes:
        index: The change's index in its comparison.
        reason: Why, in a few words.
    """

    index: int
    change: Change
    reason: str
    decision: Decision | None = None

    @property
    def said(self) -> str:
        """The reason with what was decided."""
        return self.reason if self.decision is None else f"{self.reason} · {decision_name(self.decision)}"


class ChangeModel(QStandardItemModel):
    """A row for each card, in the order given.

    Everything Qt asks of all rows at once (their heights, at each layout) is kept where it answers without
    Python: asked three thousand times while a worker thread has the interpreter, that would take a second.
    What a screen reader says of a row is put in slices where there are many.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(1)
        self._cards: tuple[ChangeCard, ...] = ()
        self._rows: Mapping[int, int] = {}
        self._heights_px: dict[int, int] = {}
        self._unsaid: list[int] = []
        self._later = QTimer(self)
        self._later.timeout.connect(self._say_some)

    @property
    def cards(self) -> tuple[ChangeCard, ...]:
        """All cards."""
        return self._cards

    def show_cards(self, cards: Sequence[ChangeCard]) -> None:
        """Replace the cards; rows that are as before stay where they are."""
        new, old = tuple(cards), self._cards
        same = _common(old, new)
        behind = _common(old[same:][::-1], new[same:][::-1])
        gone, come = len(old) - same - behind, len(new) - same - behind
        end = same + min(gone, come)
        self._cards = new
        self._rows = {card.index: row for row, card in enumerate(new)}
        if come != gone:
            self._heights_px = {row: px for row, px in self._heights_px.items() if row < end}
        if come > gone:
            self.insertRows(end, come - gone)
        elif gone > come:
            self.removeRows(end, gone - come)
        with QSignalBlocker(self):
            for row in range(same, same + come):
                self.setData(self.index(row, 0), new[row], CARD_ROLE)
        if come:
            self._tell(same, same + come - 1)
        self._say(range(same, end), everything=come != gone)

    def heights_px(self) -> Mapping[int, int]:
        """Return how high rows are, as far as that was told."""
        return self._heights_px

    def put_heights(self, heights_px: Mapping[int, int]) -> None:
        """Keep how high rows are; the view lays them out when it is told to."""
        self._heights_px |= heights_px
        with QSignalBlocker(self):
            for row, height_px in heights_px.items():
                self.setData(self.index(row, 0), QSize(0, height_px), Qt.ItemDataRole.SizeHintRole)

    def row_of(self, change: int) -> int | None:
        """Return the row of a change; None where it is not in the list."""
        return self._rows.get(change)

    def say_anew(self) -> None:
        """Put the words of all rows, in another language."""
        self._say(range(len(self._cards)), everything=True)

    def _say(self, rows: range, *, everything: bool) -> None:
        # Each row says how many there are.
        self._unsaid = list(range(len(self._cards))) if everything else [*self._unsaid, *rows]
        if len(self._unsaid) <= _AT_ONCE:
            self._say_some()
        else:
            self._later.start(_REST_MS)

    @Slot()
    def _say_some(self) -> None:
        now, self._unsaid = self._unsaid[:_AT_ONCE], self._unsaid[_AT_ONCE:]
        count = len(self._cards)
        with QSignalBlocker(self):
            for row in now:
                card, index = self._cards[row], self.index(row, 0)
                spoken = spoken_change(card.change, card.reason, card.decision, row + 1, count)
                told = {
                    Qt.ItemDataRole.DisplayRole: spoken,
                    Qt.ItemDataRole.ToolTipRole: plain_tool_tip(card.reason),
                }
                for role, text in told.items():
                    self.setData(index, text, role)
        if self._unsaid:
            self._later.start(0)
        else:
            self._later.stop()
        if now:
            self._tell(now[0], now[-1])

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, 0))


def _common(one: Sequence[ChangeCard], other: Sequence[ChangeCard]) -> int:
    """Return how many cards at the beginning are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    differ = (place for place, (a, b) in pairs if a is not b and a != b)
    return next(differ, min(len(one), len(other)))
