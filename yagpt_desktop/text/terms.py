"""Looks for the terms of a glossary: in every inflected form, by the stems of their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from yagpt_desktop.domain.text_task import GlossaryRow

from .span import Span

_WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")
_CYRILLIC: Final = re.compile("[а-яё]")
_STEMMERS: Final = {
    "ru": "russian",
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
    "nl": "dutch",
    "sv": "swedish",
    "da": "danish",
    "nb": "norwegian",
    "fi": "finnish",
    "ro": "romanian",
    "hu": "hungarian",
    "tr": "turkish",
    "lt": "lithuanian",
    "el": "greek",
    "et": "estonian",
}
_FLEETING: Final = re.compile(r"(?<=\w)([бвгджзклмнпрстфхцчшщ])[ео](?=[бвгджзклмнпрстфхцчшщ]\Z)")
"""«кошка» and «кошек», «окно» and «окон»: the stemmer does not know of the vowel that comes and goes."""

_NO_WORD_BREAKS: Final = frozenset({"zh", "ja", "th"})


def occurs(term: str, text: str, language: str = "") -> bool:
    """Whether a term occurs in a text, in whatever form; case and ё do not matter.

    Args:
        term: One word or several, which must follow each other.
        text: What it is looked for in.
        language: ISO 639-1 code of both; "" takes Cyrillic words for Russian, others for English.
    """
    return _Stems(text, language).have(term)


def rows_in(rows: Iterable[GlossaryRow], text: str, source_language: str = "") -> tuple[GlossaryRow, ...]:
    """Return the rows whose source occurs in a text."""
    stems = _Stems(text, source_language)
    return tuple(row for row in rows if row.source.strip() and stems.have(row.source))


def missed(
    rows: Sequence[GlossaryRow],
    source: str,
    result: str,
    source_language: str = "",
    target_language: str = "",
) -> tuple[GlossaryRow, ...]:
    """Return the rows in force whose source occurs in the text and whose target does not in its translation.

    A term that has two rows is missed where none of its targets occurs.
    """
    in_force = [
        row
        for row in rows
        if row.source_language in {"", source_language}
        and row.target_language in {"", target_language}
        and row.target.strip()
    ]
    stems = _Stems(result, target_language)
    found = rows_in(in_force, source, source_language)
    met = {row.source.casefold() for row in found if stems.have(row.target)}
    return tuple(row for row in found if row.source.casefold() not in met)


@dataclass(frozen=True, slots=True)
class TermPlace:
    """Where the source of a row stands in a text."""

    row: GlossaryRow
    span: Span


def term_places(rows: Iterable[GlossaryRow], text: str, language: str = "") -> tuple[TermPlace, ...]:
    """Return every place of the rows' sources, in the order of the text.

    Of two that overlap the first one counts, of two with one beginning the longer.
    """
    words = _Words(text, language)
    found = [TermPlace(row, span) for row in rows for span in words.places(row.source)]
    found.sort(key=lambda place: (place.span.start, -place.span.end))
    apart: list[TermPlace] = []
    for place in found:
        if not apart or place.span.start >= apart[-1].span.end:
            apart.append(place)
    return tuple(apart)


class _Words:
    """The words of a text with their places, found once for all the terms that are looked for."""

    def __init__(self, text: str, language: str) -> None:
        self._language = language
        signs = [_folded(sign) for sign in text]
        self._text = "".join(signs)
        # Some signs become two when their case is forgotten: «ß» is «ss» then.
        self._origins = [at for at, sign in enumerate(signs) for _ in sign]
        self._ends = [word.span() for word in _WORD.finditer(self._text)]
        self._stems = _stems_of(self._text, language)
        self._starting: dict[str, list[int]] = {}
        for number, stem in enumerate(self._stems):
            self._starting.setdefault(stem, []).append(number)

    def places(self, term: str) -> Iterator[Span]:
        folded = _folded(term).strip()
        stems = _stems_of(folded, self._language)
        if not folded:
            return
        if not stems or self._language in _NO_WORD_BREAKS or not _is_all_words(folded):
            yield from (self._span(*found.span()) for found in re.finditer(re.escape(folded), self._text))
            return
        for first in self._starting.get(stems[0], ()):
            if self._stems[first : first + len(stems)] == stems:
                yield self._span(self._ends[first][0], self._ends[first + len(stems) - 1][1])

    def _span(self, start: int, end: int) -> Span:
        return Span(self._origins[start], self._origins[end - 1] + 1)


class _Stems:
    """The stems of a text, made once for all the terms that are looked for."""

    def __init__(self, text: str, language: str) -> None:
        self._language = language
        self._text = _folded(text)
        self._stems = f" {' '.join(_stems_of(self._text, language))} "

    def have(self, term: str) -> bool:
        folded = _folded(term).strip()
        stems = _stems_of(folded, self._language)
        if not stems or self._language in _NO_WORD_BREAKS or not _is_all_words(folded):
            return folded in self._text
        return f" {' '.join(stems)} " in self._stems


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _is_all_words(term: str) -> bool:
    """Whether stems say all there is to a term: «C++» and «.NET» have signs that count."""
    return not re.sub(r"[\s.,;:]+", "", _WORD.sub("", term)) and not term.startswith(".")


def _stems_of(folded: str, language: str) -> list[str]:
    return [stem_of(word, language) for word in _WORD.findall(folded)]


@lru_cache(maxsize=16_384)
def stem_of(word: str, language: str = "") -> str:
    """Return what stays the same in all forms of a word, more or less."""
    if not language or (language == "ru") != bool(_CYRILLIC.search(word)):
        language = "ru" if _CYRILLIC.search(word) else "en" if language in {"", "ru"} else language
    # All its languages are loaded with it, which a start can do without.
    import snowballstemmer  # noqa: PLC0415

    name = _STEMMERS.get(language)
    stem = str(snowballstemmer.stemmer(name).stemWord(word)) if name else word
    return _FLEETING.sub(r"\1", stem) if language == "ru" else stem
