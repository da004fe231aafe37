"""What a list of found places shows: the text around the words, which are marked in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from yagpt_desktop.domain.search import Piece

from .stems import Term, folded, stem, words_of

_BEFORE_SIGNS: Final = 40
_AFTER_SIGNS: Final = 120
_CUT: Final = "…"


def pieces_around_words(text: str, terms: Sequence[Term]) -> tuple[Piece, ...]:
    """Return the text around the first word that is looked for, with each such word in it marked."""
    first = _first_hit(text, terms) if terms else None
    if first is None:
        return (Piece(text[: _BEFORE_SIGNS + _AFTER_SIGNS]),)
    low, high = _window(text, *first.span())
    hits = [match.span() for match in words_of(text, low, high) if _is_hit(match, terms)]
    return tuple(_cut(text, low, high, hits))


def pieces_around(text: str, literal: str) -> tuple[Piece, ...]:
    """Return the text around what was looked for sign by sign, unless folding has moved its places."""
    plain = folded(text)
    at = plain.find(literal)
    if at < 0 or len(plain) != len(text):
        return (Piece(text[: _BEFORE_SIGNS + _AFTER_SIGNS]),)
    low, high = _window(text, at, at + len(literal))
    return tuple(_cut(text, low, high, [(at, at + len(literal))]))


def _first_hit(text: str, terms: Sequence[Term]) -> re.Match[str] | None:
    # Most words are passed over by their first letter: to look at each in turn is what takes the time.
    likely = re.compile(rf"(?<![^\W_])[{_first_letters(terms)}]\w*")
    for match in likely.finditer(text):
        whole = next(words_of(text, match.start(), len(text)), None)
        if whole is not None and _is_hit(whole, terms):
            return whole
    return next((match for match in words_of(text) if _is_hit(match, terms)), None)


def _first_letters(terms: Sequence[Term]) -> str:
    letters = {letter for term in terms for letter in (term.word[0], term.word[0].upper()[0])}
    return re.escape("".join(sorted(letters | ({"ё", "Ё"} if "е" in letters else set()))))


def _is_hit(match: re.Match[str], terms: Sequence[Term]) -> bool:
    found = stem(match.group())
    return any(term.finds(found) for term in terms)


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where to cut: between words, if there is a space near enough."""
    low, high = max(0, start - _BEFORE_SIGNS), min(len(text), end + _AFTER_SIGNS)
    if low:
        low = max(low, text.find(" ", low, start) + 1)
    if high < len(text):
        space = text.rfind(" ", end, high)
        high = space if space > 0 else high
    return low, high


def _cut(text: str, low: int, high: int, hits: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces = [Piece(_CUT)] if low else []
    for start, end in hits:
        pieces += [Piece(text[low:start]), Piece(text[start:end], hit=True)]
        low = end
    pieces += [Piece(text[low:high]), Piece(_CUT if high < len(text) else "")]
    return [piece for piece in pieces if piece.text]
