"""A chat as JSON, and back: one line of an archive, or a file of its own.

Times are ISO 8601 in UTC.  Accounts and settings are no part of it, nor is what was not looked at yet.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import CompletionOptions, CompletionStatus, ReasoningMode, Role, Usage
from yagpt_desktop.domain.tag import LONGEST_TAG, MOST_TAGS, tags_of

from .json_fields import (
    choice_of,
    field_of,
    identity_of,
    limited_text,
    moment_of,
    number_of,
    whole_number_of,
    written_moment,
)
from .limits import Tally, damaged, whole
from .own_folder import folder_json, folder_of_json

CHAT_FORMAT: Final = "yagpt-chat"
VERSION: Final = 1


def chat_json(exported: ExportedChat) -> dict[str, Any]:
    """Return a chat as JSON takes it; equal chats give equal JSON."""
    chat = exported.chat
    summary = {"summary": whole(chat.summary), "summary_until": chat.summary_until} if chat.summary else {}
    return {
        "id": chat.id,
        "title": whole(chat.title),
        "created_at": written_moment(chat.created_at),
        "updated_at": written_moment(chat.updated_at),
        "role_text": whole(chat.role_text),
        "draft": whole(chat.draft),
        "pinned": chat.pinned,
        "archived": chat.archived,
        **summary,
        **_place_json(exported),
        "messages": [_message_json(one, one.id in exported.active) for one in exported.messages],
    }


def one_chat(exported: ExportedChat) -> bytes:
    """Return a file with what is in view of one chat, for people and programs to read."""
    path = exported.path
    in_view = replace(exported, messages=path, active=frozenset(message.id for message in path))
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
    folder = folder_of_json(value["folder"], tally) if "folder" in value else None
    chat = Chat(
        identity_of(value, "id"),
        limited_text(field_of(value, "title", str)),
        moment_of(value, "created_at"),
        moment_of(value, "updated_at"),
        limited_text(field_of(value, "role_text", str)),
        limited_text(field_of(value, "draft", str)),
        pinned=field_of(value, "pinned", bool),
        archived=field_of(value, "archived", bool),
        summary=limited_text(field_of(value, "summary", str)) if "summary" in value else "",
        summary_until=identity_of(value, "summary_until") if "summary_until" in value else "",
        folder_id=folder.id if folder is not None else "",
        tags=_tags(value),
    )
    messages: dict[str, ChatMessage] = {}
    active: dict[str | None, str] = {}
    for raw in field_of(value, "messages", list):
        tally.add_message()
        message, is_active = _message_of(raw)
        if message.id in messages:
            raise damaged("two messages have one id")
        if message.parent_id is not None and message.parent_id not in messages:
            raise damaged("a message follows none")
        messages[message.id] = message
        if is_active and active.setdefault(message.parent_id, message.id) != message.id:
            raise damaged("two versions are in view")
    return ExportedChat(chat, tuple(messages.values()), frozenset(active.values()), folder)


def _place_json(exported: ExportedChat) -> dict[str, Any]:
    """Return folder and tags; a chat that has none is written as before there were any."""
    tags = {"tags": [whole(tag) for tag in exported.chat.tags]} if exported.chat.tags else {}
    return tags if exported.folder is None else {**tags, "folder": folder_json(exported.folder)}


def _tags(raw: dict[str, Any]) -> tuple[str, ...]:
    tags = field_of(raw, "tags", list) if "tags" in raw else []
    if len(tags) > MOST_TAGS or not all(isinstance(tag, str) and len(tag) <= LONGEST_TAG for tag in tags):
        raise damaged("a tag is none, or too long, or one too many")
    return tags_of(tags)


def _message_json(message: ChatMessage, is_active: bool) -> dict[str, Any]:
    # What still streams is nobody's any more where it is read again.
    state = MessageState.INTERRUPTED if message.state is MessageState.STREAMING else message.state
    written: dict[str, Any] = {
        "id": message.id,
        "parent": message.parent_id,
        "active": is_active,
        "role": message.role.value,
        "text": whole(message.text),
        "created_at": written_moment(message.created_at),
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
    state = choice_of(raw, "state", {one.value: one for one in MessageState})
    message = ChatMessage(
        identity_of(raw, "id"),
        None if raw.get("parent") is None else identity_of(raw, "parent"),
        choice_of(raw, "role", {one.value: one for one in Role}),
        limited_text(field_of(raw, "text", str)),
        moment_of(raw, "created_at"),
        MessageState.INTERRUPTED if state is MessageState.STREAMING else state,
        _facts_of(field_of(raw, "facts", dict)) if "facts" in raw else None,
    )
    return message, field_of(raw, "active", bool)


def _facts_of(raw: dict[str, Any]) -> AnswerFacts:
    modes = {mode.value: mode for mode in ReasoningMode}
    return AnswerFacts(
        model=limited_text(field_of(raw, "model", str)),
        model_version=limited_text(field_of(raw, "model_version", str)),
        status=choice_of(raw, "status", {one.name: one for one in CompletionStatus}),
        usage=Usage(
            whole_number_of(raw, "input_tokens"),
            whole_number_of(raw, "completion_tokens"),
            whole_number_of(raw, "total_tokens"),
            whole_number_of(raw, "reasoning_tokens"),
        ),
        elapsed_s=number_of(raw, "elapsed_s"),
        request_id=limited_text(field_of(raw, "request_id", str)),
        error_code=limited_text(field_of(raw, "error_code", str)),
        role_text=limited_text(field_of(raw, "role_text", str)),
        options=CompletionOptions(
            field_of(raw, "stream", bool),
            None if raw.get("temperature") is None else number_of(raw, "temperature"),
            None if raw.get("max_tokens") is None else whole_number_of(raw, "max_tokens"),
            None if raw.get("reasoning") is None else choice_of(raw, "reasoning", modes),
        ),
        cost_roubles=None if raw.get("cost_roubles") is None else number_of(raw, "cost_roubles"),
    )
