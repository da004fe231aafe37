"""Lines of a Markdown source and what each may begin, by the rules of CommonMark 0.31 and GFM tables."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

LONG_LINE_CHARS: Final = 4000
"""A longer line is cut for display: laying out one line costs the square of its length."""

ENDLESS: Final = 1 << 62
"""Where a decision rests on the end of the text: whatever comes may change it."""

FORMULA_OPENERS: Final = ("$$", "\\[")
"""How a formula begins that stands by itself."""

_TAB_COLUMNS = 4
_FENCE = re.compile(r" {0,3}(?:(?P<tick>`{3,})[^`]*|(?P<tilde>~{3,}).*)$")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_QUOTE = re.compile(r" {0,3}>")
_MARKER = re.compile(
    r"(?P<indent> {0,3})(?P<mark>[-+*]|(?P<number>\d{1,9})[.)])(?P<gap>[ \t]+|$)(?P<rest>.*)"
)
_NESTED_MARKER = re.compile(r" *(?P<mark>[-+*]|\d{1,9}[.)])(?:[ \t]|$)")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_DELIMITER = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_BLANK_LINES = re.compile(r"(?:[ \t]{0,400}\n)*")
_PIPE = re.compile(r"(?<!\\)\|")


class Line(NamedTuple):
    """One line.

    Attributes:
        text: Without its line break.
        after: Where the next line begins.
        is_cut: The line goes on: only its first ``LONG_LINE_CHARS`` are here.
    """

    text: str
    start: int
    after: int
    is_cut: bool = False


class Marker(NamedTuple):
    """The beginning of a list item.

    Attributes:
        mark: ``-``, ``+``, ``*`` or ``12.``.
        content: Column where its content begins; lines indented so far belong to the item.
    """

    mark: str
    indent: int
    content: int
    is_empty: bool
    number: int | None


class Reader:
    """Reads lines and remembers how far anybody looked.

    Attributes:
        seen: End of the text that was looked at; ``ENDLESS`` once the end of the text was.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.seen = 0

    def line(self, start: int) -> Line | None:
        """Return the line (or the rest of it) at ``start``, None at the end of the text."""
        source = self.source
        if start >= len(source):
            self.seen = ENDLESS
            return None
        limit = start + LONG_LINE_CHARS
        end = source.find("\n", start, limit + 1)
        if end >= 0:
            self.seen = max(self.seen, end + 1)
            return Line(source[start:end], start, end + 1)
        if len(source) > limit:
            self.seen = max(self.seen, limit + 1)
            return Line(source[start:limit], start, limit, is_cut=True)
        self.seen = ENDLESS
        return Line(source[start:], start, len(source))


def behind_blanks(reader: Reader, start: int) -> int:
    """Return where the first line begins that may not be blank; costs little, however many there are."""
    found = _BLANK_LINES.match(reader.source, start)
    end = found.end() if found else start
    reader.seen = max(reader.seen, end)
    return end


def is_blank(text: str) -> bool:
    """Whether a line holds nothing but blanks."""
    return not text.strip(" \t")


def indent_of(text: str) -> int:
    """Return the columns of white space before the text; a tab leads to the next multiple of four."""
    bare = text.lstrip(" ")
    column = len(text) - len(bare)
    for sign in bare:
        if sign == " ":
            column += 1
        elif sign == "\t":
            column += _TAB_COLUMNS - column % _TAB_COLUMNS
        else:
            break
    return column


def fence_of(text: str) -> str | None:
    """Return the backticks or tildes that open a fence here."""
    found = _FENCE.match(text)
    return (found["tick"] or found["tilde"]) if found else None


def closes_fence(text: str, fence: str) -> bool:
    """Whether a line closes the fence opened by ``fence``."""
    bare = text.strip(" \t")
    return len(bare) >= len(fence) and bare == fence[0] * len(bare) and indent_of(text) < _TAB_COLUMNS


def is_heading(text: str) -> bool:
    """Whether the line is an ATX heading."""
    return _HEADING.match(text) is not None


def is_rule(text: str) -> bool:
    """Whether the line is a thematic break (or the underline of a heading)."""
    return _RULE.match(text) is not None


def is_setext(text: str) -> bool:
    """Whether the line makes a heading of the paragraph above it."""
    return _SETEXT.match(text) is not None


def is_quote(text: str) -> bool:
    """Whether the line begins a block quote."""
    return _QUOTE.match(text) is not None


def marker_of(text: str) -> Marker | None:
    """Return the list marker the line begins with, nested at most three columns."""
    found = _MARKER.match(text)
    if found is None:
        return None
    indent, after = len(found["indent"]), found.end("mark")
    gap = indent_of(found["gap"])
    is_empty = not found["rest"].strip()
    content = after + (gap if 1 <= gap <= _TAB_COLUMNS and not is_empty else 1)
    return Marker(found["mark"], indent, content, is_empty, int(found["number"]) if found["number"] else None)


def nested_mark_of(text: str) -> str | None:
    """Return the list mark of a line at any indent."""
    found = _NESTED_MARKER.match(text)
    return found["mark"] if found else None


def interrupts(text: str) -> bool:
    """Whether the line begins another block even after a line of an item, a quote or a table."""
    head = text.lstrip(" ")[:1]
    if head not in "`~#-+*_>0123456789" or not head:
        return False
    return (
        is_heading(text)
        or is_quote(text)
        or is_rule(text)
        or fence_of(text) is not None
        or marker_of(text) is not None
    )


def interrupts_paragraph(text: str) -> bool:
    """Whether the line ends a paragraph: an empty item does not, nor does a number other than one."""
    if not interrupts(text):
        return False
    found = None if is_rule(text) else marker_of(text)
    return found is None or (not found.is_empty and found.number in {None, 1})


def is_surely_text(rest: str) -> bool:
    """Whether the content of an item or a quote is text that a line without indent certainly continues."""
    return bool(rest) and rest[0] not in "#>-+*=_`~0123456789\t " and "|" not in rest


def begins_table(text: str, below: str) -> bool:
    """Whether the line is the head of a table, given the line below it."""
    if "|" not in text or indent_of(text) >= _TAB_COLUMNS or _DELIMITER.match(below) is None:
        return False
    if "|" not in below and ":" not in below:
        return False
    return _columns(text) == _columns(below)


def _columns(row: str) -> int:
    bare = row.strip(" \t").removeprefix("|")
    cells = _PIPE.split(bare)
    return len(cells) - (1 if not cells[-1].strip() else 0)
