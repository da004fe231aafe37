"""Requests about one sentence of a translation: translate it again, or in other ways."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from yagpt_desktop.domain.completion import CompletionOptions, CompletionRequest, Message, Role
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_task import TranslateTask
from yagpt_desktop.text.frame import TextFrame, fresh_frame

from .text_prompts import text_prompt
from .text_request import (
    ANSWER_CEILING_TOKENS,
    answer_tokens,
    frame_holes,
    prompt_language,
    tail_of,
    translation_holes,
)

_NEIGHBOUR_SIGNS: Final = 400
_AGAIN_TEMPERATURE: Final = 0.3
_OTHER_TEMPERATURE: Final = 0.7


@dataclass(frozen=True, slots=True)
class SentenceAsked:
    """A sentence of a source and what stands round it there.

    Attributes:
        now: Its translation as it stands; "" where there is none.
    """

    sentence: str
    before: str = ""
    after: str = ""
    now: str = ""


def sentence_request(task: TranslateTask, asked: SentenceAsked, settings: Settings) -> CompletionRequest:
    """Return the request that translates one sentence, with its neighbours as context."""
    frame = _frame(asked)
    told = [frame.around("near", _neighbours(asked))] if _neighbours(asked) else []
    told.append(frame.around("text", asked.sentence))
    return CompletionRequest(
        settings.model,
        (Message(Role.SYSTEM, _instruction("retranslate", task, asked, frame)),
         Message(Role.USER, "\n\n".join(told))),
        _options(task, asked, settings, _AGAIN_TEMPERATURE),
    )  # fmt: skip


def variants_request(
    task: TranslateTask, asked: SentenceAsked, settings: Settings, count: int
) -> CompletionRequest:
    """Return the request for so many other translations of a sentence, as JSON by a schema."""
    frame = _frame(asked)
    told = [frame.around("near", _neighbours(asked))] if _neighbours(asked) else []
    told += [frame.around("now", asked.now), frame.around("text", asked.sentence)]
    schema = {
        "type": "object",
        "properties": {
            "variants": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": count}
        },
        "required": ["variants"],
        "additionalProperties": False,
    }
    return CompletionRequest(
        settings.model,
        (Message(Role.SYSTEM, _instruction("alternatives", task, asked, frame, count)),
         Message(Role.USER, "\n\n".join(told))),
        _options(task, asked, settings, _OTHER_TEMPERATURE, count),
        json.dumps(schema),
    )  # fmt: skip


def _options(
    task: TranslateTask, asked: SentenceAsked, settings: Settings, temperature: float, count: int = 0
) -> CompletionOptions:
    """Without a count one streamed answer, else so many in one piece."""
    longest = max(1, count) * answer_tokens(task, asked.sentence, settings)
    return CompletionOptions(
        stream=not count, temperature=temperature, max_tokens=min(longest, ANSWER_CEILING_TOKENS)
    )


def _frame(asked: SentenceAsked) -> TextFrame:
    return fresh_frame(asked.sentence, asked.before, asked.after, asked.now)


def _neighbours(asked: SentenceAsked) -> str:
    """The place of the sentence itself is shown by dots."""
    before, after = tail_of(asked.before)[-_NEIGHBOUR_SIGNS:], asked.after.strip()[:_NEIGHBOUR_SIGNS]
    return f"{before} […] {after}".strip() if before or after else ""


def _instruction(
    name: str, task: TranslateTask, asked: SentenceAsked, frame: TextFrame, count: int = 0
) -> str:
    language = prompt_language(task, asked.sentence)
    holes = frame_holes(frame, language) | translation_holes(task, asked.sentence, language)
    holes |= {"near": frame.tag("near"), "now": frame.tag("now"), "count": str(count)}
    return text_prompt(name, language).filled(**holes)
