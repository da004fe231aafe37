"""Looks at what a model made of a text before anybody uses it.

The text of a result is the model's, freed of what stood around it, between the blanks of the source; or,
where nothing may replace it, the source itself to the letter.  Nothing is ever joined of both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate, is_refusal
from yagpt_desktop.domain.text_task import (
    Finding,
    FixMode,
    FixTask,
    Guarded,
    TextTask,
    TranslateTask,
)

from .language import language_of
from .likeness import (
    has_blank_lines,
    is_reordered,
    is_reordered_translation,
    overlap,
    paragraphs_of,
    word_change,
)
from .preamble import stripped, trimmed
from .terms import missed

__all__ = ["guarded", "trimmed"]

_MOST_CHANGED_WORDS: Final = 0.35
_LEAST_CHANGED_WORDS: Final = 2
_LEAST_OVERLAP: Final = 0.15
_LEAST_LETTERS: Final = 12
"""With fewer letters a text does not tell its language."""
_SHORT_CHARS: Final = 24
"""A length that differs by less says nothing."""
_BOUNDS: Final = (0.5, 1.6)
_SHORTER_BOUNDS: Final = (0.1, 1.1)
_TRANSLATION_BOUNDS: Final = (0.4, 2.5)
_DENSE_BOUNDS: Final = (0.1, 8.0)
_DENSE: Final = frozenset({"zh", "ja", "ko"})
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_UNTRANSLATABLE: Final = re.compile(
    r"```.*?```|`[^`\n]+`|(?:https?://|www\.)\S+|\S+@\S+\.\w+|<[^<>\n]+>|\{[^{}\n]*\}|%\w|\b[A-ZА-ЯЁ\d][A-ZА-ЯЁ\d_.-]*\b",
    re.DOTALL,
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_WEIGHT: Final = (
    *(Finding.REFUSED, Finding.EMPTY, Finding.TRUNCATED, Finding.REWRITTEN, Finding.LANGUAGE_CHANGED),
    *(Finding.REORDERED, Finding.PARAGRAPHS_CHANGED, Finding.LENGTH_SUSPICIOUS, Finding.UNCHANGED),
    *(Finding.TERM_MISSED, Finding.PREAMBLE, Finding.FENCE),
)
_NEVER_USABLE: Final = frozenset(
    {
        *(Finding.TRUNCATED, Finding.REWRITTEN, Finding.LANGUAGE_CHANGED, Finding.REORDERED),
        Finding.LENGTH_SUSPICIOUS,
    }
)
_FREE_MODES: Final = frozenset({FixMode.SHORTER})
_RESTYLING: Final = frozenset({FixMode.STYLE, FixMode.SHORTER, FixMode.FORMAL, FixMode.SIMPLE})


def guarded(task: TextTask, source: str, update: CompletionUpdate) -> Guarded:
    """Judge the last update of a run; one that is not final ended before its time.  Any thread.

    Args:
        task: What was asked for.
        source: The person's text, or the piece of it that was sent.
        update: The answer.
    """
    if is_refusal(update):
        return Guarded(source, (Finding.REFUSED,), usable=False)
    if not source.strip():
        return Guarded(source, (Finding.UNCHANGED,))
    answer = stripped(update.text, source)
    if not answer.body.strip():
        return Guarded(source, (Finding.EMPTY, *answer.findings), usable=False)
    text = _dressed(answer.body, source)
    found = {*answer.findings, *_state_findings(update)}
    if Finding.TRUNCATED not in found:
        found |= _judged(task, source, text)
    return Guarded(
        text, tuple(one for one in _WEIGHT if one in found), usable=_is_usable(task, source, found)
    )


def _dressed(body: str, source: str) -> str:
    """Return a result between the source's outer blanks and with its kind of line ends."""
    lines = body.strip().replace("\r\n", "\n")
    if "\r\n" in source:
        lines = lines.replace("\n", "\r\n")
    begin = len(source) - len(source.lstrip())
    return source[:begin] + lines + source[len(source.rstrip()) :]


def _state_findings(update: CompletionUpdate) -> set[Finding]:
    is_cut = update.status is CompletionStatus.TRUNCATED or not update.status.is_final
    return {Finding.TRUNCATED} if is_cut else set()


