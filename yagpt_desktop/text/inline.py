"""Text with its looks and links, out of the inline tokens of markdown-it-py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from .address import is_link
from .blocks import Face, Span
from .formula import CLOSERS, is_display, opener_at
from .formula_rules import INLINE

_ADDRESS = re.compile(r"https?://[^\s<>«»\"]+", re.IGNORECASE)
_NOT_LAST = ".,;:!?…'*_~"
_PAIRS = {")": "(", "]": "["}
_FACES = {"strong": Face.BOLD, "em": Face.ITALIC, "s": Face.STRUCK}


class InlineReader:
    """Turns inline tokens into spans and finds each span's place in the source.

    The tokens know no places; but they come in order, so each text is looked for behind the one before.
    """

    def __init__(self, source: str, head_chars: int, written: str | None = None) -> None:
        self._source = source
        self._true_source = written
        self._head_chars = head_chars
        self._cursor = 0
        self._face = Face.PLAIN
        self._hrefs: list[str] = []

    def move_to(self, offset: int) -> None:
        """Go on from a place in the source (head included), never backwards."""
        self._cursor = max(self._cursor, offset)

    def spans(self, tokens: Sequence[Token]) -> tuple[Span, ...]:
        """Return the spans of one inline token's children."""
        self._face, self._hrefs = Face.PLAIN, []
        return tuple(span for token in tokens for span in self._spans_of(token))

    def verbatim(self, text: str, face: Face = Face.PLAIN) -> Span:
        """Return a span of text that stands in the source as it is."""
        found = self._source.find(text, self._cursor) if text else self._cursor
        if found < 0:
            return Span(text, self._cursor - self._head_chars, 0, face)
        self._cursor = found + len(text)
        return Span(text, found - self._head_chars, len(text), face)

    def formula(self, written: str) -> Span:
        """Return the span of a formula; of one that is still being written, its source as code."""
        place = self.verbatim(written)
        if not place.size:
            place = self._over_lines(written)
        is_whole = self._true_source is None or self._true_source.startswith(written, max(place.at, 0))
        if not is_whole and place.size == len(written):
            begun = written.removesuffix(CLOSERS[opener_at(written, 0)])
            return Span(begun, place.at, len(begun), self._face | Face.CODE)
        face = Face.FORMULA | (Face.DISPLAY if is_display(written) else Face.PLAIN)
        href = self._hrefs[-1] if self._hrefs else ""
        return Span(written, place.at, place.size, self._face | face, href)

    def _over_lines(self, text: str) -> Span:
        """Find text whose lines stand behind the marks of a quote: its first line, and its last."""
        first, *_, last = text.split("\n") if "\n" in text else (text, "")
        start = self._source.find(first, self._cursor)
        end = self._source.find(last.strip(), start + len(first)) if start >= 0 else -1
        if end < 0:
            return Span(text, self._cursor - self._head_chars, 0)
        self._cursor = end + len(last.strip())
        return Span(text, start - self._head_chars, self._cursor - start)

    def _spans_of(self, token: Token) -> Iterator[Span]:
        kind = token.type
        if kind == "text":
            yield from self._linked(token.content)
        elif kind in {"softbreak", "hardbreak"}:
            yield self._written("\n")
        elif kind == "code_inline":
            yield self._written(token.content, face=Face.CODE)
        elif kind == INLINE:
            yield self.formula(token.content)
        elif kind == "text_special":
            yield self._written(token.content, token.markup or token.content)
        elif kind == "image":
            href = str(token.attrGet("src") or "")
            yield self._written(token.content or href, href=href)
            self._pass_link("")
        else:
            self._change(token)

    def _change(self, token: Token) -> None:
        if token.type == "link_open":
            self._hrefs.append(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            if self._hrefs:
                self._hrefs.pop()
            self._pass_link(token.markup)
        elif (face := _FACES.get(token.type.rpartition("_")[0])) is not None:
            self._face = self._face | face if token.nesting > 0 else self._face & ~face
            found = self._source.find(token.markup, self._cursor)
            if found >= 0:
                self._cursor = found + len(token.markup)

    def _pass_link(self, markup: str) -> None:
        """Go behind ``](…)`` or ``][…]``: what stands there must not be taken for the text that follows."""
        if markup == "autolink" or not self._source.startswith(("](", "]["), self._cursor):
            return
        opening = self._source[self._cursor + 1]
        closing, depth = {"(": ")", "[": "]"}[opening], 0
        for place in range(self._cursor + 1, len(self._source)):
            sign = self._source[place]
            depth += (sign == opening) - (sign == closing)
            if depth == 0:
                self._cursor = place + 1
                return

    def _linked(self, text: str) -> Iterator[Span]:
        """Make links of bare addresses, which people expect to be able to press."""
        done = 0
        if not self._hrefs and "://" in text:
            for found in _ADDRESS.finditer(text):
                address = _trimmed(found.group())
                if found.start() > done:
                    yield self._written(text[done : found.start()])
                yield self._written(address, href=address)
                done = found.start() + len(address)
        if done < len(text):
            yield self._written(text[done:])

    def _written(self, text: str, source: str = "", face: Face = Face.PLAIN, href: str = "") -> Span:
        place = self.verbatim(source or text)
        shown_href = href or (self._hrefs[-1] if self._hrefs else "")
        # What only looked like a link while it was being written is no link yet.
        kept_href = shown_href if is_link(shown_href) else ""
        return Span(text, place.at, place.size, self._face | face, kept_href)


def _trimmed(address: str) -> str:
    while address and (address[-1] in _NOT_LAST or _closes_nothing(address)):
        address = address[:-1]
    return address


def _closes_nothing(address: str) -> bool:
    opening = _PAIRS.get(address[-1])
    return opening is not None and address.count(address[-1]) > address.count(opening)
