"""Making two spellings of one word the same text for a search."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Return the text without case, with ё as е, and with й and other composed letters in one form."""
    return unicodedata.normalize("NFC", text).casefold().replace("ё", "е")
