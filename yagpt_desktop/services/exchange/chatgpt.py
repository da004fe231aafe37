"""ChatGPT's ``conversations.json``: for each chat a mapping of nodes with their parents and children."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from yagpt_desktop.domain.chat import MessageState
from yagpt_desktop.domain.completion import Role

from .foreign import ForeignChat, Note, moment, path_to, role_of, text_in
from .limits import damaged

SOURCE: Final = "chatgpt"

_SAID: Final = frozenset({"text", "multimodal_text", "code"})
_PICTURE: Final = "🖼"


def is_chatgpt(value: object) -> bool:
    """Whether a value is one of its chats."""
    return isinstance(value, dict) and isinstance(value.get("mapping"), dict)


def chat_in(value: dict[str, Any]) -> ForeignChat | None:
    """Return one chat; None where nobody says anything in it.

    Raises:
        ImportRefused: Its nodes are no tree.
    """
    mapping = value["mapping"]
    nodes = {key: node for key, node in mapping.items() if isinstance(node, dict)}
    notes: list[Note] = []
    stands_for: dict[str, str | None] = {}
    parents: dict[str, str | None] = {}
    for key, parent in _walk(nodes):
        above = stands_for[parent] if parent is not None else None
        note = _note(key, above, nodes[key].get("message"))
        # What is not said is left out: what follows it follows the last thing that was.
        stands_for[key] = key if note is not None else above
        if note is not None:
            notes.append(note)
            parents[key] = above
    if not notes:
        return None
    current = value.get("current_node")
    leaf = stands_for.get(current) if isinstance(current, str) else None
    return ForeignChat(
        SOURCE,
        text_in(value.get("conversation_id")) or text_in(value.get("id")) or notes[0].key,
        text_in(value.get("title")),
        notes,
        path_to(leaf or notes[-1].key, parents),
        created_at=moment(value.get("create_time")),
        updated_at=moment(value.get("update_time")),
        pinned=value.get("is_starred") is True,
        archived=value.get("is_archived") is True,
    )


def _walk(nodes: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Yield keys with their parents, parents first, versions in their order."""
    children: dict[str | None, list[str]] = {}
    for key, node in nodes.items():
        parent = node.get("parent")
        is_known = isinstance(parent, str) and parent in nodes
        children.setdefault(parent if is_known else None, []).append(key)
    for key, node in nodes.items():
        listed = node.get("children")
        order = (
            {one: at for at, one in enumerate(listed) if isinstance(one, str)}
            if isinstance(listed, list)
            else {}
        )
        if key in children:
            children[key].sort(key=lambda one, order=order: order.get(one, len(order)))  # type: ignore[misc]
    waiting: list[tuple[str, str | None]] = [(key, None) for key in reversed(children.get(None, []))]
    count = 0
    while waiting:
        key, parent = waiting.pop()
        count += 1
        yield key, parent
        waiting.extend((child, key) for child in reversed(children.get(key, [])))
    if count != len(nodes):
        raise damaged("messages follow each other in a circle")


def _note(key: str, parent: str | None, message: object) -> Note | None:
    """Return what a node says; None for the machinery: system prompts, tools, thoughts."""
    if not isinstance(message, dict):
        return None
    author, metadata = message.get("author"), message.get("metadata")
    role = role_of(author.get("role")) if isinstance(author, dict) else None
    metadata = metadata if isinstance(metadata, dict) else {}
    is_aside = message.get("recipient") not in (None, "all") or metadata.get(
        "is_visually_hidden_from_conversation"
    )
    text = _text(message.get("content"))
    if role is None or is_aside or not text.strip():
        return None
    is_broken = role is Role.ASSISTANT and message.get("status") == "in_progress"
    return Note(
        key,
        parent,
        role,
        text,
        moment(message.get("create_time")),
        text_in(metadata.get("model_slug")) if role is Role.ASSISTANT else "",
        MessageState.INTERRUPTED if is_broken else MessageState.COMPLETE,
    )


def _text(content: object) -> str:
    if not isinstance(content, dict) or text_in(content.get("content_type")) not in _SAID:
        return ""
    if content.get("content_type") == "code":
        text = text_in(content.get("text"))
        return f"```\n{text}\n```" if text.strip() else ""
    parts = content.get("parts")
    return "\n\n".join(filter(None, map(_part, parts))) if isinstance(parts, list) else ""


def _part(part: object) -> str:
    if isinstance(part, str):
        return part
    if not isinstance(part, dict):
        return ""
    return text_in(part.get("text")) or (
        _PICTURE if part.get("content_type") == "image_asset_pointer" else ""
    )
