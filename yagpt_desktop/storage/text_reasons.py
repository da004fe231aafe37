"""The reasons of a run, kept beside its task: earlier versions read the task and leave them alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from yagpt_desktop.domain.change import ToldReason

from .json_value import Unfit, decoded, encoded

_NAME: Final = "reasons"


def reasons_in(task: str) -> tuple[ToldReason, ...]:
    """Return the reasons that stand beside a task; those that cannot be read are left out."""
    raw = _object(task) if _NAME in task else None
    try:
        told: tuple[ToldReason, ...] = decoded(tuple[ToldReason, ...], (raw or {}).get(_NAME, []))
    except Unfit:
        return ()
    return told


def with_reasons(task: str, reasons: Iterable[ToldReason]) -> str:
    """Return a task with these reasons beside it; what is no task stays as it is."""
    raw, told = _object(task), tuple(reasons)
    if raw is None or not told:
        return task
    return json.dumps({**raw, _NAME: encoded(told)}, ensure_ascii=False)


def merged_reasons(there: Iterable[ToldReason], came: Iterable[ToldReason]) -> tuple[ToldReason, ...]:
    """Return the reasons that are there with those that came; of two for one change the newer."""
    found = {(one.before, one.after, one.kind, one.language): one for one in (*there, *came)}
    return tuple(found.values())


def _object(text: str) -> dict[str, Any] | None:
    try:
        raw = json.loads(text)
    except ValueError:
        return None
    return raw if isinstance(raw, dict) else None
