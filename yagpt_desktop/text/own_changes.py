"""What a person changes in the result by hand, as changes beside the model's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from yagpt_desktop.domain.change import Change, ChangeKind, Comparison

from .comparing import compare, comparison_of
from .decisions import applied, meets


@dataclass(frozen=True, slots=True)
class Edited:
    """A comparison after an edit, with the indices that are left undone."""

    comparison: Comparison
    left: frozenset[int]


@dataclass(slots=True)
class _Group:
    """Changes and edits of a result that touch each other.  Places in the result."""

    start: int
    end: int
    changes: list[int] = field(default_factory=list)
    edits: list[tuple[int, int, str]] = field(default_factory=list)


def with_own(comparison: Comparison, own: Sequence[Change]) -> Comparison:
    """Return a comparison with the person's own changes in it; what they touch gives way to them.

    ``own`` are changes of the same original, in its order, as ``with_edit`` made them.
    """
    places = sorted((change.start, change.end) for change in own)
    rest = [change for change in comparison.changes if not meets(places, change.start, change.end)]
    everything = sorted([*rest, *own], key=lambda change: (change.start, change.end))
    return comparison_of(
        comparison.original,
        [(one.start, one.end, one.after, one.kind) for one in everything],
        max([comparison.reached, *(end for _, end in places)]),
    )


def own_changes(comparison: Comparison) -> tuple[Change, ...]:
    """Return the person's own changes alone."""
    return tuple(change for change in comparison.changes if change.kind is ChangeKind.OWN)


def with_edit(comparison: Comparison, left: Collection[int], edited: str) -> Edited:
    """Take in what a person made of the result by hand, as changes of kind OWN.

    An edit takes over the changes that it touches.  One that only undoes changes, or does by hand what they
    would have done, is that decision instead.  ``edited`` is what the person made of the text that
    ``applied(comparison, left)`` gave.
    """
    result = applied(comparison, left)
    if edited == result:
        return Edited(comparison, frozenset(left))
    spans = _spans(comparison, left)
    edits = [(change.start, change.end, change.after) for change in compare(result, edited).changes]
    original, changes = comparison.original, comparison.changes
    found: list[tuple[int, int, str, ChangeKind]] = []
    undone: set[int] = set()
    for group in _groups(spans, edits):
        start, end = _place_in_original(comparison, spans, group)
        after = _edited(result, group)
        ours = [changes[index] for index in group.changes]
        kept = [(one.start, one.end, one.after, one.kind) for one in ours]
        if not group.edits:
            undone.update(len(found) for index in group.changes if index in left)
            found += kept
        elif after == original[start:end]:
            undone.update(range(len(found), len(found) + len(kept)))
            found += kept
        elif after == _replaced(original, start, end, ours):
            found += kept
        else:
            found.append((start, end, after, ChangeKind.OWN))
    return Edited(comparison_of(original, found, comparison.reached), frozenset(undone))


def _spans(comparison: Comparison, left: Collection[int]) -> list[tuple[int, int]]:
    """Return where each change lies in the text with these decisions."""
    spans, shift = [], 0
    for index, change in enumerate(comparison.changes):
        removed = change.end - change.start
        length = removed if index in left else len(change.after)
        spans.append((change.start + shift, change.start + shift + length))
        shift += length - removed
    return spans


def _groups(spans: Sequence[tuple[int, int]], edits: Sequence[tuple[int, int, str]]) -> list[_Group]:
    places = [(start, end, index, None) for index, (start, end) in enumerate(spans)]
    everything = sorted(
        [*places, *((edit[0], edit[1], -1, edit) for edit in edits)], key=lambda place: place[:3]
    )
    groups: list[_Group] = []
    for start, end, index, edit in everything:
        if not groups or start > groups[-1].end:
            groups.append(_Group(start, end))
        group = groups[-1]
        group.end = max(group.end, end)
        if edit is None:
            group.changes.append(index)
        else:
            group.edits.append(edit)
    return groups


def _place_in_original(
    comparison: Comparison, spans: Sequence[tuple[int, int]], group: _Group
) -> tuple[int, int]:
    """Return where a group with its edits lies in the original."""
    if group.changes:
        first, last = group.changes[0], group.changes[-1]
        start = comparison.changes[first].start - (spans[first][0] - group.start)
        return start, comparison.changes[last].end + (group.end - spans[last][1])
    before = bisect_left(spans, (group.start, group.start)) - 1
    shift = comparison.changes[before].end - spans[before][1] if before >= 0 else 0
    return group.start + shift, group.end + shift


def _edited(result: str, group: _Group) -> str:
    pieces: list[str] = []
    done = group.start
    for start, end, after in group.edits:
        pieces += (result[done:start], after)
        done = end
    return "".join([*pieces, result[done : group.end]])


def _replaced(original: str, start: int, end: int, changes: Sequence[Change]) -> str:
    pieces: list[str] = []
    for change in changes:
        pieces += (original[start : change.start], change.after)
        start = change.end
    return "".join([*pieces, original[start:end]])
