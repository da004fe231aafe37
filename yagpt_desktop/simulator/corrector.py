"""Corrects typing errors as far as a bundled word list goes."""

from __future__ import annotations

import re
from functools import cache

from spellchecker import SpellChecker

_WORD = re.compile(r"[а-яё]+", re.IGNORECASE)


@cache
def _words() -> SpellChecker:
    return SpellChecker(language="ru")


def corrected(text: str) -> str:
    """Return the text with the words that are not in the list replaced by the likeliest ones that are."""
    return _WORD.sub(lambda match: _likeliest(match[0]), text)


def _likeliest(word: str) -> str:
    found: str = _words().correction(word.lower()) or word
    if found == word.lower():
        return word
    return found.capitalize() if word[0].isupper() else found
