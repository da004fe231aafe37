"""Which kind of mistake a change mends, from its words alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

from yagpt_desktop.domain.change import ChangeKind

from .hunk_joins import squashed
from .tokens import words

DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
QUOTES: Final = '"«»„“”‟‹›〝〞'

_YO = str.maketrans("ёЁ", "еЕ")
_SHAPES = str.maketrans(
    dict.fromkeys(DASHES, "-")
    | dict.fromkeys(QUOTES, '"')
    | dict.fromkeys("'’‘‚‛`´ʼ", "'")
    | {"…": "...", "\u00ad": "", "\u200b": "", "\u2060": "", "\ufeff": ""}
)
_BLANKS = re.compile(r"\s+")

LAYOUT: Final = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё")
LOOKALIKES: Final = str.maketrans("aceopxykmtnhbAECOPXYKMTHB", "асеорхукмтпнвАЕСОРХУКМТНВ")

# Short words that differ by a letter are different words, not misspelt ones.
_SHORT_WORDS = frozenset(
    word
    for row in (
        "а в во и к ко о об у с со я на за не ни но по до да от из он мы вы ты их её ее ей им ею уж же ли бы",
        "то та те ту тот так как кто что где или если для без при над под про его мой наш ваш сам все",
        "всё вся еще a i an as at be by do go he if in is it me my no of on or so to up us we the and are",
        "but can for had has her him his how its may not our out she was who you",
    )
    for word in row.split()
)
_PARTICLES = frozenset(("не", "ни"))
_ONE_SLIP_FROM: Final = 3
_LETTERS_PER_SLIP: Final = 3
_SAME_STEM: Final = 0.6
_SHORTEST_STEM: Final = 3
_STILL_ONE: Final = 0.8
_LONGEST_SLIP: Final = 100
_LONGEST_JUDGED: Final = 5000


def kind_of(before: str, after: str) -> ChangeKind:
    """Return the kind of a change that is not the person's own."""
    if max(len(before), len(after)) > _LONGEST_JUDGED:
        is_blank = not before.strip() and not after.strip()
        return ChangeKind.TYPOGRAPHY if is_blank else ChangeKind.WORD
    old, new = words(before), words(after)
    if before.translate(_YO) == after.translate(_YO):
        return ChangeKind.YO
    if is_typography(before, after):
        return ChangeKind.TYPOGRAPHY
    if old == new:
        return ChangeKind.PUNCTUATION
    if not old or not new:
        return ChangeKind.WORD
    return _kind_of_words(old, new)


def _kind_of_words(old: Sequence[str], new: Sequence[str]) -> ChangeKind:
    if [word.translate(_YO) for word in old] == [word.translate(_YO) for word in new]:
        return ChangeKind.YO
    if [folded(word) for word in old] == [folded(word) for word in new]:
        return ChangeKind.CASE
    if is_misspelling(old, new):
        return ChangeKind.SPELLING
    return ChangeKind.WORD


def is_typography(before: str, after: str) -> bool:
    """Whether both say the same with other blanks, dashes, quotes or invisible signs."""
    one, other = shaped(before), shaped(after)
    if _BLANKS.sub(" ", one) == _BLANKS.sub(" ", other):
        return True
    if _BLANKS.sub("", one) != _BLANKS.sub("", other) or _shaped_words(one) != _shaped_words(other):
        return False
    # "кое - как" is misspelt; "слово-слово" that becomes "слово — слово" is not.
    return {word for word in words(after) if "-" in word} <= set(words(before))


def shaped(text: str) -> str:
    """Return the text with one shape for each sort of sign."""
    return unicodedata.normalize("NFC", text).translate(_SHAPES)


def _shaped_words(text: str) -> list[str]:
    # A hyphen between blanks stood for a dash; "слово-слово" and "слово — слово" have the same words.
    return [part for word in words(text) for part in word.split("-")]


def folded(word: str) -> str:
    """Return a word without case and ё."""
    return word.casefold().translate(_YO)


def is_misspelling(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the new words are the old ones, spelt otherwise."""
    if len(old) == len(new):
        return all(
            folded(one) == folded(other) or is_slip(one, other) for one, other in zip(old, new, strict=True)
        )
    one, other = (folded(squashed("".join(row))) for row in (old, new))
    if max(len(one), len(other)) > _LONGEST_SLIP:
        return False
    return one == other or OSA.normalized_similarity(one, other) >= _STILL_ONE


def is_slip(old: str, new: str) -> bool:
    """Whether one word is another with a slip of the pen, not a different word."""
    one, other = folded(squashed(old)), folded(squashed(new))
    if {one, other} == _PARTICLES or one == other:
        return True
    if is_layout(one, other) or one.translate(LOOKALIKES) == other.translate(LOOKALIKES):
        return True
    if one.isdecimal() or other.isdecimal() or (one in _SHORT_WORDS and other in _SHORT_WORDS):
        return False
    return _is_near(one, other)


def _is_near(one: str, other: str) -> bool:
    longest = max(len(one), len(other))
    if longest > _LONGEST_SLIP:
        return False
    slips = OSA.distance(one, other)
    if longest < _ONE_SLIP_FROM:
        return sorted(one) == sorted(other) or len(one) != len(other)
    if slips <= max(1, round(longest / _LETTERS_PER_SLIP)):
        return True
    return common_head(one, other) >= max(_SHORTEST_STEM, _SAME_STEM * longest)


def is_layout(one: str, other: str) -> bool:
    """Whether a word was typed with the wrong keyboard layout."""
    return (
        one != other and one.translate(LAYOUT) == other.translate(LAYOUT) and one.isascii() != other.isascii()
    )


def common_head(one: str, other: str) -> int:
    """Return how many letters both begin with."""
    most = min(len(one), len(other))
    return next((at for at in range(most) if one[at] != other[at]), most)
