"""Finding words as a person means them: case, ё and е, accents set for stress do not matter.

Neither does how a letter is composed. Text is compared cluster by cluster (a letter with its marks), so a
match never begins or ends inside a letter, and every match has its exact place in the text that was given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from .display import fit

_BLANK: Final = re.compile(r"[^\S ]")
# Signs nobody sees; stress put on a letter that has no form of its own with it; how an emoji is drawn.
_UNSEEN: Final = re.compile("[\u00ad\u0300\u0301\u200b-\u200f\u2060-\u2064\ufe0e\ufe0f\ufeff]")
# Outside of these ranges a sign may be a mark, or compose with its neighbour.
_ODD: Final = re.compile(
    "[^\u0000-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u1eff\u2010-\u205f\u2070-\u20cf"
    "\u2100-\u2cee\u3000-\u3029\u3030-\u3098\u309b-\u30ff\u4e00-\u9fff\uff01-\uff9d\U0001f000-\U0001f3fa"
    "\U0001f400-\U0001faff]"
)
_NO_LETTER: Final = re.compile(r"[\W_]+")
_JOINED_JAMO: Final = (("\u1160", "\u11ff"), ("\ud7b0", "\ud7ff"))
_BETWEEN: Final = "\0"


class Match(NamedTuple):
    """Where something was found, in code points."""

    start: int
    end: int


class _Cluster(NamedTuple):
    start: int
    end: int
    folded: str


def needle_of(query: str) -> str:
    """Return what is to be looked for; "" where there is nothing to look for."""
    query = fit(query)
    return "".join(one.folded for one in _clusters(query)) if query.strip() else ""


def matches(text: str, needle: str) -> list[Match]:
    """Return all matches from left to right; they do not overlap.

    Args:
        text: As it is shown.
        needle: What :func:`needle_of` made.
    """
    if not needle:
        return []
    plain = _folded_plainly(text)
    if plain is not None:
        return [Match(at, at + len(needle)) for at in _places(plain, needle)]
    clusters = [one for one in _clusters(text) if one.folded]
    folded = "".join(one.folded for one in clusters)
    starts, ends, at = {}, {}, 0
    for one in clusters:
        starts[at] = one.start
        at += len(one.folded)
        ends[at] = one.end
    return [
        Match(starts[place], ends[place + len(needle)])
        for place in _places(folded, needle, starts.keys(), ends.keys())
    ]


def _places(
    folded: str,
    needle: str,
    starts: Iterable[int] | None = None,
    ends: Iterable[int] | None = None,
) -> Iterator[int]:
    """Yield where the needle stands; given the borders of letters, only where it begins and ends at them."""
    first, last = (frozenset(starts), frozenset(ends)) if starts and ends else (None, None)
    at = folded.find(needle)
    while at >= 0:
        if first is None or last is None or (at in first and at + len(needle) in last):
            yield at
            at = folded.find(needle, at + len(needle))
        else:
            at = folded.find(needle, at + 1)


@dataclass(frozen=True, slots=True)
class Passage:
    """Texts of which only the number of matches is wanted, again and again.

    Attributes:
        even: All texts in which a letter folds to one sign, folded, in one string.
        odd: The others as they are.
    """

    even: str
    odd: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Passage:
        """Prepare texts; a match never reaches from one into another."""
        even, odd = [], []
        for text in texts:
            folded = _folded_evenly(text)
            if folded is None:
                odd.append(text)
            else:
                even.append(folded)
        return cls(_BETWEEN.join(even), tuple(odd))

    def count(self, needle: str) -> int:
        """Return how many matches there are: as many as :func:`matches` finds."""
        if not needle:
            return 0
        return self.even.count(needle) + sum(len(matches(text, needle)) for text in self.odd)


def skeleton(text: str) -> str:
    """Return the letters and digits alone.

    Whatever can be found in the text, also when signs between its letters are taken away, is found in its
    skeleton; the reverse does not hold.
    """
    return _NO_LETTER.sub("", unicodedata.normalize("NFD", text.casefold()))


def _folded_plainly(text: str) -> str | None:
    """Fold a text whose every sign is a letter by itself and stays one sign; None for another."""
    if _ODD.search(text) or not unicodedata.is_normalized("NFC", text):
        return None
    folded = _BLANK.sub(" ", text.casefold().replace("ё", "е"))
    return folded if len(folded) == len(text) else None


def _folded_evenly(text: str) -> str | None:
    """Fold a text whose every letter becomes one sign or none; None for another."""
    plain = _folded_plainly(text)
    if plain is not None:
        return plain
    pieces = [one.folded for one in _clusters(text)]
    return "".join(pieces) if all(len(piece) <= 1 for piece in pieces) else None


def _clusters(text: str) -> Iterator[_Cluster]:
    start = 0
    for at in range(1, len(text)):
        if not _continues(text[at]):
            yield _Cluster(start, at, _folded(text[start:at]))
            start = at
    if text:
        yield _Cluster(start, len(text), _folded(text[start:]))


def _continues(sign: str) -> bool:
    """Whether a sign belongs to the letter before it."""
    return unicodedata.category(sign)[0] == "M" or any(low <= sign <= high for low, high in _JOINED_JAMO)


def _folded(cluster: str) -> str:
    if cluster.isascii():
        return _BLANK.sub(" ", cluster.casefold())
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFC", cluster).casefold())
    return _BLANK.sub(" ", _UNSEEN.sub("", composed.replace("ё", "е")))
