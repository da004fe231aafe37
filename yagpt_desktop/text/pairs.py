"""Finds which sentences of a translation stand for which of its source.

Paragraphs first, then sentences, each by dynamic programming over lengths (W. Gale and K. Church, "A Program
for Aligning Sentences in Bilingual Corpora", 1993), with numbers and names that both sides share as a help.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from math import sqrt
from typing import Final, NamedTuple

from .borders import paragraph_stops
from .language import language_of
from .sentences import sentences
from .span import Span, spans_between

_STEPS: Final = (
    (1, 1, 0.0),
    (1, 2, 4.2),
    (2, 1, 4.2),
    (1, 0, 8.2),
    (0, 1, 8.2),
    (2, 2, 8.0),
)
"""How many sentences of either side belong together, and what that costs: rarer ones more."""

_VARIANCE: Final = 6.8
_STEEPEST: Final = 14.0
_ANCHOR_GAIN: Final = 3.0
_ANCHOR: Final = re.compile(r"\d+|[A-Z][\w-]*[A-Z\d][\w-]*|https?://\S+")
_BAND: Final = 40
_LEAST_OF_USUAL: Final = 0.75
_MOST_OF_USUAL: Final = 1.35
_DENSE: Final = frozenset({"zh", "ja", "ko"})
_DENSITY: Final = 2.8
_FAR: Final = 1e18
_REACH: Final = 1.25


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Sentences that belong together, each with the blanks behind it; one side may be empty.

    Attributes:
        source: In the source.
        target: In the translation.
    """

    source: Span
    target: Span


class _Unit(NamedTuple):
    span: Span
    chars: int
    anchors: frozenset[str]


def paired(
    source: str, target: str, languages: tuple[str, str] = ("", ""), *, is_whole: bool = True
) -> tuple[SentencePair, ...]:
    """Return the pairs in order; together they cover both texts without a gap, as far as they go.

    Args:
        source: What was translated.
        target: The translation, or what came of it so far.
        languages: ISO 639-1 codes of both; "" finds one out.
        is_whole: False while the translation still streams: what it did not reach is in no pair.
    """
    if not source or not target:
        return ()
    usual = _usual_ratio(languages[0] or language_of(source), languages[1] or language_of(target))
    first, second = _paragraphs(source), _paragraphs(target)
    pairs: list[SentencePair] = []
    for one in _aligned(first, second, usual, is_whole=is_whole):
        is_done = is_whole or one.target.end < len(target)
        pairs.extend(_within(one, (source, target), languages, usual, is_whole=is_done))
    return tuple(pairs)


def pair_at(pairs: Sequence[SentencePair], at: int, *, in_target: bool = False) -> SentencePair | None:
    """Return the pair that a place of the source (or the translation) is in; None where there is none."""
    for pair in pairs:
        span = pair.target if in_target else pair.source
        if span.start <= at < span.end:
            return pair
    return None


def _usual_ratio(source_language: str, target_language: str) -> float:
    """Return how long a translation is for each sign of its source."""
    ratio = _DENSITY if source_language in _DENSE else 1.0
    return ratio / _DENSITY if target_language in _DENSE else ratio


def _paragraphs(text: str) -> list[_Unit]:
    return [_unit(text, span) for span in spans_between(paragraph_stops(text), len(text))]


def _unit(text: str, span: Span) -> _Unit:
    words = span.of(text)
    return _Unit(span, max(len(words.strip()), 1), frozenset(_ANCHOR.findall(words)))


def _within(
    pair: SentencePair, texts: tuple[str, str], languages: tuple[str, str], usual: float, *, is_whole: bool
) -> Iterator[SentencePair]:
    """Yield the pairs of sentences of a pair of paragraphs."""
    if pair.source.start == pair.source.end or pair.target.start == pair.target.end:
        yield pair
        return
    sides = [
        [
            _unit(text, Span(part.start + one.start, part.start + one.end))
            for one in sentences(part.of(text), language)
        ]
        for text, part, language in zip(texts, (pair.source, pair.target), languages, strict=True)
    ]
    yield from _aligned(sides[0], sides[1], usual, is_whole=is_whole)


def _aligned(first: list[_Unit], second: list[_Unit], usual: float, *, is_whole: bool) -> list[SentencePair]:
    """Return pairs of units; an unfinished second side takes only as much of the first as it reached."""
    if is_whole and len(first) == len(second) == 1:
        return [SentencePair(first[0].span, second[0].span)]
    if not is_whole:
        return _aligned_so_far(first, second, usual)
    ratio = sum(unit.chars for unit in second) / sum(unit.chars for unit in first)
    # What was dropped or added must not make the rest look too long.
    ratio = min(max(ratio, usual * _LEAST_OF_USUAL), usual * _MOST_OF_USUAL)
    return _joined(_Table(first, second, ratio, is_whole=True).path(len(first)), first, second)


