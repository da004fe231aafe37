"""Other programs' chats as ours: the same file gives the same chats each time it is brought in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import CompletionStatus, Role
from yagpt_desktop.services.conversation import title_of

from .limits import Tally, damaged, limited

_ID_SIGNS: Final = 32
_LONGEST_TITLE: Final = 200
_LONGEST_NAME: Final = 200
_ROLES: Final = {"user": Role.USER, "assistant": Role.ASSISTANT}
_EARLIEST, _LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
_MOST_SECONDS: Final = (_LATEST - _EARLIEST).total_seconds()


@dataclass(frozen=True, slots=True)
class Note:
    """A message as another program keeps it.

    Attributes:
        key: Its name there, unique in its chat.
        parent: The key of what it follows; None for a first message.
        when: None where the other program does not say.
    """

    key: str
    parent: str | None
    role: Role
    text: str
    when: datetime | None = None
    model: str = ""
    state: MessageState = MessageState.COMPLETE


@dataclass(frozen=True, slots=True)
class ForeignChat:
    """A chat as another program keeps it.

    Attributes:
        source: The program; keys of two programs never meet.
        notes: Parents before what follows them.
        chosen: Keys that lie on the path in view; where none of several versions is, the last is taken.
    """

    source: str
    key: str
    title: str
    notes: Sequence[Note]
    chosen: frozenset[str] = frozenset()
    role_text: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    pinned: bool = False
    archived: bool = False


def exported(foreign: ForeignChat, tally: Tally, now: datetime) -> ExportedChat:
    """Return a chat of ours, counted.

    Raises:
        ImportRefused: Two messages have one key, a message follows none, or a limit is passed.
    """
    tally.add_chat()
    start = foreign.created_at or next((note.when for note in foreign.notes if note.when), None) or now
    messages: dict[str, ChatMessage] = {}
    for note in foreign.notes:
        tally.add_message()
        if note.key in messages:
            raise damaged("two messages have one id")
        if note.parent is not None and note.parent not in messages:
            raise damaged("a message follows none")
        messages[note.key] = _message(foreign, note, messages, start)
    first = next((one.text for one in messages.values() if one.role is Role.USER), "")
    newest = max([start, *(one.created_at for one in messages.values())])
    chat = Chat(
        _id(foreign.source, foreign.key),
        " ".join(limited(foreign.title).split())[:_LONGEST_TITLE] or title_of(first),
        start,
        foreign.updated_at or newest,
        role_text=limited(foreign.role_text),
        pinned=foreign.pinned,
        archived=foreign.archived,
    )
    return ExportedChat(chat, tuple(messages.values()), _active(foreign, messages))


def _message(
    foreign: ForeignChat, note: Note, before: dict[str, ChatMessage], start: datetime
) -> ChatMessage:
    parent = before[note.parent] if note.parent is not None else None
    facts = None
    if note.role is Role.ASSISTANT:
        facts = AnswerFacts(model=limited(note.model)[:_LONGEST_NAME], status=CompletionStatus.FINAL)
    return ChatMessage(
        _id(foreign.source, foreign.key, note.key),
        parent.id if parent is not None else None,
        note.role,
        limited(note.text),
        note.when or (parent.created_at if parent is not None else start),
        note.state,
        facts,
    )


def _active(foreign: ForeignChat, messages: dict[str, ChatMessage]) -> frozenset[str]:
    active: dict[str | None, str] = {}
    settled: set[str | None] = set()
    for note in foreign.notes:
        if note.parent in settled:
            continue
        active[note.parent] = messages[note.key].id
        if note.key in foreign.chosen:
            settled.add(note.parent)
    return frozenset(active.values())


def path_to(leaf: str | None, parents: dict[str, str | None]) -> frozenset[str]:
    """Return the keys from a message up to its first; nothing where there is no such message."""
    path: set[str] = set()
    while leaf is not None and leaf in parents and leaf not in path:
        path.add(leaf)
        leaf = parents[leaf]
    return frozenset(path)


def chain(notes: Sequence[Note], parent: str | None = None) -> list[Note]:
    """Return messages each of which follows the one before."""
    linked = []
    for note in notes:
        linked.append(Note(note.key, parent, note.role, note.text, note.when, note.model, note.state))
        parent = note.key
    return linked


def _id(*parts: str) -> str:
    named = "\0".join(parts).encode(errors="replace")
    return hashlib.sha256(named).hexdigest()[:_ID_SIGNS]


def role_of(name: object) -> Role | None:
    """Return whose message it is; None where it is neither the person's nor the model's."""
    return _ROLES.get(name) if isinstance(name, str) else None


def moment(value: object, *, per_second: int = 1) -> datetime | None:
    """Return the time of seconds (or parts of them) since 1970, or of an ISO text; None where it is none."""
    if isinstance(value, str):
        return _iso(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    seconds = value / per_second if abs(value) < per_second * _MOST_SECONDS else 0
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < _MOST_SECONDS else None


def _iso(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        found = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return found if _EARLIEST < found < _LATEST else None


def text_in(value: object) -> str:
    """Return a text, or "" for anything else."""
    return value if isinstance(value, str) else ""


def dicts_in(value: object) -> list[dict[str, Any]]:
    """Return the objects of a list, without what is none."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
