"""Corrects slips in Russian and English texts as far as the bundled word lists go.

Words alone are looked at: white space, punctuation, digits, names, abbreviations, addresses and code stay
as they are; only a blank may be set into two words written as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from . import lexicon, russian_grammar
from .language_data import language_data, patterns_of

_NAME_TRUST: Final = 0.5
_ENGLISH_TRUST: Final = 0.4
# Short words that no list has are abbreviations more often than slips.
_SHORT_ENGLISH_TRUST: Final = {3: 0.5, 4: 1.8}
_ABBREVIATION: Final = 2.5
_UNPRONOUNCEABLE: Final = -2.0
_VOWEL: Final = re.compile("[aeiouy]")
_LETTERS: Final = r"[^\W\d_]"
_KEPT: Final = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]+`"  # code
    r"|\b[a-z][a-z0-9+.-]*://\S+|\bwww\.\S+|[\w.+-]+@[\w-]+\.\S+"  # addresses
    r"|(?<!\w)[@#/\\]\w+|\w*[\d_]\w*|\w+(?:[./\\]\w+)+",  # handles, paths, anything with digits, site.ru
    re.DOTALL | re.IGNORECASE,
)
_TOKEN: Final = re.compile(
    rf"(?P<kept>{_KEPT.pattern})|(?P<word>{_LETTERS}+(?:['’]{_LETTERS}+)*)", _KEPT.flags
)
_CYRILLIC: Final = re.compile(r"[а-яё]", re.IGNORECASE)
_CYRILLIC_WORD: Final = re.compile(r"[а-яё]+")
_LATIN_WORD: Final = re.compile(r"[a-z]+")
_BRITISH: Final = patterns_of(language_data("english")["british"])
_BEGINNING: Final = re.compile(r"(?:\A|[.!?…:]|\n)[\s\"'«»„“”()\[\]*_#>\-–—\d.]*\Z")
_LOOK_BACK: Final = 40


def corrected(text: str) -> str:
    """Return the text with its slips corrected; a text without any comes back as it is."""
    if _CYRILLIC.search(text):
        return russian_grammar.corrected(_each_word(text, _russian))
    return _each_word(text, _english)


def _each_word(text: str, correct: Callable[[str, float], str]) -> str:
    def of(match: re.Match[str]) -> str:
        word = match["word"]
        if word is None or len(word) < 2:
            return match[0]
        return _in_case(word, text, match.start(), correct)

    return _TOKEN.sub(of, text)


def _in_case(word: str, text: str, position: int, correct: Callable[[str, float], str]) -> str:
    """Correct a word in lower case, or with a capital at the beginning of a sentence; leave others."""
    if word.islower():
        return correct(word, 0.0)
    if not (word[0].isupper() and word[1:].islower()):
        return word
    if not _BEGINNING.search(text[max(0, position - _LOOK_BACK) : position]):
        return word
    lower = word.lower()
    found = correct(lower, _NAME_TRUST)
    return word if found == lower else found[0].upper() + found[1:]


def _russian(word: str, trust: float) -> str:
    if not _CYRILLIC_WORD.fullmatch(word):
        return word
    parted = russian_grammar.parted(word)
    if parted is not None:
        return parted
    return lexicon.russian().corrected(word, trust=trust)


def _english(word: str, trust: float) -> str:
    if not _LATIN_WORD.fullmatch(word) or len(word) < 3:
        return word
    words = lexicon.english()
    if any(slip.search(word) and words.knows(slip.sub(usual, word)) for slip, usual in _BRITISH):
        return word
    if not _VOWEL.search(word):
        # In small letters it is an abbreviation; with a capital at the beginning, a word that lost its vowel.
        trust = _UNPRONOUNCEABLE if trust else _ABBREVIATION
    else:
        trust += _SHORT_ENGLISH_TRUST.get(len(word), _ENGLISH_TRUST)
    return words.corrected(word, trust=trust)
