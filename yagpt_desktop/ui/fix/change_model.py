"""The changes of a review as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from yagpt_desktop.domain.change import Change, Decision
from yagpt_desktop.ui.widgets.labels import plain_tool_tip
from yagpt_desktop.ui.words.change_words import spoken_change

AnyIndex = QModelIndex | QPersistentModelIndex
CARD_ROLE = Qt.ItemDataRole.UserRole
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


class ChangeModel(QAbstractListModel):
    """A row for each card, in the order given."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: tuple[ChangeCard, ...] = ()
        self._rows: Mapping[int, int] = {}

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
        if come > gone:
            self.beginInsertRows(QModelIndex(), end, same + come - 1)
            self._put(new)
            self.endInsertRows()
        elif gone > come:
            self.beginRemoveRows(QModelIndex(), end, same + gone - 1)
            self._put(new)
            self.endRemoveRows()
        else:
            self._put(new)
        if end > same:
            self.dataChanged.emit(self.index(same), self.index(end - 1))

    def _put(self, cards: tuple[ChangeCard, ...]) -> None:
        self._cards = cards
        self._rows = {card.index: row for row, card in enumerate(cards)}

    def row_of(self, change: int) -> int | None:
        """Return the row of a change; None where it is not in the list."""
        return self._rows.get(change)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of cards."""
        return 0 if parent is not None and parent.isValid() else len(self._cards)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer with the card, or with what a screen reader says of it."""
        if not 0 <= index.row() < len(self._cards):
            return None
        card = self._cards[index.row()]
        if role == CARD_ROLE:
            return card
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            place = index.row() + 1
            return spoken_change(card.change, card.reason, card.decision, place, len(self._cards))
        return {Qt.ItemDataRole.ToolTipRole: plain_tool_tip(card.reason)}.get(Qt.ItemDataRole(role))


def _common(one: Sequence[ChangeCard], other: Sequence[ChangeCard]) -> int:
    """Return how many cards at the beginning are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    differ = (place for place, (a, b) in pairs if a is not b and a != b)
    return next(differ, min(len(one), len(other)))
