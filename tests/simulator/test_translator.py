"""How far the demo translates, and that it says where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.simulator import framed_text, translator
from yagpt_desktop.simulator.language_data import language_data


@pytest.mark.parametrize(
    ("text", "target", "found"),
    [
        ("To be, or not to be: that is the question.", "ru", "Быть или не быть — вот в чём вопрос."),
        ("To be, or not to be", "ru", "Быть или не быть"),
        ("Быть или не быть — вот в чем вопрос", "en", "To be, or not to be: that is the question."),
        ("Good morning! How are you?", "ru", "Доброе утро! Как у вас дела?"),
        ("Уже по-русски.", "ru", "Уже по-русски."),
        ("", "ru", ""),
    ],
)
def test_known_sentences_are_translated_without_a_mark(text: str, target: str, found: str) -> None:
    assert translator.translated(text, target) == found


@pytest.mark.parametrize("target", ["ru", "en"])
def test_the_phrase_book_works_both_ways(target: str) -> None:
    for english, russian in language_data("phrasebook")["sentences"].items():
        source = english if target == "ru" else russian
        assert translator.MARKS[target] not in translator.translated(source, target)


def test_anything_else_is_marked_and_keeps_its_form() -> None:
    text = (
        "# New chapter\n\n- The `cat` is at https://example.com/a, {name}!\r\n\tKubernetes 1.27 and Michael\n"
    )
    assert translator.translated(text, "ru") == (
        "# [демо] Новый глава\n\n- [демо] `cat` у https://example.com/a, {name}!\r\n"
        "\t[демо] Кубернетес 1.27 и Мичаел\n"
    )


def test_another_language_is_marked_and_written_in_latin_letters() -> None:
    assert translator.translated("Щука", "de") == "[demo] Shchuka"


def test_the_glossary_of_a_role_is_kept_to() -> None:
    role = 'Переведи текст на русский язык (ru).\n\nКлючи:\n"contract" → "соглашение"\n"to be" → 5'
    terms = translator.terms_of(role)
    assert terms == {"contract": "соглашение"}
    assert translator.translated("Two contracts", "ru", terms) == "[демо] Два соглашение"


@pytest.mark.parametrize(
    ("role", "text", "target"),
    [
        ("Переведи текст", "To be", "ru"),
        ("Переведи текст", "Быть", "en"),
        ("Переведи текст на русский язык (ru). Исходный язык — английский язык (en).", "x", "ru"),
        ("Translate the text into German (de).", "x", "de"),
        ("Переведи на английский.", "To be", "en"),
        ("Translate the text: into English if it is Russian, else into Russian.", "Быть", "en"),
    ],
)
def test_the_wanted_language_is_read_from_the_role(role: str, text: str, target: str) -> None:
    assert translator.target_of(role, text) == target


def test_variants_differ() -> None:
    found = translator.variants("How are you?", "ru", 4)
    assert len(set(found)) == 4


@given(st.text(), st.sampled_from(["ru", "en", "de"]))
def test_lines_stay_lines(text: str, target: str) -> None:
    made = translator.translated(text, target)
    assert len(made.splitlines()) == len(text.splitlines())


@given(st.text(), st.text())
def test_another_text_can_be_put_into_the_same_frame(text: str, other: str) -> None:
    message = f"<before-0a1b2c3d>\nx\n</before-0a1b2c3d>\n\n<text-0a1b2c3d>\n{text}\n</text-0a1b2c3d>"
    if "</text-0a1b2c3d>" not in text:
        assert framed_text.framed(message) == text
        assert framed_text.framed(framed_text.reframed(message, other)) == other
    assert framed_text.is_marked(message)
    assert framed_text.framed("без рамки") == "без рамки"
