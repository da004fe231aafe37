"""Which terms a request for a translation tells of: rows of the glossary, and names as they stand so far."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final

from yagpt_desktop.domain.text_task import GlossaryRow, TranslateTask
from yagpt_desktop.text.terms import rows_in

MOST_TERMS: Final = 60
LONGEST_TERM: Final = 80


def glossary_terms(task: TranslateTask, piece: str) -> tuple[GlossaryRow, ...]:
    """Return the rows of the task's glossary that are for its languages and occur in the piece."""
    rows = [row for row in task.glossary if _is_for(row, task) and row.target.strip()]
    return rows_in(rows, piece, task.source_language)[:MOST_TERMS]


def told_terms(
    task: TranslateTask, piece: str, steady: Sequence[GlossaryRow] = ()
) -> tuple[tuple[GlossaryRow, ...], tuple[GlossaryRow, ...]]:
    """Return the rows to be told, then the steady terms of earlier pieces that no row speaks of."""
    rows = glossary_terms(task, piece)
    said = {row.source.casefold() for row in rows}
    beside = [term for term in steady if term.source.casefold() not in said]
    return rows, rows_in(beside, piece, task.source_language)[: MOST_TERMS - len(rows)]


def lines_of(terms: Iterable[GlossaryRow]) -> str:
    """Return terms as a prompt lists them; each is one line, and JSON's quotation marks show its ends."""
    return "\n".join(f"{_quoted(term.source)} → {_quoted(term.target)}" for term in terms)


def _is_for(row: GlossaryRow, task: TranslateTask) -> bool:
    return (
        not (row.source_language and task.source_language) or row.source_language == task.source_language
    ) and row.target_language in {"", task.target_language}


def _quoted(text: str) -> str:
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return json.dumps(plain[:LONGEST_TERM], ensure_ascii=False)
