"""Sums up what of a chat is beyond the model's memory, by the model itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import (
    CompletionEvent,
    CompletionOptions,
    CompletionRequest,
    CompletionStatus,
    CompletionUpdate,
    Message,
    ReasoningMode,
    Role,
    Summarised,
    Summarising,
    Usage,
    is_refusal,
)
from yagpt_desktop.domain.errors import ServiceFault
from yagpt_desktop.domain.settings import BeyondMemory, Settings

from .context import Summary, limit_tokens, plan_context, summary_of
from .context import last_question as last_question_of
from .models import cost_roubles
from .prompt import language_of, prompt_text
from .token_count import CHARACTERS_PER_TOKEN, estimate_tokens

SUMMARY_TOKENS: Final = 1500
"""The longest a summary may become."""

KEPT_SHARE: Final = 0.5
"""What word for word is left of the model's memory after summing up, so that it is not soon full again."""

_UNKNOWN_LIMIT_TOKENS: Final = 8000
_TEMPLATE_TOKENS: Final = 600
_TEMPERATURE: Final = 0.1
_LANGUAGE_SIGNS: Final = 4000

Work = Callable[[CancelToken], Iterator[CompletionEvent]]
"""What a thread does; the shape of :data:`yagpt_desktop.workers.turn.Turn`."""

WorkMaker = Callable[[CompletionRequest, Settings], Work]


