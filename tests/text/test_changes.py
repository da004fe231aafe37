from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yagpt_desktop.domain.change import Change, ChangeKind
from yagpt_desktop.text.changes import ChangeReason, applied, compare, comparing, reasons_of
from yagpt_desktop.text.tokens import tokens

PIECES = [
    *(
        "слово",
        "Слово",
        "слова",
        "кое-что",
        "ещё",
        "еще",
        "in",
        "d'Artagnan",
        "не",
        "ни",
        "10",
        "шалом שלום",
        "العربية",
    ),
    *(" ", "  ", "\u00a0", "\t", "\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\v"),
    *(",", ".", "…", "...", "-", "—", "«", "»", '"', "_", "'", "\u00ad", "\u200b", "\u200d", "\u200f"),
    *(
        "👨‍👩‍👧",
        "👍🏽",
        "🇷🇺",
        "🇷",
        "1️⃣",
        "и\u0306",
        "\u0301",
        "क्षि",
        "각",
        "ᄀ",
        "\ud83d",
        "\udc4d",
        "é",
        "e\u0301",
    ),
]
texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
any_text = st.one_of(texts, st.text(st.characters(), max_size=30))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A text and what became of it by a few edits."""
    pieces = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
    other = list(pieces)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(other)))
        other[at : at + draw(st.integers(0, 3))] = draw(st.lists(st.sampled_from(PIECES), max_size=3))
    return "".join(pieces), "".join(other)


pairs = st.one_of(edited(), st.tuples(any_text, any_text))


def pairs_of(before: str, after: str) -> list[tuple[str, str]]:
    return [(change.before, change.after) for change in compare(before, after).changes]


def only(before: str, after: str) -> Change:
    (change,) = compare(before, after).changes
    return change


def borders(text: str) -> set[int]:
    at = 0
    found = {0}
    for token in tokens(text):
        at += len(token)
        found.add(at)
    return found


@settings(max_examples=3000)
@given(pairs, st.randoms(use_true_random=False))
@example(("а\r\nб", "а\nб"), None)
@example(("а\rб", "а\r\nб"), None)
@example(("", "а"), None)
@example(("а\n\n", "а"), None)
def test_all_accepted_is_the_corrected_text_and_none_the_original(pair, rng) -> None:
    original, corrected = pair
    comparison = compare(original, corrected)
    changes = comparison.changes
    everything = range(len(changes))
    assert applied(comparison) == corrected == comparison.corrected
    assert applied(comparison, everything) == original == comparison.original
    assert comparison.reached == len(original)
    a_borders, b_borders = borders(original), borders(corrected)
    end = after_end = -1
    for change in changes:
        assert change.start > end
        assert change.after_start > after_end
        assert original[change.start : change.end] == change.before
        assert corrected[change.after_start : change.after_end] == change.after
        assert change.before != change.after
        assert {change.start, change.end} <= a_borders
        assert {change.after_start, change.after_end} <= b_borders
        assert change.kind is not ChangeKind.OWN
        assert 1 <= len(reasons_of(change, original)) <= 3
        end, after_end = change.end, change.after_end
    left = {index for index in everything if rng and rng.random() < 0.5}
    expected, done = "", 0
    for index, change in enumerate(changes):
        expected += original[done : change.start] + (change.before if index in left else change.after)
        done = change.end
    assert applied(comparison, left) == expected + original[done:]


@settings(max_examples=1000)
@given(any_text)
def test_tokens_are_the_text_and_end_at_graphemes(text: str) -> None:
    parts = tokens(text)
    assert "".join(parts) == text
    for before, part in pairwise(parts):
        is_mark = unicodedata.category(part[0]).startswith("M")
        assert not is_mark or before[-1] in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
        assert not (before == "\r" and part == "\n")
        assert not ("\ud800" <= before[-1] <= "\udbff" and "\udc00" <= part[0] <= "\udfff")


@pytest.mark.parametrize(
    "one",
    [
        "кое-что",
        "об'єкт",
        "d’Artagnan",
        "и\u0306од",
        "👨‍👩‍👧",
        "👍🏽",
        "🇷🇺",
        "1️⃣",
        "क्षि",
        "сло\u00adво",
        "\r\n",
        " \t\u00a0",
    ],
)
def test_what_a_person_reads_as_one_is_one_token(one: str) -> None:
    assert tokens(one) == [one]
    assert tokens(f"{one}.") == [one, "."]


def test_a_word_does_not_take_the_signs_around_it() -> None:
    assert tokens("_так_-то, -нет' — да--нет") == [
        *("_", "так", "_", "-", "то", ",", " ", "-", "нет", "'", " ", "—", " ", "да", "-", "-", "нет"),
    ]


def test_the_official_sample_has_five_changes() -> None:
    original, corrected = "Ашипки саме сибя ни исрпвят", "Ошибки сами себя не исправят."
    comparison = compare(original, corrected)
    assert [(one.before, one.after, one.kind) for one in comparison.changes] == [
        ("Ашипки", "Ошибки", ChangeKind.SPELLING),
        ("саме", "сами", ChangeKind.SPELLING),
        ("сибя", "себя", ChangeKind.SPELLING),
        ("ни", "не", ChangeKind.SPELLING),
        ("исрпвят", "исправят.", ChangeKind.SPELLING),
    ]
    assert [reasons_of(one, original) for one in comparison.changes] == [
        (ChangeReason.UNSTRESSED_VOWEL, ChangeReason.CONSONANT),
        (ChangeReason.UNSTRESSED_VOWEL,),
        (ChangeReason.UNSTRESSED_VOWEL,),
        (ChangeReason.NOT_NI,),
        (ChangeReason.TYPO, ChangeReason.FULL_STOP_MISSING),
    ]


@pytest.mark.parametrize(
    ("before", "after", "kind", "reason"),
    [
        ("да но нет", "да, но нет", ChangeKind.PUNCTUATION, ChangeReason.COMMA_MISSING),
        ("да, и нет", "да и нет", ChangeKind.PUNCTUATION, ChangeReason.COMMA_EXTRA),
        ("Он ушёл", "Он ушёл.", ChangeKind.PUNCTUATION, ChangeReason.FULL_STOP_MISSING),
        ("Москва столица", "Москва — столица", ChangeKind.PUNCTUATION, ChangeReason.DASH_MISSING),
        ("Что это.", "Что это?", ChangeKind.PUNCTUATION, ChangeReason.SIGN_WRONG),
        ("в москве", "в Москве", ChangeKind.CASE, ChangeReason.CAPITAL),
        ("и Он", "и он", ChangeKind.CASE, ChangeReason.SMALL_LETTER),
        ("все еще тут", "все ещё тут", ChangeKind.YO, ChangeReason.YO),
        ("а  б", "а б", ChangeKind.TYPOGRAPHY, ChangeReason.BLANK_EXTRA),
        ("да,нет", "да, нет", ChangeKind.TYPOGRAPHY, ChangeReason.BLANK_MISSING),
        ("5 км", "5\u00a0км", ChangeKind.TYPOGRAPHY, ChangeReason.BLANK_SHAPE),
        ("он - врач", "он — врач", ChangeKind.TYPOGRAPHY, ChangeReason.DASH_SHAPE),
        ("так...", "так…", ChangeKind.TYPOGRAPHY, ChangeReason.SIGN_SHAPE),
        ("да \nнет", "да\nнет", ChangeKind.TYPOGRAPHY, ChangeReason.BLANK_EXTRA),
        ("да\nнет", "да\n\nнет", ChangeKind.TYPOGRAPHY, ChangeReason.LINE_BREAK),
        ("да нет", "да\nнет", ChangeKind.TYPOGRAPHY, ChangeReason.LINE_BREAK),
        ("что бы то ни было", "чтобы то ни было", ChangeKind.SPELLING, ChangeReason.JOINED),
        ("не смотря на дождь", "несмотря на дождь", ChangeKind.SPELLING, ChangeReason.JOINED),
        ("я вобщем рад", "я в общем рад", ChangeKind.SPELLING, ChangeReason.SPLIT),
        ("говорю по русски тут", "говорю по-русски тут", ChangeKind.SPELLING, ChangeReason.HYPHEN),
        ("говорю порусски тут", "говорю по-русски тут", ChangeKind.SPELLING, ChangeReason.HYPHEN),
        ("вот кое - как", "вот кое-как", ChangeKind.SPELLING, ChangeReason.HYPHEN),
        ("как-будто так", "как будто так", ChangeKind.SPELLING, ChangeReason.SPLIT),
        ("ни знаю", "не знаю", ChangeKind.SPELLING, ChangeReason.NOT_NI),
        ("хочу учится тут", "хочу учиться тут", ChangeKind.SPELLING, ChangeReason.TSYA),
        ("тот ноч тот", "тот ночь тот", ChangeKind.SPELLING, ChangeReason.SOFT_SIGN),
        ("малако тут", "молоко тут", ChangeKind.SPELLING, ChangeReason.UNSTRESSED_VOWEL),
        ("зделать тут", "сделать тут", ChangeKind.SPELLING, ChangeReason.CONSONANT),
        ("жызнь тут", "жизнь тут", ChangeKind.SPELLING, ChangeReason.SIBILANT_VOWEL),
        ("колона тут", "колонна тут", ChangeKind.SPELLING, ChangeReason.DOUBLED_LETTER),
        ("пирвет тут", "привет тут", ChangeKind.SPELLING, ChangeReason.SWAPPED_LETTERS),
        ("здраствуй тут", "здравствуй тут", ChangeKind.SPELLING, ChangeReason.LETTER_MISSING),
        ("приветк тут", "привет тут", ChangeKind.SPELLING, ChangeReason.LETTER_EXTRA),
        ("прибет тут", "привет тут", ChangeKind.SPELLING, ChangeReason.WRONG_LETTER),
        ("cтол тут", "стол тут", ChangeKind.SPELLING, ChangeReason.FOREIGN_LETTER),
        ("ghbdtn тут", "привет тут", ChangeKind.SPELLING, ChangeReason.KEYBOARD_LAYOUT),
        ("он пошёл дом", "он пошёл в дом", ChangeKind.WORD, ChangeReason.WORD_MISSING),
        ("он был пошёл", "он пошёл", ChangeKind.WORD, ChangeReason.WORD_EXTRA),
        ("он в в доме", "он в доме", ChangeKind.WORD, ChangeReason.DOUBLED_WORD),
        ("одел пальто", "взял пальто", ChangeKind.WORD, ChangeReason.WORD_CHOICE),
        ("он из дома", "он от дома", ChangeKind.WORD, ChangeReason.WORD_CHOICE),
    ],
)
def test_a_mistake_is_told_by_its_letters(
    before: str, after: str, kind: ChangeKind, reason: ChangeReason
) -> None:
    change = only(before, after)
    assert (change.kind, reasons_of(change, before)[0]) == (kind, reason)


def test_quotes_around_more_than_a_word_are_two_changes_of_shape() -> None:
    changes = compare('роман "Мать и дети" тут', "роман «Мать и дети» тут").changes
    assert [one.before for one in changes] == ['"', '"']
    assert {(one.kind, *reasons_of(one)) for one in changes} == {
        (ChangeKind.TYPOGRAPHY, ChangeReason.QUOTES_SHAPE)
    }


def test_mistakes_in_neighbouring_words_stay_apart() -> None:
    assert pairs_of("превет карова и малако", "привет корова и молоко") == [
        ("превет", "привет"),
        ("карова", "корова"),
        ("малако", "молоко"),
    ]


def test_words_joined_and_split_beside_other_mistakes_keep_to_themselves() -> None:
    assert pairs_of("тягостных судь бах моег родины", "тягостных судьбах моей родины") == [
        ("судь бах", "судьбах"),
        ("моег", "моей"),
    ]
    assert pairs_of("Чтобы выучитьиностранный язык , надо", "Чтобы выучить иностранный язык, надо") == [
        ("выучитьиностранный", "выучить иностранный"),
        (" ", ""),
    ]
    assert pairs_of("под таким-небом мгоут жить", "под таким небом могут жить") == [
        ("таким-небом", "таким небом"),
        ("мгоут", "могут"),
    ]


def test_a_removed_paragraph_is_one_change() -> None:
    first, second, third = ("Первый абзац о том и о сём.", "Совсем другой разговор пошёл.", "Последний.")
    text = "\n\n".join((first, second, third))
    assert pairs_of(text, f"{first}\n\n{third}") == [(f"{second}\n\n", "")]
    assert pairs_of(text, f"{first}\n\n{second}") == [(f"\n\n{third}", "")]


def test_paragraphs_that_were_joined_or_split_lose_only_the_line_end() -> None:
    one = "Мы подготовили отчёт за третий квартал."
    other = "Бухгалтерия попросила исправить две таблицы."
    assert pairs_of(f"{one}\n{other}", f"{one} {other}") == [("\n", " ")]
    assert pairs_of(f"{one} {other}", f"{one}\n\n{other}") == [(" ", "\n\n")]


def test_more_sorts_of_words_than_a_plane_holds_signs_are_told_apart() -> None:
    words = [f"слово{number}" for number in range(70_000)]
    other = [*words[:35_000], "вставка", *words[35_000:-1], "конец"]
    changes = compare(" ".join(words), " ".join(other)).changes
    assert [(one.before, one.after) for one in changes] == [("", "вставка "), ("слово69999", "конец")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("да " * 100_000, "да " * 50_000 + "нет " + "да " * 49_000),
        ("да " * 100_000, "нет " * 100_000),
        ("а" * 1_000_000, "б" * 1_000_000),
        ("а" + "\u0301" * 300_000, "б" + "\u0301" * 300_000),
        (" " * 300_000, " \n" * 150_000),
        ("-'" * 200_000, "_а" * 200_000),
        (
            "".join(f"{n * n % 97} " for n in range(100_000)),
            "".join(f"{n * n % 89} " for n in range(100_000)),
        ),
        (
            "".join(f"{n * n % 97}\n" for n in range(50_000)),
            "".join(f"{n * n % 89}\n" for n in range(50_000)),
        ),
    ],
)
def test_texts_that_mean_harm_are_compared_in_bounded_time(before: str, after: str) -> None:
    slices = 0
    steps = comparing(before, after)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            comparison = end.value
            break
        slices += 1
    assert slices > 0
    assert applied(comparison) == after
    assert applied(comparison, range(len(comparison.changes))) == before
