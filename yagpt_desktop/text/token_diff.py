"""What differs between two rows of tokens (or of paragraphs), as few as can be, in bounded time.

Myers' way through diff-match-patch, which sees one sign per token.  Its work grows with the length times the
differences, so that big rows are cut first: where both have a token that neither has twice, and where even
those are missing, by windows that move on over what is equal.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Generator, Sequence
from typing import Final, NamedTuple

from diff_match_patch import diff_match_patch


class Hunk(NamedTuple):
    """A place that differs, in tokens: ``a[a0:a1]`` became ``b[b0:b1]``."""

    a0: int
    a1: int
    b0: int
    b1: int

    def moved(self, a: int, b: int) -> Hunk:
        """Return the same place in rows that begin so much earlier."""
        return Hunk(self.a0 + a, self.a1 + a, self.b0 + b, self.b1 + b)


Slices = Generator[None, None, list[Hunk]]
"""Hands the thread back after each slice of some 20 ms, and returns what was found."""

_CELLS_AT_ONCE: Final = 40_000
_WINDOW: Final = 200
_SOLID_RUN: Final = 5
_HOPELESS_IN_A_ROW: Final = 12
_MOST_WORK: Final = 5_000_000
_COUNTED_AT_ONCE: Final = 20_000
_FIRST_SURROGATE: Final = 0xD800
_SURROGATES: Final = 0x800

_dmp = diff_match_patch()
_dmp.Diff_Timeout = 0


def token_diff(a: Sequence[str], b: Sequence[str], around: int = 2) -> Slices:
    """Find what differs; where rows are cut, ``around`` tokens on both sides are equal too."""
    head = _common_head(a, b)
    tail = _common_tail(a, b, head)
    yield
    a, b = a[head : len(a) - tail], b[head : len(b) - tail]
    found: list[Hunk] = []
    a_done = b_done = 0
    cuts = yield from _cuts(a, b, around)
    for a_cut, b_cut in [*cuts, (len(a), len(b))]:
        part = yield from _bounded(a[a_done:a_cut], b[b_done:b_cut])
        found += (hunk.moved(head + a_done, head + b_done) for hunk in part)
        a_done, b_done = a_cut, b_cut
    return joined(found)


def joined(hunks: Sequence[Hunk]) -> list[Hunk]:
    """Return the hunks with those that touch made one."""
    found: list[Hunk] = []
    for hunk in hunks:
        if found and found[-1].a1 == hunk.a0 and found[-1].b1 == hunk.b0:
            found[-1] = Hunk(found[-1].a0, hunk.a1, found[-1].b0, hunk.b1)
        else:
            found.append(hunk)
    return found


def _common_head(a: Sequence[str], b: Sequence[str]) -> int:
    most = min(len(a), len(b))
    return next((at for at in range(most) if a[at] != b[at]), most)


def _common_tail(a: Sequence[str], b: Sequence[str], head: int) -> int:
    most = min(len(a), len(b)) - head
    return next((at for at in range(most) if a[-at - 1] != b[-at - 1]), most)


def _cuts(a: Sequence[str], b: Sequence[str], around: int) -> Generator[None, None, list[tuple[int, int]]]:
    """Return places to cut big rows at: tokens found once in each, in the same order, some way apart."""
    if len(a) * len(b) <= _CELLS_AT_ONCE:
        return []
    in_b = {token: at for at, token in enumerate(b)}
    yield
    a_counts = yield from _counted(a)
    b_counts = yield from _counted(b)
    pairs = [
        (at, in_b[token])
        for at, token in enumerate(a)
        if a_counts[token] == 1 and b_counts[token] == 1 and _is_solid(a, at, b, in_b[token], around)
    ]
    yield
    cuts: list[tuple[int, int]] = []
    for a_at, b_at in _rising(pairs):
        last = cuts[-1] if cuts else (0, 0)
        if a_at - last[0] + b_at - last[1] >= _WINDOW:
            cuts.append((a_at, b_at))
    return cuts


def _counted(row: Sequence[str]) -> Generator[None, None, Counter[str]]:
    """Count in slices: a whole row at once would hold the interpreter's lock for too long."""
    counts: Counter[str] = Counter()
    for start in range(0, len(row), _COUNTED_AT_ONCE):
        counts.update(row[start : start + _COUNTED_AT_ONCE])
        yield
    return counts


