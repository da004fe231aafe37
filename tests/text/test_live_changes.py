from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yagpt_desktop.text import live_changes
from yagpt_desktop.text.changes import LiveComparison, applied, compare

SENTENCES = [
    line
    for line in (Path(__file__).parents[1] / "data/russian/sentences.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
PIECES = ["слово", "другое", "а", " ", " ", ",", "\n", "\n\n", "\r\n", "👨‍👩‍👧", "и\u0306", "ещё", "\u2028"]


def spoilt(rng: random.Random, text: str, share: float = 0.15) -> str:
    """Swap the first letters of some words."""
    words = text.split(" ")
    return " ".join(
        word[1] + word[0] + word[2:] if len(word) > 3 and rng.random() < share else word for word in words
    )


def a_text(rng: random.Random, paragraphs: int) -> str:
    return "\n\n".join(" ".join(rng.sample(SENTENCES, rng.randint(1, 4))) for _ in range(paragraphs))


def is_sound(original: str, live: LiveComparison, partial: str) -> int:
    comparison = live.update(partial)
    everything = range(len(comparison.changes))
    assert comparison.original == original
    assert applied(comparison) == comparison.corrected
    assert applied(comparison, everything) == original
    assert comparison.corrected.endswith(original[comparison.reached :])
    end = -1
    for change in comparison.changes:
        assert change.start > end
        assert change.end <= comparison.reached
        end = change.end
    return comparison.reached


@settings(max_examples=700)
@given(
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.lists(st.integers(0, 60), max_size=8),
)
def test_every_partial_of_whatever_gives_a_sound_comparison(original, corrected, lengths) -> None:
    live = LiveComparison(original)
    for length in lengths:
        is_sound(original, live, corrected[:length])
    assert live.finish(corrected) == compare(original, corrected)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_not_reached_is_never_removed(seed: int) -> None:
    rng = random.Random(seed)
    corrected = a_text(rng, 6)
    original = spoilt(rng, corrected)
    live = LiveComparison(original)
    whole = {(one.start, one.end, one.after) for one in compare(original, corrected).changes}
    reached = 0
    for length in range(0, len(corrected) + 1, rng.randint(3, 40)):
        now = is_sound(original, live, corrected[:length])
        assert now >= reached
        assert now >= length - 100
        assert {(one.start, one.end, one.after) for one in live.update(corrected[:length]).changes} <= whole
        reached = now
    assert live.finish(corrected) == compare(original, corrected)


def test_the_official_sample_arrives_word_by_word() -> None:
    original = "Ашипки саме сибя ни исрпвят"
    live = LiveComparison(original)
    seen = []
    for partial in ("Оши", "Ошибки сам", "Ошибки сами себя не", "Ошибки сами себя не исправят."):
        comparison = live.update(partial)
        seen.append((len(comparison.changes), comparison.corrected))
    assert seen == [
        (0, original),
        (1, "Ошибки саме сибя ни исрпвят"),
        (3, "Ошибки сами себя ни исрпвят"),
        (4, "Ошибки сами себя не исрпвят"),
    ]
    assert len(live.finish("Ошибки сами себя не исправят.").changes) == 5


def test_a_partial_may_take_back_what_it_said() -> None:
    rng = random.Random(5)
    corrected = a_text(rng, 8)
    original = spoilt(rng, corrected)
    live = LiveComparison(original)
    is_sound(original, live, corrected[:700])
    revised = corrected[:150] + "Иначе сказано. " + corrected[150:]
    for length in (400, 100, 900, len(revised)):
        is_sound(original, live, revised[:length])
        fresh = LiveComparison(original).update(revised[:length])
        assert live.update(revised[:length]).corrected == fresh.corrected
    assert live.finish(revised) == compare(original, revised)


@pytest.mark.parametrize("paragraphs", [1, 40])
def test_a_finished_paragraph_is_compared_once(monkeypatch, paragraphs: int) -> None:
    rng = random.Random(9)
    corrected = "\n".join(" ".join(rng.sample(SENTENCES, 8)) for _ in range(paragraphs))
    original = spoilt(rng, corrected)
    compared: list[int] = []
    inner = live_changes.block_changes

    def counting(one: str, other: str):
        compared.append(len(one))
        return inner(one, other)

    monkeypatch.setattr(live_changes, "block_changes", counting)
    live = LiveComparison(original)
    for length in range(0, len(corrected), 25):
        live.update(corrected[:length])
    assert len(compared) <= paragraphs
    assert sum(compared) <= len(original)


def test_one_long_paragraph_costs_the_same_at_its_end_as_at_its_start() -> None:
    rng = random.Random(4)
    corrected = " ".join(rng.choice(SENTENCES) for _ in range(700))
    original = spoilt(rng, corrected)
    live = LiveComparison(original)
    costs = []
    for length in range(0, len(corrected), 400):
        start = time.thread_time()
        live.update(corrected[:length])
        costs.append(time.thread_time() - start)
    third = len(costs) // 3
    assert sum(costs[-third:]) < 4 * sum(costs[:third]) + 0.5


def test_a_text_that_has_nothing_to_do_with_the_original_stays_cheap() -> None:
    rng = random.Random(3)
    original = a_text(rng, 60)
    other = "\n\n".join(f"Line {number} is about {number * 7} other things." for number in range(400))
    live = LiveComparison(original)
    start = time.thread_time()
    for length in range(0, len(other), 200):
        is_sound(original, live, other[:length])
    assert time.thread_time() - start < 20
    assert live.finish(other).corrected == other


def test_a_dropped_paragraph_is_told_as_soon_as_a_later_one_is_known_again() -> None:
    rng = random.Random(8)
    parts = a_text(rng, 6).split("\n\n")
    original = "\n\n".join(parts)
    live = LiveComparison(original)
    comparison = live.update("\n\n".join([parts[0], *parts[2:5]]))
    assert [(one.before, one.after) for one in comparison.changes] == [(f"{parts[1]}\n\n", "")]
