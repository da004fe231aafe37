"""What a text command prints of its result: changes for people, everything for programs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from yagpt_desktop.domain.change import Change, Comparison
from yagpt_desktop.domain.completion import Usage
from yagpt_desktop.domain.text_task import ChunkState, TextRun, TranslateTask
from yagpt_desktop.services.text_work import findings_of
from yagpt_desktop.text.changes import reasons_of
from yagpt_desktop.ui.words.change_words import shown_words
from yagpt_desktop.ui.words.reason_words import reason_text

from .proto_json import usage_json

_OLD: Final = "\x1b[31m"
_NEW: Final = "\x1b[32m"
_PLAIN: Final = "\x1b[0m"
_ARROW: Final = "→"


@dataclass(frozen=True, slots=True)
class TextResult:
    """What a command has to show.

    Attributes:
        text: None where there is no whole result; the source never stands for one.
        comparison: What was changed; None for a translation.
        left: Changes that were not made for the sake of kept words.
    """

    run: TextRun
    text: str | None
    comparison: Comparison | None = None
    left: frozenset[int] = frozenset()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes that were made."""
        if self.comparison is None:
            return ()
        return tuple(one for at, one in enumerate(self.comparison.changes) if at not in self.left)

    @property
    def usage(self) -> Usage:
        """What all requests took."""
        taken = [chunk.usage for chunk in self.run.chunks]
        return Usage(
            sum(one.input_tokens for one in taken),
            sum(one.completion_tokens for one in taken),
            sum(one.total_tokens for one in taken),
            sum(one.reasoning_tokens for one in taken),
        )


def change_lines(changes: Iterable[Change], source: str, *, paints: bool) -> list[str]:
    """Return a line for each change: its place as an editor counts, the old and the new words, the reason.

    Colours only where ``paints``, and never alone: the arrow says the same.
    """
    old, new, plain = (_OLD, _NEW, _PLAIN) if paints and not os.environ.get("NO_COLOR") else ("", "", "")
    lines: list[str] = []
    line, line_start, done = 1, 0, 0
    for change in changes:
        breaks = source.count("\n", done, change.start)
        if breaks:
            line, line_start = line + breaks, source.rfind("\n", 0, change.start) + 1
        done = change.start
        before, after = _shown(change.before), _shown(change.after)
        reason = reason_text(change.kind, reasons_of(change, source))
        place = f"{line}:{change.start - line_start + 1}"
        lines.append(f"{place}  {old}{before}{plain} {_ARROW} {new}{after}{plain}  ({reason})")
    return lines


def _shown(words: str) -> str:
    # What else a terminal would obey becomes a sign too: the line is written as it is, for its colours.
    shown = shown_words(words)
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in shown) or "∅"


def result_json(result: TextResult, unusable: frozenset[int]) -> dict[str, Any]:
    """Return all that is known; parts that came stand there even where the whole did not."""
    run = result.run
    told: dict[str, Any] = {
        "text": result.text,
        "findings": [finding.value for finding in findings_of(run)],
        "usable": result.text is not None and not unusable,
        "model": run.model,
        "usage": usage_json(result.usage),
        "costRoubles": run.cost_roubles,
        "parts": _parts(run),
    }
    if isinstance(run.task, TranslateTask):
        told |= {"sourceLanguage": run.task.source_language, "targetLanguage": run.task.target_language}
    if result.comparison is not None:
        told["changes"] = _changes(result.changes, run.source)
    return told


def _changes(changes: Sequence[Change], source: str) -> list[dict[str, Any]]:
    return [
        {
            "start": change.start,
            "end": change.end,
            "before": change.before,
            "after": change.after,
            "kind": change.kind.value,
            "reasons": [reason.value for reason in reasons_of(change, source)],
        }
        for change in changes
    ]


def _parts(run: TextRun) -> list[dict[str, Any]]:
    return [
        {
            "start": chunk.start,
            "end": chunk.end,
            "state": chunk.state.value,
            "text": chunk.text if chunk.state is ChunkState.DONE else None,
            "findings": [finding.value for finding in chunk.findings],
            "error": chunk.error_code or None,
        }
        for chunk in run.chunks
    ]
