"""How far a result still is the text it came from: word by word, paragraph by paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Indel, Levenshtein

_WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")
_BLANK_LINE: Final = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")
_LINE: Final = re.compile(r"\r\n|\r|\n")
_MENDED: Final = 0.5
"""A word that keeps half of its letters was mended, not exchanged."""
_LIKE: Final = 0.55
_ANCHOR: Final = re.compile(r"\d+(?:[.,:]\d+)*|https?://\S+")
_MOST_COMPARED: Final = 60
_MOST_PARAGRAPH_CHARS: Final = 1_000


def words_of(text: str) -> list[str]:
    """Return the words, in lower case and without ё."""
    return [word.replace("ё", "е") for word in _WORD.findall(text.lower())]


@dataclass(frozen=True, slots=True)
class WordChange:
    """How many words are others now.

    Attributes:
        changed: Words exchanged, added and taken away; a mended one is none.
        words: Words of the longer text.
    """

    changed: int
    words: int

    @property
    def share(self) -> float:
        """Of the words, 0 to 1."""
        return self.changed / self.words if self.words else 0.0


def word_change(source: str, result: str) -> WordChange:
    """Compare two texts word by word; a word split in two, joined or misspelt does not count."""
    before, after = words_of(source), words_of(result)
    changed = 0
    for step in Levenshtein.opcodes(before, after):
        if step.tag == "equal":
            continue
        old, new = before[step.src_start : step.src_end], after[step.dest_start : step.dest_end]
        if not _is_mended("".join(old), "".join(new)):
            changed += sum(not _is_mended(*pair) for pair in zip(old, new, strict=False))
            changed += abs(len(old) - len(new))
    return WordChange(changed, max(len(before), len(after)))


def _is_mended(old: str, new: str) -> bool:
    return Levenshtein.normalized_distance(old, new) <= _MENDED


def overlap(source: str, result: str) -> float:
    """Return the share of the source's longer words that have a like one in the result, 0 to 1."""
    before = {word[:_STEM_CHARS] for word in words_of(source) if len(word) >= _LEAST_WORD_CHARS}
    after = {word[:_STEM_CHARS] for word in words_of(result)}
    return len(before & after) / len(before) if before else 1.0


_STEM_CHARS: Final = 4
_LEAST_WORD_CHARS: Final = 4


def paragraphs_of(text: str, *, by_lines: bool) -> list[str]:
    """Return the paragraphs that hold a word or a sign."""
    border = _LINE if by_lines else _BLANK_LINE
    return [part for part in (part.strip() for part in border.split(text)) if part]


def has_blank_lines(text: str) -> bool:
    """Whether blank lines part its paragraphs; else each line is one."""
    return _BLANK_LINE.search(text.strip()) is not None


def is_reordered(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether paragraphs changed places, came twice, or one stands for another: in the same language."""
    places = _places(before, after)
    known = [place for place in places if place is not None]
    return any(second <= first for first, second in pairwise(known))


def _places(before: Sequence[str], after: Sequence[str]) -> list[int | None]:
    """Return of which paragraph each one came; None where it is like none, or like several."""
    twins = Counter(before)
    exact = {text: at for at, text in enumerate(before) if twins[text] == 1}
    return [
        None if twins[text] > 1 else exact[text] if text in exact else _likest(text, at, before)
        for at, text in enumerate(after)
    ]


def _likest(text: str, at: int, before: Sequence[str]) -> int | None:
    text = text[:_MOST_PARAGRAPH_CHARS]
    best, best_score, second = None, _LIKE, 0.0
    for place in range(max(0, at - _MOST_COMPARED), min(len(before), at + _MOST_COMPARED + 1)):
        score = Indel.normalized_similarity(before[place][:_MOST_PARAGRAPH_CHARS], text, score_cutoff=_LIKE)
        if score > best_score:
            best, best_score, second = place, score, best_score
        else:
            second = max(second, score)
    is_clear = best_score - second > _CLEARLY or second <= _LIKE
    return best if is_clear else None


_CLEARLY: Final = 0.1


def is_reordered_translation(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether paragraphs changed places on the way into another language, by the numbers in them."""
    places = {anchors: at for at, text in enumerate(before) if (anchors := _anchors(text))}
    counts = Counter(_anchors(text) for text in before)
    known = [
        places[anchors] for text in after if (anchors := _anchors(text)) in places and counts[anchors] == 1
    ]
    return any(second <= first for first, second in pairwise(known))


def _anchors(text: str) -> tuple[str, ...]:
    return tuple(sorted(found.replace(",", ".") for found in _ANCHOR.findall(text)))
