"""Tells which language a text is written in: by its script, its letters and its frequent words.

No model and no word list of size: what it cannot tell, it leaves open.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from .language_words import (
    CYRILLIC_ALPHABETS,
    CYRILLIC_WORDS,
    LATIN_ALPHABETS,
    LATIN_PIECES,
    LATIN_WORDS,
    OTHER_SCRIPTS,
)

_SAMPLE_CHARS: Final = 6_000
_SAMPLES: Final = 3
_NO_LANGUAGE: Final = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]+`|(?:https?://|www\.)\S+|\S+@\S+\.\w+|<[^<>\n]{1,200}>|\{[^{}\n]{1,80}\}|%\(\w+\)s",
    re.DOTALL,
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼʻ‘][^\W\d_]+)*")
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OTHERS: Final = tuple((code, re.compile(f"[{letters}]")) for code, letters in OTHER_SCRIPTS)
_PERSIAN: Final = re.compile("[پچژگ]")
_CLUSTER_SCRIPTS: Final = frozenset({"zh", "ja", "ko"})
_LETTERS_OF_A_WORD: Final = 3
"""A sign of a script without letters says about as much as this many letters."""
_KNOWN_WORD: Final = 3.0
_STRANGE_WORD: Final = 2.0
_PIECE: Final = 0.35
_LEAST_LATIN: Final = 1.0
_LEAST_MARGIN: Final = 0.3
_MOST_PIECE_LETTERS: Final = 4


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language most of the text is in; "" where it is uncertain.

    A Cyrillic text that says nothing else is taken for Russian.  Looks at samples of a long text: 1 MB takes
    about as long as 20 kB.
    """
    sample = unicodedata.normalize("NFC", _NO_LANGUAGE.sub(" ", _sample(text)))
    script = _main_script(sample)
    if script == "cyrillic":
        return _cyrillic(_words(sample, _CYRILLIC))
    if script == "latin":
        return _latin(_words(sample, _LATIN))
    if script == "ar" and _PERSIAN.search(sample):
        return "fa"
    return script


def _sample(text: str) -> str:
    if len(text) <= _SAMPLES * _SAMPLE_CHARS:
        return text
    step = (len(text) - _SAMPLE_CHARS) // (_SAMPLES - 1)
    return "\n".join(text[at : at + _SAMPLE_CHARS] for at in range(0, _SAMPLES * step, step))


def _main_script(sample: str) -> str:
    # Names in another script are few and long: words count beside letters.
    words = _WORD.findall(sample)
    shares = {
        code: len(script.findall(sample))
        + _LETTERS_OF_A_WORD * sum(bool(script.match(word)) for word in words)
        for code, script in (("cyrillic", _CYRILLIC), ("latin", _LATIN))
    }
    for code, letters in _OTHERS:
        found = len(letters.findall(sample))
        shares[code] = found * (_LETTERS_OF_A_WORD if code in _CLUSTER_SCRIPTS else 1)
    if shares["ja"]:
        shares["ja"] += shares.pop("zh")
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] else ""


def _words(sample: str, script: re.Pattern[str]) -> Counter[str]:
    return Counter(word for word in _WORD.findall(sample.lower()) if script.search(word))


def _cyrillic(words: Counter[str]) -> str:
    scores = _scores(words, CYRILLIC_ALPHABETS, CYRILLIC_WORDS)
    best = max(scores, key=lambda code: scores[code])
    if scores["ru"] >= scores[best]:
        return "ru"
    # What Russian letters can spell is Russian but for several words of the other language.
    is_foreign = any(_fit(word, CYRILLIC_ALPHABETS["ru"]) < 0 for word in words)
    if not is_foreign and scores[best] - scores["ru"] <= _KNOWN_WORD:
        return "ru"
    return best if scores[best] > 0 and _is_ahead(scores, best) else ""


def _latin(words: Counter[str]) -> str:
    scores = _scores(words, LATIN_ALPHABETS, LATIN_WORDS)
    for code, pieces in LATIN_PIECES.items():
        scores[code] += _PIECE * sum(
            number * min(sum(piece in word for piece in pieces.split()), _MOST_PIECE_LETTERS)
            for word, number in words.items()
        )
    best = max(scores, key=lambda code: scores[code])
    is_clear = scores[best] - sum(words.values()) >= _LEAST_LATIN
    return best if is_clear and _is_ahead(scores, best) else ""


def _is_ahead(scores: Mapping[str, float], best: str) -> bool:
    return all(scores[best] - score >= _LEAST_MARGIN for code, score in scores.items() if code != best)


def _scores(
    words: Counter[str], alphabets: Mapping[str, str], frequent: Mapping[str, str]
) -> dict[str, float]:
    """A word that a language can spell counts for it, a frequent one more; one it cannot spell against it."""
    return {
        code: sum(
            number * (_KNOWN_WORD * (word in _known(frequent[code])) + _fit(word, alphabet))
            for word, number in words.items()
        )
        for code, alphabet in alphabets.items()
    }


def _fit(word: str, alphabet: str) -> float:
    return -_STRANGE_WORD if set(word) - set(alphabet) else 1.0


@lru_cache(maxsize=64)
def _known(words: str) -> frozenset[str]:
    return frozenset(words.split())
