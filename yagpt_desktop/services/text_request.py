"""Makes the request for one piece of a text: the instruction apart, the text in its frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from yagpt_desktop.domain.completion import CompletionOptions, CompletionRequest, Message, Role
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_task import (
    ActionTask,
    FixMode,
    FixTask,
    GlossaryRow,
    TextTask,
    TranslateTask,
)
from yagpt_desktop.text.frame import TextFrame, fresh_frame

from .models import model_table
from .prompt import language_of
from .terms import lines_of, told_terms
from .text_prompts import language_name, phrase, text_prompt
from .token_count import estimate_tokens

ANSWER_CEILING_TOKENS: Final = 8000
"""The longest answer asked for, whatever the model."""

CHUNK_TOKENS: Final = 1200
"""Of a text in one request where the person set nothing: longer ones are done less carefully."""

CONTEXT_SIGNS: Final = 800
"""Told at most of what comes before a piece."""

_UNKNOWN_CONTEXT_TOKENS: Final = 8000
_LEAST_CHUNK_TOKENS: Final = 100
_LEAST_ANSWER_TOKENS: Final = 300
_PROMPT_TOKENS: Final = 1500
_ACTION_TOKENS: Final = 1500
_FAITHFUL_TEMPERATURE: Final = 0.1
_FREE_TEMPERATURE: Final = 0.3
# Signs of writings whose signs are tokens of their own; a careful guess, as that of four Russian letters is.
_DENSE: Final = re.compile(r"[^\u0000-\u052f\u2000-\u206f]")


def request_for(
    task: TextTask,
    piece: str,
    before: str,
    settings: Settings,
    *,
    before_result: str = "",
    terms: Sequence[GlossaryRow] = (),
    strict: bool = False,
) -> CompletionRequest:
    """Return the request for one piece, in a frame made for it alone.

    Args:
        task: An action has its variables filled in.
        piece: The text as it stands in the source.
        before: What comes before it there; the model is told the end of it, as context.
        settings: Whose model is asked.
        before_result: What ``before`` was translated as, where that is known.
        terms: What the earlier pieces were found to be translated with.
        strict: Ask for the mistakes alone once more, after an answer that rewrote the text.
    """
    frame = fresh_frame(piece, before, before_result)
    language = prompt_language(task, piece)
    holes = frame_holes(frame, language)
    told: list[str] = []
    for kind, context in (("before", tail_of(before)), ("done", tail_of(before_result))):
        if context and (told or kind == "before"):
            said = phrase(kind, language).replace(f"{{{kind}}}", frame.tag(kind))
            holes["context"] = f"{holes['context']} {said}".strip()
            told.append(frame.around(kind, context))
    if isinstance(task, TranslateTask):
        holes |= translation_holes(task, piece, language, terms)
    elif isinstance(task, ActionTask):
        holes["instruction"] = task.instruction.strip()
    instruction = text_prompt(prompt_name(task, strict=strict), language).filled(**holes)
    told.append(frame.around("text", piece))
    return CompletionRequest(
        settings.model,
        (Message(Role.SYSTEM, instruction), Message(Role.USER, "\n\n".join(told))),
        CompletionOptions(
            stream=True,
            temperature=_temperature(task, settings),
            max_tokens=answer_tokens(task, piece, settings),
        ),
    )


def budget_tokens(task: TextTask, settings: Settings) -> int:
    """Return how long a piece may be, in :func:`piece_tokens`, so that prompt and answer fit beside it.

    An action takes as much as the model can hold: half a text is nothing to sum up.
    """
    share = _answer_share(task)
    room = _room_tokens(task, settings)
    fitting = max(int(room / (1 + share)), room - ANSWER_CEILING_TOKENS)
    if not isinstance(task, ActionTask):
        wished = settings.texts.chunk_tokens or CHUNK_TOKENS
        fitting = min(int(room / (1 + share)), int(ANSWER_CEILING_TOKENS / share), wished)
    return max(_LEAST_CHUNK_TOKENS, fitting)


def answer_tokens(task: TextTask, piece: str, settings: Settings) -> int:
    """Return how long the answer may become."""
    size = piece_tokens(piece)
    wanted = int(size * _answer_share(task)) + (_ACTION_TOKENS if isinstance(task, ActionTask) else 0)
    left = max(_LEAST_ANSWER_TOKENS, _room_tokens(task, settings) - size)
    return min(max(wanted, _LEAST_ANSWER_TOKENS), ANSWER_CEILING_TOKENS, left)


def piece_tokens(text: str) -> int:
    """Return a careful estimate of a text in any writing; never falls as the text grows."""
    dense = len(_DENSE.findall(text))
    return dense + estimate_tokens(text[dense:])


def tail_of(before: str) -> str:
    """Return the end of what comes before a piece, from the beginning of a word on."""
    before = before.strip()
    if len(before) <= CONTEXT_SIGNS:
        return before
    tail = before[-CONTEXT_SIGNS:]
    return (tail if before[-CONTEXT_SIGNS - 1].isspace() else tail.partition(" ")[2] or tail).strip()


def prompt_name(task: TextTask, *, strict: bool = False) -> str:
    """Return the name of the prompt that a task is asked with."""
    if isinstance(task, FixTask):
        is_strict = strict and task.mode is FixMode.MISTAKES
        return "fix-strict" if is_strict else f"fix-{task.mode.value}"
    return "translate" if isinstance(task, TranslateTask) else "action"


def prompt_language(task: TextTask, piece: str) -> str:
    """Return the language that the model is spoken to in: the text's own, Russian where it is a side."""
    if isinstance(task, ActionTask):
        return language_of(task.instruction)
    if isinstance(task, TranslateTask) and "ru" in {task.source_language, task.target_language}:
        return "ru"
    return language_of(piece)