@dataclass(frozen=True, slots=True)
class SummaryTask:
    """What is to be summed up; cheap until it is begun.

    Attributes:
        settings: As the requests will be asked.
        messages: What no summary speaks of yet, oldest first; never empty.
        before: The summary of what came earlier, or "".
    """

    settings: Settings
    messages: tuple[ChatMessage, ...]
    before: str = ""

    @property
    def until(self) -> str:
        """The last message (id) that the summary will speak of."""
        return self.messages[-1].id

    @property
    def cost_roubles(self) -> float | None:
        """A careful estimate of the price; None where none is known."""
        told = sum(estimate_tokens(message.text) for message in self.messages)
        requests = -(-told // _piece_tokens(self.settings)) or 1
        told += requests * _TEMPLATE_TOKENS + estimate_tokens(self.before)
        written = requests * min(SUMMARY_TOKENS, max(100, told // 5))
        carried = (requests - 1) * SUMMARY_TOKENS
        return cost_roubles(self.settings.model, Usage(told + carried, written, told + carried + written))


def plan_summary(
    settings: Settings,
    role_text: str,
    path: Sequence[ChatMessage],
    written: str = "",
    summary: Summary | None = None,
) -> SummaryTask | None:
    """Return what must be summed up so that nothing is left out; None where nothing is, or nothing helps."""
    plan = plan_context(settings, role_text, path, written, summary)
    if not plan.left_out:
        return None
    last = last_question_of(path, written)
    limit = plan.limit_tokens or 0
    room = int(limit * KEPT_SHARE) - estimate_tokens(role_text) - estimate_tokens(written)
    end = last
    for at in reversed(range(plan.first, last)):
        room -= estimate_tokens(path[at].text)
        if room < 0:
            break
        end = at if path[at].role is Role.USER else end
    return whole_summary(settings, path[:end], summary)


def whole_summary(
    settings: Settings, path: Sequence[ChatMessage], summary: Summary | None = None
) -> SummaryTask | None:
    """Return what sums up a whole path, from an earlier summary on; None where there is nothing new in it."""
    begin = summary.end(path) if summary else 0
    messages = tuple(path[begin:])
    if not any(message.text.strip() for message in messages):
        return None
    before = summary.text if summary and begin else ""
    asked = replace(
        settings,
        stream=True,
        deferred=False,
        temperature=_TEMPERATURE,
        max_tokens=SUMMARY_TOKENS,
        reasoning=ReasoningMode.DISABLED,
    )
    return SummaryTask(asked, messages, before)


def summing_up(task: SummaryTask, make: WorkMaker) -> Work:
    """Return the work that ends with one update: the summary, and what all its requests took.

    A summary that the model refused or left empty ends it as it is: ask :func:`is_usable`.
    """

    def work(cancel: CancelToken) -> Iterator[CompletionEvent]:
        text, usage = task.before, Usage()
        update = CompletionUpdate(text, CompletionStatus.FINAL)
        for piece in _pieces(task):
            for event in make(_request(task, text, piece), task.settings)(cancel):
                if isinstance(event, CompletionUpdate):
                    update = event
                else:
                    yield event
            if not update.status.is_final:
                raise ServiceFault("the stream ended without a final message")
            usage, text = usage + update.usage, update.text.strip()
            if not is_usable(update):
                break
        yield CompletionUpdate(text, update.status, usage, update.model_version, update.request_id)

    return work


def is_usable(update: CompletionUpdate) -> bool:
    """Whether a summary can stand for what it sums up."""
    return bool(update.text.strip()) and not is_refusal(update)


def summary_cost(task: SummaryTask, usage: Usage) -> float | None:
    """Return what a summary did cost; None where no price is known."""
    return cost_roubles(task.settings.model, usage) if usage.total_tokens else None


def question_work(settings: Settings, chat: Chat, path: Sequence[ChatMessage], make: WorkMaker) -> Work:
    """Return the work of a chat's last question: summing up first, where that is wished and needed."""
    summary = summary_of(chat)
    task = (
        plan_summary(settings, chat.role_text, path, summary=summary)
        if settings.beyond_memory is BeyondMemory.SUMMARISE
        else None
    )
    if task is None:
        return make(plan_context(settings, chat.role_text, path, summary=summary).request, settings)

    def work(cancel: CancelToken) -> Iterator[CompletionEvent]:
        yield Summarising()
        found = CompletionUpdate("")
        for event in summing_up(task, make)(cancel):
            if isinstance(event, CompletionUpdate):
                found = event
            else:
                yield event
        # Without a usable one the question is asked all the same, and the oldest messages are left out.
        new = Summary(found.text, task.until) if is_usable(found) else summary
        yield Summarised(new.text if new else "", new.until if new else "", found.usage)
        request = plan_context(settings, chat.role_text, path, summary=new).request
        yield from make(request, settings)(cancel)

    return work


def _piece_tokens(settings: Settings) -> int:
    limit = limit_tokens(settings) or _UNKNOWN_LIMIT_TOKENS
    return max(1000, limit - 2 * SUMMARY_TOKENS - _TEMPLATE_TOKENS)


def _pieces(task: SummaryTask) -> Iterator[str]:
    """Yield the messages as text, in pieces that one request can hold; only a message over that is cut."""
    room = _piece_tokens(task.settings) * CHARACTERS_PER_TOKEN
    piece = ""
    for message in task.messages:
        if not message.text.strip():
            continue
        # Before the tag is added, so that both halves of a long message name their speaker.
        for start in range(0, len(message.text), room):
            part = message.text[start : start + room]
            told = f'<message from="{message.role.value}">\n{part}\n</message>\n'
            if piece and len(piece) + len(told) > room:
                yield piece
                piece = ""
            piece += told
    if piece:
        yield piece


def _request(task: SummaryTask, before: str, piece: str) -> CompletionRequest:
    told = f"<conversation>\n{piece}</conversation>"
    if before:
        told = f"<summary>\n{before}\n</summary>\n\n{told}"
    settings = task.settings
    said = "".join(message.text[:_LANGUAGE_SIGNS] for message in task.messages)
    prompt = prompt_text("summary", language_of(said))
    return CompletionRequest(
        settings.model,
        (Message(Role.SYSTEM, prompt), Message(Role.USER, told)),
        CompletionOptions(stream=True, temperature=settings.temperature, max_tokens=settings.max_tokens),
    )