def _judged(task: TextTask, source: str, text: str) -> set[Finding]:
    if text == source:
        return {Finding.UNCHANGED}
    if isinstance(task, FixTask):
        return _fix_findings(task.mode, source, text)
    if isinstance(task, TranslateTask):
        return _translation_findings(task, source, text)
    return set()


def _fix_findings(mode: FixMode, source: str, text: str) -> set[Finding]:
    found: set[Finding] = set()
    if _language_differs(language_of(source), source, text):
        found.add(Finding.LANGUAGE_CHANGED)
    if _is_length_suspicious(source, text, _SHORTER_BOUNDS if mode is FixMode.SHORTER else _BOUNDS):
        found.add(Finding.LENGTH_SUSPICIOUS)
    if mode not in _FREE_MODES:
        found |= _paragraph_findings(source, text, is_reordered)
    if _is_rewritten(mode, source, text):
        found.add(Finding.REWRITTEN)
    return found


def _translation_findings(task: TranslateTask, source: str, text: str) -> set[Finding]:
    found = _paragraph_findings(source, text, is_reordered_translation)
    if _language_differs(task.target_language, source, text):
        found.add(Finding.LANGUAGE_CHANGED)
    bounds = _DENSE_BOUNDS if _DENSE & {task.target_language, language_of(source)} else _TRANSLATION_BOUNDS
    if _is_length_suspicious(source, text, bounds):
        found.add(Finding.LENGTH_SUSPICIOUS)
    if missed(task.glossary, source, text, task.source_language or language_of(source), task.target_language):
        found.add(Finding.TERM_MISSED)
    return found


def _language_differs(wanted: str, source: str, text: str) -> bool:
    """Whether a result is surely in another language than the wanted one."""
    if not wanted or len(_LETTER.findall(text)) < _LEAST_LETTERS:
        return False
    seen = language_of(text)
    return bool(seen) and seen != wanted.partition("-")[0].lower() and not _is_beyond_translation(source)


def _is_length_suspicious(source: str, text: str, bounds: tuple[float, float]) -> bool:
    before, after = len(source.strip()), len(text.strip())
    if abs(after - before) <= _SHORT_CHARS:
        return False
    return not bounds[0] <= after / before <= bounds[1]


def _paragraph_findings(
    source: str, text: str, reordered: Callable[[Sequence[str], Sequence[str]], bool]
) -> set[Finding]:
    by_lines = not has_blank_lines(source) and not has_blank_lines(text)
    before, after = (paragraphs_of(one, by_lines=by_lines) for one in (source, text))
    found = {Finding.PARAGRAPHS_CHANGED} if len(before) != len(after) else set()
    if reordered(before, after):
        found.add(Finding.REORDERED)
    return found


def _is_rewritten(mode: FixMode, source: str, text: str) -> bool:
    """Whether a correction changed more than mistakes, or the text was answered instead of worked on."""
    if mode in _RESTYLING:
        return overlap(source, text) < _LEAST_OVERLAP
    change = word_change(source, text)
    return change.changed >= _LEAST_CHANGED_WORDS and change.share > _MOST_CHANGED_WORDS


def _is_usable(task: TextTask, source: str, found: set[Finding]) -> bool:
    if found & _NEVER_USABLE:
        return False
    if Finding.PARAGRAPHS_CHANGED in found:
        return isinstance(task, FixTask) and task.mode in _RESTYLING
    if Finding.UNCHANGED in found and isinstance(task, TranslateTask):
        return _may_stay(task, source)
    return True


def _may_stay(task: TranslateTask, source: str) -> bool:
    """Whether a translation may be equal to its source."""
    kept = any(row.source == row.target and row.source.strip() == source.strip() for row in task.glossary)
    return kept or _is_beyond_translation(source) or language_of(source) == task.target_language


def _is_beyond_translation(source: str) -> bool:
    """Whether a text holds nothing to translate: code, addresses, placeholders, numbers, abbreviations."""
    return _WORD.search(_UNTRANSLATABLE.sub(" ", source)) is None
