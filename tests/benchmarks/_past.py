"""A long past, made up from a seed: chats that a person might have had in years of daily use."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Final

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage
from yagpt_desktop.domain.completion import CompletionOptions, CompletionStatus, Role, Usage
from yagpt_desktop.storage.history.chats import SqliteChatStore
from yagpt_desktop.storage.history.database import open_database

SEED: Final = 20_261_123
BEGAN: Final = datetime(2024, 11, 1, 9, tzinfo=UTC)
LONGEST_CHAT: Final = 2000

_HEADS = [
    "пра",
    "ло",
    "ко",
    "ре",
    "мо",
    "сто",
    "ви",
    "на",
    "те",
    "гру",
    "бла",
    "кро",
    "ду",
    "ша",
    "ве",
    "зна",
    "пе",
    "тра",
    "сло",
    "до",
]
_TAILS = ["ва", "ти", "ро", "не", "лу", "га", "ми", "со", "де", "ру", "жа", "ки", "по", "бе", "ли"]
_ENDS = ["т", "к", "н", "с", "ль", "ст", "р", "в"]
_FORMS = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")
_ENGLISH = [
    "python",
    "list",
    "server",
    "index",
    "update",
    "return",
    "value",
    "class",
    "table",
    "query",
    "error",
    "commit",
    "branch",
]
COMMON: Final = ("договор", "также", "можно", "пример")
RARE: Final = "антикварный"
_RARE_EVERY: Final = 9973


class Words:
    """Words that come about as often as in a language: a few all the time, most hardly ever."""

    def __init__(self, chance: random.Random, stems: int = 4000) -> None:
        self._chance = chance
        made = {
            chance.choice(_HEADS)
            + "".join(chance.choices(_TAILS, k=chance.randint(0, 2)))
            + chance.choice(_ENDS)
            for _ in range(stems)
        }
        self.stems = [*COMMON, *sorted(made), *_ENGLISH]
        self._weights = list(accumulate(1 / (rank + 8) for rank in range(len(self.stems))))

    def text(self, count: int) -> str:
        """Return so many words, with signs between them as people set them."""
        chosen = self._chance.choices(self.stems, cum_weights=self._weights, k=count)
        forms = self._chance.choices(_FORMS, k=count)
        words = [word if word.isascii() else word + form for word, form in zip(chosen, forms, strict=True)]
        return " ".join(
            f"{word.capitalize()}" if at % 11 == 0 else f"{word}." if at % 11 == 10 else word
            for at, word in enumerate(words)
        )


def sizes_of(messages: int, chance: random.Random) -> list[int]:
    """Return how long each chat is: most are short, a few very long; the first is the longest."""
    sizes = [min(LONGEST_CHAT, messages)]
    left = messages - sizes[0]
    while left > 0:
        size = min(left, max(2, round(chance.paretovariate(1.1) * 12)), LONGEST_CHAT)
        sizes.append(size)
        left -= size
    return sizes


def make_past(file: Path, messages: int) -> Sequence[str]:
    """Write a history of so many messages; return the chats' ids.  100,000 take about a minute."""
    chance = random.Random(SEED)
    words = Words(chance)
    sizes = sizes_of(messages, chance)
    step = timedelta(days=730) / max(messages, 1)
    database = open_database(file)
    store = SqliteChatStore(database)
    number = 0
    # It is made once and thrown away: a commit that reaches the disk is measured elsewhere.
    database.connection.pragma("synchronous", "OFF")
    try:
        for at, size in enumerate(sizes):
            when = BEGAN + step * number
            store.save_chat(Chat(f"chat-{at}", words.text(5), when, when, role_text=words.text(20)))
            parent = None
            for place in range(size):
                number += 1
                message = _message(place, parent, BEGAN + step * number, words, chance)
                if number % _RARE_EVERY == 1:
                    message = replace(message, text=f"{message.text} {RARE}")
                store.add_message(f"chat-{at}", message)
                parent = message.id
    finally:
        database.close()
    return [f"chat-{at}" for at in range(len(sizes))]


def make_archive(messages: int) -> list[ExportedChat]:
    """Return chats of so many messages, of another past than that of :func:`make_past`."""
    chance = random.Random(SEED + 1)
    words = Words(chance)
    chats = []
    for at, size in enumerate(sizes_of(messages, chance)):
        when = BEGAN + timedelta(minutes=at)
        path: list[ChatMessage] = []
        for place in range(size):
            parent = path[-1].id if path else None
            path.append(_message(place, parent, when + timedelta(seconds=place), words, chance))
        chat = Chat(f"came-{at}", words.text(5), when, when, role_text=words.text(20))
        chats.append(ExportedChat(chat, tuple(path), frozenset(one.id for one in path)))
    return chats


def _message(
    place: int, parent: str | None, when: datetime, words: Words, chance: random.Random
) -> ChatMessage:
    if place % 2 == 0:
        return ChatMessage(f"m{place}", parent, Role.USER, words.text(chance.randint(5, 30)), when)
    facts = AnswerFacts(
        model="yandexgpt/latest",
        status=CompletionStatus.FINAL,
        usage=Usage(120, 300, 420, 0),
        elapsed_s=3.5,
        options=CompletionOptions(temperature=0.3),
    )
    count = min(900, round(chance.paretovariate(1.3) * 45))
    return ChatMessage(f"m{place}", parent, Role.ASSISTANT, words.text(count), when, facts=facts)
