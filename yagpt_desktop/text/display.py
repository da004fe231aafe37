"""Foreign text made fit to be laid out, sign by sign, so that offsets stay what they are."""

from __future__ import annotations

import re
from typing import Final

# Control signs; lone surrogates; Qt's own marks in a document; bidi embeddings, overrides and isolates.
_UNFIT: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff]"
)
# An emoji joins four pictures at most; what goes on is one sign as wide as it likes, and slow to lay out.
_ENDLESS: Final = re.compile("((?:[^\u200d\\s]{0,4}\u200d){9}[^\u200d\\s]{0,4})\u200d")
_JOINER = "\u200d"
_REPLACEMENT = "\ufffd"
_SUBSTITUTES = {"\u2028": " ", "\u2029": " ", "\x0b": " ", "\x0c": " ", "\x85": " "}
_INVISIBLE = "\u200b"


def fit(text: str) -> str:
    """Return the text with every harmful sign replaced by one harmless sign.

    Bidi overrides vanish (their place is kept): they could show another order than what is copied.  Emoji
    that are joined without end may be broken at every tenth joint.
    """
    if _JOINER in text:
        text = _ENDLESS.sub(_cut, text)
    return _UNFIT.sub(_substitute, text) if _UNFIT.search(text) else text


def with_plain_breaks(text: str) -> str:
    """Return the text with line feeds as its only line breaks."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _cut(found: re.Match[str]) -> str:
    return f"{found.group(1)}{_INVISIBLE}"


def _substitute(found: re.Match[str]) -> str:
    sign = found.group()
    if "\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069":
        return _INVISIBLE
    return _SUBSTITUTES.get(sign, _REPLACEMENT)
