"""Writes to a history until it is killed, and says on standard output what was acknowledged."""

from __future__ import annotations

import json
import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.storage.history import database, migration
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History

LATER_STEP: Final = """
    CREATE TABLE later (id INTEGER PRIMARY KEY, length INTEGER NOT NULL) STRICT;
    INSERT INTO later SELECT id, length(text) FROM message;
    UPDATE message SET text = text || '' WHERE id % 2;
"""
"""What an update of the program might do to a history."""

WORDS: Final = [
    "сколько",
    "стоит",
    "договор",
    "аренды",
    "помещения",
    "в",
    "центре",
    "города",
    "и",
    "когда",
    "его",
    "можно",
    "подписать",
]


class Clock:
    """Goes so fast that every copy is due."""

    def __init__(self) -> None:
        self._now = datetime.now(UTC)

    def __call__(self) -> datetime:
        """Return a time half an hour after the last one."""
        self._now += timedelta(minutes=31)
        return self._now


def update_program() -> None:
    """From here on this process is the program's next version."""
    known = migration.steps()
    for module in (migration, database):
        module.steps = lambda: (*known, LATER_STEP)  # type: ignore[attr-defined]


def open_history(profile: Path, *, in_haste: bool = True) -> History:
    """Return the history of a profile; ``in_haste`` makes copies all the time."""
    copies = profile / "backups"
    copies.mkdir(exist_ok=True)
    clock = Clock() if in_haste else lambda: datetime.now(UTC)
    return History(profile / "history.db", Backups(lambda: copies, clock))


class Acknowledging:
    """A store that says of each write that it is done, when it is done."""

    def __init__(self, history: History, output: int = 1) -> None:
        self._history = history
        self._output = output

    def __getattr__(self, name: str) -> Any:
        return getattr(self._history, name)

    def save_chat(self, chat: Chat) -> None:
        """Save and say so."""
        self._history.save_chat(chat)
        self.say("draft", chat.id, chat.draft)

    def add_message(self, chat_id: str, message: ChatMessage) -> ChatMessage:
        """Add and say so."""
        added = self._history.add_message(chat_id, message)
        self.say("message", message.id, message.text)
        return added

    def update_message(self, chat_id: str, message: ChatMessage) -> None:
        """Change and say so."""
        self._history.update_message(chat_id, message)
        self.say("message", message.id, message.text)

    def say(self, *what: object) -> None:
        """Write a line; whoever reads it has it even if this process ends now."""
        os.write(self._output, (json.dumps(what) + "\n").encode())


def write_for_ever(profile: Path, seed: int, output: int) -> None:
    """Ask, stream, edit, copy, close, open, update: whatever a person's day brings, without a pause."""
    chance = random.Random(seed)
    while True:
        history = open_history(profile)
        store = Acknowledging(history, output)
        store.say("ready")
        for turn in range(chance.randrange(2, 12)):
            _one_turn(store, chance, f"{seed}-{os.getpid()}-{turn}-{chance.random()}")
            if chance.random() < 0.2:
                history.back_up()
        history.close()
        store.say("closed")


def _one_turn(store: Acknowledging, chance: random.Random, name: str) -> None:
    now = datetime.now(UTC)
    chats = store.chats()
    chat = chance.choice(chats) if chats and chance.random() < 0.8 else Chat(name[:60], "Чат", now, now)
    draft = " ".join(chance.choices(WORDS, k=5))
    for end in range(0, len(draft), 9):
        store.save_chat(Chat(chat.id, chat.title, now, now, draft=draft[:end]))
    path = store.messages(chat.id)
    parent = path[-1].id if path and chance.random() < 0.8 else None
    question = ChatMessage(f"q{name}", parent, Role.USER, draft * 3, now)
    store.add_message(chat.id, question)
    answer = ChatMessage(
        f"a{name}", question.id, Role.ASSISTANT, "", now, MessageState.STREAMING, AnswerFacts()
    )
    store.add_message(chat.id, answer)
    text = ""
    for _ in range(chance.randrange(1, 8)):
        text += " ".join(chance.choices(WORDS, k=chance.randrange(5, 200))) + " "
        state = MessageState.STREAMING if chance.random() < 0.8 else MessageState.COMPLETE
        answer = ChatMessage(answer.id, question.id, Role.ASSISTANT, text, now, state, AnswerFacts())
        store.update_message(chat.id, answer)
