"""What a person decided about changes, kept when the changes are found anew or the result is edited by hand.

Decisions are the set of the indices that are left undone; a person who decides nothing has accepted all.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Collection, Sequence
from typing import Final

from yagpt_desktop.domain.change import Change, ChangeKind, Comparison

from .change_kind import folded
from .tokens import words

_NEIGHBOURS: Final = 2
_NEAR: Final = 200


def applied(comparison: Comparison, left: Collection[int] = ()) -> str:
    """Return the text with all changes but those left undone.

    ``()`` gives the corrected text, all indices the original.
    """
    original, done = comparison.original, 0
    pieces: list[str] = []
    for index, change in enumerate(comparison.changes):
        if index not in left:
            pieces += (original[done : change.start], change.after)
            done = change.end
    return "".join([*pieces, original[done:]])


def change_key(comparison: Comparison, index: int) -> str:
    """Return what tells a change again in an edited text: its words and two around it, not its place."""
    change = comparison.changes[index]
    original = comparison.original
    before = words(original[max(0, change.start - _NEAR) : change.start])[-_NEIGHBOURS:]
    behind = words(original[change.end : change.end + _NEAR])[:_NEIGHBOURS]
    around = [" ".join(map(folded, part)) for part in (before, behind)]
    told = "\x1f".join((around[0], change.before, change.after, around[1]))
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def touches_word(change: Change, kept: Collection[str]) -> bool:
    """Whether a change touches one of the words (in lower case) that no correction may touch."""
    after = [word.lower() for word in words(change.after)]
    return any(word.lower() in kept and word.lower() not in after for word in words(change.before))


def spared(
    comparison: Comparison, kept: Collection[str] = (), ignored: Collection[str] = ()
) -> frozenset[int]:
    """Return the changes that are left undone from the start.

    Those that touch ``kept`` words (in lower case), and those whose keys are among the ``ignored`` ones.
    """
    return frozenset(
        index
        for index, change in enumerate(comparison.changes)
        if change.kind is not ChangeKind.OWN
        and ((kept and touches_word(change, kept)) or (ignored and change_key(comparison, index) in ignored))
    )


def carried(old: Comparison, left: Collection[int], new: Comparison) -> frozenset[int]:
    """Return the decisions of a comparison for the next one.

    Of the same original: by place; what covers a change that was left is left.  Of another: by key.
    """
    if not left:
        return frozenset()
    if old.original == new.original:
        places = sorted((old.changes[index].start, old.changes[index].end) for index in left)
        return frozenset(
            index for index, change in enumerate(new.changes) if meets(places, change.start, change.end)
        )
    keys = {change_key(old, index) for index in left}
    return frozenset(index for index in range(len(new.changes)) if change_key(new, index) in keys)


def meets(places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a place overlaps or touches one of those, which are in order and apart."""
    at = bisect_right(places, end, key=lambda place: place[0])
    return at > 0 and places[at - 1][1] >= start
