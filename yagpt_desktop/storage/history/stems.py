"""Words as the search knows them: without case, ё as е, cut down to their stems.

The index holds stems and points into the text as it was written, so what is shown is always the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import apsw

TOKENIZER: Final = "stems"

_WORD = re.compile(r"[^\W_](?:\w|[\u0300-\u036f])*")
_CYRILLIC = re.compile(r"[а-я]")
EDGES: Final = "\"'«»„“”‘’()[]{}<>.,;:!?…*"
"""Signs around a word that a person sets without looking for them."""

_LONGEST: Final = 64
"""Longer runs are no words (keys, base64); their beginning is enough to find them by."""


def folded(text: str) -> str:
    """Return the text without case, with ё as е, and with й and other composed letters in one form."""
    return unicodedata.normalize("NFC", text).casefold().replace("ё", "е")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return what all forms of a word have in common, Russian or English by its letters."""
    plain = folded(word)[:_LONGEST]
    stemmer = _stemmer("russian" if _CYRILLIC.search(plain) else "english")
    stemmed: str = stemmer.stemWord(plain)
    return stemmed or plain


@cache
def _stemmer(language: str) -> Any:
    # It loads the rules of twenty languages; a start that shows help or a window does not wait for it.
    import snowballstemmer  # noqa: PLC0415

    return snowballstemmer.stemmer(language)


def words_of(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Find the words of a text, or of a part of it; an underscore or any sign ends a word."""
    return _WORD.finditer(text, start, len(text) if end is None else end)


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is looked for.

    Attributes:
        stem: What all its forms have in common.
        word: The word itself, folded.
        goes_on: It may be the beginning of a longer word: results come while it is typed.
    """

    stem: str
    word: str
    goes_on: bool

    def finds(self, found: str) -> bool:
        """Whether the index leads to a word with this stem."""
        return found == self.stem or (self.goes_on and found.startswith(self.word))


def terms_of(query: str) -> list[Term]:
    """Return the words of a query; one that is followed by a sign, as in ``c++``, is whole."""
    terms = []
    for part in query.split():
        end = len(part.rstrip(EDGES))
        for match in words_of(part):
            word = folded(match.group())[:_LONGEST]
            terms.append(Term(stem(word), word, goes_on=match.end() >= end))
    return terms


def expression_of(terms: Sequence[Term]) -> str:
    """Return the FTS5 expression that finds all words, in any form; "" where there is no word."""
    return " AND ".join(_expression_of(term) for term in terms)


def _expression_of(term: Term) -> str:
    if not term.goes_on:
        return f'"{term.stem}"'
    return f'"{term.word}" *' if term.stem == term.word else f'("{term.stem}" OR "{term.word}" *)'


def _stems(_connection: apsw.Connection, _arguments: list[str]) -> apsw.Tokenizer:
    def tokenize(text: bytes, flags: int, _locale: str | None) -> Iterable[str]:
        # The index does not keep where in a text its words stand, so nobody counts (measured: half the time).
        words = _WORD.findall(text.decode())
        # A query comes stemmed already, word by word; a beginning of a word must not be stemmed again.
        return words if flags & apsw.FTS5_TOKENIZE_QUERY else map(stem, words)

    return tokenize


def register(connection: apsw.Connection) -> None:
    """Make the tokenizer known to a connection; without it the index can be neither read nor written."""
    connection.register_fts5_tokenizer(TOKENIZER, _stems)
