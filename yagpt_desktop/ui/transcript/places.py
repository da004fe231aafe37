"""Where a sign of laid-out text stands in the source, and back.

Qt counts UTF-16 units, Python code points; an emoji is two of the ones and one of the others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from yagpt_desktop.text.blocks import Span

_LAST_NARROW = "\uffff"


def utf16_length(text: str) -> int:
    """Return the number of UTF-16 units."""
    if text.isascii() or max(text) <= _LAST_NARROW:
        return len(text)
    return len(text.encode("utf-16-le")) // 2


def utf16_offset(text: str, offset: int) -> int:
    """Return the UTF-16 units before a code point."""
    return utf16_length(text[:offset])


def code_points(text: str, units: int) -> int:
    """Return the code points in so many UTF-16 units; half an emoji counts as none."""
    if utf16_length(text) == len(text):
        return min(units, len(text))
    found = 0
    for count, sign in enumerate(text):
        found += 2 if sign > _LAST_NARROW else 1
        if found > units:
            return count
    return len(text)


class Places:
    """Maps positions in one laid-out text to offsets in its unit's source."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = [span for span in spans if span.text]
        self._starts: list[int] = []
        at = 0
        for span in self._spans:
            self._starts.append(at)
            at += utf16_length(span.text)
        self.length = at

    @property
    def first(self) -> int:
        """Offset of the first sign in the source; negative where it stands in the unit's head."""
        return self._spans[0].at if self._spans else 0

    @property
    def last(self) -> int:
        """Offset behind the last sign in the source."""
        return self._spans[-1].at + self._spans[-1].size if self._spans else 0

    def to_source(self, position: int) -> int:
        """Return the offset in the source of a position in the laid-out text."""
        if not self._spans:
            return 0
        index = max(bisect_right(self._starts, position) - 1, 0)
        span = self._spans[index]
        inside = code_points(span.text, position - self._starts[index])
        return span.at + (inside if span.size == len(span.text) else span.size if inside else 0)

    def to_position(self, offset: int) -> int:
        """Return the position in the laid-out text of an offset in the source."""
        for start, span in zip(self._starts, self._spans, strict=True):
            if offset < span.at:
                return start
            if offset < span.at + span.size:
                if span.size != len(span.text):
                    return start
                return start + utf16_offset(span.text, offset - span.at)
        return self.length

    def span_at(self, position: int) -> Span | None:
        """Return the span a sign belongs to."""
        if not 0 <= position < self.length:
            return None
        return self._spans[bisect_right(self._starts, position) - 1]
