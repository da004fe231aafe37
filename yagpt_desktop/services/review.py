"""A person's decisions on the changes of a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from yagpt_desktop.domain.change import Change, ChangeKind, Comparison, Decision
from yagpt_desktop.text.changes import (
    applied,
    change_key,
    own_changes,
    touches_word,
    with_edit,
    with_own,
)

_MOST_STEPS: Final = 1000


@dataclass(frozen=True, slots=True)
class Keyed:
    """A comparison with what tells each of its changes again; made by :func:`keyed`."""

    comparison: Comparison
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyedEdit:
    """What the person made of a result by hand; made by :func:`keyed_edit`."""

    keyed: Keyed
    left: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Step:
    """What was decided at a moment; by the changes' keys, which do not move when the text grows."""

    keyed: Keyed
    decided: Mapping[str, Decision] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()


def keyed(comparison: Comparison, own: Sequence[Change] = ()) -> Keyed:
    """Prepare a comparison for a review, with the person's own changes in it; slow for thousands."""
    whole = with_own(comparison, own) if own else comparison
    return Keyed(whole, tuple(_numbered(change_key(whole, at) for at in range(len(whole.changes)))))


def keyed_edit(comparison: Comparison, left: Collection[int], result: str) -> KeyedEdit:
    """Prepare an edit by hand for a review; ``left`` is the review's.  Takes as long as to compare."""
    edited = with_edit(comparison, left, result)
    return KeyedEdit(keyed(edited.comparison), edited.left)


class Review:
    """Keeps what was decided while the comparison below it grows or is made anew; every step can be undone.

    A change nobody decided counts as accepted: most people want them all.  Changes are named by their index
    in the comparison of the moment; what was decided sticks to the change, wherever it moves.  Quick enough
    for the GUI thread; what is not, is prepared by :func:`keyed` and :func:`keyed_edit`.
    """

    def __init__(self, first: Keyed, kept_words: Collection[str] = ()) -> None:
        """Begin; ``kept_words`` (in lower case) are left as they are wherever they stand."""
        self._now = _Step(first, kept=frozenset(kept_words))
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._told: tuple[_Step, dict[int, Decision]] | None = None

    @property
    def comparison(self) -> Comparison:
        """The changes with the person's own among them."""
        return self._now.keyed.comparison

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes there are."""
        return self.comparison.changes

    @property
    def kept_words(self) -> frozenset[str]:
        """The words that are left as they are."""
        return self._now.kept

    @property
    def own(self) -> tuple[Change, ...]:
        """The person's own changes."""
        return own_changes(self.comparison)

    def take(self, new: Keyed) -> None:
        """Go on with another comparison of the same text; steps keep their meaning, but for edits by hand."""
        self._now = replace(self._now, keyed=new)
        self._done = [replace(step, keyed=new) for step in self._done]
        self._undone = [replace(step, keyed=new) for step in self._undone]

    def decision(self, index: int) -> Decision | None:
        """Return what was decided; None where nothing was."""
        change = self.changes[index]
        if change.kind is ChangeKind.OWN:
            return self._now.decided.get(self._keys[index], Decision.ACCEPTED)
        decided = self._now.decided.get(self._keys[index])
        if decided is None and self._now.kept and touches_word(change, self._now.kept):
            return Decision.LEFT
        return decided

    def decisions(self) -> Mapping[int, Decision]:
        """Return all that was decided."""
        # Asked for several times at each step; a step never changes.
        if self._told is None or self._told[0] is not self._now:
            found = ((index, self.decision(index)) for index in range(len(self.changes)))
            self._told = self._now, {index: one for index, one in found if one is not None}
        return self._told[1]

    def undecided(self, kind: ChangeKind | None = None) -> tuple[int, ...]:
        """Return what is still to be decided, of one kind or of all."""
        decided = self.decisions()
        return tuple(
            index
            for index, change in enumerate(self.changes)
            if index not in decided and (kind is None or kind is change.kind)
        )

    def key(self, index: int) -> str:
        """Return what tells a change again when the comparison is another."""
        return self._keys[index]

    def place(self, key: str) -> int | None:
        """Return the index of the change with a key; None where it is gone."""
        return self._keys.index(key) if key in self._keys else None

    def counts(self) -> dict[ChangeKind, int]:
        """Return how many changes there are of each kind, the most frequent first."""
        return dict(Counter(change.kind for change in self.changes).most_common())

    def decide(self, index: int, decision: Decision | None) -> None:
        """Decide on one change; None takes a decision back."""
        self._decide({self._keys[index]: decision})

    def decide_all(self, decision: Decision, kind: ChangeKind | None = None) -> int:
        """Decide on all that is undecided, of one kind or of all; return how many that were."""
        waiting = self.undecided(kind)
        self._decide(dict.fromkeys((self._keys[index] for index in waiting), decision))
        return len(waiting)

    def keep_word(self, index: int) -> str | None:
        """Leave a change's old word wherever it stands; return it, None where it is not one word."""
        word = self.changes[index].before.strip().lower()
        if not word or not touches_word(self.changes[index], {word}):
            return None
        self._go(replace(self._now, kept=self._now.kept | {word}))
        return word

    def edit(self, edit: KeyedEdit) -> None:
        """Take in what the person made of :meth:`result` by hand."""
        keys = edit.keyed.keys
        accepted = (key for key in keys if self._now.decided.get(key) is Decision.ACCEPTED)
        decided = dict.fromkeys(accepted, Decision.ACCEPTED)
        decided |= dict.fromkeys((keys[index] for index in edit.left), Decision.LEFT)
        self._go(replace(self._now, keyed=edit.keyed, decided=decided))

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return bool(self._undone)

    def undo(self) -> None:
        """Take the last step back; no effect where there is none."""
        if self._done:
            self._undone.append(self._now)
            self._now = self._done.pop()

    def redo(self) -> None:
        """Take a step again that was taken back."""
        if self._undone:
            self._done.append(self._now)
            self._now = self._undone.pop()

    def left(self) -> frozenset[int]:
        """Return the changes that are not made."""
        return frozenset(index for index, decision in self.decisions().items() if decision is Decision.LEFT)

    def result(self) -> str:
        """Return the text with what was accepted or not decided."""
        return applied(self.comparison, self.left())

    def _decide(self, wanted: Mapping[str, Decision | None]) -> None:
        after = {**self._now.decided, **wanted}
        self._go(replace(self._now, decided={key: one for key, one in after.items() if one is not None}))

    def _go(self, step: _Step) -> None:
        if step == self._now:
            return
        self._done = [*self._done[-_MOST_STEPS + 1 :], self._now]
        self._undone.clear()
        self._now = step

    @property
    def _keys(self) -> tuple[str, ...]:
        return self._now.keyed.keys


def _numbered(keys: Iterable[str]) -> Iterator[str]:
    """Tell equal changes with equal neighbours from each other by their number."""
    seen: Counter[str] = Counter()
    for key in keys:
        seen[key] += 1
        yield f"{key} {seen[key]}"
