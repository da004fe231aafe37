r"""Formulas in Markdown: where one begins and where it ends.

Dollars by Pandoc's rule (the opening one has a sign other than a blank at its right, the closing one at its
left and no digit at its right; https://pandoc.org/MANUAL.html, «tex_math_dollars»), and ``\(…\)`` and
``\[…\]``, which models write as often.  Prices and prose between two dollars are no formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

LONGEST_CHARS: Final = 4000
"""A longer one is not looked for: it would not fit into a unit."""

MOST_LINES: Final = 32

CLOSERS: Final = {"$$": "$$", "$": "$", "\\(": "\\)", "\\[": "\\]"}

_STEP = {
    "$$": re.compile(r"\\.|\$\$|`|\n[ \t]*\n", re.DOTALL),
    "$": re.compile(r"\\.|\$|`|\n[ \t]*\n", re.DOTALL),
    "\\(": re.compile(r"\\.|`|\n[ \t]*\n", re.DOTALL),
    "\\[": re.compile(r"\\.|`|\n[ \t]*\n", re.DOTALL),
}
_OPENER = re.compile(r"\$\$?|\\[(\[]")
_TEX = re.compile(r"[\\^_{}=]")
_WORDS = re.compile(r"[^\W\d_]{2,}\s|\s[^\W\d_]{2,}|[а-яё]\s|\s[а-яё]", re.IGNORECASE)
_NUMBERS = re.compile(r"[\d\s.,;:–-]+\Z")
_ADDRESS_CHARS = 200
_NEVER = -2


class Reach(NamedTuple):
    """How far a formula goes.

    Attributes:
        size: Signs of an inline one, lines of one that stands by itself.
        is_closed: Whether its closing sign is there.
    """

    size: int
    is_closed: bool = True


def opener_at(text: str, at: int) -> str:
    """Return the sign of a formula that stands here, "" for none."""
    found = _OPENER.match(text, at)
    return found.group() if found else ""


def tex_of(written: str) -> str:
    """Return what stands between the signs of a formula."""
    side = len(opener_at(written, 0))
    return written[side:-side].strip()


def with_dollars(written: str) -> str:
    """Return a formula between dollars, which more programs know than brackets."""
    side = "$$" if is_display(written) else "$"
    return f"{side}{tex_of(written)}{side}"


def is_closed(written: str) -> bool:
    """Whether a formula ends with the sign that closes it."""
    opener = opener_at(written, 0)
    return len(written) > 2 * len(opener) and written.endswith(CLOSERS[opener])


def is_display(written: str) -> bool:
    """Whether a formula stands on a line of its own."""
    return written.startswith(("$$", "\\["))


def formula_at(text: str, at: int, limit: int | None = None) -> Reach | None:
    """Return how far the formula reaches that begins here; None where none does."""
    opener = opener_at(text, at)
    if not opener:
        return None
    start, end = at + len(opener), len(text) if limit is None else limit
    close = _close(text, opener, start, min(end, start + LONGEST_CHARS))
    if close < 0:
        return None
    behind = close + len(CLOSERS[opener])
    if opener == "$" and not _is_pandoc(text, start, close, end):
        return None
    return Reach(behind - at) if reads_as_formula(text, at, close) else None


def reads_as_formula(text: str, at: int, close: int) -> bool:
    """Whether what stands between an opening sign here and a place behind it can be meant as a formula."""
    opener = opener_at(text, at)
    content = text[at + len(opener) : close]
    if not content.strip():
        return False
    if _TEX.search(content):
        return not (opener[0] == "$" and _is_in_address(text, at))
    if opener == "$" and at and text[at - 1].isdigit():
        return False
    if opener[0] == "\\" and _NUMBERS.match(content):
        return False
    return not _WORDS.search(content) and not (opener[0] == "$" and _is_in_address(text, at))


def lines_of_formula(lines: Iterable[str], *, may_be_open: bool) -> Reach | None:
    """Return how many lines a formula takes that begins with the first line and stands by itself.

    Args:
        lines: The line that may begin one, and those behind it; the end of them is the end of the text.
        may_be_open: Whether one that the text breaks off in counts too.
    """
    opener, taken, source = "", 0, ""
    for line in lines:
        if not source:
            source = line.lstrip(" ")
            opener, before = opener_at(source, 0), 2
            if opener not in {"$$", "\\["}:
                return None
        else:
            if not line.strip():
                return None
            before = len(source)
            source += line
        taken += 1
        source += "\n"
        if taken > MOST_LINES or len(source) > LONGEST_CHARS:
            return None
        close = _close(source, opener, before, len(source))
        if close == _NEVER:
            return None
        if close >= 0:
            is_last = not source[close + 2 :].strip()
            return Reach(taken) if is_last and reads_as_formula(source, 0, close) else None
    is_open = bool(opener) and may_be_open
    is_begun = is_open and (not source[2:].strip() or reads_as_formula(source, 0, len(source)))
    return Reach(taken, is_closed=False) if is_begun else None


def _close(text: str, opener: str, start: int, end: int) -> int:
    """Return the place of the first closing sign; -1 where there is none, ``_NEVER`` where none can be."""
    closer = CLOSERS[opener]
    for found in _STEP[opener].finditer(text, start, end):
        sign = found.group()
        if sign == closer:
            return found.start()
        if sign[0] in "`\n" or (opener[0] == "\\" and sign == opener):
            return _NEVER
    return -1


def _is_pandoc(text: str, start: int, close: int, end: int) -> bool:
    if start >= close or text[start].isspace() or text[close - 1].isspace():
        return False
    return not (close + 1 < end and text[close + 1].isdigit())


def _is_in_address(text: str, at: int) -> bool:
    before = text[max(at - _ADDRESS_CHARS, 0) : at].split()
    return bool(before) and at > 0 and not text[at - 1].isspace() and "://" in before[-1]
