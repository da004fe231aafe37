"""A correction that is still arriving, compared as far as it has come."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Final, NamedTuple

from yagpt_desktop.domain.change import Change, Comparison

from .comparing import Found, Memory, block_changes, change_of, comparing, finished
from .hunk_joins import readable
from .paragraphs import ALIKE, aligned, likeness, paragraphs
from .reach import reached_hunks
from .realign import realigned
from .token_diff import Hunk, joined
from .tokens import offsets, tokens

_MORE: Final = 1.1
_AND: Final = 10
_PARAGRAPHS_AHEAD: Final = 8
_PARAGRAPHS_AT_ONCE: Final = 64
_SURE_LENGTH: Final = 40
_SOLID_RUN: Final = 8
_UNSETTLED_TOKENS: Final = 60
_TOKENS_AT_ONCE: Final = 300
_LONGEST_PIECE: Final = 20_000


class _Settled(NamedTuple):
    """How far both are compared for good, and what was found on the way there."""

    a: int
    b: int
    changes: tuple[Change, ...]


_START: Final = _Settled(0, 0, ())


class LiveComparison:
    """Compares a correction with its original while it grows.

    Finished paragraphs are compared once; of the running one, the end alone.  What the correction has not
    reached is the original as it is: in ``corrected`` too, so that nothing is ever lost or shown as removed.
    A partial may revise earlier words; what it contradicts is compared again.  Not for two threads at once.
    """

    def __init__(self, original: str) -> None:
        self._original = original
        self._paragraphs = paragraphs(original)
        self._starts = offsets(self._paragraphs)
        self._index_at = {start: index for index, start in enumerate(self._starts)}
        self._memory: Memory = {}
        self._done: list[_Settled] = [_START]
        self._running: list[_Settled] = []
        self._settled_text = ""
        self._tried: tuple[int, int, int] | None = None

    def update(self, partial: str) -> Comparison:
        """Compare the correction so far: the whole of it, not what was added."""
        return finished(self.updating(partial))

    def finish(self, final: str) -> Comparison:
        """Compare the whole correction; nothing is left unreached."""
        return finished(self.finishing(final))

    def finishing(self, final: str) -> Generator[None, None, Comparison]:
        """Do the same in slices of some 20 ms."""
        return (yield from comparing(self._original, final, self._memory))

    def updating(self, partial: str) -> Generator[None, None, Comparison]:
        """Do the same as ``update`` in slices of some 20 ms; only one may be under way."""
        self._forget_what_was_revised(partial)
        yield from self._settle_paragraphs(partial)
        running = yield from self._run(partial)
        a_end, b_end = running[-1].a, running[-1].b
        corrected = partial[:b_end] + self._original[a_end:]
        changes = self._in_a_row((*self._done, *self._running, *running), corrected)
        return Comparison(self._original, corrected, changes, a_end)

    def _forget_what_was_revised(self, partial: str) -> None:
        same = len(self._settled_text)
        if not partial.startswith(self._settled_text):
            pairs = zip(self._settled_text, partial, strict=False)
            same = next((at for at, (old, new) in enumerate(pairs) if old != new), min(same, len(partial)))
            self._tried = None
        self._running = [block for block in self._running if block.b <= same]
        if any(block.b > same for block in self._done):
            self._done = [block for block in self._done if block.b <= same]
            self._running = []

    def _settle_paragraphs(self, partial: str) -> Generator[None, None, None]:
        """Compare what is finished and can be told to belong together."""
        while True:
            last = self._done[-1]
            arrived = paragraphs(partial[last.b :])[:-1][:_PARAGRAPHS_AT_ONCE]
            if not arrived or (tried := (last.b, len(arrived), hash(arrived[-1]))) == self._tried:
                return
            self._tried = tried
            first = self._index_at[last.a]
            ahead = self._paragraphs[first : first + len(arrived) + _PARAGRAPHS_AHEAD]
            hunks = yield from aligned(ahead, arrived)
            yield from self._settle(partial, _surely_paired(hunks, ahead, arrived), ahead, arrived)
            if self._done[-1] is last:
                return
            self._running = []
            self._settled_text = partial[: self._done[-1].b]

    def _settle(
        self, partial: str, pairs: Sequence[Hunk], ahead: Sequence[str], arrived: Sequence[str]
    ) -> Generator[None, None, None]:
        last = self._done[-1]
        a_at, b_at = offsets(ahead, last.a), offsets(arrived, last.b)
        done = (0, 0)
        for pair in pairs:
            found: list[Found] = []
            if done != (pair.a0, pair.b0):
                found.append((a_at[done[0]], a_at[pair.a0], b_at[done[1]], b_at[pair.b0]))
            one, other = "".join(ahead[pair.a0 : pair.a1]), "".join(arrived[pair.b0 : pair.b1])
            if one != other:
                inner = yield from self._remembered(one, other)
                found += (Hunk(*place).moved(a_at[pair.a0], b_at[pair.b0]) for place in inner)
            done = (pair.a1, pair.b1)
            self._done.append(self._settled(partial, (a_at[pair.a1], b_at[pair.b1]), found))

    def _remembered(self, one: str, other: str) -> Generator[None, None, Sequence[Found]]:
        if (one, other) not in self._memory:
            self._memory[one, other] = tuple((yield from block_changes(one, other)))
        return self._memory[one, other]

    def _run(self, partial: str) -> Generator[None, None, list[_Settled]]:
        """Compare the end that still grows, and settle of it what will not change any more."""
        while True:
            yield
            last = (self._running or self._done)[-1]
            arrived = tokens(partial[last.b : last.b + _LONGEST_PIECE])[:_TOKENS_AT_ONCE]
            is_all = sum(map(len, arrived)) == len(partial) - last.b
            # The last word may still grow, and a line end may become one with the next sign.
            arrived = arrived[:-1]
            length = sum(map(len, arrived))
            ahead = tokens(self._original[last.a : last.a + int(length * _MORE) + _AND])
            hunks, a_end, b_end = reached_hunks(ahead, arrived)
            hunks = yield from realigned(hunks, ahead, arrived)
            a_at, b_at = offsets(ahead, last.a), offsets(arrived, last.b)
            a_cut, b_cut = _settling(hunks, b_end, a_end)
            if not is_all and not b_cut:
                a_cut, b_cut = a_end, b_end
            found = [
                (a_at[one.a0], a_at[one.a1], b_at[one.b0], b_at[one.b1])
                for one in readable(hunks, ahead[:a_end], arrived[:b_end])
            ]
            if not b_cut:
                return [self._settled(partial, (a_at[a_end], b_at[b_end]), found)]
            settled = [one for one in found if one[3] <= b_at[b_cut] and one[1] <= a_at[a_cut]]
            self._running.append(self._settled(partial, (a_at[a_cut], b_at[b_cut]), settled))
            self._settled_text = partial[: b_at[b_cut]]

    def _settled(self, partial: str, end: tuple[int, int], found: Sequence[Found]) -> _Settled:
        places = joined([Hunk(*one) for one in found])
        return _Settled(*end, tuple(change_of(self._original, partial, place) for place in places))

    def _in_a_row(self, blocks: Sequence[_Settled], corrected: str) -> tuple[Change, ...]:
        """Return the changes of all blocks; those that touch across a border are one."""
        row: list[Change] = []
        for block in blocks:
            rest = block.changes
            if row and rest and (row[-1].end, row[-1].after_end) == (rest[0].start, rest[0].after_start):
                first = row.pop()
                place = (first.start, rest[0].end, first.after_start, rest[0].after_end)
                row.append(change_of(self._original, corrected, place))
                rest = rest[1:]
            row += rest
        return tuple(row)


def _surely_paired(hunks: Sequence[Hunk], a: Sequence[str], b: Sequence[str]) -> list[Hunk]:
    """Return what belongs together, equal paragraphs too, as far as that is certain."""
    pairs: list[Hunk] = []
    a_done = b_done = 0
    for hunk in [*hunks, Hunk(len(a), len(a), len(b), len(b))]:
        same = min(hunk.a0 - a_done, hunk.b0 - b_done)
        pairs += (Hunk(a_done + at, a_done + at + 1, b_done + at, b_done + at + 1) for at in range(same))
        if hunk.a0 < hunk.a1 and hunk.b0 < hunk.b1:
            pairs.append(hunk)
        a_done, b_done = hunk.a1, hunk.b1
    found: list[Hunk] = []
    for pair in pairs:
        one, other = "".join(a[pair.a0 : pair.a1]), "".join(b[pair.b0 : pair.b1])
        skipped = pair.a0 - (found[-1].a1 if found else 0)
        # A short line is soon found again somewhere ahead; what lies between is then taken for removed.
        if skipped > pair.b0 - (found[-1].b1 if found else 0) and len(one) < _SURE_LENGTH:
            break
        if one == other or likeness(one, other) >= ALIKE:
            found.append(pair)
    return found


def _settling(hunks: Sequence[Hunk], b_end: int, a_end: int) -> tuple[int, int]:
    """Return the middle of the last long equal run well before the end, or (0, 0)."""
    limit = b_end - _UNSETTLED_TOKENS
    ends = [*((hunk.a0, hunk.b0) for hunk in hunks), (a_end, b_end)]
    starts = [(0, 0), *((hunk.a1, hunk.b1) for hunk in hunks)]
    for (a_start, b_start), (_, b_stop) in zip(reversed(starts), reversed(ends), strict=True):
        run = min(b_stop, limit) - b_start
        if run >= _SOLID_RUN:
            return a_start + run // 2, b_start + run // 2
    return 0, 0
