"""What of a message stands on the screen, text by text, in the order in which it is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from .blocks import Block, CodeBlock, Span, TableBlock, TextBlock
from .find import skeleton

_HIDES_LETTERS = ("](", "][", "&")
_CODE = ("`", "~", "\\", "    ", "\t")
_ADDRESS = re.compile(r"\]\((?:https?|mailto):(?:[^()\s\\]|\([^()\s\\]*\))*\)")


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


def shown_letters(source: str) -> str | None:
    """Return a skeleton in which that of everything is found that Markdown shows; None where nobody knows.

    Far cheaper than to read the Markdown: see :func:`~yagpt_desktop.text.find.skeleton`.
    """
    if not any(sign in source for sign in _HIDES_LETTERS):
        return skeleton(source)
    bare, count = _ADDRESS.subn("]", source)
    is_sure = source.count("[") == source.count("]") == count and not any(sign in source for sign in _CODE)
    if not is_sure or any(sign in bare for sign in _HIDES_LETTERS):
        return None
    # What only looks like a link is shown as it stands.
    return f"{skeleton(source)}\0{skeleton(bare)}"


def _texts(blocks: Iterable[Block]) -> Iterator[Sequence[Span]]:
    for block in blocks:
        if isinstance(block, TextBlock):
            yield block.spans
        elif isinstance(block, CodeBlock):
            yield from ((line,) for line in block.lines)
        elif isinstance(block, TableBlock):
            for row in block.rows if block.is_resumed else (block.head, *block.rows):
                yield from row
