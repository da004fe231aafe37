"""A chat as it grows."""

from __future__ import annotations

import itertools
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.chat import MessageState
from yagpt_desktop.domain.completion import (
    DEMO_MODEL_VERSION,
    CompletionStatus,
    CompletionUpdate,
    Message,
    Role,
    Usage,
)
from yagpt_desktop.services.conversation import (
    TITLE_LIMIT,
    Attachment,
    ended,
    grown,
    pending_answer,
    priced,
    question,
    title_of,
    turns,
)
from yagpt_desktop.simulator.api import Options


def test_an_answer_grows_and_stays_with_its_facts():
    message = pending_answer("q", "yandexgpt-5.1")
    update = CompletionUpdate("Ошибки", CompletionStatus.FINAL, Usage(26, 11, 37), "07.03.2024", "made-up-id")
    message = ended(grown(message, update), MessageState.COMPLETE, elapsed_s=1.4)
    assert (message.text, message.state) == ("Ошибки", MessageState.COMPLETE)
    assert message.facts is not None
    assert (message.facts.model, message.facts.usage.total_tokens) == ("yandexgpt-5.1", 37)
    assert (message.facts.elapsed_s, message.facts.request_id) == (1.4, "made-up-id")


def test_a_replaced_answer_replaces():
    message = grown(pending_answer("q", ""), CompletionUpdate("длинный ответ"))
    assert grown(message, CompletionUpdate("иначе")).text == "иначе"


def test_a_file_goes_before_the_words_under_its_name():
    message = question("Кратко.", [Attachment("отчёт.txt", "строка\n")])
    assert message.text.startswith("«отчёт.txt»:\n\nстрока\n")
    assert message.text.endswith("Кратко.")


def test_an_answer_that_never_came_leaves_no_gap_in_turns():
    first, second = question("раз"), question("два")
    empty = pending_answer(first.id, "")
    assert turns([first, empty, second]) == (Message(Role.USER, "раз\n\nдва"),)


@given(st.lists(st.tuples(st.sampled_from([Role.USER, Role.ASSISTANT]), st.text(max_size=5))))
def test_roles_always_take_turns(said):
    messages = []
    for role, text in said:
        message = question(text)
        messages.append(
            message if role is Role.USER else grown(pending_answer("", ""), CompletionUpdate(text))
        )
    told = turns(messages)
    assert all(a.role is not b.role for a, b in itertools.pairwise(told))
    assert all(message.text.strip() for message in told)


@given(st.text(max_size=300))
def test_a_title_is_one_short_line(text):
    title = title_of(text)
    assert len(title) <= TITLE_LIMIT + 1
    assert title == " ".join(title.split())


def test_a_title_is_cut_at_a_word():
    assert title_of("\n\n  To be, or not to be: that is the question. Объясни варианты\nтаблица") == (
        "To be, or not to be: that is the question…"
    )


def test_the_local_service_goes_by_the_name_of_the_demo():
    assert {field.name: field.default for field in fields(Options)}["model_version"] == DEMO_MODEL_VERSION


@pytest.mark.parametrize(
    ("version", "deferred", "cost"),
    [("09.02.2026", False, 0.8), ("09.02.2026", True, 0.41), ("demo", False, None)],
)
def test_an_answer_keeps_the_price_of_its_day_and_the_demo_costs_nothing(version, deferred, cost):
    answer = pending_answer("q", "yandexgpt-5.1")
    update = CompletionUpdate("ответ", CompletionStatus.FINAL, Usage(400, 600, 1000), version)
    assert priced(grown(answer, update), deferred=deferred).facts.cost_roubles == cost
    assert priced(answer, deferred=deferred).facts.cost_roubles is None
