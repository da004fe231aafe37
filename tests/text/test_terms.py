from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.text_task import GlossaryRow
from yagpt_desktop.text.terms import missed, occurs, rows_in, term_places


@pytest.mark.parametrize(
    ("term", "text", "language"),
    [
        ("нейронная сеть", "Обучение нейронных сетей идёт.", "ru"),
        ("ёлка", "под елкой", "ru"),
        ("договор", "К ДОГОВОРАМ приложены", "ru"),
        ("cat", "The cats sat.", "en"),
        ("C++", "Пишу на C++ и C.", "ru"),
        (".NET", "Платформа .NET", "ru"),
        ("network", "Слово networks тут", "ru"),
        ("Vertrag", "des Vertrages", "de"),
        ("合同", "这是合同文本", "zh"),
        ("хард-форк", "после хард-форка", "ru"),
    ],
)
def test_a_term_is_found_in_its_forms(term: str, text: str, language: str) -> None:
    assert occurs(term, text, language)


@pytest.mark.parametrize(
    ("term", "text"), [("кот", "котёл"), ("нейронная сеть", "сеть нейронная"), ("C++", "Язык C"), ("", "x")]
)
def test_another_word_is_no_form(term: str, text: str) -> None:
    assert not term or not occurs(term, text, "ru")


def test_rows_are_those_that_occur_and_hold_for_the_languages() -> None:
    cat = GlossaryRow("1", "cat", "кошка")
    german = GlossaryRow("2", "cat", "Katze", target_language="de")
    empty = GlossaryRow("3", "", "x")
    assert rows_in((cat, german, empty), "Two cats", "en") == (cat, german)
    assert missed((cat, german, empty), "Two cats", "Двух собак", "en", "ru") == (cat,)
    assert missed((cat, german), "Two cats", "Двух кошек", "en", "ru") == ()


def test_of_two_renderings_one_is_enough() -> None:
    rows = (GlossaryRow("1", "cat", "кот"), GlossaryRow("2", "Cat", "кошка"))
    assert missed(rows, "A cat", "Кошку", "en", "ru") == ()


@given(st.text(max_size=20), st.text(max_size=80), st.sampled_from(["", "ru", "en", "zh", "xx"]))
def test_any_text_may_be_looked_through(term: str, text: str, language: str) -> None:
    occurs(term, text, language)


@pytest.mark.parametrize(
    ("term", "text", "language", "words"),
    [
        ("договор", "Договоры: к договору, без договора.", "ru", ["Договоры", "договору", "договора"]),
        ("нейронная сеть", "👍 Обучение нейронных  сетей и сети.", "ru", ["нейронных  сетей"]),
        ("C++", "На C++, не на C.", "ru", ["C++"]),
        ("合同", "这是合同文本,合同", "zh", ["合同", "合同"]),
        ("straße", "Die STRASSE und die Straße.", "de", ["STRASSE", "Straße"]),
        ("İ+", "Aİ+ß", "tr", ["İ+"]),
        ("кот", "котёл", "ru", []),
        (" ", "a b", "en", []),
    ],
)
def test_a_term_is_placed_where_it_stands(term: str, text: str, language: str, words: list[str]) -> None:
    row = GlossaryRow("1", term, "x")
    assert [place.span.of(text) for place in term_places([row], text, language)] == words


def test_of_terms_that_overlap_the_first_and_longest_is_placed() -> None:
    text = "Договор аренды земли"
    rows = [
        GlossaryRow(str(at), term, "x")
        for at, term in enumerate(("договор", "договор аренды", "аренды земли"))
    ]
    places = term_places(rows, text, "ru")
    assert [(place.row.id, place.span.of(text)) for place in places] == [("1", "Договор аренды")]


@given(
    st.text(st.sampled_from("кошкаЁёßİ C+.\n-ы"), max_size=12),
    st.text(st.sampled_from("кошкаЁёßİ C+.\n-ы"), max_size=60),
    st.sampled_from(("ru", "en", "zh", "")),
)
def test_a_term_has_a_place_exactly_where_it_occurs(term: str, text: str, language: str) -> None:
    places = term_places([GlossaryRow("1", term, "x")], text, language)
    assert bool(places) == bool(rows_in([GlossaryRow("1", term, "x")], text, language))
    for place in places:
        assert 0 <= place.span.start < place.span.end <= len(text)
