"""What the benchmarks show: mixed Markdown, long chats, and input that means harm."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from yagpt_desktop.domain.chat import ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role

NOW = datetime(2026, 11, 22, tzinfo=UTC)
WORDS = [
    *("быть", "или", "не", "быть", "вот", "в", "чём", "вопрос", "достойно", "ль", "смиряться", "под"),
    *("ударами", "судьбы", "иль", "надо", "оказать", "сопротивленье", "и", "в", "смертной", "схватке"),
    *("с", "целым", "морем", "бед", "покончить", "умереть", "забыться", "the", "question", "😀"),
]


def sentence(chance: random.Random) -> str:
    """Return some words, one of them perhaps emphasised, and a full stop."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(6, 18))]
    if chance.random() < 0.4:
        spot = chance.randrange(len(words))
        words[spot] = chance.choice(("**{}**", "*{}*", "`{}`", "[{}](https://example.com)", "~~{}~~")).format(
            words[spot]
        )
    return " ".join(words).capitalize() + "."


def block(chance: random.Random) -> str:
    """Return a paragraph, heading, list, table, piece of code or quote."""
    kind = chance.random()
    if kind < 0.45:
        return " ".join(sentence(chance) for _ in range(chance.randint(2, 6)))
    if kind < 0.55:
        return f"{'#' * chance.randint(1, 4)} {sentence(chance)}"
    if kind < 0.75:
        mark = chance.choice(("- ", "1. "))
        return "\n".join(mark + sentence(chance) for _ in range(chance.randint(3, 7)))
    if kind < 0.85:
        rows = "\n".join(
            f"| {chance.choice(WORDS)} | {sentence(chance)[:40]} | {chance.randint(1, 9999)} |"
            for _ in range(chance.randint(3, 30))
        )
        return f"| Слово | Строка | Число |\n|---|:-:|--:|\n{rows}"
    if kind < 0.95:
        lines = "\n".join(
            f"    value_{i} = compute({i}, 'строка {i}')  # {chance.choice(WORDS)}"
            if i % 9
            else f"\ndef step_{i}(text: str) -> str:"
            for i in range(chance.randint(5, 70))
        )
        return f"```python\n{lines}\n```"
    return "\n".join("> " + sentence(chance) for _ in range(chance.randint(2, 5)))


def markdown(chars: int, seed: int = 1) -> str:
    """Return mixed Markdown of a length; the same for the same seed."""
    chance = random.Random(seed)
    parts: list[str] = []
    size = 0
    while size < chars:
        parts.append(block(chance))
        size += len(parts[-1]) + 2
    return "\n\n".join(parts)[:chars]


def partials(text: str, count: int) -> list[str]:
    """Return a text as it grows in equal steps, the whole as the last."""
    return [text[: len(text) * number // count] for number in range(1, count + 1)]


def answer(text: str, *, grows: bool = True, name: str = "answer") -> ChatMessage:
    """Return an answer, on its way or whole."""
    state = MessageState.STREAMING if grows else MessageState.COMPLETE
    return ChatMessage(name, None, Role.ASSISTANT, text, NOW, state)


def chat(count: int, chars: int) -> list[ChatMessage]:
    """Return a path of questions and answers; ``chars`` is the mean of all messages."""
    chance = random.Random(count)
    found: list[ChatMessage] = []
    for number in range(count):
        is_question = number % 2 == 0
        wanted = chance.randint(20, 120) if is_question else max(round(chance.gauss(2 * chars, chars)), 40)
        text = sentence(chance)[:wanted] if is_question else markdown(wanted, number)
        role = Role.USER if is_question else Role.ASSISTANT
        parent = found[-1].id if found else None
        found.append(ChatMessage(str(number), parent, role, text, NOW))
    return found


def ugly_inputs(share: float = 1.0) -> dict[str, str]:
    """Return texts that try to stall the window, by name; ``share`` makes them smaller."""

    def times(count: int) -> int:
        return max(round(count * share), 2)

    cells = "| " + " | ".join(["ячейка"] * 40) + " |\n"
    nested = "".join("> " * depth + "| a | b |\n" + "> " * depth + "|---|---|\n" for depth in range(1, 60))
    return {
        "one line of 1 MB": "слово " * times(170_000),
        "1 MB without a blank": "x" * times(1_000_000),
        "50,000 inline tags": "**a** *b* `c` ~~d~~ " * times(12_500),
        "50,000 openers that never close": "**a *b ~~c [d" * times(12_500),
        "50,000 HTML tags": "<b>a</b>" * times(25_000),
        "tables in quotes and lists": (nested + "- " * 40 + "| a |\n") * times(20),
        "a table of 40 columns": cells + "|" + "---|" * 40 + "\n" + cells * times(500),
        "quotes in quotes": ("> " * times(5000) + "a\n") * 10,
        "brackets in brackets": "[" * times(50_000) + "]" * times(50_000),
        "zalgo": ("з" + "\u0301\u0316\u0347\u0363" * 40) * times(2000),
        "bidi controls": ("\u202e\u2066слово\u2069 " * 40 + "\n") * times(1000),
        "lone surrogates": "\ud800\udfff a \udc00" * times(50_000),
        "fences by the thousand": "```\nx\n```\n" * times(10_000),
        "emoji joined without end": "👩\u200d" * times(100_000),
    }
