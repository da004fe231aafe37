"""Chatbox's backups: one JSON object with its whole storage, of which the sessions alone are read.

A session is a list of messages.  Where it forks, ``messageForksHash`` holds the other continuations of a
message; the list at ``position`` is the one that stands in the session itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from yagpt_desktop.domain.chat import MessageState
from yagpt_desktop.domain.completion import Role

from .foreign import ForeignChat, Note, chain, dicts_in, moment, role_of, text_in
from .limits import damaged

SOURCE: Final = "chatbox"

_LIST, _META, _ONE = "chat-sessions", "chat-sessions-list", "session:"
_MILLISECONDS: Final = 1000
_PICTURE: Final = "🖼"


def is_chatbox(value: object) -> bool:
    """Whether a value is one of its backups."""
    if not isinstance(value, dict):
        return False
    return isinstance(value.get(_LIST), list) or isinstance(value.get(_META), list) or any(_sessions(value))


def chats_in(value: dict[str, Any]) -> Iterator[ForeignChat]:
    """Yield the chats; earlier threads of a session are chats of their own.

    Raises:
        ImportRefused: The forks of a session are no tree.
    """
    for session in (*dicts_in(value.get(_LIST)), *_sessions(value)):
        name, key = text_in(session.get("name")), text_in(session.get("id"))
        forks = session.get("messageForksHash")
        yield from _chat(key, name, session, forks if isinstance(forks, dict) else {})
        for thread in dicts_in(session.get("threads")):
            title = text_in(thread.get("name")) or name
            yield from _chat(f"{key}\0{text_in(thread.get('id'))}", title, thread, {})


def _sessions(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (one for key, one in value.items() if key.startswith(_ONE) and isinstance(one, dict))


def _chat(key: str, title: str, holder: dict[str, Any], forks: dict[str, Any]) -> Iterator[ForeignChat]:
    messages = dicts_in(holder.get("messages"))
    role_text = "\n\n".join(filter(None, (_text(one) for one in messages if one.get("role") == "system")))
    main = chain(_notes(messages))
    branches = _branches(main, forks)
    notes = _in_order([*main, *branches])
    if notes:
        chosen = frozenset(note.key for note in main)
        is_pinned = holder.get("starred") is True
        yield ForeignChat(SOURCE, key or notes[0].key, title, notes, chosen, role_text, pinned=is_pinned)


def _branches(main: list[Note], forks: dict[str, Any]) -> list[Note]:
    """Return the continuations that are not in view, and those of their own messages."""
    found: list[Note] = []
    waiting = [note.key for note in main]
    done: set[str] = set()
    while waiting:
        key = waiting.pop()
        fork = forks.get(key)
        if key in done:
            raise damaged("two messages have one id")
        done.add(key)
        for branch in dicts_in(fork.get("lists")) if isinstance(fork, dict) else []:
            notes = chain(_notes(dicts_in(branch.get("messages"))), key)
            found += notes
            waiting += [note.key for note in notes]
    return found


def _in_order(notes: list[Note]) -> list[Note]:
    """Put parents first: a branch may hang on a branch that was found later."""
    children: dict[str | None, list[Note]] = {}
    for note in notes:
        children.setdefault(note.parent, []).append(note)
    ordered: list[Note] = []
    waiting = children.pop(None, [])[::-1]
    while waiting:
        note = waiting.pop()
        ordered.append(note)
        waiting += children.pop(note.key, [])[::-1]
    return ordered


def _notes(messages: list[dict[str, Any]]) -> list[Note]:
    notes = []
    for message in messages:
        role, text = role_of(message.get("role")), _text(message)
        if role is None or not text.strip():
            continue
        is_broken = bool(message.get("error")) or message.get("generating") is True
        notes.append(
            Note(
                text_in(message.get("id")),
                None,
                role,
                text,
                moment(message.get("timestamp"), per_second=_MILLISECONDS),
                text_in(message.get("model")) if role is Role.ASSISTANT else "",
                MessageState.INTERRUPTED if is_broken and role is Role.ASSISTANT else MessageState.COMPLETE,
            )
        )
    return notes


def _text(message: dict[str, Any]) -> str:
    """Return what is said; thoughts, tools' results and notices of the program are not."""
    parts = dicts_in(message.get("contentParts"))
    if not parts:
        return text_in(message.get("content"))
    said = []
    for part in parts:
        if part.get("type") == "text":
            said.append(text_in(part.get("text")))
        elif part.get("type") == "image":
            said.append(text_in(part.get("ocrResult")) or _PICTURE)
    return "\n\n".join(filter(None, said))
