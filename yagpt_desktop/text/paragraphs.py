"""Which paragraph of a text became which of its corrected form."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from typing import Final

from rapidfuzz import fuzz

from .token_diff import Hunk, token_diff
from .tokens import BREAKS

_PARAGRAPH = re.compile(rf"[^{BREAKS}]*+(?:[{BREAKS}]|[^\S{BREAKS}]++(?=[{BREAKS}]))++|[^{BREAKS}]++")

ALIKE: Final = 0.55
"""From here on two paragraphs are one and the same, rewritten."""

_SAME_PLACE: Final = 0.45
_ALWAYS_COMPARED: Final = 80
_WHOLE: Final = 2000
_HALF: Final = 700
_AHEAD: Final = 16
_MOST_COMPARED: Final = 40_000


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs, each with the line ends and empty lines behind it."""
    return [match.group() for match in _PARAGRAPH.finditer(text)]


def likeness(one: str, other: str) -> float:
    """Return how much two paragraphs have in common, 0 to 1; long ones by their heads and ends."""
    if max(len(one), len(other)) <= _WHOLE:
        return float(fuzz.ratio(one, other)) / 100
    heads = fuzz.ratio(one[:_HALF], other[:_HALF])
    ends = fuzz.ratio(one[-_HALF:], other[-_HALF:])
    return float(max(heads, ends)) / 100


def aligned(a: Sequence[str], b: Sequence[str]) -> Generator[None, None, list[Hunk]]:
    """Return what belongs together of all that differs, in the order of the text.

    A hunk without paragraphs on one side was removed or added; one with more than one on a side was split
    or joined.
    """
    found: list[Hunk] = []
    for hunk in (yield from token_diff(a, b, around=0)):
        pairs = yield from _paired(a[hunk.a0 : hunk.a1], b[hunk.b0 : hunk.b1])
        found += (pair.moved(hunk.a0, hunk.b0) for pair in pairs)
    return found


def _paired(a: Sequence[str], b: Sequence[str]) -> Generator[None, None, list[Hunk]]:
    if not a or not b:
        return [Hunk(0, len(a), 0, len(b))]
    if len(a) == len(b) and all(_is_same_place(one, other) for one, other in zip(a, b, strict=True)):
        return [Hunk(at, at + 1, at, at + 1) for at in range(len(a))]
    if len(a) * len(b) <= _MOST_COMPARED:
        pairs = yield from _best_pairs(a, b, abs(len(a) - len(b)) + _AHEAD)
    else:
        pairs = yield from _next_pairs(a, b)
    return _with_neighbours(a, b, pairs)


def _is_same_place(one: str, other: str) -> bool:
    return max(len(one), len(other)) <= _ALWAYS_COMPARED or likeness(one, other) >= _SAME_PLACE


def _best_pairs(
    a: Sequence[str], b: Sequence[str], band: int
) -> Generator[None, None, list[tuple[int, int]]]:
    """Choose the pairs with the most in common altogether, near the diagonal."""
    scores = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    like: dict[tuple[int, int], float] = {}
    for row, one in enumerate(a):
        yield
        middle = row * len(b) // len(a)
        for column, other in enumerate(b):
            best = max(scores[row][column + 1], scores[row + 1][column])
            if abs(column - middle) <= band and (score := likeness(one, other)) >= ALIKE:
                like[row, column] = score
                best = max(best, scores[row][column] + score)
            scores[row + 1][column + 1] = best
    pairs: list[tuple[int, int]] = []
    row, column = len(a), len(b)
    while row and column:
        if scores[row][column] == scores[row - 1][column]:
            row -= 1
        elif scores[row][column] == scores[row][column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column))
    return pairs[::-1]


def _next_pairs(a: Sequence[str], b: Sequence[str]) -> Generator[None, None, list[tuple[int, int]]]:
    """Choose, for each in turn, the nearest that is like it: for blocks too big for the best choice."""
    pairs: list[tuple[int, int]] = []
    column = 0
    for row, one in enumerate(a):
        yield
        for ahead in range(column, min(column + _AHEAD, len(b))):
            if likeness(one, b[ahead]) >= ALIKE:
                pairs.append((row, ahead))
                column = ahead + 1
                break
    return pairs


def _with_neighbours(a: Sequence[str], b: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[Hunk]:
    """Return the pairs, those that were split or joined with their other parts, and what is left between."""
    found: list[Hunk] = []
    a_done = b_done = 0
    for index, (row, column) in enumerate(pairs):
        a_next, b_next = pairs[index + 1] if index + 1 < len(pairs) else (len(a), len(b))
        a0, b0 = _grown_back(a, b, (a_done, row), (b_done, column))
        if (a0, b0) != (a_done, b_done):
            found.append(Hunk(a_done, a0, b_done, b0))
        a1, b1 = _grown_on(a, b, (a0, row + 1, a_next), (b0, column + 1, b_next))
        found.append(Hunk(a0, a1, b0, b1))
        a_done, b_done = a1, b1
    if (a_done, b_done) != (len(a), len(b)):
        found.append(Hunk(a_done, len(a), b_done, len(b)))
    return found


def _grown_back(
    a: Sequence[str], b: Sequence[str], rows: tuple[int, int], columns: tuple[int, int]
) -> tuple[int, int]:
    """Return where a pair begins, with a paragraph just before it that is a part of it."""
    (a_done, row), (b_done, column) = rows, columns
    alone = likeness(a[row], b[column])
    if b_done < column and likeness(a[row], b[column - 1] + b[column]) > alone:
        return row, column - 1
    if a_done < row and likeness(a[row - 1] + a[row], b[column]) > alone:
        return row - 1, column
    return row, column


def _grown_on(
    a: Sequence[str], b: Sequence[str], rows: tuple[int, int, int], columns: tuple[int, int, int]
) -> tuple[int, int]:
    """Return where a pair ends, with the paragraphs right behind it that are parts of it."""
    (a0, a1, a_next), (b0, b1, b_next) = rows, columns
    one, other = "".join(a[a0:a1]), "".join(b[b0:b1])
    while b1 < b_next and likeness(one, other + b[b1]) > likeness(one, other):
        other, b1 = other + b[b1], b1 + 1
    while a1 < a_next and likeness(one + a[a1], other) > likeness(one, other):
        one, a1 = one + a[a1], a1 + 1
    return a1, b1
