"""Foreign text made fit to be laid out, sign by sign, so that offsets stay what they are."""

from __future__ import annotations

import re
from typing import Final

# Control signs; lone surrogates; Qt's own marks in a document; bidi embeddings, overrides and isolates.
_UNFIT: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff]"
)
_REPLACEMENT = "\ufffd"
_SUBSTITUTES = {"\u2028": " ", "\u2029": " ", "\x0b": " ", "\x0c": " ", "\x85": " "}
_INVISIBLE = "\u200b"


def fit(text: str) -> str:
    """Return the text with every harmful sign replaced by one harmless sign.

    Bidi overrides vanish (their place is kept): they could show another order than what is copied.
    """
    return _UNFIT.sub(_substitute, text) if _UNFIT.search(text) else text


def with_plain_breaks(text: str) -> str:
    """Return the text with line feeds as its only line breaks."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _substitute(found: re.Match[str]) -> str:
    sign = found.group()
    if "\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069":
        return _INVISIBLE
    return _SUBSTITUTES.get(sign, _REPLACEMENT)
