"""Which messages of a chat the model is told: all that fit, the newest first to stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from yagpt_desktop.domain.chat import ChatMessage
from yagpt_desktop.domain.completion import CompletionRequest, Message, Role, TokenCount
from yagpt_desktop.domain.settings import Settings

from .answer import request_of
from .conversation import turns
from .models import model_table
from .token_count import estimate_request_tokens

ANSWER_TOKENS: Final = 2000
"""Kept free for the answer where no length is set: the longest that most answers come to."""


@dataclass(frozen=True, slots=True)
class ContextPlan:
    """What will be sent of a chat.

    Attributes:
        request: The request itself.
        first: Index of the first message of the path that is told; 0 where all are.
        tokens: Estimate for the request.
        limit_tokens: What the model takes beside its answer; None where that is not known.
    """

    request: CompletionRequest
    first: int
    tokens: int
    limit_tokens: int | None

    @property
    def fits(self) -> bool:
        """Whether the request is within the limit; even one message can be over it."""
        return self.limit_tokens is None or self.tokens <= self.limit_tokens


@dataclass(frozen=True, slots=True)
class RequestSize:
    """How big a request that is being written will be, and what it will cost.

    Attributes:
        tokens: The request's size.
        limit_tokens: What the model takes beside its answer; None where not known.
        left_out: How many of the oldest messages will not be told.
        cost_roubles: Price of the request alone; None where not known.
    """

    tokens: TokenCount
    limit_tokens: int | None = None
    left_out: int = 0
    cost_roubles: float | None = None


def limit_tokens(settings: Settings) -> int | None:
    """Return how many tokens a model takes beside its answer; None for a model unknown to the table."""
    info = model_table().find(settings.model)
    if info is None:
        return None
    return max(0, info.context_tokens - (settings.max_tokens or ANSWER_TOKENS))


def plan_context(
    settings: Settings, role_text: str, path: Sequence[ChatMessage], written: str = ""
) -> ContextPlan:
    """Decide what is told of a path that ends with a question, or with the words ``written`` after it.

    The oldest messages are left out until the rest fits, and none but a question begins it.  The last
    question is always told, whole: what is too long is for the service to refuse and for the person to cut.
    """
    limit = limit_tokens(settings)
    first, last = 0, _last_question(path, written)
    while True:
        plan = _plan(settings, role_text, path, written, first, limit)
        if plan.fits or first >= last:
            return plan
        first = _cut_after(path, first, last, plan.tokens - (limit or 0))


def _plan(
    settings: Settings,
    role_text: str,
    path: Sequence[ChatMessage],
    written: str,
    first: int,
    limit: int | None,
) -> ContextPlan:
    told = turns(path[first:])
    if written.strip():
        told = _with(told, Message(Role.USER, written))
    request = request_of(settings, role_text, told)
    return ContextPlan(request, first, estimate_request_tokens(request), limit)


def _with(told: tuple[Message, ...], message: Message) -> tuple[Message, ...]:
    if told and told[-1].role is message.role:
        return (*told[:-1], Message(message.role, f"{told[-1].text}\n\n{message.text}"))
    return (*told, message)


def _last_question(path: Sequence[ChatMessage], written: str) -> int:
    if written.strip():
        return len(path)
    return next((at for at in reversed(range(len(path))) if path[at].role is Role.USER), 0)


def _cut_after(path: Sequence[ChatMessage], first: int, last: int, excess_tokens: int) -> int:
    """Return where to begin so that about ``excess_tokens`` go; the next question at least."""
    gone = 0
    for at in range(first, last):
        begins = path[at].role is Role.USER and at > first
        if begins and gone >= excess_tokens:
            return at
        gone += len(path[at].text) // 4 + 4
    return last
