"""What is told of a chat: never more than the model takes, always the last question."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.chat import ChatMessage
from yagpt_desktop.domain.completion import Message, Role
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.context import ANSWER_TOKENS, limit_tokens, plan_context

START = datetime(2026, 11, 22, tzinfo=UTC)
SETTINGS = Settings(model="yandexgpt-5.1")


def talk(*texts: str) -> list[ChatMessage]:
    roles = (Role.USER, Role.ASSISTANT)
    return [
        ChatMessage(f"m{at}", f"m{at - 1}" if at else None, roles[at % 2], text, START)
        for at, text in enumerate(texts)
    ]


def told(plan) -> list[str]:
    return [message.text for message in plan.request.messages]


def test_a_short_chat_is_told_whole():
    plan = plan_context(SETTINGS, "роль", talk("раз", "два", "три"))
    assert told(plan) == ["роль", "раз", "два", "три"]
    assert (plan.first, plan.fits) == (0, True)


def test_the_oldest_go_first_and_the_rest_begins_with_a_question():
    long = "ш" * 44_000  # 11,000 tokens by the estimate
    plan = plan_context(SETTINGS, "роль", talk("раз", long, "два", long, "три", long, "четыре"))
    assert told(plan) == ["роль", "два", long, "три", long, "четыре"]
    assert (plan.first, plan.fits) == (2, True)


def test_what_is_being_written_counts():
    long = "ш" * 40_000
    path = talk("раз", long, "два", long)
    plan = plan_context(SETTINGS, "", path, written=long * 3)
    assert told(plan) == [long * 3]
    assert plan.first == 4
    assert plan_context(SETTINGS, "", path, written="а").first == 0


def test_a_question_over_the_limit_is_told_alone_and_does_not_fit():
    plan = plan_context(SETTINGS, "", talk("раз", "два", "ш" * 400_000))
    assert plan.first == 2
    assert not plan.fits


def test_a_model_of_unknown_size_has_no_limit():
    settings = replace(SETTINGS, model="gpt://folder/mine")
    plan = plan_context(settings, "", talk("раз", "два" * 400_000, "три"))
    assert (plan.first, plan.limit_tokens, plan.fits) == (0, None, True)


@pytest.mark.parametrize(("max_tokens", "free"), [(None, ANSWER_TOKENS), (8000, 8000), (100_000, 32_768)])
def test_room_is_left_for_the_answer(max_tokens, free):
    assert limit_tokens(replace(SETTINGS, max_tokens=max_tokens)) == 32_768 - free


@given(st.lists(st.integers(0, 60_000), min_size=1, max_size=15).filter(lambda sizes: len(sizes) % 2))
def test_as_much_as_fits_is_told_and_no_more(sizes):
    path = talk(*("ш" * size or "." for size in sizes))
    plan = plan_context(SETTINGS, "роль", path)
    last = plan.request.messages[-1]
    assert last == Message(Role.USER, path[-1].text)
    assert plan.fits or plan.first == len(path) - 1
    assert path[plan.first].role is Role.USER
    if plan.first >= 2:
        assert plan_context(SETTINGS, "роль", path[plan.first - 2 :]).first != 0
