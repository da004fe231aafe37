"""Mistakes of every sort planted into sound sentences: each must come out as one change of its kind."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from yagpt_desktop.domain.change import ChangeKind
from yagpt_desktop.text.changes import applied, compare
from yagpt_desktop.text.tokens import is_word, tokens

SENTENCES = [
    line
    for line in (Path(__file__).parents[1] / "data/russian/sentences.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
WORD = re.compile(r"\w+(?:-\w+)*")
LETTERS = "абвгдежзиклмнопрстуфхцчшщыьэюя"
VOCABULARY = sorted({word.lower() for line in SENTENCES for word in WORD.findall(line)})
TEXTS_PER_SORT = 250
WORDS_BETWEEN = 3

Planter = Callable[[random.Random, str], str | None]
"""Takes a word with what lies before the next one; returns both damaged, or None where it cannot be."""


def split(part: str) -> tuple[str, str]:
    word = WORD.match(part)
    assert word is not None
    return word.group(), part[word.end() :]


def swapped(rng: random.Random, part: str) -> str | None:
    word, rest = split(part)
    places = [
        at for at in range(1, len(word) - 1) if word[at] != word[at + 1] and word[at : at + 2].isalpha()
    ]
    if len(word) < 4 or not places:
        return None
    at = rng.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :] + rest


def letter_missing(rng: random.Random, part: str) -> str | None:
    word, rest = split(part)
    if len(word) < 4 or "-" in word:
        return None
    at = rng.randrange(1, len(word))
    return word[:at] + word[at + 1 :] + rest


def letter_added(rng: random.Random, part: str) -> str | None:
    word, rest = split(part)
    if len(word) < 3:
        return None
    at = rng.randrange(1, len(word))
    return word[:at] + rng.choice(LETTERS) + word[at:] + rest


def letter_replaced(rng: random.Random, part: str) -> str | None:
    word, rest = split(part)
    if len(word) < 4 or "-" in word:
        return None
    at = rng.randrange(1, len(word))
    if word[at] == "ё":
        return None
    return word[:at] + rng.choice(LETTERS.replace(word[at], "")) + word[at + 1 :] + rest


def case_changed(_rng: random.Random, part: str) -> str | None:
    return part[0].swapcase() + part[1:]


def comma_added(_rng: random.Random, part: str) -> str | None:
    word, rest = split(part)
    return f"{word},{rest}" if rest == " " else None


def comma_dropped(_rng: random.Random, part: str) -> str | None:
    word, rest = split(part)
    return f"{word} " if rest == ", " else None


def words_joined(_rng: random.Random, part: str) -> str | None:
    word, rest = split(part)
    return word if rest == " " else None


def word_split(rng: random.Random, part: str) -> str | None:
    word, rest = split(part)
    if len(word) < 5 or "-" in word:
        return None
    at = rng.randrange(2, len(word) - 1)
    return f"{word[:at]} {word[at:]}{rest}"


def hyphen_dropped(rng: random.Random, part: str) -> str | None:
    word, rest = split(part)
    return word.replace("-", rng.choice(("", " ", " - ")), 1) + rest if "-" in word else None


def hyphen_added(_rng: random.Random, part: str) -> str | None:
    word, rest = split(part)
    return f"{word}-" if rest == " " and "-" not in word else None


def word_replaced(rng: random.Random, part: str) -> str | None:
    word, rest = split(part)
    if len(word) < 3:
        return None
    other = rng.choice([one for one in VOCABULARY if one[:2] != word[:2].lower() and one[-1:] != word[-1:]])
    return (other.capitalize() if word[0].isupper() else other) + rest


def yo_dropped(_rng: random.Random, part: str) -> str | None:
    damaged = part.replace("ё", "е").replace("Ё", "Е")
    return damaged if damaged != part else None


def word_doubled(_rng: random.Random, part: str) -> str | None:
    word, rest = split(part)
    return f"{word} {word.lower()}{rest}"


def blank_doubled(_rng: random.Random, part: str) -> str | None:
    return part.replace(" ", "  ") if " " in part else None


def blank_before_sign(_rng: random.Random, part: str) -> str | None:
    word, rest = split(part)
    return f"{word} {rest}" if rest[:1] and rest[0] in ",:." else None


def blank_on_wrong_side(_rng: random.Random, part: str) -> str | None:
    word, rest = split(part)
    return f"{word} ," if rest == ", " else None


def dash_for_colon(_rng: random.Random, part: str) -> str | None:
    word, rest = split(part)
    return f"{word} —{rest[1:]}" if rest[:1] == ":" else None


SORTS: dict[str, tuple[Planter, ChangeKind]] = {
    "letters swapped": (swapped, ChangeKind.SPELLING),
    "letter missing": (letter_missing, ChangeKind.SPELLING),
    "letter added": (letter_added, ChangeKind.SPELLING),
    "letter replaced": (letter_replaced, ChangeKind.SPELLING),
    "case": (case_changed, ChangeKind.CASE),
    "comma added": (comma_added, ChangeKind.PUNCTUATION),
    "comma dropped": (comma_dropped, ChangeKind.PUNCTUATION),
    "dash for colon": (dash_for_colon, ChangeKind.PUNCTUATION),
    "words joined": (words_joined, ChangeKind.SPELLING),
    "word split": (word_split, ChangeKind.SPELLING),
    "hyphen dropped": (hyphen_dropped, ChangeKind.SPELLING),
    "hyphen added": (hyphen_added, ChangeKind.SPELLING),
    "wrong word": (word_replaced, ChangeKind.WORD),
    "ё": (yo_dropped, ChangeKind.YO),
    "doubled word": (word_doubled, ChangeKind.WORD),
    "blank doubled": (blank_doubled, ChangeKind.TYPOGRAPHY),
    "blank before a sign": (blank_before_sign, ChangeKind.TYPOGRAPHY),
    "blank on the wrong side": (blank_on_wrong_side, ChangeKind.TYPOGRAPHY),
}


def planted(rng: random.Random, planter: Planter, text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with mistakes some words apart, and where they are."""
    starts = [match.start() for match in WORD.finditer(text)]
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    damaged = text[: starts[0]]
    places: list[tuple[int, int]] = []
    since = WORDS_BETWEEN
    for part in parts:
        worse = planter(rng, part) if since >= WORDS_BETWEEN and rng.random() < 0.7 else None
        if worse is not None and worse != part:
            places.append((len(damaged), len(damaged) + len(worse)))
            since = 0
        else:
            worse = part
            since += 1
        damaged += worse
    return damaged, places


