"""What of a message stands on the screen, text by text, in the order in which it is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .blocks import Block, CodeBlock, Span, TableBlock, TextBlock

_HIDES_LETTERS = ("](", "][", "&")


def shown_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield each paragraph, each cell and each line of code; one may be empty."""
    for block in blocks:
        if isinstance(block, TextBlock):
            yield _joined(block.spans)
        elif isinstance(block, CodeBlock):
            for line in block.lines:
                yield line.text
        elif isinstance(block, TableBlock):
            for row in block.rows if block.is_resumed else (block.head, *block.rows):
                for cell in row:
                    yield _joined(cell)


def may_show(source: str, source_skeleton: str, wanted_skeleton: str) -> bool:
    """Whether Markdown can show something: false only where it surely does not.

    Args:
        source: The Markdown.
        source_skeleton: Its :func:`~yagpt_desktop.text.find.skeleton`.
        wanted_skeleton: That of what is looked for.
    """
    return wanted_skeleton in source_skeleton or any(sign in source for sign in _HIDES_LETTERS)


def _joined(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans)
