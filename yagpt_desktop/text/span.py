"""A stretch of a text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands, in code points: the first sign of it and the first one behind it."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return what stands there."""
        return text[self.start : self.end]


def spans_between(stops: list[int], end: int) -> tuple[Span, ...]:
    """Return the gap-free cover of ``0 … end`` that is cut at ``stops`` (rising, inside of it)."""
    edges = [0, *stops, end]
    return tuple(Span(a, b) for a, b in pairwise(edges) if a < b)
