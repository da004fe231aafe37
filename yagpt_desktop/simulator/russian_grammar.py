"""Slips in Russian that show only beside other words."""

from __future__ import annotations

import re
from typing import Final

from . import lexicon
from .language_data import language_data, words_of

_CLAUSE: Final = re.compile(r"[^.,;:!?…()\n«»\"]+")
_WORD: Final = re.compile(r"[а-яё]+", re.IGNORECASE)
_PARTICLE_AND_VERB: Final = re.compile(r"\b([Нн])и([ \t]+)([а-яё]+)")
_DATA: Final = language_data("russian")
_STRENGTHENING: Final = frozenset(words_of(_DATA["grammar"]["strengthening"]))
_WANTING: Final = "|".join(words_of(_DATA["grammar"]["wanting"]))
_INFINITIVE_WANTED: Final = re.compile(
    rf"\b((?:{_WANTING})[ \t]+(?:не[ \t]+)?)([а-яё]+)тся\b",
    re.IGNORECASE,
)
_JOINED: Final[dict[str, str]] = {
    phrase.replace(" ", ""): phrase for phrase in _DATA["joined"]["phrases"]
} | _DATA["joined"]["other"]
_FAR_RARER: Final = 1.3


def corrected(text: str) -> str:
    """Return the text with «ни» for «не» before a verb and «-тся» for «-ться» put right."""
    text = _CLAUSE.sub(lambda match: _particle(match[0]), text)
    return _INFINITIVE_WANTED.sub(_infinitive, text)


def parted(word: str) -> str | None:
    """Return a word as two where they were written as one («незнаю»); None where it is one."""
    if word in _JOINED:
        return _JOINED[word]
    rest = word.removeprefix("не")
    if rest == word or len(rest) <= 3 or rest not in lexicon.russian_finite_verbs():
        return None
    words = lexicon.russian()
    # The list holds slips too; a real word is not that much rarer than its second half.
    if words.log_probability(rest) < words.log_probability(word) + _FAR_RARER:
        return None
    return f"не {rest}"


def _particle(clause: str) -> str:
    words = [word.lower() for word in _WORD.findall(clause)]
    if words.count("ни") != 1 or _STRENGTHENING & set(words[: words.index("ни")]):
        return clause
    if "не" in words or "нет" in words:
        return clause
    match = _PARTICLE_AND_VERB.search(clause)
    if match is None or match[3].lower() not in lexicon.russian_finite_verbs():
        return clause
    return f"{clause[: match.start()]}{match[1]}е{match[2]}{match[3]}{clause[match.end() :]}"


def _infinitive(match: re.Match[str]) -> str:
    infinitive = f"{match[2]}ться"
    return match[1] + infinitive if lexicon.russian().knows(infinitive.lower()) else match[0]
