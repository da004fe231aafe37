"""Where a text may be cut, from the best place to the worst."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from .sentences import is_break, sentences
from .span import Span

_PARAGRAPH_END: Final = re.compile(r"(?:\r\n|\r|\n)(?:[^\S\r\n]*(?:\r\n|\r|\n))+")
_LINE_END: Final = re.compile(r"(?:\r\n|\r|\n|\u2028|\u2029)\s*")
_FENCE: Final = re.compile(
    r"^ {0,3}(```+|~~~+)[^\n]*\n.*?(?:^ {0,3}\1[^\S\n]*$|\Z)", re.MULTILINE | re.DOTALL
)
_HEADING: Final = re.compile(
    r"[^\S\r\n]*(?:#{1,6}\s"
    r"|(?:глава|часть|раздел|параграф|приложение|chapter|part|section|appendix)\s+[\dIVXLC]+\b"
    r"|[^\r\n]{1,80}(?:\r\n|\r|\n)(?:={3,}|-{3,})[^\S\r\n]*(?:[\r\n]|$))",
    re.IGNORECASE,
)
_LINE: Final = re.compile(r"[^\r\n]*")
_MOST_HEADING_CHARS: Final = 80
_PROTECTED: Final = re.compile(
    r"`[^`\r\n]{1,300}`"
    r"|\[\[[^\[\]\r\n]{1,200}\]\]|\{\{[^{}\r\n]{1,200}\}\}|\{[^{}\r\n]{1,200}\}"
    r"|</?[^\W\d_][^<>\r\n]{0,300}>|%\([^()\r\n]{1,80}\)[a-z]"
    r"|!?\[[^\[\]\r\n]{1,200}\]\([^()\s]{1,500}\)"
    r"|[+\-−]?\d[\d.,]*(?:[ \u00a0\u202f\u2009](?=\d{3}(?!\d))\d{3})+(?:[.,]\d+)?"
)
_BLANKS: Final = re.compile(r"\s+")
_JOINER: Final = "\u200d"
_REGIONAL: Final = ("\U0001f1e6", "\U0001f1ff")
_SKIN: Final = ("\U0001f3fb", "\U0001f3ff")
_JAMO: Final = (("\u1160", "\u11ff"), ("\ud7b0", "\ud7ff"))


def paragraph_stops(text: str) -> list[int]:
    """Return where paragraphs begin, but for the first and for those that a heading stands right before.

    A fenced block is one paragraph.
    """
    fences = (
        [Span(*found.span()) for found in _FENCE.finditer(text)] if "```" in text or "~~~" in text else []
    )
    stops: list[int] = []
    start = fence = 0
    for found in _PARAGRAPH_END.finditer(text):
        while fence < len(fences) and fences[fence].end <= found.start():
            fence += 1
        is_fenced = fence < len(fences) and fences[fence].start < found.end()
        if found.end() == len(text) or is_fenced:
            continue
        if found.start() > start and not is_heading(text, start, found.start()):
            stops.append(found.end())
        start = found.end()
    return stops


def is_heading(text: str, start: int, end: int | None = None) -> bool:
    """Whether the paragraph at ``start`` begins with a heading; with ``end``: whether it is nothing more."""
    found = _HEADING.match(text, start)
    if found:
        return end is None or not text[max(found.end(), _line_end(text, start)) : end].strip()
    line = text[start : _line_end(text, start)].strip()
    is_short = 1 < len(line) <= _MOST_HEADING_CHARS
    return (
        is_short
        and line.isupper()
        and line[-1] not in ".,;:"
        and (end is None or "\n" not in text[start:end])
    )


def _line_end(text: str, start: int) -> int:
    line = _LINE.match(text, start)
    return line.end() if line else start


def line_stops(text: str, span: Span) -> list[int]:
    """Return where lines begin inside of a paragraph that do not go on with a sentence."""
    return [
        found.end()
        for found in _LINE_END.finditer(text, span.start, span.end)
        if found.end() < span.end and is_break(text, found.start(), found.end())
    ]


def sentence_stops(text: str, span: Span, language: str) -> list[int]:
    """Return where sentences begin inside of a paragraph."""
    stops = [span.start + one.start for one in sentences(span.of(text), language) if one.start]
    return _outside(stops, text, span)


def blank_stops(text: str, span: Span, *, anywhere: bool = False) -> list[int]:
    """Return the places behind blanks; ``anywhere``: also inside of code, placeholders, tags and numbers."""
    stops = [found.end() for found in _BLANKS.finditer(text, span.start, span.end) if found.end() < span.end]
    return stops if anywhere else _outside(stops, text, span)


def _outside(stops: list[int], text: str, span: Span) -> list[int]:
    """Leave out the stops inside of what must stay whole."""
    kept: list[int] = []
    at = 0
    for found in _PROTECTED.finditer(text, span.start, span.end):
        while at < len(stops) and stops[at] <= found.start():
            kept.append(stops[at])
            at += 1
        while at < len(stops) and stops[at] < found.end():
            at += 1
    return kept + stops[at:]


def grapheme_stops(text: str, span: Span) -> list[int]:
    """Return the places between the signs as a reader sees them: letter with marks, emoji, CR with LF."""
    return [at for at in _grapheme_starts(text, span) if at > span.start]


def _grapheme_starts(text: str, span: Span) -> Iterator[int]:
    flags = 0
    for at in range(span.start, span.end):
        sign, before = text[at], text[at - 1] if at > span.start else ""
        is_flag = _REGIONAL[0] <= sign <= _REGIONAL[1]
        flags = flags + 1 if is_flag else 0
        is_second_half = is_flag and flags % 2 == 0
        if not (is_second_half or _goes_with(before, sign)):
            yield at


def _goes_with(before: str, sign: str) -> bool:
    if not before:
        return False
    if sign < "\u0300":
        return before == "\r" and sign == "\n"
    if _JOINER in {before, sign} or _SKIN[0] <= sign <= _SKIN[1]:
        return True
    return unicodedata.category(sign)[0] == "M" or any(low <= sign <= high for low, high in _JAMO)
