"""Blocks as HTML for the clipboard: what Word, LibreOffice, a mail or a messenger takes over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from .address import is_link
from .blocks import (
    Align,
    Block,
    CodeBlock,
    Container,
    Face,
    Mark,
    Place,
    RuleBlock,
    Span,
    TableBlock,
    TextBlock,
)
from .plain import Said, clipped

_TAGS = ((Face.BOLD, "b"), (Face.ITALIC, "i"), (Face.STRUCK, "s"), (Face.CODE, "code"))
_ALIGNS = {
    Align.START: "",
    Align.CENTER: ' style="text-align:center"',
    Align.END: ' style="text-align:right"',
}


def html_of(parts: Sequence[Said]) -> str:
    """Return units as a fragment of HTML; every sign of theirs is escaped."""
    writer = _Writer()
    for said in parts:
        for block in said.blocks:
            writer.write(block, said)
    return writer.result()


class _Writer:
    """Opens and closes lists and quotes between blocks."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open: list[str] = []

    def write(self, block: Block, said: Said) -> None:
        """Add a block."""
        body = "".join(_body(block, said))
        if not body:
            return
        self._enter(block.place)
        self._parts.append(body)

    def result(self) -> str:
        """Return everything, closed."""
        self._leave(0)
        return "".join(self._parts)

    def _enter(self, place: Place) -> None:
        wanted = list(_tags(place))
        same = 0
        while same < min(len(wanted), len(self._open)) and self._matches(wanted[same], self._open[same]):
            same += 1
        if place.mark is not Mark.NONE:
            # A marked block begins an item: its list may be open, the item before is not.
            same = min(same, len(wanted) - 1)
        self._leave(same)
        for tag in wanted[same:]:
            self._parts.append(f"<{tag}>")
            self._open.append(tag)

    @staticmethod
    def _matches(wanted: str, found: str) -> bool:
        return wanted == found or (wanted in {"ul", "ol"} and found in {"ul", "ol"} and wanted != "ol")

    def _leave(self, depth: int) -> None:
        while len(self._open) > depth:
            self._parts.append(f"</{self._open.pop()}>")


def _tags(place: Place) -> Iterator[str]:
    last = len(place.containers) - 1
    for number, container in enumerate(place.containers):
        if container is Container.QUOTE:
            yield "blockquote"
        else:
            yield "ol" if number == last and place.mark is Mark.NUMBER else "ul"
            yield "li"


def _body(block: Block, said: Said) -> Iterator[str]:
    if isinstance(block, TextBlock):
        inner = _spans(block.spans, said)
        tag = f"h{block.level}" if block.level else "p"
        if inner:
            yield f"<{tag}>{inner}</{tag}>"
    elif isinstance(block, CodeBlock):
        inner = "\n".join(escape(clipped(line, said)) for line in block.lines)
        if inner.strip():
            yield f"<pre><code>{inner}</code></pre>"
    elif isinstance(block, TableBlock):
        yield from _table(block, said)
    elif isinstance(block, RuleBlock):
        yield "<hr>"


def _table(table: TableBlock, said: Said) -> Iterator[str]:
    rows = [("td", row) for row in table.rows]
    if not table.is_resumed:
        rows.insert(0, ("th", table.head))
    written = []
    for tag, row in rows:
        cells = [_spans(cell, said) for cell in row]
        if any(cells):
            inner = "".join(
                f"<{tag}{_ALIGNS[align]}>{cell}</{tag}>"
                for align, cell in zip(table.aligns, cells, strict=True)
            )
            written.append(f"<tr>{inner}</tr>")
    if written:
        yield f'<table border="1" cellspacing="0" cellpadding="4">{"".join(written)}</table>'


def _spans(spans: Sequence[Span], said: Said) -> str:
    found = []
    for span in spans:
        text = clipped(span, said)
        if not text:
            continue
        written = escape(text).replace("\n", "<br>")
        for face, tag in _TAGS:
            if span.face & face:
                written = f"<{tag}>{written}</{tag}>"
        if is_link(span.href):
            written = f'<a href="{escape(span.href)}">{written}</a>'
        found.append(written)
    return "".join(found)
