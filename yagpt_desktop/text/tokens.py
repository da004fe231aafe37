"""A text as what a person reads as one: words, runs of blanks, line ends, single signs.

A token never ends inside a grapheme: marks stay with their letter, an emoji with all it is joined of.  A word
keeps its inner hyphens and apostrophes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

BREAKS: Final = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What ends a line; the same as for ``str.splitlines``."""

HYPHENS: Final = "-\u2010\u2011"
APOSTROPHES: Final = "'\u2019"

_SLICE_TOKENS: Final = 10_000
_FIRST_MARK = "\u0300"
_ALWAYS_MARKS = "\ufe0f\u20e3"
_JOINER = "\u200d"
_EXTENDERS = "\u200c\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"


@lru_cache(maxsize=64)
def _pattern(marks: str) -> re.Pattern[str]:
    """Return the pattern for texts that hold just these marks: ``re`` knows no Unicode categories."""
    extending = f"[{re.escape(marks)}{_EXTENDERS}]"
    # The marks that count as word signs of their own are marks all the same.
    letter = rf"(?:(?!{extending})[^\W_])"
    return re.compile(
        rf"{letter}(?:[^\W_]|{extending}|\u00ad|[{HYPHENS}{APOSTROPHES}_](?={letter}))*+"
        rf"|\r\n|[{BREAKS}]"
        rf"|[^\S{BREAKS}]++{extending}*+"
        r"|[\ud800-\udbff][\udc00-\udfff]"
        rf"|(?:[\U0001f1e6-\U0001f1ff]{{2}}|.){extending}*+"
        rf"(?:(?<={_JOINER})(?!{extending})[^\w\s]{extending}*+)*+",
        re.DOTALL,
    )


@lru_cache(maxsize=4096)
def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")


def pattern_for(text: str) -> re.Pattern[str]:
    """Return the pattern whose matches are the tokens of the text, without a gap."""
    if text.isascii():
        return _pattern(_ALWAYS_MARKS)
    marks = {sign for sign in set(text) if sign >= _FIRST_MARK and _is_mark(sign)}
    return _pattern("".join(sorted(marks.union(_ALWAYS_MARKS))))


def tokens(text: str) -> list[str]:
    """Return the text in tokens; together they are the text."""
    return [match.group() for match in pattern_for(text).finditer(text)]


def tokens_in_slices(text: str) -> Generator[None, None, list[str]]:
    """Do the same as ``tokens``, some 10 ms at a time."""
    found: list[str] = []
    matches = pattern_for(text).finditer(text)
    while part := [match.group() for match in islice(matches, _SLICE_TOKENS)]:
        found += part
        if len(part) == _SLICE_TOKENS:
            yield
    return found


def is_word(token: str) -> bool:
    """Whether a token is a word or a number."""
    return token[0].isalnum()


def is_blank(token: str) -> bool:
    """Whether a token is blanks or a line end."""
    return token[0].isspace()


def words(text: str) -> list[str]:
    """Return the words and numbers alone."""
    return [token for token in tokens(text) if is_word(token)]


def offsets(parts: Sequence[str], start: int = 0) -> list[int]:
    """Return where each part begins, and at last where all end."""
    found = [start]
    for part in parts:
        start += len(part)
        found.append(start)
    return found
