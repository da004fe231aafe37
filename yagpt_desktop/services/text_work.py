"""What the text tools are made of, put together: how a source is cut, asked about and looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from yagpt_desktop.domain.change import ChangeKind, Comparison
from yagpt_desktop.domain.completion import CompletionRequest
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_settings import TextSettings, YoPolicy
from yagpt_desktop.domain.text_task import ChunkState, Finding, TextRun, TextTask, TranslateTask
from yagpt_desktop.text.chunks import chunked
from yagpt_desktop.text.guards import guarded, trimmed
from yagpt_desktop.text.sentences import sentences
from yagpt_desktop.text.span import Span
from yagpt_desktop.text.typography import TypographyRule, typographed

from .long_run import ChunkOrder, RunRules
from .reasons import AskedChange, ReasonMemory
from .run_plan import planned
from .steady_terms import Pair
from .text_request import budget_tokens, piece_tokens, request_for

_NEAR: Final = 1000


def rules_of(settings: Settings) -> RunRules:
    """Return what every run obeys."""
    return RunRules(guard=guarded, trim=trimmed, most_at_once=settings.texts.requests_at_once)


def run_for(task: TextTask, source: str, settings: Settings, within: Span | None = None) -> TextRun:
    """Return a new run.  Cuts a long source, which takes a while: worker threads.

    ``within`` is the part to be asked about, as the person selected it; its words are taken whole.
    """
    budget = budget_tokens(task, settings)
    part = None if within is None else whole_words(source, within)
    run = planned(task, source, settings.model, lambda text: chunked(text, budget, piece_tokens), part)
    return replace(run, private=settings.texts.private)


def request_of(order: ChunkOrder, settings: Settings) -> CompletionRequest:
    """Return the request for one chunk of a run; a translation is told how the chunk before it came out."""
    before = order.before or Pair("", "")
    return request_for(
        order.task,
        order.piece,
        before.source,
        settings,
        before_result=before.result if isinstance(order.task, TranslateTask) else "",
        terms=order.terms,
        strict=order.stricter,
    )


def arrived_text(run: TextRun) -> str:
    """Return the result as far as it has come without a gap; what failed stands there as it was."""
    pieces: list[str] = []
    for chunk in run.chunks:
        if chunk.state in {ChunkState.WAITING, ChunkState.RUNNING}:
            pieces.append(chunk.text)
            break
        pieces.append(chunk.text if chunk.state is ChunkState.DONE else run.source[chunk.start : chunk.end])
    return "".join(pieces)


def done_share(run: TextRun) -> float:
    """Return how much of a run's source is done with, from 0 to 1; what runs counts as far as it has come."""
    done, whole = 0, 0
    for chunk in run.asked_chunks:
        length = chunk.end - chunk.start
        is_over = chunk.state in {ChunkState.DONE, ChunkState.FAILED}
        done += length if is_over else min(len(chunk.text), length)
        whole += length
    return done / max(1, whole)


def findings_of(run: TextRun) -> tuple[Finding, ...]:
    """Return what the guards noticed anywhere in a run, each once; what is unchanged counts where all is."""
    found = dict.fromkeys(finding for chunk in run.asked_chunks for finding in chunk.findings)
    whole = [chunk for chunk in run.asked_chunks if run.source[chunk.start : chunk.end].strip()]
    if not all(Finding.UNCHANGED in chunk.findings for chunk in whole):
        found.pop(Finding.UNCHANGED, None)
    return tuple(found)


def changes_to_explain(
    memory: ReasonMemory, comparison: Comparison, language: str, first: int = 0
) -> tuple[AskedChange, ...]:
    """Return what the model must be asked about, each with its sentence; as many as one request takes.

    Those from the change ``first`` on come first.
    """
    changes = comparison.changes[max(first, 0) :] + comparison.changes[: max(first, 0)]
    bare = [AskedChange(change) for change in changes if change.kind is not ChangeKind.OWN]
    original = comparison.original
    return tuple(
        AskedChange(one.change, sentence_at(original, one.change.start))
        for one in memory.unknown(bare, language)
    )


def sentence_at(text: str, at: int) -> str:
    """Return the sentence of a text in which a place lies; of a very long line, of the part around it."""
    start = max(text.rfind("\n", 0, at) + 1, at - _NEAR)
    end = text.find("\n", at)
    end = min(len(text) if end < 0 else end, at + _NEAR)
    line = text[start:end]
    spans = sentences(line)
    return next((line[span.start : span.end] for span in spans if start + span.end > at), line).strip()


def typeset_result(run: TextRun, texts: TextSettings) -> str:
    """Return what the model made of a run after :func:`typeset`; what it was not asked about stays."""
    asked = [chunk.index for chunk in run.asked_chunks]
    pieces = [
        one.text if one.state is ChunkState.DONE else run.source[one.start : one.end] for one in run.chunks
    ]
    if not asked:
        return "".join(pieces)
    first, last = asked[0], asked[-1] + 1
    middle = typeset("".join(pieces[first:last]), texts)
    return "".join((*pieces[:first], middle, *pieces[last:]))


def whole_words(text: str, span: Span) -> Span:
    """Return a part of a text with all of the words it begins and ends in; nothing stays nothing."""
    start, end = span.start, span.end
    if start == end:
        return span
    while 0 < start < len(text) and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def typeset(text: str, texts: TextSettings) -> str:
    """Return a text after the rules of typography that are switched on."""
    rules = [rule for rule in TypographyRule if rule.value in texts.typography]
    if not rules and texts.yo is YoPolicy.KEEP:
        return text
    return typographed(text, rules, yo=texts.yo)
