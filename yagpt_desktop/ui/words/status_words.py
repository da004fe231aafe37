"""The small line under an answer: how it goes, what it cost, how it ended."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.chat import AnswerFacts, ChatMessage, MessageState
from yagpt_desktop.domain.completion import (
    CompletionEvent,
    CompletionStatus,
    CompletionUpdate,
    Deferred,
    Retrying,
    Role,
    Summarising,
    TransportChanged,
    Usage,
    is_refusal,
)
from yagpt_desktop.services.models import cost_roubles
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted, format_count, format_decimal, format_roubles

_SEPARATOR = " · "
_MINUTE_S = 60

_STATES: dict[MessageState, str] = {
    MessageState.STOPPED: QT_TRANSLATE_NOOP("StatusWords", "stopped"),
    MessageState.INTERRUPTED: QT_TRANSLATE_NOOP("StatusWords", "broke off"),
    MessageState.FAILED: QT_TRANSLATE_NOOP("StatusWords", "no answer"),
}
# What nothing above it explains.
_BLANK_STATES: dict[MessageState, str] = {
    MessageState.STOPPED: QT_TRANSLATE_NOOP("StatusWords", "stopped before the answer"),
    MessageState.COMPLETE: QT_TRANSLATE_NOOP("StatusWords", "the answer is empty"),
}
_STATUSES: dict[CompletionStatus, str] = {
    CompletionStatus.TRUNCATED: QT_TRANSLATE_NOOP("StatusWords", "cut short by the limit of tokens"),
    CompletionStatus.UNKNOWN_FINAL: QT_TRANSLATE_NOOP("StatusWords", "ended for an unknown reason"),
    CompletionStatus.TOOL_CALLS: QT_TRANSLATE_NOOP("StatusWords", "the model asks for a tool"),
}


def meta_text(message: ChatMessage) -> str:
    """Return "stopped · 38 tokens · 0,02 ₽ · 1,4 s", as far as it is known; "" for a person's message."""
    facts = message.facts
    if message.role is not Role.ASSISTANT or facts is None:
        return ""
    ending = state_text(message)
    if message.is_blank and message.state is MessageState.STOPPED:
        return ending  # how long nothing came is of no use
    known = [tokens_text(facts.usage), cost_text(facts), seconds_text(facts.elapsed_s)]
    return _SEPARATOR.join(part for part in (ending, *known) if part)


def state_text(message: ChatMessage) -> str:
    """Say how an answer ended, in a word or two; "" where it simply ended."""
    if message.state is MessageState.COMPLETE and message.facts is not None:
        told = status_text(message.text, message.facts.status)
        if told:
            return told
    states = _STATES | _BLANK_STATES if message.is_blank else _STATES
    return _translated(states.get(message.state, ""))


def status_text(text: str, status: CompletionStatus) -> str:
    """Say what is unusual about a whole answer; "" where nothing is."""
    if is_refusal(CompletionUpdate(text, status)):
        return QCoreApplication.translate("StatusWords", "the service refused this topic")
    return _translated(_STATUSES.get(status, ""))


def activity_text(message: ChatMessage) -> str:
    """Return the line under an answer on its way: "writes… 21 tokens"."""
    if not message.text:
        return thinking()
    writes = QCoreApplication.translate("StatusWords", "writes…")
    so_far = 0 if message.facts is None else message.facts.usage.completion_tokens
    return f"{writes} {_tokens(so_far)}" if so_far > 0 else writes


def thinking() -> str:
    """Return what stands where an answer will be, before its first word."""
    return QCoreApplication.translate("StatusWords", "thinks…")


def notice_text(event: CompletionEvent) -> str:
    """Return what is said while nothing arrives: a new try, another way, an answer that comes later."""
    if isinstance(event, Retrying):
        sentence = QCoreApplication.translate("StatusWords", "Trying again… {attempt} of {attempts}")
        return sentence.format(attempt=format_count(event.attempt), attempts=format_count(event.attempts))
    if isinstance(event, TransportChanged):
        return QCoreApplication.translate(
            "StatusWords",
            "This network blocks the usual way to the service. Until the program is closed, another is used.",
        )
    if isinstance(event, Summarising):
        return QCoreApplication.translate(
            "StatusWords", "The beginning of the chat is summed up first, so that the model knows it."
        )
    if isinstance(event, Deferred):
        return QCoreApplication.translate(
            "StatusWords",
            "The service has taken the request. The answer comes later: in minutes, or in hours.",
        )
    return ""


def tokens_text(usage: Usage) -> str:
    """Return "38 tokens" for question and answer together; "" where the service did not say."""
    total = usage.total_tokens or usage.input_tokens + usage.completion_tokens
    return _tokens(total) if total > 0 else ""


def cost_text(facts: AnswerFacts) -> str:
    """Return the estimated price; "" where none is known."""
    known = facts.cost_roubles
    cost = cost_roubles(facts.model, facts.usage) if known is None else known
    return "" if not cost else format_roubles(cost)


def seconds_text(elapsed_s: float) -> str:
    """Return "1,4 s", or "2 min 5 s" from a minute on; "" for nothing."""
    if elapsed_s <= 0:
        return ""
    if round(elapsed_s, 1) < _MINUTE_S:
        sentence = QCoreApplication.translate("StatusWords", "{seconds} s")
        return sentence.format(seconds=format_decimal(elapsed_s, 1))
    minutes, seconds = divmod(round(elapsed_s), _MINUTE_S)
    sentence = QCoreApplication.translate("StatusWords", "{minutes} min {seconds} s")
    return sentence.format(minutes=format_count(minutes), seconds=format_count(seconds))


def version_text(model_version: str) -> str:
    """Return "model version 07.03.2024"; "" where the service did not say."""
    if not model_version:
        return ""
    sentence = QCoreApplication.translate("StatusWords", "model version {version}")
    return sentence.format(version=model_version)


def _tokens(count: int) -> str:
    return counted("StatusWords", QT_TRANSLATE_NOOP("StatusWords", "%n token(s)"), count)


def _translated(source: str) -> str:
    return QCoreApplication.translate("StatusWords", source) if source else ""
