"""Sets quotation marks as a language has them, outer and inner; where they do not pair, they stay."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from .shield import MARK

_LINE: Final = re.compile(r"[^\n\r]+")
_ALWAYS_OPEN: Final = "«„"
_ALWAYS_CLOSED: Final = "»”"
_DOUBLE: Final = re.compile('["«»„“”‟]')
_UNSEEN: Final = f"{MARK}*_~\u2060"
_BEFORE_OPENING: Final = "([{«„“\"'‘—–-/\u00a0"
_APOSTROPHE: Final = re.compile(r"(?<=[^\W_])'(?=[^\W\d_])|(?<=s)'(?=\s)(?<!\ss')")


class Marks(NamedTuple):
    """The signs of a language: opening and closing, outer and inner."""

    outer: tuple[str, str]
    inner: tuple[str, str]


RUSSIAN: Final = Marks(("«", "»"), ("„", "“"))
ENGLISH: Final = Marks(("“", "”"), ("‘", "’"))
GERMAN: Final = Marks(("„", "“"), ("‚", "‘"))


def quoted(text: str, marks: Marks) -> str:
    """Return the text with the marks of a language; a line whose marks do not pair stays as it is."""
    return _LINE.sub(lambda line: _quoted_line(line.group(), marks), text)


def with_apostrophes(text: str) -> str:
    """Return the text with curly apostrophes inside of words."""
    return _APOSTROPHE.sub("’", text)


def _quoted_line(line: str, marks: Marks) -> str:
    places = [found.start() for found in _DOUBLE.finditer(line)]
    if not places:
        return line
    signs = list(line)
    depth = 0
    for at in places:
        is_open = _is_opening(line, at, depth)
        if is_open is None or (not is_open and not depth):
            return line
        depth += is_open
        signs[at] = (marks.outer if depth == 1 else marks.inner)[not is_open]
        depth -= not is_open
    return line if depth else "".join(signs)


def _is_opening(line: str, at: int, depth: int) -> bool | None:
    """Whether a mark opens; None where neither its form nor its neighbours tell."""
    sign = line[at]
    if sign in _ALWAYS_OPEN:
        return True
    if sign in _ALWAYS_CLOSED:
        return False
    before, after = _neighbour(line, at, -1), _neighbour(line, at, 1)
    may_open = (not before or before.isspace() or before in _BEFORE_OPENING) and bool(after.strip())
    may_close = bool(before.strip()) and (not after or not after.isalnum())
    if may_open and may_close:
        return not depth
    if may_open or may_close:
        return may_open
    return None


def _neighbour(line: str, at: int, step: int) -> str:
    """Return the next sign that a reader sees; "" at the end of the line."""
    at += step
    while 0 <= at < len(line) and line[at] in _UNSEEN:
        at += step
    return line[at] if 0 <= at < len(line) else ""
