"""How many cells of a terminal a text takes, and what of it a terminal may be sent."""

from __future__ import annotations

import re
import unicodedata

_TAB = "    "
# Bidi overrides: a line would be shown in another order than it is copied in.
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH = ("Mn", "Me", "Cf")


def printable(text: str) -> str:
    """Return the text without what a terminal would obey: an answer must not move the cursor or the title."""
    shown = []
    for sign in text.replace("\r\n", "\n").replace("\t", _TAB):
        code = ord(sign)
        if sign == "\n" or (code >= 0x20 and not 0x7F <= code <= 0x9F and sign not in _OVERRIDES):
            shown.append(sign)
        else:
            shown.append(chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}")
    return "".join(shown)


def printable_json(text: str) -> str:
    """Return JSON that says the same and holds no sign that a terminal would obey."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def cells(sign: str) -> int:
    """Return 0 for a mark on the sign before, 2 for CJK and emoji, else 1."""
    if unicodedata.category(sign) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1


def rows(line: str, columns: int) -> int:
    """Return how many rows one line takes; a wide sign that does not fit goes to the next."""
    count, column = 1, 0
    for sign in line:
        width = cells(sign)
        if column + width > columns:
            count, column = count + 1, 0
        column += width
    return count