def _is_solid(a: Sequence[str], a_at: int, b: Sequence[str], b_at: int, around: int) -> bool:
    if min(a_at, b_at) < around:
        return False
    return a[a_at - around : a_at + around + 1] == b[b_at - around : b_at + around + 1]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest choice of the pairs whose second places rise too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [place]
        last[at : at + 1] = [index]
    found: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _bounded(a: Sequence[str], b: Sequence[str]) -> Slices:
    if len(a) * len(b) <= _CELLS_AT_ONCE:
        yield
        return _myers(a, b)
    return (yield from _by_windows(a, b))


def _by_windows(a: Sequence[str], b: Sequence[str]) -> Slices:
    """Compare heads of both, keep what comes before their last long equal run, and go on from there.

    Where windows have no such run a dozen times on end, or all of them together differ far too much, the
    rest is another text.
    """
    found: list[Hunk] = []
    a_at = b_at = hopeless = work = 0
    while a_at < len(a) and b_at < len(b) and hopeless < _HOPELESS_IN_A_ROW and work < _MOST_WORK:
        yield
        a_part, b_part = a[a_at : a_at + _WINDOW], b[b_at : b_at + _WINDOW]
        hunks = _myers(a_part, b_part)
        work += sum(hunk.a1 - hunk.a0 + hunk.b1 - hunk.b0 for hunk in hunks) ** 2
        is_last = a_at + len(a_part) == len(a) and b_at + len(b_part) == len(b)
        if is_last:
            a_end, b_end = len(a_part), len(b_part)
        else:
            a_end, b_end = _sound_end(hunks, len(a_part), len(b_part))
        hopeless = hopeless + 1 if not a_end else 0
        if not a_end:
            a_end, b_end = len(a_part), len(b_part)
        found += (hunk.moved(a_at, b_at) for hunk in hunks if hunk.a1 <= a_end and hunk.b1 <= b_end)
        a_at, b_at = a_at + a_end, b_at + b_end
    if a_at < len(a) or b_at < len(b):
        found.append(Hunk(a_at, len(a), b_at, len(b)))
    return found


def _sound_end(hunks: Sequence[Hunk], a_length: int, b_length: int) -> tuple[int, int]:
    """Return the middle of the last equal run that is long enough to trust, or (0, 0)."""
    starts = [(0, 0), *((hunk.a1, hunk.b1) for hunk in hunks)]
    ends = [*(hunk.a0 for hunk in hunks), min(a_length, starts[-1][0] + b_length - starts[-1][1])]
    for (a_start, b_start), a_end in zip(reversed(starts), reversed(ends), strict=True):
        run = a_end - a_start
        if run >= _SOLID_RUN:
            return a_start + run // 2 + 1, b_start + run // 2 + 1
    return 0, 0


def _myers(a: Sequence[str], b: Sequence[str]) -> list[Hunk]:
    codes: dict[str, str] = {}
    coded = ["".join([codes.setdefault(token, _sign(len(codes))) for token in row]) for row in (a, b)]
    found: list[Hunk] = []
    a_at = b_at = 0
    for operation, run in _dmp.diff_main(*coded, checklines=False):
        length = len(run)
        removed = length if operation <= 0 else 0
        added = length if operation >= 0 else 0
        if operation:
            found.append(Hunk(a_at, a_at + removed, b_at, b_at + added))
        a_at, b_at = a_at + removed, b_at + added
    return joined(found)


def _sign(number: int) -> str:
    code = number + 1
    return chr(min(code + _SURROGATES if code >= _FIRST_SURROGATE else code, sys.maxunicode))
