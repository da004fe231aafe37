"""A message as blocks, for forms that are no Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yagpt_desktop.domain.chat import ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.text.blocks import Block, CodeBlock, Span, TableBlock, TextBlock
from yagpt_desktop.text.display import fit, with_plain_breaks
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.plain import Said
from yagpt_desktop.text.references import references_of
from yagpt_desktop.text.unit import Resumed
from yagpt_desktop.text.units import split


def said_of(message: ChatMessage) -> list[Said]:
    """Return what a message says; only an answer's signs mean a look."""
    units = split(fit(with_plain_breaks(message.text)), plain=message.role is not Role.ASSISTANT)
    references = references_of(units)
    return [Said(blocks_of(unit, references.links_of(unit)), unit, 0, len(unit.source)) for unit in units]


def blocks_in(message: ChatMessage) -> Iterator[Block]:
    """Yield the blocks of a message; the pieces of a long one are put together again."""
    pending: Block | None = None
    for said in said_of(message):
        for number, block in enumerate(said.blocks):
            is_rest = number == 0 and said.unit.resumed is Resumed.TEXT
            joined = _joined(pending, block, is_rest=is_rest) if pending is not None else None
            if joined is None and pending is not None:
                yield pending
            pending = joined or block
    if pending is not None:
        yield pending


def _joined(above: Block, below: Block, *, is_rest: bool) -> Block | None:
    """Return two pieces of one block as one; None where they are two."""
    if isinstance(above, CodeBlock) and isinstance(below, CodeBlock) and below.is_resumed:
        return replace(above, lines=(*above.lines, *below.lines))
    if isinstance(above, TableBlock) and isinstance(below, TableBlock) and below.is_resumed:
        return replace(above, rows=(*above.rows, *below.rows))
    if is_rest and isinstance(above, TextBlock) and isinstance(below, TextBlock):
        return replace(above, spans=(*above.spans, Span(" ", 0, 0), *below.spans))
    return None
