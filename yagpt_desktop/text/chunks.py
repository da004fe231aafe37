"""Cuts a long text into pieces for one request each.

Cut is at headings, else between paragraphs; inside of a paragraph only where it does not fit whole: between
its lines, else its sentences, else at blanks.  What stands in code, a placeholder, a tag or a number with
blanks is kept whole.  The last resort is a word (or such a thing) that alone is over the budget: it is cut
between signs as a reader sees them, and only a sign over the budget between its code points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from .borders import (
    blank_stops,
    grapheme_stops,
    is_heading,
    line_stops,
    paragraph_stops,
    sentence_stops,
)
from .language import language_of
from .span import Span

_FIRST_GUESS_CHARS: Final = 3.0
_AIMED_SHARE: Final = 0.92
_FULL_SHARE: Final = 0.75
_SURELY_OVER: Final = 1.3
_PATIENCE: Final = 3
_LEAST_HEADED_SHARE: Final = 0.5
_HOPELESS_CHARS: Final = 24
"""No text has so many characters to a token; so long a stretch is too big without a count."""

Count = Callable[[str], int]


class _Over(NamedTuple):
    start: int
    tokens: int


def chunked(source: str, most_tokens: int, count: Count) -> tuple[Span, ...]:
    """Return the chunks: without a gap, and none over the budget.

    Args:
        source: The whole text.
        most_tokens: The budget of one chunk, at least 1.
        count: Tells the tokens of a text; may be expensive: it is called once or twice for each chunk,
            on texts of about its size.  A single code point over the budget stands alone in its chunk.

    Raises:
        ValueError: The budget is below 1.
    """
    if most_tokens < 1:
        raise ValueError("a chunk must be allowed one token")
    return tuple(_Cutter(source, most_tokens, count, language_of(source)).chunks())


@dataclass(slots=True)
class _Cutter:
    source: str
    most_tokens: int
    count: Count
    language: str
    chars_per_token: float = _FIRST_GUESS_CHARS
    over: dict[int, _Over] = field(default_factory=dict)
    cuts: dict[int, list[int]] = field(default_factory=dict)

    def chunks(self) -> Iterator[Span]:
        end = len(self.source)
        paragraphs = [*paragraph_stops(self.source), end]
        headings = [stop for stop in paragraphs if stop < end and is_heading(self.source, stop)]
        start = 0
        while start < end:
            stop = self._furthest(start, paragraphs)
            if stop is None:
                stop = self._inside(Span(start, paragraphs[bisect_right(paragraphs, start)]))
            elif stop < end:
                stop = self._at_heading(start, stop, headings)
            yield Span(start, stop)
            start = stop

    def _at_heading(self, start: int, stop: int, headings: Sequence[int]) -> int:
        """Return the last heading before the stop, if what stands before it fills the chunk well."""
        at = bisect_right(headings, stop) - 1
        heading = headings[at] if at >= 0 else 0
        if heading == stop or heading - start < _LEAST_HEADED_SHARE * (stop - start):
            return stop
        return heading if self._tokens(start, heading) <= self.most_tokens else stop

    def _inside(self, paragraph: Span) -> int:
        """Return where to cut a paragraph that does not fit."""
        start, end = paragraph.start, paragraph.end
        for level in range(len(_LEVELS)):
            stops = self._stops(level, Span(start, end))
            stop = self._furthest(start, stops)
            if stop is not None:
                return stop
            end = stops[bisect_right(stops, start)]
        return start + 1

    def _stops(self, level: int, span: Span) -> list[int]:
        """Return the stops of a level; those of a stretch serve its tails too."""
        known = self.cuts.get(level)
        if known is None or known[-1] != span.end:
            known = self.cuts[level] = [*_LEVELS[level](self.source, span, self.language), span.end]
        return known

    def _furthest(self, start: int, stops: Sequence[int]) -> int | None:
        """Return the furthest of the stops that fits, or nearly; None where not even the first one does."""
        low, high = bisect_right(stops, start), len(stops)
        if self._is_surely_over(start, stops[low]):
            return None
        best, tries = None, 0
        while low < high and not (best and self._is_guessed_over(start, stops[low])):
            tries += 1
            at = self._guess(start, stops, low, high)
            at = min(at, (low + high) // 2) if tries > _PATIENCE else at
            tokens = self._tokens(start, stops[at])
            if tokens > self.most_tokens:
                high = at
                continue
            best, low = stops[at], at + 1
            if tokens >= _FULL_SHARE * self.most_tokens:
                break
        return best

    def _guess(self, start: int, stops: Sequence[int], low: int, high: int) -> int:
        """Return the index of the stop that should come nearest to the budget."""
        reach = start + int(self.most_tokens * _AIMED_SHARE * self.chars_per_token)
        return max(bisect_right(stops, reach, low, high) - 1, low)

    def _tokens(self, start: int, stop: int) -> int:
        tokens = self.count(self.source[start:stop])
        if tokens:
            self.chars_per_token = (stop - start) / tokens
        if tokens > self.most_tokens:
            self.over[stop] = _Over(start, tokens)
        return tokens

    def _is_guessed_over(self, start: int, stop: int) -> bool:
        return stop - start > self.most_tokens * self.chars_per_token * _SURELY_OVER

    def _is_surely_over(self, start: int, stop: int) -> bool:
        """Whether so much is left before the stop, that a count would tell nothing new."""
        if stop - start > self.most_tokens * _HOPELESS_CHARS:
            return True
        known = self.over.get(stop)
        if known is None or start < known.start:
            return False
        left = known.tokens * (stop - start) / (stop - known.start)
        return left > self.most_tokens * _SURELY_OVER


def _code_points(_text: str, span: Span) -> list[int]:
    return list(range(span.start + 1, span.end))


_LEVELS: Final[tuple[Callable[[str, Span, str], list[int]], ...]] = (
    lambda text, span, _language: line_stops(text, span),
    sentence_stops,
    lambda text, span, _language: blank_stops(text, span),
    lambda text, span, _language: blank_stops(text, span, anywhere=True),
    lambda text, span, _language: grapheme_stops(text, span),
    lambda text, span, _language: _code_points(text, span),
)
