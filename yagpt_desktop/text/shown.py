"""What of a message stands on the screen, text by text, in the order in which it is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from .blocks import Block, CodeBlock, Span, TableBlock, TextBlock

_HIDES_LETTERS = ("](", "][", "&")


class ShownLink(NamedTuple):
    """A link: where it leads, as it was written, and its words."""

    href: str
    words: str


def shown_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield each paragraph, each cell and each line of code; one may be empty."""
    for spans in _texts(blocks):
        yield "".join(span.text for span in spans)


def shown_links(blocks: Iterable[Block]) -> list[ShownLink]:
    """Return the links as they are read; one whose words change their look is one link."""
    found = []
    for spans in _texts(blocks):
        for href, parts in groupby(spans, key=lambda span: span.href):
            if href:
                found.append(ShownLink(href, "".join(span.text for span in parts)))
    return found


def may_show(source: str, source_skeleton: str, wanted_skeleton: str) -> bool:
    """Whether Markdown can show something: false only where it surely does not.

    Args:
        source: The Markdown.
        source_skeleton: Its :func:`~yagpt_desktop.text.find.skeleton`.
        wanted_skeleton: That of what is looked for.
    """
    return wanted_skeleton in source_skeleton or any(sign in source for sign in _HIDES_LETTERS)


def _texts(blocks: Iterable[Block]) -> Iterator[Sequence[Span]]:
    for block in blocks:
        if isinstance(block, TextBlock):
            yield block.spans
        elif isinstance(block, CodeBlock):
            yield from ((line,) for line in block.lines)
        elif isinstance(block, TableBlock):
            for row in block.rows if block.is_resumed else (block.head, *block.rows):
                yield from row
