"""What the cards of a review say; made anew only where something changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yagpt_desktop.domain.change import Change, ChangeKind
from yagpt_desktop.services.reasons import ReasonKey, key_of
from yagpt_desktop.services.review import Review
from yagpt_desktop.text.changes import ChangeReason
from yagpt_desktop.ui.words.reason_words import reason_text

from .change_model import ChangeCard


class CardDeck:
    """Keeps the cards of thousands of changes, so that one decision makes one card."""

    def __init__(self) -> None:
        self._reasons: Sequence[Sequence[ChangeReason]] = ()
        self._told: dict[ReasonKey, str] = {}
        self._words: dict[tuple[ChangeKind, Sequence[ChangeReason]], str] = {}
        self._made: dict[int, ChangeCard] = {}

    def put_reasons(self, reasons: Sequence[Sequence[ChangeReason]]) -> None:
        """Take the short reasons, one entry for each change."""
        self._reasons = reasons

    def tell(self, told: Mapping[ReasonKey, str]) -> None:
        """Take the longer reasons there are, by what was changed into what."""
        self._told = dict(told)

    def forget_words(self) -> None:
        """Say everything anew, in another language."""
        self._words.clear()

    def cards(self, review: Review, kind: ChangeKind | None = None) -> list[ChangeCard]:
        """Return the cards of all changes or of one kind, in the order of the text."""
        decisions = review.decisions()
        found = []
        for index, change in enumerate(review.changes):
            if kind is None or change.kind is kind:
                reason, decision = self._reason(index, change), decisions.get(index)
                card = self._made.get(index)
                if card is None or (card.change, card.reason, card.decision) != (change, reason, decision):
                    card = self._made[index] = ChangeCard(index, change, reason, decision)
                found.append(card)
        return found

    def _reason(self, index: int, change: Change) -> str:
        told = self._told.get(key_of(change)) if self._told else None
        if told is not None:
            return told
        known = change.kind, self._reasons[index] if index < len(self._reasons) else ()
        if known not in self._words:
            self._words[known] = reason_text(*known)
        return self._words[known]
