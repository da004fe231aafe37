"""A chat as JSON, and back: one line of an archive, or a file of its own.

Times are ISO 8601 in UTC.  Accounts and settings are no part of it, nor is what was not looked at yet.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import CompletionOptions, CompletionStatus, ReasoningMode, Role, Usage

from .limits import Tally, damaged, whole

CHAT_FORMAT: Final = "yagpt-chat"
VERSION: Final = 1

_ID: Final = re.compile(r"[!-~]{1,64}")
_LARGEST: Final = 2**53
_LONGEST_BYTES: Final = 20_000_000
"""Ten times what others may bring: a question with several files is long, and must not cost a restore."""

_Kind = TypeVar("_Kind")


def chat_json(exported: ExportedChat) -> dict[str, Any]:
    """Return a chat as JSON takes it; equal chats give equal JSON."""
    chat = exported.chat
    summary = {"summary": whole(chat.summary), "summary_until": chat.summary_until} if chat.summary else {}
    return {
        "id": chat.id,
        "title": whole(chat.title),
        "created_at": _written(chat.created_at),
        "updated_at": _written(chat.updated_at),
        "role_text": whole(chat.role_text),
        "draft": whole(chat.draft),
        "pinned": chat.pinned,
        "archived": chat.archived,
        **summary,
        "messages": [_message_json(one, one.id in exported.active) for one in exported.messages],
    }


def one_chat(exported: ExportedChat) -> bytes:
    """Return a file with what is in view of one chat, for people and programs to read."""
    path = exported.path
    in_view = ExportedChat(exported.chat, path, frozenset(message.id for message in path))
    document = {"format": CHAT_FORMAT, "version": VERSION, **chat_json(in_view)}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def chat_of_json(value: object, tally: Tally) -> ExportedChat:
    """Return the chat of a JSON value, counted.

    Raises:
        ImportRefused: Something is missing or of a wrong kind, or a limit is passed.
    """
    tally.add_chat()
    if not isinstance(value, dict):
        raise damaged("a chat is no object")
    chat = Chat(
        _identity(value, "id"),
        _limited(_field(value, "title", str)),
        _moment(value, "created_at"),
        _moment(value, "updated_at"),
        _limited(_field(value, "role_text", str)),
        _limited(_field(value, "draft", str)),
        pinned=_field(value, "pinned", bool),
        archived=_field(value, "archived", bool),
        summary=_limited(_field(value, "summary", str)) if "summary" in value else "",
        summary_until=_identity(value, "summary_until") if "summary_until" in value else "",
    )
    messages: dict[str, ChatMessage] = {}
    active: dict[str | None, str] = {}
    for raw in _field(value, "messages", list):
        tally.add_message()
        message, is_active = _message_of(raw)
        if message.id in messages:
            raise damaged("two messages have one id")
        if message.parent_id is not None and message.parent_id not in messages:
            raise damaged("a message follows none")
        messages[message.id] = message
        if is_active and active.setdefault(message.parent_id, message.id) != message.id:
            raise damaged("two versions are in view")
    return ExportedChat(chat, tuple(messages.values()), frozenset(active.values()))


def _message_json(message: ChatMessage, is_active: bool) -> dict[str, Any]:
    # What still streams is nobody's any more where it is read again.
    state = MessageState.INTERRUPTED if message.state is MessageState.STREAMING else message.state
    written: dict[str, Any] = {
        "id": message.id,
        "parent": message.parent_id,
        "active": is_active,
        "role": message.role.value,
        "text": whole(message.text),
        "created_at": _written(message.created_at),
        "state": state.value,
    }
    if message.facts is not None:
        written["facts"] = _facts_json(message.facts)
    return written


def _facts_json(facts: AnswerFacts) -> dict[str, Any]:
    usage, options = facts.usage, facts.options
    return {
        "model": whole(facts.model),
        "model_version": whole(facts.model_version),
        "status": facts.status.name,
        "input_tokens": usage.input_tokens,
        "completion_tokens": usage.completion_tokens,
        "total_tokens": usage.total_tokens,
        "reasoning_tokens": usage.reasoning_tokens,
        "elapsed_s": facts.elapsed_s,
        "request_id": whole(facts.request_id),
        "error_code": whole(facts.error_code),
        "role_text": whole(facts.role_text),
        "stream": options.stream,
        "temperature": options.temperature,
        "max_tokens": options.max_tokens,
        "reasoning": options.reasoning.value if options.reasoning else None,
        "cost_roubles": facts.cost_roubles,
    }


def _message_of(raw: object) -> tuple[ChatMessage, bool]:
    if not isinstance(raw, dict):
        raise damaged("a message is no object")
    state = _choice(raw, "state", {one.value: one for one in MessageState})
    message = ChatMessage(
        _identity(raw, "id"),
        None if raw.get("parent") is None else _identity(raw, "parent"),
        _choice(raw, "role", {one.value: one for one in Role}),
        _limited(_field(raw, "text", str)),
        _moment(raw, "created_at"),
        MessageState.INTERRUPTED if state is MessageState.STREAMING else state,
        _facts_of(_field(raw, "facts", dict)) if "facts" in raw else None,
    )
    return message, _field(raw, "active", bool)


def _facts_of(raw: dict[str, Any]) -> AnswerFacts:
    modes = {mode.value: mode for mode in ReasoningMode}
    return AnswerFacts(
        model=_limited(_field(raw, "model", str)),
        model_version=_limited(_field(raw, "model_version", str)),
        status=_choice(raw, "status", {one.name: one for one in CompletionStatus}),
        usage=Usage(
            _whole_number(raw, "input_tokens"),
            _whole_number(raw, "completion_tokens"),
            _whole_number(raw, "total_tokens"),
            _whole_number(raw, "reasoning_tokens"),
        ),
        elapsed_s=_number(raw, "elapsed_s"),
        request_id=_limited(_field(raw, "request_id", str)),
        error_code=_limited(_field(raw, "error_code", str)),
        role_text=_limited(_field(raw, "role_text", str)),
        options=CompletionOptions(
            _field(raw, "stream", bool),
            None if raw.get("temperature") is None else _number(raw, "temperature"),
            None if raw.get("max_tokens") is None else _whole_number(raw, "max_tokens"),
            None if raw.get("reasoning") is None else _choice(raw, "reasoning", modes),
        ),
        cost_roubles=None if raw.get("cost_roubles") is None else _number(raw, "cost_roubles"),
    )


def _limited(text: str) -> str:
    found = whole(text)
    if 4 * len(found) > _LONGEST_BYTES and len(found.encode()) > _LONGEST_BYTES:
        raise damaged(f"a text over {_LONGEST_BYTES} bytes")
    return found


def _field(raw: dict[str, Any], name: str, kind: type[_Kind]) -> _Kind:
    value = raw.get(name)
    if type(value) is not kind:
        raise damaged(f"{name} is missing or of a wrong kind")
    return value


def _identity(raw: dict[str, Any], name: str) -> str:
    value = _field(raw, name, str)
    if not _ID.fullmatch(value):
        raise damaged(f"{name} is no id")
    return value


def _choice(raw: dict[str, Any], name: str, choices: dict[str, _Kind]) -> _Kind:
    value = _field(raw, name, str)
    if value not in choices:
        raise damaged(f"{name} is none of the choices")
    return choices[value]


def _whole_number(raw: dict[str, Any], name: str) -> int:
    value = _field(raw, name, int)
    if not -_LARGEST <= value <= _LARGEST:
        raise damaged(f"{name} is out of bounds")
    return value


def _number(raw: dict[str, Any], name: str) -> float:
    value = raw.get(name)
    if type(value) is int and abs(value) <= _LARGEST:
        return float(value)
    return _field(raw, name, float)


def _written(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _moment(raw: dict[str, Any], name: str) -> datetime:
    text = _field(raw, name, str)
    try:
        when = datetime.fromisoformat(text)
        if when.tzinfo is None:
            raise damaged(f"{name} has no time zone")
        return when.astimezone(UTC)
    except (ValueError, OverflowError):
        raise damaged(f"{name} is no time") from None
