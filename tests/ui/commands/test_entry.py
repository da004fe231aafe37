"""A few letters find what is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.ui.commands.entry import MOST_FOUND, Entry, found

TITLES = ("Новый чат", "Найти в этом чате", "Тёмная тема", "Отчёт о чае", "Fix a text", "Настройки")


def entries(titles=TITLES) -> list[Entry]:
    return [Entry(title, "", lambda: None) for title in titles]


def titles_found(typed: str, titles=TITLES) -> list[str]:
    return [entry.title for entry in found(typed, entries(titles))]


@pytest.mark.parametrize("typed", ["", "  ", "\t"])
def test_nothing_typed_finds_everything_as_it_was(typed):
    assert titles_found(typed) == list(TITLES)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("темная", ["Тёмная тема"]),
        ("ТЁМ", ["Тёмная тема"]),
        ("чат", ["Новый чат", "Найти в этом чате"]),
        ("чат нов", ["Новый чат"]),
        ("text fix", ["Fix a text"]),
        ("верблюд", []),
    ],
)
def test_all_words_must_be_there_in_any_order_case_and_spelling_of_yo(typed, wanted):
    assert titles_found(typed) == wanted


def test_a_title_that_begins_so_comes_first_then_one_with_a_word_that_does():
    titles = ("Проверка", "Ночной верблюд", "Вера и правда", "Это верно")
    assert titles_found("вер", titles) == ["Вера и правда", "Ночной верблюд", "Это верно", "Проверка"]


def test_no_more_are_shown_than_one_can_look_through():
    assert len(titles_found("чат", [f"Чат {number}" for number in range(500)])) == MOST_FOUND


@given(typed=st.text(), titles=st.lists(st.text(), max_size=5))
def test_any_text_is_safe_and_nothing_is_invented(typed, titles):
    shown = found(typed, entries(titles))
    assert {entry.title for entry in shown} <= set(titles)
