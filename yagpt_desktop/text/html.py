"""Blocks as HTML for the clipboard: what Word, LibreOffice, a mail or a messenger takes over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

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
from .table import would_be_reckoned
from .unit import Resumed

_TABLE = '<table border="1" cellspacing="0" cellpadding="4">'
_TAGS = ((Face.BOLD, "b"), (Face.ITALIC, "i"), (Face.STRUCK, "s"), (Face.CODE, "code"))
_ALIGNS = {
    Align.START: "",
    Align.CENTER: "text-align:center",
    Align.END: "text-align:right",
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
        body = _body(block, said)
        if not body.inner.strip():
            return
        if _goes_on(block, said) and self._parts and self._parts[-1] == body.end:
            # Long blocks come in pieces; nobody who pastes one wants to know.
            self._parts[-1:] = [body.seam, body.inner, body.end]
            return
        self._enter(block.place)
        self._parts += [body.start, body.inner, body.end]

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


class _Body(NamedTuple):
    """A block as HTML; ``seam`` parts two pieces of one block."""

    start: str
    inner: str
    end: str
    seam: str = ""


def _goes_on(block: Block, said: Said) -> bool:
    if isinstance(block, CodeBlock | TableBlock):
        return block.is_resumed
    return said.unit.resumed is Resumed.TEXT and bool(said.blocks) and block is said.blocks[0]


def _body(block: Block, said: Said) -> _Body:
    if isinstance(block, TextBlock):
        tag = f"h{block.level}" if block.level else "p"
        return _Body(f"<{tag}>", _spans(block.spans, said), f"</{tag}>", " ")
    if isinstance(block, CodeBlock):
        inner = "\n".join(escape(clipped(line, said)) for line in block.lines)
        return _Body("<pre><code>", inner, "</code></pre>", "\n")
    if isinstance(block, TableBlock):
        return _Body(_TABLE, _table(block, said), "</table>")
    assert isinstance(block, RuleBlock), "every kind of block is known"
    return _Body("", "<hr>", "")


def _table(table: TableBlock, said: Said) -> str:
    rows = [("td", row) for row in table.rows]
    if not table.is_resumed:
        rows.insert(0, ("th", table.head))
    written = []
    for tag, row in rows:
        cells = [_spans(cell, said) for cell in row]
        if any(cells):
            styles = (_style(align, cell, said) for align, cell in zip(table.aligns, row, strict=True))
            inner = "".join(
                f"<{tag}{style}>{cell}</{tag}>" for style, cell in zip(styles, cells, strict=True)
            )
            written.append(f"<tr>{inner}</tr>")
    return "".join(written)


def _style(align: Align, cell: Sequence[Span], said: Said) -> str:
    """How a cell stands; one that a spreadsheet would reckon out is marked as text."""
    found = [_ALIGNS[align]] if _ALIGNS[align] else []
    if would_be_reckoned("".join(clipped(span, said) for span in cell)):
        found.append("mso-number-format:'\\@'")
    return f' style="{";".join(found)}"' if found else ""


def _spans(spans: Sequence[Span], said: Said) -> str:
    found = []
    for span in spans:
        text = clipped(span, said)
        if not text:
            continue
        written = escape(text).replace("\n", "<br>")
        if span.is_formula:
            written = f"<code>{written}</code>"
        for face, tag in _TAGS:
            if span.face & face:
                written = f"<{tag}>{written}</{tag}>"
        if is_link(span.href):
            written = f'<a href="{escape(span.href)}">{written}</a>'
        found.append(written)
    return "".join(found)
