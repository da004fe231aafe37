"""What differs between a text and its corrected form: paragraph by paragraph, token by token."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence

from yagpt_desktop.domain.change import Change, ChangeKind, Comparison

from .change_kind import kind_of
from .hunk_joins import readable
from .paragraphs import aligned, paragraphs
from .realign import realigned
from .token_diff import Hunk, joined, token_diff
from .tokens import offsets, tokens_in_slices

Found = tuple[int, int, int, int]
"""A change without its words: where it is in the original and in the corrected text, in code points."""

Memory = dict[tuple[str, str], tuple[Found, ...]]
"""What was found between two blocks before, for those who compare the same ones again."""

Steps = Generator[None, None, Comparison]
"""Works in slices of some 20 ms: each ``next`` does one, the end carries the comparison."""


def comparing(original: str, corrected: str, memory: Memory | None = None) -> Steps:
    """Compare in slices, for a thread that has other things to do or may be told to stop.

    Holds the interpreter's lock for no longer than its switch interval; pure and without limits of time,
    but bounded: texts that have nothing in common become one change.
    """
    a, b = paragraphs(original), paragraphs(corrected)
    blocks = yield from aligned(a, b)
    a_offsets, b_offsets = offsets(a), offsets(b)
    found: list[Found] = []
    for block in blocks:
        a0, b0 = a_offsets[block.a0], b_offsets[block.b0]
        part = yield from _block_found(
            original[a0 : a_offsets[block.a1]], corrected[b0 : b_offsets[block.b1]], memory
        )
        found += (Hunk(*one).moved(a0, b0) for one in part)
    changes: list[Change] = []
    for index, one in enumerate(joined([Hunk(*one) for one in found])):
        if not index % 200:
            yield
        changes.append(change_of(original, corrected, one))
    return Comparison(original, corrected, tuple(changes), len(original))


def compare(original: str, corrected: str) -> Comparison:
    """Compare in one go: a second for 120,000 characters with 3,000 changes.  Not for the GUI's thread."""
    return finished(comparing(original, corrected))


def finished(steps: Steps) -> Comparison:
    """Do all slices that are left."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done: Comparison = end.value
            return done


def change_of(original: str, corrected: str, found: Found) -> Change:
    """Return the change at a place."""
    a0, a1, b0, b1 = found
    before, after = original[a0:a1], corrected[b0:b1]
    return Change(a0, a1, b0, b1, before, after, kind_of(before, after))


def comparison_of(
    original: str, replacements: Iterable[tuple[int, int, str, ChangeKind]], reached: int
) -> Comparison:
    """Return the comparison with the text that has these places replaced.

    Replacements are start, end, new words and kind, in the order of the text and apart from each other.
    """
    changes: list[Change] = []
    pieces: list[str] = []
    done = length = 0
    for start, end, after, kind in replacements:
        pieces += (original[done:start], after)
        length += start - done
        changes.append(Change(start, end, length, length + len(after), original[start:end], after, kind))
        done, length = end, length + len(after)
    pieces.append(original[done:])
    return Comparison(original, "".join(pieces), tuple(changes), reached)


def _block_found(a: str, b: str, memory: Memory | None) -> Generator[None, None, Sequence[Found]]:
    if memory is not None and (known := memory.get((a, b))) is not None:
        return known
    found = yield from block_changes(a, b)
    if memory is not None:
        memory[a, b] = tuple(found)
    return found


def block_changes(a: str, b: str) -> Generator[None, None, list[Found]]:
    """Return what differs between two blocks of paragraphs that belong together."""
    yield
    if not a or not b:
        return [(0, len(a), 0, len(b))]
    a_tokens = yield from tokens_in_slices(a)
    b_tokens = yield from tokens_in_slices(b)
    hunks = yield from token_diff(a_tokens, b_tokens)
    hunks = yield from realigned(hunks, a_tokens, b_tokens)
    a_at, b_at = offsets(a_tokens), offsets(b_tokens)
    return [
        (a_at[hunk.a0], a_at[hunk.a1], b_at[hunk.b0], b_at[hunk.b1])
        for hunk in readable(hunks, a_tokens, b_tokens)
    ]
