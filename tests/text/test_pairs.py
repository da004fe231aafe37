from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.text.pairs import SentencePair, pair_at, paired

RUSSIAN = (
    "Он пришёл домой. Было поздно, и все спали. Кошка сидела у двери. Он накормил её и лёг.\n\n"
    "Утром 25 мая он ушёл. Больше его не видели."
)
ENGLISH = (
    "He came home. It was late. Everybody was asleep. The cat was sitting by the door. "
    "He fed her and went to bed.\n\n"
    "On the morning of May 25 he left. Nobody saw him again."
)
TEXTS = st.lists(
    st.sampled_from(["Раз. ", "Два слова тут. ", "\n\n", "Long one here, indeed. ", "3", "\r\n", "x", "!"])
).map("".join)


def shown(pairs: tuple[SentencePair, ...], source: str, target: str) -> list[tuple[str, str]]:
    return [(pair.source.of(source).strip(), pair.target.of(target).strip()) for pair in pairs]


def test_sentences_find_each_other_one_to_one_and_one_to_two() -> None:
    assert shown(paired(RUSSIAN, ENGLISH, ("ru", "en")), RUSSIAN, ENGLISH) == [
        ("Он пришёл домой.", "He came home."),
        ("Было поздно, и все спали.", "It was late. Everybody was asleep."),
        ("Кошка сидела у двери.", "The cat was sitting by the door."),
        ("Он накормил её и лёг.", "He fed her and went to bed."),
        ("Утром 25 мая он ушёл.", "On the morning of May 25 he left."),
        ("Больше его не видели.", "Nobody saw him again."),
    ]


def test_two_sentences_may_become_one() -> None:
    target = ENGLISH.replace("late. Everybody", "late, everybody").replace("home. It", "home, and it")
    pairs = shown(paired(RUSSIAN, target), RUSSIAN, target)
    assert pairs[0] == (
        "Он пришёл домой. Было поздно, и все спали.",
        "He came home, and it was late, everybody was asleep.",
    )


def test_a_dropped_paragraph_stands_for_nothing() -> None:
    source = (
        "Короткий.\n\nЭто довольно длинный абзац, в котором много слов и ещё немного, чтобы "
        "его не спутать.\n\nКонец 7."
    )
    target = "Short.\n\nThe end 7."
    assert ("Короткий.", "Short.") in shown(paired(source, target), source, target)
    assert ("Конец 7.", "The end 7.") in shown(paired(source, target), source, target)


def test_while_it_streams_only_what_is_reached_is_paired() -> None:
    pairs = paired(RUSSIAN, ENGLISH[:20], is_whole=False)
    assert shown(pairs, RUSSIAN, ENGLISH[:20]) == [
        ("Он пришёл домой.", "He came home."),
        ("Было поздно, и все спали.", "It was"),
    ]


def test_finished_paragraphs_pair_the_same_while_it_streams_and_after() -> None:
    end = ENGLISH.index("Nobody")
    whole, partial = paired(RUSSIAN, ENGLISH), paired(RUSSIAN, ENGLISH[:end], is_whole=False)
    assert partial[:4] == whole[:4]


def test_a_place_finds_its_pair_on_either_side() -> None:
    pairs = paired(RUSSIAN, ENGLISH)
    assert pair_at(pairs, RUSSIAN.index("Кошка") + 2) == pair_at(
        pairs, ENGLISH.index("The cat") + 9, in_target=True
    )
    assert pair_at(pairs, len(RUSSIAN)) is None


def test_nothing_has_no_pairs() -> None:
    assert paired("", "x") == paired("x", "") == ()


def test_a_thousand_sentences_are_fast_and_right() -> None:
    dice = random.Random(6)
    source = [("Слово " * dice.randint(2, 30)).strip() + ". " for _ in range(1_000)]
    target = ["W" + "ord n" * dice.randint(max(1, len(one) // 7), len(one) // 5 + 1) + ". " for one in source]
    begun = time.perf_counter()
    pairs = paired("".join(source), "".join(target), ("ru", "en"))
    assert time.perf_counter() - begun < 5
    right = zip(pairs, source, target, strict=False)
    assert (
        sum(
            pair.source.of("".join(source)) == one and pair.target.of("".join(target)) == other
            for pair, one, other in right
        )
        > 950
    )


@given(TEXTS, TEXTS)
def test_pairs_cover_both_sides_in_order(source: str, target: str) -> None:
    pairs = paired(source, target)
    if pairs:
        assert "".join(pair.source.of(source) for pair in pairs) == source
        assert "".join(pair.target.of(target) for pair in pairs) == target


@given(TEXTS, TEXTS)
def test_of_a_stream_all_that_came_is_covered_and_a_beginning_of_the_source(source: str, target: str) -> None:
    pairs = paired(source, target, is_whole=False)
    assert "".join(pair.target.of(target) for pair in pairs) == (target if pairs else "")
    assert source.startswith("".join(pair.source.of(source) for pair in pairs))
