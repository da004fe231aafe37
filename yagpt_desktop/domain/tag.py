"""Tags: short words by which chats are found again, whatever folder they are in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

LONGEST_TAG: Final = 40
MOST_TAGS: Final = 20
"""A chat has no more than that."""

_NEVER: Final = re.compile("[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff,#]")
"""Ends of lines and commas stand between tags; half characters no file can hold."""


def tag_of(text: str) -> str:
    """Return a tag as it is kept: one short line; "" where nothing is left."""
    line = _NEVER.sub(" ", unicodedata.normalize("NFC", text))
    return " ".join(line.split())[:LONGEST_TAG].rstrip()


def tag_key(tag: str) -> str:
    """Return what is the same for two spellings of one tag."""
    return unicodedata.normalize("NFC", tag.casefold())


def tags_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return tags as a chat keeps them: each once, as first spelt, by alphabet; ``MOST_TAGS`` at most."""
    found: dict[str, str] = {}
    for text in texts:
        tag = tag_of(text)
        if tag and len(found) < MOST_TAGS:
            found.setdefault(tag_key(tag), tag)
    return tuple(found[key] for key in sorted(found))
