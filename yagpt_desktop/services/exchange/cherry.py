"""Cherry Studio's backups: ``data.json`` with its two stores, of which topics and messages are read.

``indexedDB.topics`` holds the messages, ``indexedDB.message_blocks`` what they say, and the titles stand in
a JSON text inside of a JSON text: ``localStorage["persist:cherry-studio"]``, ``assistants``.  Answers with
one ``askId`` are several models' answers to one question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from yagpt_desktop.domain.chat import MessageState
from yagpt_desktop.domain.completion import Role

from .foreign import ForeignChat, Note, dicts_in, moment, role_of, text_in
from .json_reading import nested_value

SOURCE: Final = "cherry-studio"

_STATE: Final = "persist:cherry-studio"
_BROKEN: Final = frozenset({"error", "paused", "processing", "pending", "searching", "sending"})
_PICTURE: Final = "🖼"


@dataclass(frozen=True, slots=True)
class _Head:
    """What the assistants' list says of a topic."""

    title: str
    role_text: str
    created_at: object
    updated_at: object
    pinned: bool


def is_cherry(value: object) -> bool:
    """Whether a value is one of its backups."""
    if not isinstance(value, dict) or not isinstance(value.get("indexedDB"), dict):
        return False
    return isinstance(value["indexedDB"].get("topics"), list)


def chats_in(value: dict[str, Any]) -> Iterator[ForeignChat]:
    """Yield the chats.

    Raises:
        ImportRefused: The texts inside of it are broken.
    """
    stores = value["indexedDB"]
    blocks = {text_in(one.get("id")): one for one in dicts_in(stores.get("message_blocks"))}
    heads = _heads(value.get("localStorage"))
    for topic in dicts_in(stores.get("topics")):
        key = text_in(topic.get("id"))
        notes, chosen = _notes(dicts_in(topic.get("messages")), blocks)
        if not notes:
            continue
        head = heads.get(key, _Head("", "", None, None, pinned=False))
        yield ForeignChat(
            SOURCE,
            key or notes[0].key,
            head.title,
            notes,
            chosen,
            head.role_text,
            moment(head.created_at),
            moment(head.updated_at),
            head.pinned,
        )


def _heads(storage: object) -> dict[str, _Head]:
    state = nested_value(storage.get(_STATE)) if isinstance(storage, dict) else None
    assistants = nested_value(state.get("assistants")) if isinstance(state, dict) else None
    heads = {}
    for assistant in dicts_in(assistants.get("assistants") if isinstance(assistants, dict) else None):
        for topic in dicts_in(assistant.get("topics")):
            heads[text_in(topic.get("id"))] = _Head(
                text_in(topic.get("name")),
                text_in(assistant.get("prompt")),
                topic.get("createdAt"),
                topic.get("updatedAt"),
                topic.get("pinned") is True,
            )
    return heads


def _notes(
    messages: list[dict[str, Any]], blocks: dict[str, dict[str, Any]]
) -> tuple[list[Note], frozenset[str]]:
    """Return the messages in a row, where several answers to one question stand side by side."""
    notes: list[Note] = []
    chosen: set[str] = set()
    parents: dict[str, str | None] = {}
    picked: dict[str, str] = {}
    last: str | None = None
    for message in messages:
        role, text = role_of(message.get("role")), _text(message, blocks)
        if role is None or not text.strip():
            continue
        key, asked = text_in(message.get("id")), text_in(message.get("askId"))
        is_answer_to = role is Role.ASSISTANT and asked in parents
        parent = asked if is_answer_to else last
        notes.append(_note(message, key, parent, role, text))
        parents[key] = parent
        is_chosen = message.get("foldSelected") is True or message.get("useful") is True
        if not is_answer_to or is_chosen or asked not in picked:
            chosen.discard(picked.get(asked, ""))
            chosen.add(key)
            last = key
        if is_answer_to and (is_chosen or asked not in picked):
            picked[asked] = key
    return notes, frozenset(chosen)


def _note(message: dict[str, Any], key: str, parent: str | None, role: Role, text: str) -> Note:
    model = message.get("model")
    name = text_in(model.get("name") or model.get("id")) if isinstance(model, dict) else ""
    is_broken = role is Role.ASSISTANT and text_in(message.get("status")) in _BROKEN
    return Note(
        key,
        parent,
        role,
        text,
        moment(message.get("createdAt")),
        (name or text_in(message.get("modelId"))) if role is Role.ASSISTANT else "",
        MessageState.INTERRUPTED if is_broken else MessageState.COMPLETE,
    )


def _text(message: dict[str, Any], blocks: dict[str, dict[str, Any]]) -> str:
    """Return what is said; older versions keep it in the message itself."""
    names = message.get("blocks")
    found = (
        [blocks[name] for name in names if isinstance(name, str) and name in blocks]
        if isinstance(names, list)
        else []
    )
    if not found:
        return text_in(message.get("content"))
    return "\n\n".join(filter(None, map(_block, found)))


def _block(block: dict[str, Any]) -> str:
    text = text_in(block.get("content"))
    match block.get("type"):
        case "main_text":
            return text
        case "code":
            return f"```{text_in(block.get('language'))}\n{text}\n```"
        case "image":
            return _PICTURE
    return ""
