"""A translation translated back, so that a person who cannot read it sees what it says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from yagpt_desktop.domain.completion import CompletionRequest
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_task import GlossaryRow, Tone, TranslateTask
from yagpt_desktop.text.terms import stem_of

from .text_request import request_for

_NUMBER: Final = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_WORD: Final = re.compile(r"[^\W_]+")
_GAPS: Final = re.compile(r"[.,\u00a0\u202f ]")
_NEGATION: Final = re.compile(
    r"\b(?:не|ни|нет|нельзя|без|not|no|never|none|without|cannot)\b|n['’]t\b", re.IGNORECASE
)
_ALIKE: Final = 0.5


@dataclass(frozen=True, slots=True)
class BackCheck:
    """How a source and its translation back agree; a hint where to look, never a judgement.

    Attributes:
        likeness: 0 to 1, by the words they share in their order.
        numbers_missing: Of the source, as they stand there, each as often as it is missing.
        negations_differ: One says "not" more often than the other.
    """

    likeness: float
    numbers_missing: tuple[str, ...] = ()
    negations_differ: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look at the two."""
        return self.likeness < _ALIKE or bool(self.numbers_missing) or self.negations_differ


def back_task(task: TranslateTask, source_language: str) -> TranslateTask:
    """Return the task the other way round; ``source_language`` is what the text was found to be in."""
    rows = (row for row in task.glossary if row.target_language in {"", task.target_language})
    return TranslateTask(
        task.target_language,
        task.source_language or source_language,
        Tone.NEUTRAL,
        tuple(map(_swapped, rows)),
    )


def back_request(
    task: TranslateTask, source_language: str, result: str, settings: Settings
) -> CompletionRequest:
    """Return the request that translates a result back; the model is not told the source."""
    return request_for(back_task(task, source_language), result, "", settings)


def back_check(source: str, back: str) -> BackCheck:
    """Compare a source with its translation back."""
    one, other = _stems(source), _stems(back)
    likeness = SequenceMatcher(None, one, other, autojunk=False).ratio() if one or other else 1.0
    numbers = Counter(map(_digits, _NUMBER.findall(back)))
    missing = []
    for number in _NUMBER.findall(source):
        if numbers[_digits(number)] > 0:
            numbers[_digits(number)] -= 1
        else:
            missing.append(number)
    negations = len(_NEGATION.findall(source)) != len(_NEGATION.findall(back))
    return BackCheck(likeness, tuple(missing), negations)


def _swapped(row: GlossaryRow) -> GlossaryRow:
    return replace(
        row,
        source=row.target,
        target=row.source,
        source_language=row.target_language,
        target_language=row.source_language,
    )


def _stems(text: str) -> list[str]:
    return [stem_of(word) for word in _WORD.findall(text.casefold().replace("ё", "е"))]


def _digits(number: str) -> str:
    return _GAPS.sub("", number)
