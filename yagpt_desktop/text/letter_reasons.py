"""What sort of slip two spellings of one word differ by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import OSA, Levenshtein

from .change_reason import ChangeReason

_VOWELS: Final = frozenset("аеиоуыэюяaeiouy")
_VOICE_PAIRS: Final = frozenset(map(frozenset, ("бп", "вф", "гк", "дт", "жш", "зс", "гв", "чш", "щш", "сц")))
_SIBILANTS: Final = frozenset("жшчщц")
_SIBILANT_VOWELS: Final = frozenset(map(frozenset, ("ыи", "яа", "юу", "ое", "оё")))
_SIGNS: Final = frozenset("ьъ")
_REFLEXIVE = re.compile(r"ть?ся$")
_SAME_STEM: Final = 3
_LONGEST_ENDING: Final = 3


def letter_reasons(old: str, new: str) -> Iterator[ChangeReason]:
    """Yield the slips between two spellings, both in lower case and without ё."""
    if _REFLEXIVE.sub("", old) == _REFLEXIVE.sub("", new):
        yield ChangeReason.TSYA
        return
    edits = Levenshtein.editops(old, new).as_list()
    if OSA.distance(old, new) < len(edits):
        yield ChangeReason.SWAPPED_LETTERS if len(edits) <= 2 else ChangeReason.TYPO
        return
    found = [_of_edit(old, new, *edit) for edit in edits]
    if len(found) > 1 and ChangeReason.WRONG_LETTER in found:
        yield ChangeReason.TYPO
        return
    if len(set(found)) > 2:
        yield ChangeReason.TYPO
        return
    yield from found


def _of_edit(old: str, new: str, edit: str, at: int, to: int) -> ChangeReason:
    if edit == "replace":
        return _of_replacing(old[at], new[to], old[at - 1] if at else "")
    word, place, reason = (
        (new, to, ChangeReason.LETTER_MISSING) if edit == "insert" else (old, at, ChangeReason.LETTER_EXTRA)
    )
    letter = word[place]
    if letter in _SIGNS:
        return ChangeReason.SOFT_SIGN
    if letter in (word[place - 1 : place], word[place + 1 : place + 2]):
        return ChangeReason.DOUBLED_LETTER
    return reason


def _of_replacing(old: str, new: str, before: str) -> ChangeReason:
    pair = frozenset((old, new))
    if before in _SIBILANTS and pair in _SIBILANT_VOWELS:
        return ChangeReason.SIBILANT_VOWEL
    if pair <= _VOWELS:
        return ChangeReason.UNSTRESSED_VOWEL
    if pair <= _SIGNS:
        return ChangeReason.SOFT_SIGN
    return ChangeReason.CONSONANT if pair in _VOICE_PAIRS else ChangeReason.WRONG_LETTER
