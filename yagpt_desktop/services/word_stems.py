"""Whether a term occurs in a text in any of its forms."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, Final

_WORD: Final = re.compile(r"[^\W_](?:\w|[\u0300-\u036f])*")
_CYRILLIC: Final = re.compile(r"[а-я]")
_STEMMERS: Final = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "pt": "portuguese",
    "ru": "russian",
}


def folded(text: str) -> str:
    """Return the text without case, with ё as е, and with composed letters in one form."""
    return unicodedata.normalize("NFC", text).casefold().replace("ё", "е")


@lru_cache(maxsize=32_768)
def stem(word: str, language: str = "") -> str:
    """Return what the forms of a word have in common; what has Cyrillic letters is Russian."""
    plain = folded(word)
    if _CYRILLIC.search(plain):
        name = "russian"
    else:
        name = _STEMMERS.get(language, "english")
        name = "english" if name == "russian" else name
    stemmed: str = _stemmer(name).stemWord(plain)
    return stemmed or plain


@lru_cache(maxsize=64)
def stems_of(text: str, language: str = "") -> str:
    """Return the stems of a text's words between single blanks, with one at both ends."""
    return f" {' '.join(stem(match.group(), language) for match in _WORD.finditer(text))} "


def occurs(term: str, text: str, language: str = "") -> bool:
    """Whether a term of one or more words stands in a text, in any form; one without words, sign by sign."""
    words = stems_of(term, language)
    if not words.strip():
        return bool(term.strip()) and folded(term.strip()) in folded(text)
    return words in stems_of(text, language)


@cache
def _stemmer(name: str) -> Any:
    # It loads the rules of twenty languages; a start that shows help or a window does not wait for it.
    import snowballstemmer  # noqa: PLC0415

    return snowballstemmer.stemmer(name)
