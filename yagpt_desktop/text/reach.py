"""How far into its original a correction has come that still grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .token_diff import Hunk, joined

_NOWHERE = -1


def reached_hunks(a: Sequence[str], b: Sequence[str]) -> tuple[list[Hunk], int, int]:
    """Compare all of ``b`` with as much of ``a`` as fits it best: what is left of ``a`` costs nothing.

    Myers' greedy way forward, until ``b`` is used up.  Work grows with the square of the differences: for
    some hundred tokens at once.

    Returns:
        What differs, and where in both the last equal run ends; what lies beyond is not told.
    """
    furthest = {1: 0}
    rounds: list[dict[int, int]] = []
    for differences in range(len(a) + len(b) + 1):
        rounds.append(dict(furthest))
        ends: list[int] = []
        for diagonal in range(-differences, differences + 1, 2):
            x = _step(furthest, diagonal, len(a), len(b))
            if x == _NOWHERE:
                furthest.pop(diagonal, None)
                continue
            while x < len(a) and x - diagonal < len(b) and a[x] == b[x - diagonal]:
                x += 1
            furthest[diagonal] = x
            if x - diagonal == len(b):
                ends.append(diagonal)
        if ends:
            return _traced(rounds, furthest[min(ends, key=abs)], (a, b))
    return [], 0, 0


def _step(furthest: Mapping[int, int], diagonal: int, a_length: int, b_length: int) -> int:
    """Return how far one more removal or addition leads on a diagonal."""
    best = _NOWHERE
    if (added := furthest.get(diagonal + 1, _NOWHERE)) != _NOWHERE and added - diagonal <= b_length:
        best = added
    removed = furthest.get(diagonal - 1, _NOWHERE) + 1
    if 0 < removed <= a_length and removed >= best and removed - diagonal >= 0:
        best = removed
    return best


def _traced(
    rounds: Sequence[Mapping[int, int]], x: int, rows: tuple[Sequence[str], Sequence[str]]
) -> tuple[list[Hunk], int, int]:
    a, b = rows
    y = len(b)
    found: list[Hunk] = []
    end: tuple[int, int] | None = None
    for differences in range(len(rounds) - 1, -1, -1):
        start = _step(rounds[differences], x - y, len(a), len(b)) if differences else 0
        if start < x and end is None:
            end = (x, y)
        y -= x - start
        x = start
        if not differences:
            break
        is_removal = _came_by_removal(rounds[differences], x - y, x)
        hunk = Hunk(x - 1, x, y, y) if is_removal else Hunk(x, x, y - 1, y)
        if end is not None:
            found.append(hunk)
        x, y = hunk.a0, hunk.b0
    return joined(found[::-1]), *(end or (0, 0))


def _came_by_removal(furthest: Mapping[int, int], diagonal: int, x: int) -> bool:
    return furthest.get(diagonal - 1, _NOWHERE - 1) + 1 == x
