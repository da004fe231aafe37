from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.text.sentences import sentences

PIECES = st.lists(
    st.sampled_from(
        [
            "Он",
            "г.",
            "2019",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\n\n",
            "т. е.",
            "А. С. Пушкин",
            "«Да!»",
            "…",
            "?!",
            "(см. рис. 2)",
            "Mr.",
            "Fig. 3",
            "слово",
            "Word",
            ".",
            "!",
            "- ",
            "1. ",
            "。",
            "😀",
            "e\u0301",
            "\t",
            "\u00a0",
            ":)",
        ]
    )
).map("".join)


def parts(text: str, language: str = "ru") -> list[str]:
    return [span.of(text).strip() for span in sentences(text, language)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Он родился в 2019 г.", "Потом уехал."],
        ["В 2019 г. Россия победила.", "Вот так."],
        ["Это видно на графике (см. рис. 2) и в табл. 3.", "Дальше."],
        ["Как сказано выше. (см. табл. 2) и так далее."],
        ["Он любил, т. е. обожал, яблоки, груши и т. д.", "Потом перестал."],
        ["Роман написал А. С. Пушкин.", "Его читают."],
        ["Цена 5 руб. за шт.", "Это дорого."],
        ["Билет стоит 100 руб.", "Он дорог."],
        ["— Привет! — сказал он.", "— Пока."],
        ["«Уходи!» — крикнула она.", "Он ушёл."],
        ["Что?!", "Не может быть…", "Да."],
        ["Он спросил: «Как дела?»", "Ему не ответили."],
        ["Версия 3.5.1 лежит на example.org.", "Скачайте её."],
        ["К нам приехал проф. Иванов.", "Он рад."],
        ["Живу на ул. Ленина, д. 5.", "Приезжай."],
    ],
)
def test_russian_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert parts(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["Mr. Smith met Dr. Brown.", "They talked."],
        ["See Fig. 3 and Eq. 4.", "Then go on."],
        ["He said, “Go away.”", "Nobody went."],
        ["Fruit, e.g. Apples, are good.", "So is bread."],
        ["J. R. R. Tolkien wrote it.", "I did not."],
        ["It was you and I.", "Then we left."],
        ["Is it?", "Yes!", "Well…"],
        ["It costs 3.50 at example.com.", "Buy it."],
        ["Apples, pears, etc.", "The end."],
    ],
)
def test_english_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert parts(" ".join(expected), "en") == expected


def test_chinese_needs_no_blanks() -> None:
    assert parts("你好。世界！再见", "zh") == ["你好。", "世界！", "再见"]


def test_lines_and_items_of_a_list_are_sentences_of_their_own() -> None:
    assert parts("Список:\n1. Первое\n2. Второе\n- третье\n\nконец") == [
        *("Список:", "1. Первое", "2. Второе", "- третье", "конец"),
    ]


def test_a_line_that_goes_on_in_lower_case_belongs_to_the_sentence_before() -> None:
    assert parts("Это одно\nпредложение. Это\r\nвторое.") == ["Это одно\nпредложение.", "Это\r\nвторое."]


def test_blanks_behind_a_sentence_are_its_own_and_those_at_the_start_the_first_ones() -> None:
    text = "  Раз.  Два.\n\n"
    assert [span.of(text) for span in sentences(text, "ru")] == ["  Раз.  ", "Два.\n\n"]


@pytest.mark.parametrize("language", ["", "ru", "en"])
@given(text=st.one_of(st.text(max_size=200), PIECES))
def test_sentences_cover_any_text_without_a_gap(language: str, text: str) -> None:
    spans = sentences(text, language)
    assert "".join(span.of(text) for span in spans) == text
    assert all(span.start < span.end for span in spans)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    "piece", ["Слова и слова (и т. д.). ", "a, b; c. d ", " ", "а", ". ", "\n", "«", "1."]
)
def test_time_grows_with_the_text_alone(language: str, piece: str) -> None:
    begun = time.perf_counter()
    sentences("x" + piece * (100_000 // len(piece)) + "y", language)
    assert time.perf_counter() - begun < 5
