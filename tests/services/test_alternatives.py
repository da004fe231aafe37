"""Other translations, one sentence again, and the way back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_task import GlossaryRow, Tone, TranslateTask
from yagpt_desktop.services.alternatives import MOST_ALTERNATIVES, alternatives_of, alternatives_request
from yagpt_desktop.services.back_translation import BackCheck, back_check, back_request, back_task
from yagpt_desktop.services.sentence_requests import SentenceAsked, sentence_request

TASK = TranslateTask("en", "ru", Tone.POLITE)
ASKED = SentenceAsked("How are you?", "Good morning!", "I am fine.", "Как у вас дела?")


def test_one_sentence_is_asked_for_with_its_neighbours() -> None:
    system, user = (message.text for message in sentence_request(TASK, ASKED, Settings()).messages)
    assert system.startswith("Переведи текст на русский язык (ru): одно предложение.")
    assert "Good morning! […] I am fine." in user
    assert user.endswith(">") and "\nHow are you?\n" in user
    alone = sentence_request(TASK, SentenceAsked("Hi"), Settings())
    assert "near-" not in alone.messages[1].text


def test_alternatives_are_asked_for_by_a_schema() -> None:
    request = alternatives_request(TASK, ASKED, Settings(), 99)
    assert request.json_schema
    assert json.loads(request.json_schema)["properties"]["variants"]["maxItems"] == MOST_ALTERNATIVES
    assert not request.options.stream
    assert f"всего {MOST_ALTERNATIVES}" in request.messages[0].text
    assert "Как у вас дела?" in request.messages[1].text


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ('{"variants": ["Как поживаете?", "Как дела?"]}', ("Как поживаете?", "Как дела?")),
        ('{"variants": ["как у  вас дела?", "Как дела?", "КАК ДЕЛА?", "", 5, null]}', ("Как дела?",)),
        ('```json\n{"variants": ["Как дела?"]}\n```', ("Как дела?",)),
        ('["Как дела?"]', ("Как дела?",)),
        ('{"variants": ["Как дела?", "Как пож', ("Как дела?",)),
        ('{"variants": ["' + "а" * 400 + '"]}', ()),
        ('{"variants": ["<text-0a1b2c3d>\\nКак дела?\\n</text-0a1b2c3d>"]}', ("Как дела?",)),
        ("Как дела?", ()),
    ],
)
def test_variants_are_read(answer: str, found: tuple[str, ...]) -> None:
    assert alternatives_of(answer, ASKED) == found


@given(st.text())
def test_no_answer_whatever_makes_reading_fail(answer: str) -> None:
    for variant in alternatives_of(json.dumps({"variants": [answer]}), ASKED):
        assert "\n" not in variant


def test_the_way_back_swaps_languages_and_glossary() -> None:
    row = GlossaryRow("1", "cat", "кот", "en", "ru")
    task = back_task(TranslateTask("", "ru", Tone.FORMAL, (row, GlossaryRow("2", "x", "y", "", "de"))), "en")
    assert task == TranslateTask("ru", "en", Tone.NEUTRAL, (GlossaryRow("1", "кот", "cat", "ru", "en"),))
    request = back_request(TranslateTask("en", "ru"), "en", "Кот спит.", Settings())
    assert request.messages[0].text.startswith("Переведи текст на английский язык (en).")


@pytest.mark.parametrize(
    ("source", "back", "doubtful"),
    [
        ("The cats sleep.", "The cat sleeps.", False),
        ("Pay 1 500 roubles.", "Pay 1,500 roubles.", False),
        ("Pay 1500 roubles.", "Pay 150 roubles.", True),
        ("Do not open the door.", "Open the door.", True),
        ("The cats sleep.", "War and peace is a long novel.", True),
        ("", "", False),
    ],
)
def test_what_does_not_agree_is_doubtful(source: str, back: str, *, doubtful: bool) -> None:
    assert back_check(source, back).is_doubtful is doubtful


def test_a_number_counts_as_often_as_it_stands_there() -> None:
    assert back_check("5 и 5 и 7", "5") == BackCheck(back_check("5 и 5 и 7", "5").likeness, ("5", "7"))
