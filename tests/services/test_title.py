"""Titles by the model: cheap, clean, never over a person's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate, Role
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.conversation import TITLE_LIMIT
from yagpt_desktop.services.title import title_in, title_request, title_settings, titled_by_itself

START = datetime(2026, 11, 23, tzinfo=UTC)
PATH = (
    ChatMessage("q", None, Role.USER, "Как посадить ёлку?", START),
    ChatMessage("a", "q", Role.ASSISTANT, "Выкопайте яму. " * 500, START),
)


def final(text: str, status: CompletionStatus = CompletionStatus.FINAL) -> CompletionUpdate:
    return CompletionUpdate(text, status)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Посадка ёлки", "Посадка ёлки"),
        ("«Посадка ёлки».", "Посадка ёлки"),
        ('"Посадка ёлки."', "Посадка ёлки"),
        ("\n\n  **Посадка ёлки**\nОна растёт.", "Посадка ёлки"),
        ("# Посадка ёлки", "Посадка ёлки"),
        ("Название: «Посадка ёлки»", "Посадка ёлки"),
        ("Роман «Война и мир»", "Роман «Война и мир»"),
        ("«Война» и «мир»", "«Война» и «мир»"),
        ("<title>Посадка ёлки</title>", "Посадка ёлки"),
        ("Посадка\u202e ёлки", "Посадка ёлки"),
        ("Зачем ёлке иголки?", "Зачем ёлке иголки?"),
        ("", ""),
        ("«».", ""),
        ("Я не могу обсуждать эту тему.", ""),
    ],
)
def test_a_title_is_cleaned(text, title):
    assert title_in(final(text)) == title


def test_a_filtered_answer_is_no_title():
    assert title_in(final("Посадка ёлки", CompletionStatus.CONTENT_FILTER)) == ""


@given(st.text())
def test_whatever_comes_is_one_short_line(text):
    title = title_in(final(text))
    assert len(title) <= TITLE_LIMIT
    assert len(title.splitlines()) <= 1
    assert title == title.strip()


def test_the_request_is_cheap_and_short():
    settings = title_settings(Settings(model="yandexgpt-5-pro", max_tokens=9000, deferred=True))
    assert settings.model == "yandexgpt-5-lite"
    assert not settings.deferred
    request = title_request(settings, PATH)
    assert request.options.max_tokens == 40
    assert request.messages[0].text.startswith("Придумай название")
    assert "Как посадить ёлку?" in request.messages[1].text
    assert len(request.messages[1].text) < 2300


def test_only_the_programs_own_title_is_replaced():
    assert titled_by_itself(Chat("c", "Как посадить ёлку?", START, START), PATH)
    assert not titled_by_itself(Chat("c", "Мои ёлки", START, START), PATH)
    assert not titled_by_itself(Chat("c", "Как посадить ёлку?", START, START), PATH + PATH)