@pytest.fixture(params=SORTS)
def sort(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def report(sort: str, *, seed: int = 6) -> Counter[str]:
    planter, kind = SORTS[sort]
    rng = random.Random(f"{sort}{seed}")
    found: Counter[str] = Counter()
    while found["texts"] < TEXTS_PER_SORT:
        text = rng.choice((" ", "\n", "\n\n")).join(rng.sample(SENTENCES, rng.randint(2, 4)))
        damaged, places = planted(rng, planter, text)
        if not places:
            continue
        comparison = compare(damaged, text)
        assert applied(comparison) == text
        assert applied(comparison, range(len(comparison.changes))) == damaged
        found["texts"] += 1
        found["planted"] += len(places)
        found["cut"] += sum(cuts_a_word(damaged, one.start, one.end) for one in comparison.changes)
        for start, end in places:
            met = [one for one in comparison.changes if one.start <= end and one.end >= start]
            found["one"] += len(met) == 1
            if len(met) == 1:
                found["kind"] += met[0].kind is kind
                found["told"] += 1
        found["too many"] += max(0, len(comparison.changes) - len(places))
    return found


def cuts_a_word(text: str, start: int, end: int) -> bool:
    at = 0
    for token in tokens(text):
        inner = range(at + 1, at + len(token))
        if is_word(token) and (start in inner or end in inner):
            return True
        at += len(token)
    return False


def test_a_planted_mistake_is_one_change_of_its_kind(sort: str) -> None:
    found = report(sort)
    figures = dict(found)
    print(
        f"{sort:24} planted {found['planted']:5}  one change {found['one'] / found['planted']:7.2%}  "
        f"kind {found['kind'] / found['told']:7.2%}  cuts {found['cut']}  extra {found['too many']}"
    )
    least = 0.97 if sort == "doubled word" else 0.99
    assert found["one"] >= least * found["planted"], figures
    assert found["kind"] >= 0.98 * found["told"], figures
    assert not found["cut"], figures
