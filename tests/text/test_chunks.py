from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.text.chunks import chunked

ANY = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            [
                "слово",
                "длинноесловобезпробелов",
                " ",
                "\n",
                "\n\n",
                "\r\n\r\n",
                "Конец. ",
                "# Глава\n\n",
                "{имя тут}",
                "%s",
                "<b class='x y'>",
                "[[1]]",
                "`код с пробелом`",
                "1 000 000",
                "https://example.org/a?b=c",
                "```\nкод\n\nкод\n```\n",
                "e\u0301\u0302",
                "👨‍👩‍👧",
                "🇷🇺",
                "\r\n",
                "т. е. ",
                "- пункт\n",
            ]
        ),
        max_size=40,
    ).map("".join),
)


def by_chars(text: str) -> int:
    return len(text)


def by_thirds(text: str) -> int:
    return len(text) // 3 + 1 if text else 0


def by_bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def cut(text: str, most: int, count: object = by_chars) -> list[str]:
    return [span.of(text) for span in chunked(text, most, count)]  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [by_chars, by_thirds, by_bytes])
@given(text=ANY, most=st.integers(8, 120))
def test_chunks_are_the_source_again_and_never_over_budget(count: object, text: str, most: int) -> None:
    pieces = cut(text, most, count)
    assert "".join(pieces) == text
    assert all(pieces)
    assert all(count(piece) <= most for piece in pieces)  # type: ignore[operator]


@given(text=ANY, most=st.integers(8, 120))
def test_a_word_that_fits_is_never_cut(text: str, most: int) -> None:
    pieces = cut(text, most)
    for before, after in pairwise(pieces):
        if before[-1].isspace():
            continue
        word = re.search(r"\S*\Z", before)[0] + re.match(r"\S*", after)[0]  # type: ignore[index]
        assert (
            len(word) >= len(after) or len(word) > most or "\u2028" in text or len(before) + len(word) > most
        )


PLACEHOLDERS = [
    "{имя тут}",
    "%s",
    "<b class='x y'>",
    "[[1 2]]",
    "`код с пробелом`",
    "1 000 000",
    "https://example.org/a?b=c",
]


@given(st.lists(st.sampled_from([*PLACEHOLDERS, "слово", "и"]), min_size=5, max_size=40), st.integers(30, 90))
def test_a_placeholder_is_never_cut(words: list[str], most: int) -> None:
    pieces = cut(" ".join(words), most)
    for name in PLACEHOLDERS:
        assert sum(piece.count(name) for piece in pieces) == words.count(name)


@given(
    st.lists(st.sampled_from(["e\u0301", "👨‍👩‍👧", "🇷🇺", "й", "👍🏽"]), min_size=1, max_size=60),
    st.integers(8, 20),
)
def test_the_last_resort_keeps_what_a_reader_sees_as_one_sign(signs: list[str], most: int) -> None:
    for piece in cut("".join(signs), most):
        assert not unicodedata.combining(piece[0])
        assert piece[0] != "\u200d"
        assert piece[-1] != "\u200d"
        assert sum(piece.count(half) for half in "🇷🇺") % 2 == 0


def test_headings_come_first_then_paragraphs() -> None:
    section = "# Глава\n\n" + "Абзац из слов.\n\n" * 6
    assert cut(section * 3, 170) == [section, section, section]
    assert cut("Первый абзац.\n\nВторой абзац.\n\nТретий.", 32) == [
        "Первый абзац.\n\nВторой абзац.\n\n",
        "Третий.",
    ]


def test_a_heading_stays_with_what_it_heads() -> None:
    text = "Абзац до заголовка.\n\n## Заголовок\n\nАбзац после него."
    assert cut(text, 40) == ["Абзац до заголовка.\n\n", "## Заголовок\n\nАбзац после него."]


def test_a_sentence_is_cut_only_where_it_alone_is_too_long() -> None:
    text = "Одно предложение. Другое предложение. Третье, и оно намного длиннее первых двух вместе."
    assert cut(text, 40) == [
        "Одно предложение. Другое предложение. ",
        "Третье, и оно намного длиннее ",
        "первых двух вместе.",
    ]


def test_an_abbreviation_ends_no_chunk() -> None:
    assert cut("Мы пришли, т. е. приехали. А. С. Пушкин тоже.", 27)[0] == "Мы пришли, т. е. приехали. "


def test_a_fence_with_blank_lines_stays_whole() -> None:
    fence = "```\nодин\n\nдва\n```\n\n"
    assert cut("Текст до.\n\n" + fence + "Текст после.", 24) == ["Текст до.\n\n", fence, "Текст после."]


def test_what_fits_is_one_chunk_for_one_count() -> None:
    calls: list[str] = []

    def count(text: str) -> int:
        calls.append(text)
        return len(text) // 3

    assert len(chunked("Короткий текст.\n\nЕщё абзац.", 100, count)) == 1
    assert len(calls) == 1


@pytest.mark.parametrize(
    "piece",
    ["Это абзац. " * 30 + "\n\n", "Это предложение абзаца. ", "слово ", "а", " ", "Строка\n", "<b> {a b} "],
)
def test_an_expensive_count_is_called_about_once_for_each_chunk(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    counted: list[int] = []

    def count(part: str) -> int:
        counted.append(len(part))
        return len(part) // 3 + 1

    chunks = chunked(text, 1_000, count)
    assert len(counted) <= 2 * len(chunks) + 10
    assert sum(counted) <= 2 * len(text) + 50_000


def test_a_count_that_knows_better_than_the_length_is_obeyed() -> None:
    text = "дешёвые слова тут " * 50 + "\n\n" + "漢" * 400
    pieces = cut(text, 60, lambda part: sum(5 if sign == "漢" else 1 for sign in part) // 4 + 1)
    assert "".join(pieces) == text


def test_no_budget_is_no_request() -> None:
    with pytest.raises(ValueError, match="one token"):
        chunked("текст", 0, len)


def test_nothing_makes_no_chunk() -> None:
    assert chunked("", 10, len) == ()
