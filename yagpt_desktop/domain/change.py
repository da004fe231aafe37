"""What differs between a text and its corrected form, and what a person decided about it.

Offsets are code points everywhere; only Qt's border counts in UTF-16 units.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What sort of mistake a change mends."""

    SPELLING = "spelling"
    PUNCTUATION = "punctuation"
    CASE = "case"
    YO = "yo"
    TYPOGRAPHY = "typography"
    WORD = "word"
    OWN = "own"


class Decision(StrEnum):
    """What becomes of a change; a person who decides nothing has accepted all."""

    ACCEPTED = "accepted"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement, insertion (``before`` is "") or removal (``after`` is "").

    Attributes:
        start: Where it begins in the original.
        end: Where it ends there; the first sign that stays.
        after_start: Where its new words begin in the corrected text.
        after_end: Where they end there.
    """

    start: int
    end: int
    after_start: int
    after_end: int
    before: str
    after: str
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class ToldReason:
    """Why the model changed something, as it was told once and paid for.

    Attributes:
        language: ISO 639-1 code of ``text``.
        text: One plain line.
    """

    before: str
    after: str
    kind: ChangeKind
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A text, its corrected form, and what lies between.

    Attributes:
        changes: In the order of the text; they neither touch nor overlap.
        reached: How far the original is compared; what follows is not checked yet, and never "removed".
    """

    original: str
    corrected: str
    changes: tuple[Change, ...]
    reached: int