def _aligned_so_far(first: list[_Unit], second: list[_Unit], usual: float) -> list[SentencePair]:
    """Align what is finished of the second side with as much of the first; its running unit comes next."""
    done, running = second[:-1], second[-1]
    if not done:
        return [SentencePair(first[0].span, running.span)]
    wanted = sum(unit.chars for unit in done) / usual
    reach = first[: _reach(first, wanted)]
    table = _Table(reach, done, usual, is_whole=False)
    end = table.best_end()
    pairs = _joined(table.path(end), reach, done)
    rest = first[end].span if end < len(first) else Span(first[-1].span.end, first[-1].span.end)
    return [*pairs, SentencePair(rest, running.span)]


def _reach(first: list[_Unit], wanted: float) -> int:
    for at, chars in enumerate(accumulate(unit.chars for unit in first), 1):
        if chars > wanted * _REACH * _REACH + 2 * _BAND:
            return at
    return len(first)


def _joined(steps: list[tuple[int, int]], first: list[_Unit], second: list[_Unit]) -> list[SentencePair]:
    pairs: list[SentencePair] = []
    here = there = 0
    for taken, given in steps:
        pairs.append(SentencePair(_span(first, here, here + taken), _span(second, there, there + given)))
        here, there = here + taken, there + given
    return pairs


def _span(units: list[_Unit], start: int, end: int) -> Span:
    if start < end:
        return Span(units[start].span.start, units[end - 1].span.end)
    at = units[start].span.start if start < len(units) else units[-1].span.end
    return Span(at, at)


class _Table:
    """The costs of all beginnings of both sides, in a band around the diagonal."""

    def __init__(self, first: list[_Unit], second: list[_Unit], ratio: float, *, is_whole: bool) -> None:
        self._first, self._second = first, second
        self._ratio = ratio
        self._is_whole = is_whole
        self._passed = 0.0
        self._reached = list(accumulate(unit.chars for unit in second))
        self._costs: list[dict[int, float]] = []
        self._steps: list[dict[int, tuple[int, int]]] = []
        for here in range(len(first) + 1):
            self._costs.append({})
            self._steps.append({})
            for there in self._band(here):
                self._fill(here, there)

    def _band(self, here: int) -> range:
        many, width = len(self._second), _BAND
        if self._is_whole:
            width += abs(len(self._first) - many)
            middle = here * many // max(len(self._first), 1)
        else:
            self._passed += self._first[here - 1].chars * self._ratio if here else 0.0
            # How long the translation gets is a guess, and errs the more the longer it goes on.
            width += here // 4
            middle = bisect_left(self._reached, self._passed)
        return range(max(0, middle - width), min(many, middle + width) + 1)

    def _fill(self, here: int, there: int) -> None:
        if here == there == 0:
            self._costs[0][0] = 0.0
            return
        best, chosen = _FAR, None
        for taken, given, price in _STEPS:
            if taken > here or given > there:
                continue
            before = self._costs[here - taken].get(there - given, _FAR)
            if before + price - _ANCHOR_GAIN >= best:
                continue
            cost = before + price + self._mismatch(here, there, taken, given)
            if cost < best:
                best, chosen = cost, (taken, given)
        if chosen:
            self._costs[here][there] = best
            self._steps[here][there] = chosen

    def _mismatch(self, here: int, there: int, taken: int, given: int) -> float:
        if not taken or not given:
            return 0.0
        old, new = self._first[here - taken : here], self._second[there - given : there]
        chars, others = sum(unit.chars for unit in old), sum(unit.chars for unit in new)
        delta = (others - chars * self._ratio) / sqrt(_VARIANCE * (chars + others / self._ratio) / 2)
        shared = frozenset().union(*(unit.anchors for unit in old)) & frozenset().union(
            *(unit.anchors for unit in new)
        )
        return min(delta * delta / 2, _STEEPEST) - _ANCHOR_GAIN * bool(shared)

    def best_end(self) -> int:
        """Return how many of the first side the whole second side took."""
        many = len(self._second)
        costs = {here: column[many] for here, column in enumerate(self._costs) if many in column}
        return min(costs, key=partial(costs.__getitem__)) if costs else len(self._first)

    def path(self, here: int) -> list[tuple[int, int]]:
        """Return the steps to a beginning of the first side and the whole second one."""
        there, steps = len(self._second), list[tuple[int, int]]()
        while here or there:
            taken, given = self._steps[here].get(there) or ((1, 0) if here else (0, 1))
            steps.append((taken, given))
            here, there = here - taken, there - given
        return steps[::-1]
