"""Two spellings of a word as one, and whether a term occurs in a text in any of its forms."""

from __future__ import annotations

import unicodedata

from yagpt_desktop.text.terms import occurs

__all__ = ["folded", "occurs"]


def folded(text: str) -> str:
    """Return the text without case, with ё as е, and with composed letters in one form."""
    return unicodedata.normalize("NFC", text).casefold().replace("ё", "е")