def frame_holes(frame: TextFrame, language: str) -> dict[str, str]:
    """Return what every prompt with a framed text says of it."""
    return {
        "frame": phrase("frame", language).replace("{tag}", frame.text_tag),
        "keep": phrase("keep", language),
        "output": phrase("output", language),
        "context": "",
    }


def translation_holes(
    task: TranslateTask, piece: str, language: str, terms: Sequence[GlossaryRow] = ()
) -> dict[str, str]:
    """Return what every prompt for a translation says of languages, tone and terms."""
    rows, steady = told_terms(task, piece, terms)
    source = ""
    if task.source_language:
        source = phrase("source", language)
        source = source.replace("{language}", language_name(task.source_language, language))
        source = source.replace("{code}", task.source_language)
    return {
        "target": language_name(task.target_language, language),
        "target_code": task.target_language,
        "source": source,
        "tone": phrase(f"tone_{task.tone.value}", language),
        "glossary": f"{phrase('glossary', language)}\n{lines_of(rows)}" if rows else "",
        "terms": f"{phrase('terms', language)}\n{lines_of(steady)}" if steady else "",
    }


def _answer_share(task: TextTask) -> float:
    """How many times its piece an answer may be long: scripts of translations differ in their tokens."""
    return 3.0 if isinstance(task, TranslateTask) else 2.0


def _room_tokens(task: TextTask, settings: Settings) -> int:
    """What of the model's memory is left for a piece and its answer."""
    info = model_table().find(settings.model)
    context_tokens = info.context_tokens if info else _UNKNOWN_CONTEXT_TOKENS
    told = piece_tokens(task.instruction) if isinstance(task, ActionTask) else 0
    return max(0, context_tokens - _PROMPT_TOKENS - CONTEXT_SIGNS // 2 - told)


def _temperature(task: TextTask, settings: Settings) -> float | None:
    if isinstance(task, ActionTask):
        return settings.temperature
    if isinstance(task, FixTask) and task.mode is not FixMode.MISTAKES:
        return _FREE_TEMPERATURE
    return _FAITHFUL_TEMPERATURE
