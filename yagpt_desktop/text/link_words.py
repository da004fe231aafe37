"""All the words of a link, whatever looks it changes between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .blocks import Block, Span, TableBlock, TextBlock


def link_words(blocks: Sequence[Block], span: Span) -> str:
    """Return the words of the link that a span is part of."""
    for row in _rows(blocks):
        for place, found in enumerate(row):
            if found is span:
                return "".join(
                    [*_alike(row[:place][::-1], span)[::-1], span.text, *_alike(row[place + 1 :], span)]
                )
    return span.text


def _rows(blocks: Sequence[Block]) -> Iterator[Sequence[Span]]:
    for block in blocks:
        if isinstance(block, TextBlock):
            yield block.spans
        elif isinstance(block, TableBlock):
            for row in (block.head, *block.rows):
                yield from row


def _alike(spans: Sequence[Span], span: Span) -> list[str]:
    found = []
    for one in spans:
        if one.href != span.href:
            break
        found.append(one.text)
    return found
