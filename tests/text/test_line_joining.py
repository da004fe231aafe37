from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.text.line_joining import joined, looks_broken

PAGE = """Это первый абзац статьи, скопиро-
ванной из документа, где каждая
строка кончается переносом, и по-
этому читать её неудобно.
"""


def test_lines_of_a_page_are_joined_and_cut_words_mended() -> None:
    assert looks_broken(PAGE)
    assert joined(PAGE) == (
        "Это первый абзац статьи, скопированной из документа, где каждая строка кончается переносом, "
        "и поэтому читать её неудобно.\n"
    )


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("пере-\nносы", "переносы"),
        ("кое-\nгде", "кое-где"),
        ("кто-\nнибудь", "кто-нибудь"),
        ("по-\nновому", "по-новому"),
        ("по-\nтому", "потому"),
        ("Санкт-\nПетербург", "Санкт-Петербург"),
        ("пере\u00ad\nносы", "переносы"),
        ("пере\u2010\r\nносы", "переносы"),
        ("1941-\n1945", "1941-1945"),
        ("inter-\nnational", "international"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_is_the_pages_or_the_words(cut: str, whole: str) -> None:
    text = f"Начало текста со словом {cut} и дальше идёт стро-\nка за стро-\nкой до самого конца."
    assert whole in joined(text)
    assert "строка за строкой" in joined(text)


def test_paragraphs_lists_headings_and_code_stay() -> None:
    text = (
        PAGE
        + "\n# Заголовок\n\n1. Первый пункт списка, длинный\nи с продолжением строки\n2. Второй пункт\n\n"
        + "```\nкод один\nкод два\n```\n| а | б |\n| в | г |\n"
    )
    made = joined(text)
    assert (
        "неудобно.\n\n# Заголовок\n\n1. Первый пункт списка, длинный и с продолжением "
        "строки\n2. Второй пункт\n\n"
    ) in made
    assert made.endswith("```\nкод один\nкод два\n```\n| а | б |\n| в | г |\n")


def test_a_short_line_that_ends_a_sentence_ends_the_paragraph() -> None:
    text = (
        "Первая длинная строка абзаца, которая\nпродолжается здесь и кончается\nтут.\nВторой "
        "абзац начинается с новой стро-\nки и тоже идёт."
    )
    assert joined(text).split("\n") == [
        "Первая длинная строка абзаца, которая продолжается здесь и кончается тут.",
        "Второй абзац начинается с новой строки и тоже идёт.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Одна строка",
        (
            "Мороз и солнце; день чудесный!\nЕщё ты дремлешь, друг прелестный —\nПора, красавица, "
            "проснись:\nОткрой сомкнуты негой взоры"
        ),
        "Иванов\nПетров\nСидоров\nКозлов",
        "- молоко\n- хлеб\n- сыр\n- масло",
        "def f(x):\n    return x\n\nprint(f(1))\n",
        "г. Москва\nул. Ленина, д. 5\nкв. 7\nИванову И. И.",
        "Первый абзац одной строкой.\n\nВторой абзац одной строкой.\n\nТретий.",
        (
            "Абзац один без пустых строк, он довольно длинный.\nАбзац два без пустых строк, он "
            "тоже длинный.\nАбзац три."
        ),
    ],
)
def test_what_does_not_look_like_a_page_comes_back_as_it_is(text: str) -> None:
    assert not looks_broken(text)
    assert joined(text) == text


def test_the_kind_of_line_ends_is_kept() -> None:
    text = (PAGE + "\nДругой абзац, тоже из нескольких\nстрок страницы.\n").replace("\n", "\r\n")
    assert joined(text).count("\r\n") == joined(text).count("\n") == 3


@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(
                [
                    "слово ",
                    "пере-",
                    "\n",
                    "\n",
                    "\r\n",
                    "- ",
                    "длинная строка текста, которая идёт ",
                    ".",
                    "    ",
                    "```",
                    "\t",
                    "|",
                ]
            )
        ).map("".join),
    )
)
def test_only_blanks_and_hyphens_go(text: str) -> None:
    made = joined(text)
    assert re.sub(r"[\s\-\u2010\u00ad]", "", made) == re.sub(r"[\s\-\u2010\u00ad]", "", text)
    assert bool(made.strip()) == bool(text.strip())


@pytest.mark.parametrize(
    "piece", ["строка страницы из слов, которая идёт да-\nлее ", "а", " ", "а   ", "а-", "\n", ".)", "- "]
)
def test_time_grows_with_the_text_alone(piece: str) -> None:
    begun = time.perf_counter()
    joined((piece * (200_000 // len(piece)) + "\n") * 3)
    assert time.perf_counter() - begun < 5
