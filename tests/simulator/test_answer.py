"""What the demo says, and to whom."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from yagpt_desktop.simulator import answer
from yagpt_desktop.yandex.pb.text_generation_pb2 import CompletionRequest

MISTAKEN = "Ашипки саме сибя ни исрпвят"
CORRECT = "Ошибки сами себя не исправят"


def answered(text: str, role: str = "") -> str:
    request = CompletionRequest()
    if role:
        request.messages.add(role="system", text=role)
    request.messages.add(role="user", text=text)
    return answer.answer_to(request, text)


@pytest.mark.parametrize(
    "role",
    [
        "Исправь ошибки в тексте.",
        "Исправь ошибки в тексте. В ответе дай только исправленный текст.",
        "Ты корректор. Не переводи текст, а исправляй.",
        "Найди и исправь опечатки",
        "Correct the mistakes in the text. Answer with the corrected text alone.",
        "Proofread this.",
        "Fix the errors",
    ],
)
def test_a_corrector_gets_the_corrected_text_and_nothing_else(role):
    assert answered(MISTAKEN, role) == CORRECT


@pytest.mark.parametrize(
    "message", [f"Исправь ошибки: {MISTAKEN}", f"Пожалуйста, исправь опечатки в тексте:\n{MISTAKEN}"]
)
def test_without_a_role_the_message_itself_may_ask_for_it(message):
    assert answered(message) == CORRECT


def test_a_framed_text_alone_is_corrected():
    framed = f"Исправь текст между метками.\n<text>\n{MISTAKEN}\n</text>"
    assert answered(framed, "Исправь ошибки") == CORRECT


@pytest.mark.parametrize(
    "role", ["Переведи текст на английский.", "Translate into French", "Ты переводчик. Исправляй и ошибки."]
)
def test_a_translator_is_told_that_the_demo_cannot(role):
    text = answered("Доброе утро, соседи", role)
    assert "переводить она не умеет" in text
    assert "Доброе утро, соседи" in text


def test_greetings_and_questions_about_itself_have_their_answers():
    assert answered("Привет!") == answer.page("ru", "greeting")
    assert answered("Добрый вечер") == answer.page("ru", "greeting")
    assert answered("Что ты умеешь?") == answer.page("ru", "abilities")
    assert answered("Hi") == answer.page("en", "greeting")
    assert answered("What can you do?") == answer.page("en", "abilities")


def test_other_questions_get_different_guides():
    assert len({answered(f"Вопрос {number}")[:20] for number in range(30)}) == 3


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_answer_says_that_it_is_a_demo(language):
    word = {"ru": "емонстраци", "en": "demo"}[language]
    for name in ("greeting", "abilities", "guide-1", "guide-2", "guide-3", "translator", "help"):
        assert word in answer.page(language, name)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("name", ["guide-1", "guide-2", "guide-3", "abilities"])
def test_a_guide_shows_off_every_kind_of_markup(language, name):
    kinds = {
        token.type
        for block in MarkdownIt("commonmark").enable("table").parse(answer.page(language, name, quote="x"))
        for token in (block, *(block.children or ()))
    }
    assert kinds >= {"heading_open", "table_open", "fence", "list_item_open", "link_open"}


def test_both_languages_have_the_same_pages():
    folder = files("yagpt_desktop.simulator") / "answers"
    names = {language: {page.name for page in (folder / language).iterdir()} for language in ("ru", "en")}
    assert names["ru"] == names["en"]


@given(st.text(max_size=300))
def test_a_quotation_is_one_line_that_markdown_shows_as_it_stands(text):
    quoted = answer.quoted(text)
    assert "\n" not in quoted
    [inline] = [token for token in MarkdownIt().parse(f"«{quoted}»") if token.type == "inline"]
    kinds = {child.type for child in inline.children}
    assert kinds <= {"text", "text_special"}
    shown = "".join(child.content for child in inline.children)
    assert len(shown) <= 82
    assert shown[1:-1].rstrip("…").strip() in " ".join(text.split()) or any(
        not sign.isprintable() for sign in text
    )


def test_holes_in_the_users_text_stay_as_they_are():
    assert "\\{quote\\}" in answered("{quote} и {0}")


def test_the_sample_of_the_window_is_corrected_too():
    assert (
        answered("Ths sentense wil be corected by itselv", "Correct the mistakes in the text.")
        == "This sentence will be corrected by itself"
    )
