"""Which word became which, where several mistakes stand close together.

Fewest differences do not tell: a blank counts as much as a word there.  So such places are aligned once more
by what a person would say belongs together: equal words first, then words alike, words joined or split.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from .token_diff import Hunk, Slices, joined
from .tokens import HYPHENS, is_blank, is_word

_WIDEST_GAP: Final = 3
_LONGEST: Final = 24
_LONGEST_WORD: Final = 60
_MOST_CLUSTERS: Final = 1000
_ALIKE: Final = 0.5
_RESPACED_ALIKE: Final = 0.75
_EQUAL_WORD: Final = 2.0
_EQUAL_SIGN: Final = 1.2
_EQUAL_BLANK: Final = 0.6
_OTHER: Final = -0.15
_ALONE: Final = -0.2
_TOUCHING: Final = 0.05

_Step = tuple[int, int]
"""How many tokens of both a step of the alignment takes."""

_STEPS: Final[tuple[_Step, ...]] = ((1, 1), (1, 0), (0, 1), (1, 3), (3, 1), (1, 2), (2, 1))


def realigned(hunks: Sequence[Hunk], a: Sequence[str], b: Sequence[str]) -> Slices:
    """Find the hunks, those that stand close together and do not go word by word aligned anew."""
    found: list[Hunk] = []
    aligned = 0
    for cluster in _clusters(hunks):
        whole = Hunk(cluster[0].a0, cluster[-1].a1, cluster[0].b0, cluster[-1].b1)
        # A text with so many such places was rewritten; there are no single mistakes to tell in it.
        is_left = aligned >= _MOST_CLUSTERS or _is_plain(cluster, a, b)
        if is_left or max(whole.a1 - whole.a0, whole.b1 - whole.b0) > _LONGEST:
            found += cluster
        else:
            yield
            aligned += 1
            parts = _aligned(a[whole.a0 : whole.a1], b[whole.b0 : whole.b1])
            found += (part.moved(whole.a0, whole.b0) for part in parts)
    return joined(found)


def _clusters(hunks: Sequence[Hunk]) -> Iterator[list[Hunk]]:
    cluster: list[Hunk] = []
    for hunk in hunks:
        if cluster and (
            hunk.a0 - cluster[-1].a1 > _WIDEST_GAP
            or max(hunk.a1 - cluster[0].a0, hunk.b1 - cluster[0].b0) > _LONGEST
        ):
            yield cluster
            cluster = []
        cluster.append(hunk)
    if cluster:
        yield cluster


def _is_plain(cluster: Sequence[Hunk], a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether there is one simple hunk alone, or all of them replace one word by one that is like it."""
    if len(cluster) == 1 and min(cluster[0].a1 - cluster[0].a0, cluster[0].b1 - cluster[0].b0) <= 1:
        return True
    return all(
        hunk.a1 - hunk.a0 == hunk.b1 - hunk.b0 == 1 and _likeness(a[hunk.a0], b[hunk.b0]) >= _ALIKE
        for hunk in cluster
    )


def _aligned(a: Sequence[str], b: Sequence[str]) -> list[Hunk]:
    best: dict[_Step, tuple[float, _Step]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if ways := list(_ways(best, a[:i], b[:j])):
                best[i, j] = max(ways)
    found: list[Hunk] = []
    i, j = len(a), len(b)
    while i or j:
        da, db = best[i, j][1]
        if a[i - da : i] != b[j - db : j]:
            found.append(Hunk(i - da, i, j - db, j))
        i, j = i - da, j - db
    return joined(found[::-1])


def _ways(
    best: Mapping[_Step, tuple[float, _Step]], a: Sequence[str], b: Sequence[str]
) -> Iterator[tuple[float, _Step]]:
    """Yield how the alignment of both may end, each with what it is worth."""
    for da, db in _STEPS:
        i, j = len(a) - da, len(b) - db
        if i < 0 or j < 0 or (score := _score(a[i:], b[j:])) is None:
            continue
        before, step = best[i, j]
        # Of equals, the one whose changes do not touch: a person decides on each of them.
        touches = a[i:] != b[j:] and step not in {(0, 0), (da, db)} and _differed(a, b, (i, j), step)
        yield before + score - (_TOUCHING if touches else 0), (da, db)


def _differed(a: Sequence[str], b: Sequence[str], end: _Step, step: _Step) -> bool:
    (i, j), (da, db) = end, step
    return a[i - da : i] != b[j - db : j]


def _score(a: Sequence[str], b: Sequence[str]) -> float | None:
    """Return how well tokens go together; None where they are no pair at all."""
    if not a or not b:
        return _ALONE
    if len(a) == len(b):
        return _pair_score(a[0], b[0])
    many = a if len(a) > len(b) else b
    if not is_word(a[0]) or not is_word(b[0]) or not _is_respaced(many):
        return None
    alike = _likeness(_letters(a), _letters(b))
    return _EQUAL_WORD * alike if alike >= _RESPACED_ALIKE else None


def _is_respaced(many: Sequence[str]) -> bool:
    if not is_word(many[-1]):
        return False
    return len(many) == 2 or is_blank(many[1]) or many[1] in HYPHENS


def _letters(row: Sequence[str]) -> str:
    return "".join(token for token in row if is_word(token)).replace("-", "")


def _pair_score(one: str, other: str) -> float | None:
    if one == other:
        return _EQUAL_WORD if is_word(one) else _EQUAL_BLANK if is_blank(one) else _EQUAL_SIGN
    if is_word(one) and is_word(other):
        alike = _likeness(one, other)
        return _EQUAL_WORD * alike - _ALIKE if alike >= _ALIKE else _OTHER
    if is_blank(one) and is_blank(other):
        return 0.0
    return None if is_word(one) or is_word(other) or is_blank(one) or is_blank(other) else _OTHER


@lru_cache(maxsize=8192)
def _likeness(one: str, other: str) -> float:
    if max(len(one), len(other)) > _LONGEST_WORD:
        return float(one == other)
    return OSA.normalized_similarity(one.casefold(), other.casefold())
