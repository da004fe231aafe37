"""Rows of the database and the values they stand for."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import CompletionOptions, CompletionStatus, ReasoningMode, Role, Usage

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_HALF: Final = re.compile("[\ud800-\udfff]")

CHAT_COLUMNS: Final = (
    "uid, title, created_at, updated_at, role_text, draft, account_id, pinned, archived, unread, "
    "summary, summary_until, folder_uid, tags, draft_of, draft_aside"
)
CHAT_MARKS: Final = ", ".join("?" * (CHAT_COLUMNS.count(",") + 1))
"""A parameter for each of them."""
FACTS_COLUMNS: Final = (
    "model, model_version, status, input_tokens, completion_tokens, total_tokens, reasoning_tokens, "
    "elapsed_s, request_id, error_code, role_text, stream, temperature, max_tokens, reasoning, cost_roubles"
)


def moment_of(when: datetime) -> int:
    """Return microseconds since 1970."""
    return (when - _EPOCH) // _MICROSECOND


def when_of(moment: int) -> datetime:
    """Return the time in UTC."""
    return _EPOCH + moment * _MICROSECOND


def storable(text: str) -> str:
    """Return the text with half characters, which no file can hold, made visible as U+FFFD."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def chat_row(chat: Chat) -> tuple[Any, ...]:
    """Return the values of ``CHAT_COLUMNS``."""
    return (
        chat.id,
        storable(chat.title),
        moment_of(chat.created_at),
        moment_of(chat.updated_at),
        storable(chat.role_text),
        storable(chat.draft),
        chat.account_id,
        int(chat.pinned),
        int(chat.archived),
        int(chat.unread),
        storable(chat.summary),
        chat.summary_until,
        chat.folder_id,
        "\n".join(map(storable, chat.tags)),
        chat.draft_of,
        storable(chat.draft_aside),
    )


def chat_of(row: tuple[Any, ...]) -> Chat:
    """Return the chat of a row of ``CHAT_COLUMNS``."""
    uid, title, created_at, updated_at, role_text, draft, account_id, *rest = row
    pinned, archived, unread, summary, summary_until, folder_id, tags, draft_of, draft_aside = rest
    return Chat(
        uid,
        title,
        when_of(created_at),
        when_of(updated_at),
        role_text,
        draft,
        account_id,
        pinned=bool(pinned),
        archived=bool(archived),
        unread=bool(unread),
        summary=summary,
        summary_until=summary_until,
        folder_id=folder_id,
        tags=tuple(tags.split("\n")) if tags else (),
        draft_of=draft_of,
        draft_aside=draft_aside,
    )


def facts_row(facts: AnswerFacts) -> tuple[Any, ...]:
    """Return the values of ``FACTS_COLUMNS``."""
    usage, options = facts.usage, facts.options
    return (
        facts.model,
        facts.model_version,
        facts.status.value,
        usage.input_tokens,
        usage.completion_tokens,
        usage.total_tokens,
        usage.reasoning_tokens,
        facts.elapsed_s,
        facts.request_id,
        facts.error_code,
        storable(facts.role_text),
        int(options.stream),
        options.temperature,
        options.max_tokens,
        options.reasoning.value if options.reasoning else "",
        facts.cost_roubles,
    )


def facts_of(row: tuple[Any, ...]) -> AnswerFacts:
    """Return the facts of a row of ``FACTS_COLUMNS``."""
    options = CompletionOptions(bool(row[11]), row[12], row[13], ReasoningMode(row[14]) if row[14] else None)
    return AnswerFacts(
        model=row[0],
        model_version=row[1],
        status=CompletionStatus(row[2]),
        usage=Usage(*row[3:7]),
        elapsed_s=row[7],
        request_id=row[8],
        error_code=row[9],
        role_text=row[10],
        options=options,
        cost_roubles=row[15],
    )


def message_of(row: tuple[Any, ...]) -> ChatMessage:
    """Return the message of a row: uid, parent's uid, role, text, time, state, version, versions, facts…."""
    uid, parent, role, text, created_at, state, version, versions, *facts = row
    return ChatMessage(
        uid,
        parent,
        Role(role),
        text,
        when_of(created_at),
        MessageState(state),
        facts_of(tuple(facts)) if facts[0] is not None else None,
        version,
        versions,
    )
