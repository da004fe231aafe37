"""Cuts an answer into the coarse cumulative partials that the real service sends."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from yagpt_desktop.yandex.pb.text_generation_pb2 import Alternative, CompletionResponse

from . import tokenizer
from .plan import Say, Step, Wait

PARTIAL: Final = Alternative.ALTERNATIVE_STATUS_PARTIAL
FINAL: Final = Alternative.ALTERNATIVE_STATUS_FINAL
TRUNCATED: Final = Alternative.ALTERNATIVE_STATUS_TRUNCATED_FINAL
FILTERED: Final = Alternative.ALTERNATIVE_STATUS_CONTENT_FILTER
TOOL_CALLS: Final = Alternative.ALTERNATIVE_STATUS_TOOL_CALLS

_FIRST_S: Final = (0.3, 0.5)
_NEXT_S: Final = (0.05, 0.09)
_PIECE: Final = (20, 60)
_PARTIALS_MAX: Final = 200
_REVISED_SHARE: Final = 1 / 8
_LAST_TWO_WORDS: Final = re.compile(r"([^\W\d_]+)( )([^\W\d_]+)(\s*)\Z")


@dataclass(frozen=True, slots=True)
class ReplyForm:
    """What all messages of one answer share."""

    input_tokens: int
    model_version: str
    reasoning_tokens: int = 0

    def response(self, text: str, status: int, text_tokens: int | None = None) -> CompletionResponse:
        """Return one message.  ``status`` may be a number that the protocol does not know."""
        tokens = tokenizer.count(text) if text_tokens is None else text_tokens
        tokens += self.reasoning_tokens
        response = CompletionResponse(model_version=self.model_version)
        alternative = response.alternatives.add()
        alternative.message.role = "assistant"
        alternative.message.text = text
        alternative.status = status  # type: ignore[assignment]  # proto3 enums are open
        response.usage.input_text_tokens = self.input_tokens
        response.usage.completion_tokens = tokens
        response.usage.total_tokens = self.input_tokens + tokens
        response.usage.completion_tokens_details.reasoning_tokens = self.reasoning_tokens
        return response


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast partials come: 1 as the real service, 0 at once."""

    factor: float = 1.0

    def first_s(self, chance: random.Random) -> float:
        """Return the time to the first partial."""
        return self.factor * chance.uniform(*_FIRST_S)

    def next_s(self, chance: random.Random) -> float:
        """Return the time to another one."""
        return self.factor * chance.uniform(*_NEXT_S)


def streamed(text: str, form: ReplyForm, pace: Pace, status: int = FINAL) -> Iterator[Step]:
    """Return the plan of an answer: cumulative partials, then the whole text with its final status.

    The same text is always cut alike.  Now and then a partial shows its last two words in another order,
    as the real service may change what it has already sent.
    """
    chance = random.Random(zlib.crc32(text.encode(errors="replace")))  # noqa: S311 - no secret
    ends = piece_ends(text, chance)
    # The parts of a text have more tokens than the whole, and no answer may take more than it was allowed.
    whole = tokenizer.count(text)
    yield Wait(pace.first_s(chance))
    tokens = 0
    start = 0
    for end in ends[:-1]:
        tokens = min(whole, tokens + tokenizer.count(text[start:end]))
        start = end
        shown = text[:end]
        if chance.random() < _REVISED_SHARE:
            shown = _LAST_TWO_WORDS.sub(r"\3\2\1\4", shown)
        yield Say(form.response(shown, PARTIAL, tokens))
        yield Wait(pace.next_s(chance))
    yield Say(form.response(text, status, whole))


def piece_ends(text: str, chance: random.Random) -> list[int]:
    """Return where each partial ends; the last one is the end of the text.

    Partials end behind a blank where there is one; short answers still come in several, long ones in at
    most about two hundred.
    """
    low, high = _PIECE
    if len(text) < 4 * high:
        low, high = max(4, len(text) // 8), max(6, len(text) // 4)
    longest = max(1, len(text) // (_PARTIALS_MAX * (low + high) // 2))
    ends: list[int] = []
    end = 0
    while end < len(text):
        end = _behind_blank(text, end + chance.randint(low, high) * longest)
        ends.append(end)
    return ends or [0]


def _behind_blank(text: str, position: int) -> int:
    for end in range(position, min(position + 20, len(text))):
        if text[end - 1].isspace():
            return end
    return min(position, len(text))
