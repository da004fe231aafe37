"""Rows of the text tools' tables and the values they stand for."""

from __future__ import annotations

import json
from typing import Any, Final

from yagpt_desktop.domain.completion import Usage
from yagpt_desktop.domain.text_task import (
    ActionTask,
    ChunkState,
    Finding,
    FixTask,
    GlossaryRow,
    TextChunk,
    TextRun,
    TextTask,
    TranslateTask,
)
from yagpt_desktop.storage.json_value import Unfit, decoded, encoded

from .row import moment_of, storable, when_of

RUN_COLUMNS: Final = "uid, created_at, task, source, model, pinned, edited, cost_roubles"
CHUNK_COLUMNS: Final = (
    "number, begins, ends, state, text, findings, "
    "input_tokens, completion_tokens, total_tokens, reasoning_tokens, error_code"
)
GLOSSARY_COLUMNS: Final = "uid, source, target, source_language, target_language, note"

_TASKS: Final[dict[str, type[TextTask]]] = {
    "fix": FixTask,
    "translate": TranslateTask,
    "action": ActionTask,
}
_UNKNOWN_TASK: Final = ActionTask("", "")
"""What a damaged row was for, or one of a later version: its texts are worth more than that."""

_FINDINGS: Final = frozenset(Finding)


def run_row(run: TextRun) -> tuple[Any, ...]:
    """Return the values of ``RUN_COLUMNS``."""
    return (
        run.id,
        moment_of(run.created_at),
        _task_text(run.task),
        storable(run.source),
        run.model,
        int(run.pinned),
        None if run.edited is None else storable(run.edited),
        run.cost_roubles,
    )


def run_of(row: tuple[Any, ...], chunks: tuple[TextChunk, ...]) -> TextRun:
    """Return the run of a row of ``RUN_COLUMNS``."""
    uid, created_at, task, source, model, pinned, edited, cost_roubles = row
    return TextRun(
        uid,
        _task_of(task),
        source,
        when_of(created_at),
        model,
        chunks,
        pinned=bool(pinned),
        edited=edited,
        cost_roubles=cost_roubles,
    )


def chunk_row(chunk: TextChunk) -> tuple[Any, ...]:
    """Return the values of ``CHUNK_COLUMNS``."""
    usage = chunk.usage
    return (
        chunk.index,
        chunk.start,
        chunk.end,
        chunk.state.value,
        storable(chunk.text),
        " ".join(finding.value for finding in chunk.findings),
        usage.input_tokens,
        usage.completion_tokens,
        usage.total_tokens,
        usage.reasoning_tokens,
        chunk.error_code,
    )


def chunk_of(row: tuple[Any, ...]) -> TextChunk:
    """Return the chunk of a row of ``CHUNK_COLUMNS``."""
    number, begins, ends, state, text, findings, *tokens, error_code = row
    known = tuple(Finding(name) for name in findings.split() if name in _FINDINGS)
    return TextChunk(number, begins, ends, ChunkState(state), text, known, Usage(*tokens), error_code)


def glossary_row(row: GlossaryRow) -> tuple[Any, ...]:
    """Return the values of ``GLOSSARY_COLUMNS``."""
    return (
        row.id,
        storable(row.source),
        storable(row.target),
        row.source_language,
        row.target_language,
        storable(row.note),
    )


def glossary_of(row: tuple[Any, ...]) -> GlossaryRow:
    """Return the value of a row of ``GLOSSARY_COLUMNS``."""
    return GlossaryRow(*row)


def _task_text(task: TextTask) -> str:
    kind = next(name for name, of in _TASKS.items() if isinstance(task, of))
    return storable(json.dumps({"kind": kind, **encoded(task)}, ensure_ascii=False))


def _task_of(text: str) -> TextTask:
    try:
        raw = json.loads(text)
        task: TextTask = decoded(_TASKS[raw.pop("kind")], raw)
    except (ValueError, KeyError, TypeError, AttributeError, Unfit):
        return _UNKNOWN_TASK
    return task
