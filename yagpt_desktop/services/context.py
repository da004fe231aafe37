"""Which messages of a chat the model is told: all that fit, the newest first to stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import CompletionRequest, Message, Role, TokenCount
from yagpt_desktop.domain.settings import Settings

from .answer import request_of
from .conversation import turns
from .models import model_table
from .prompt import language_of, prompt_text
from .token_count import estimate_request_tokens

ANSWER_TOKENS: Final = 2000
"""Kept free for the answer where no length is set: the longest that most answers come to."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What the model is told in place of a chat's beginning.

    Attributes:
        until: The last message (id) that it speaks of.
    """

    text: str
    until: str

    def end(self, path: Sequence[ChatMessage]) -> int:
        """Return how many messages of a path it stands for; 0 where it speaks of another branch."""
        return next((at for at, message in enumerate(path, 1) if message.id == self.until), 0)


def summary_of(chat: Chat) -> Summary | None:
    """Return the summary that is kept with a chat; None where there is none."""
    return Summary(chat.summary, chat.summary_until) if chat.summary.strip() else None


def framed(summary: str) -> str:
    """Return a summary in the words that say to the model what it is."""
    frame = prompt_text("memory", language_of(summary))
    return frame.replace("{summary}", summary)


@dataclass(frozen=True, slots=True)
class ContextPlan:
    """What will be sent of a chat.

    Attributes:
        request: The request itself.
        first: Index of the first message of the path that is told word for word; 0 where all are.
        tokens: Estimate for the request.
        limit_tokens: What the model takes beside its answer; None where that is not known.
        summarised: How many of the oldest messages are told by a summary.
    """

    request: CompletionRequest
    first: int
    tokens: int
    limit_tokens: int | None
    summarised: int = 0

    @property
    def left_out(self) -> int:
        """How many messages the model is not told at all."""
        return self.first - self.summarised

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
        left_out: How many of the older messages will not be told.
        summarised: How many of the oldest messages are told by a summary.
        cost_roubles: Price of the request alone; None where not known.
    """

    tokens: TokenCount
    limit_tokens: int | None = None
    left_out: int = 0
    cost_roubles: float | None = None
    summarised: int = 0


def limit_tokens(settings: Settings) -> int | None:
    """Return how many tokens a model takes beside its answer; None for a model unknown to the table."""
    info = model_table().find(settings.model)
    if info is None:
        return None
    return max(0, info.context_tokens - (settings.max_tokens or ANSWER_TOKENS))


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a request is made of."""

    settings: Settings
    role_text: str
    path: Sequence[ChatMessage]
    written: str
    limit: int | None

    def plan(self, first: int, summary: Summary | None = None, summarised: int = 0) -> ContextPlan:
        told = turns(self.path[first:])
        if self.written.strip():
            told = _with(told, Message(Role.USER, self.written))
        # One system message: of several the service is not known to take all.
        parts = (self.role_text.strip(), framed(summary.text)) if summary else (self.role_text,)
        request = request_of(self.settings, "\n\n".join(filter(None, parts)), told)
        return ContextPlan(request, first, estimate_request_tokens(request), self.limit, summarised)

    def fitting(self, first: int, last: int, summary: Summary | None = None) -> ContextPlan:
        summarised = first if summary else 0
        while True:
            plan = self.plan(first, summary, summarised)
            if plan.fits or first >= last:
                return plan
            first = _cut_after(self.path, first, last, plan.tokens - (self.limit or 0))


def plan_context(
    settings: Settings,
    role_text: str,
    path: Sequence[ChatMessage],
    written: str = "",
    summary: Summary | None = None,
) -> ContextPlan:
    """Decide what is told of a path that ends with a question, or with the words ``written`` after it.

    The oldest messages are left out until the rest fits, and none but a question begins it.  A summary takes
    the place of those that it speaks of, once not all fit.  The last question is always told, whole: what is
    too long is for the service to refuse and for the person to cut.
    """
    draft = _Draft(settings, role_text, path, written, limit_tokens(settings))
    last = last_question(path, written)
    plan = draft.fitting(0, last)
    if not plan.first or summary is None:
        return plan
    end = min(summary.end(path), last)
    return draft.fitting(end, last, summary) if end else plan


def _with(told: tuple[Message, ...], message: Message) -> tuple[Message, ...]:
    if told and told[-1].role is message.role:
        return (*told[:-1], Message(message.role, f"{told[-1].text}\n\n{message.text}"))
    return (*told, message)


def last_question(path: Sequence[ChatMessage], written: str) -> int:
    """Return the index of the last question, which is always told; that of ``written`` is behind the path."""
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
