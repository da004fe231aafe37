from __future__ import annotations

from datetime import UTC, datetime

import pytest

from yagpt_desktop.domain.chat import AnswerFacts, ChatMessage, MessageState
from yagpt_desktop.domain.completion import (
    CompletionStatus,
    CompletionUpdate,
    Deferred,
    Retrying,
    Role,
    Usage,
)
from yagpt_desktop.domain.errors import ServiceBusy
from yagpt_desktop.ui.words.status_words import (
    activity_text,
    meta_text,
    notice_text,
    seconds_text,
    state_text,
    version_text,
)

FACTS = AnswerFacts(
    model="yandexgpt-5.1",
    model_version="07.03.2024",
    status=CompletionStatus.FINAL,
    usage=Usage(28, 10, 38),
    elapsed_s=1.44,
)


def answer(
    facts: AnswerFacts | None = FACTS,
    state: MessageState = MessageState.COMPLETE,
    text: str = "Быть или не быть",
    role: Role = Role.ASSISTANT,
) -> ChatMessage:
    return ChatMessage("a", "q", role, text, datetime(2026, 11, 22, tzinfo=UTC), state, facts)


def with_status(status: CompletionStatus) -> ChatMessage:
    return answer(AnswerFacts(status=status))


def test_the_line_under_an_answer_tells_size_price_and_time(in_russian: None) -> None:
    assert meta_text(answer()) == "38 токенов · 0,03\xa0₽ · 1,4 с"


def test_what_is_not_known_is_not_said(in_russian: None) -> None:
    assert meta_text(answer(AnswerFacts(model="made-up", usage=Usage(1, 0, 1)))) == "1 токен"
    assert meta_text(answer(AnswerFacts())) == ""
    assert meta_text(answer(None)) == ""
    assert meta_text(answer(role=Role.USER)) == ""
    assert version_text("") == ""


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (MessageState.STOPPED, "остановлено"),
        (MessageState.INTERRUPTED, "ответ оборвался"),
        (MessageState.FAILED, "ответа нет"),
        (MessageState.STREAMING, ""),
    ],
)
def test_an_answer_that_did_not_end_by_itself_says_so(
    in_russian: None, state: MessageState, words: str
) -> None:
    assert state_text(answer(state=state)) == words


def test_an_answer_that_never_came_says_so(in_russian: None) -> None:
    assert state_text(answer(state=MessageState.STOPPED, text="\n ")) == "остановлено до ответа"
    assert meta_text(answer(AnswerFacts(elapsed_s=0.04), MessageState.STOPPED, "")) == "остановлено до ответа"
    assert state_text(answer(text="")) == "ответ пустой"
    assert state_text(answer(state=MessageState.FAILED, text="")) == "ответа нет"
    refused = AnswerFacts(status=CompletionStatus.CONTENT_FILTER)
    assert state_text(answer(refused, text="")) == "сервис отказался обсуждать эту тему"
    assert state_text(answer(text="", role=Role.USER)) == ""


def test_an_unusual_end_is_said(in_russian: None) -> None:
    assert state_text(with_status(CompletionStatus.TRUNCATED)) == "обрезано: достигнут предел токенов"
    assert state_text(with_status(CompletionStatus.CONTENT_FILTER)) == "сервис отказался обсуждать эту тему"
    stock = answer(text="Я не могу обсуждать эту тему. Давайте поговорим о чём-нибудь ещё.")
    assert state_text(stock) == "сервис отказался обсуждать эту тему"
    assert state_text(with_status(CompletionStatus.UNKNOWN_FINAL))
    assert state_text(with_status(CompletionStatus.FINAL)) == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.04, "0,0 с"), (59.9, "59,9 с"), (60.0, "1 мин 0 с"), (125.4, "2 мин 5 с"), (0, "")],
)
def test_time_is_told_in_seconds_and_from_a_minute_on_in_minutes(
    in_russian: None, seconds: float, words: str
) -> None:
    assert seconds_text(seconds) == words


def test_an_answer_on_its_way_shows_how_much_there_is(in_russian: None) -> None:
    streaming = MessageState.STREAMING
    assert activity_text(answer(state=streaming, text="")) == "думает…"
    assert activity_text(answer(AnswerFacts(), streaming)) == "печатает…"
    assert activity_text(answer(AnswerFacts(usage=Usage(5, 21, 26)), streaming)) == "печатает… 21 токен"


def test_quiet_steps_are_told_quietly(in_russian: None) -> None:
    assert notice_text(Retrying(2, 3, 0.5, ServiceBusy())) == "Повторяю… 2 из 3"
    assert notice_text(Deferred("made-up-operation")).startswith("Запрос принят.")
    assert notice_text(CompletionUpdate("text")) == ""
