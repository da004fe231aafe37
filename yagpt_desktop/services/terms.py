"""Terms that a translation has to keep to: the rows of a glossary, and what its earlier pieces came to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from yagpt_desktop.domain.text_task import GlossaryRow, TranslateTask

MOST_TERMS: Final = 60
LONGEST_TERM: Final = 80

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_KEPT_NAME: Final = re.compile(r"[A-Z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*")
_CYRILLIC: Final = re.compile(r"[а-яё]", re.IGNORECASE)
_LONG_WORD: Final = 5
_ENDING: Final = 2


@dataclass(frozen=True, slots=True)
class Term:
    """Words of a source and what they are translated with."""

    source: str
    target: str


def occurs(term: str, text: str) -> bool:
    """Whether a term is in a text, whatever its case and, as far as an ending shows it, its form."""
    pattern = _pattern(term)
    return pattern is not None and pattern.search(text) is not None


def glossary_terms(task: TranslateTask, piece: str) -> tuple[Term, ...]:
    """Return the rows of the task's glossary that are for its languages and occur in the piece."""
    fitting = (
        Term(_one_line(row.source), _one_line(row.target)) for row in task.glossary if _is_for(row, task)
    )
    return tuple(term for term in fitting if term.target and occurs(term.source, piece))[:MOST_TERMS]


def missed_terms(task: TranslateTask, piece: str, result: str) -> tuple[Term, ...]:
    """Return the terms of the glossary that the piece has and its translation has not."""
    return tuple(term for term in glossary_terms(task, piece) if not occurs(term.target, result))


def steady_terms(candidates: Iterable[Term], source: str, result: str) -> tuple[Term, ...]:
    """Return the candidates that really occur on both sides."""
    return tuple(
        term
        for term in candidates
        if 1 < len(term.source) <= LONGEST_TERM
        and 1 < len(term.target) <= LONGEST_TERM
        and occurs(term.source, source)
        and occurs(term.target, result)
    )


def kept_names(source: str, result: str) -> tuple[Term, ...]:
    """Return the names in Latin letters that a translation from or into Cyrillic left as they are.

    Nothing is asked of the model for these.
    """
    if bool(_CYRILLIC.search(source)) == bool(_CYRILLIC.search(result)):
        return ()
    there = {found for found in _KEPT_NAME.findall(result) if len(found) > 1}
    names = dict.fromkeys(found for found in _KEPT_NAME.findall(source) if found in there)
    return tuple(Term(name, name) for name in names)


def merged_terms(known: Sequence[Term], new: Iterable[Term]) -> tuple[Term, ...]:
    """Return both; of two renderings of the same words the first one wins, the oldest go beyond the bound."""
    found = {term.source.casefold(): term for term in known}
    for term in new:
        found.setdefault(term.source.casefold(), term)
    return tuple(found.values())[-MOST_TERMS:]


def told_terms(
    task: TranslateTask, piece: str, known: Sequence[Term]
) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Return what a request tells: the rows of the glossary, then the terms of earlier pieces beside them."""
    rows = glossary_terms(task, piece)
    said = {row.source.casefold() for row in rows}
    steady = (term for term in known if term.source.casefold() not in said and occurs(term.source, piece))
    return rows, tuple(steady)[: MOST_TERMS - len(rows)]


def lines_of(terms: Iterable[Term]) -> str:
    """Return terms as a prompt lists them; JSON's quotation marks show where each ends."""
    return "\n".join(
        f"{json.dumps(term.source, ensure_ascii=False)} → {json.dumps(term.target, ensure_ascii=False)}"
        for term in terms
    )


def _is_for(row: GlossaryRow, task: TranslateTask) -> bool:
    source_fits = not (row.source_language and task.source_language) or (
        row.source_language == task.source_language
    )
    return source_fits and row.target_language in {"", task.target_language}


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST_TERM]


@lru_cache(maxsize=2000)
def _pattern(term: str) -> re.Pattern[str] | None:
    words = _WORD.findall(term)
    if not words:
        return re.compile(re.escape(term.strip())) if term.strip() else None
    return re.compile(r"(?<!\w)" + r"[\W_]{1,3}".join(map(_any_form, words)) + r"(?!\w)", re.IGNORECASE)


def _any_form(word: str) -> str:
    """A word of some length may have another ending; a short one, or one with digits, is exact."""
    if len(word) < _LONG_WORD or not word.isalpha():
        return re.escape(word)
    if _CYRILLIC.search(word):
        return re.escape(word[:-_ENDING]) + r"\w{0,4}"
    return re.escape(word) + r"(?:e?s|['’]s)?"
