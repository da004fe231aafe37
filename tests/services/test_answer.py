"""One question and its answer, at once or later."""

from __future__ import annotations

import threading

import pytest

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import (
    CompletionOptions,
    CompletionRequest,
    CompletionStatus,
    CompletionUpdate,
    Deferred,
    Message,
    Operation,
    ReasoningMode,
    Role,
)
from yagpt_desktop.domain.errors import (
    Cancelled,
    QuotaExceeded,
    ReplyDamaged,
    ResultExpired,
    ServiceBusy,
    ServiceUnreachable,
)
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services import answer as module
from yagpt_desktop.services.answer import answer, request_of

FINAL = CompletionUpdate("Ошибки сами себя не исправят", CompletionStatus.FINAL)
REQUEST = CompletionRequest("yandexgpt-5.1", (Message(Role.USER, "ping"),), CompletionOptions(stream=False))


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch):
    monkeypatch.setattr(module, "FIRST_POLL_S", 0.001)
    monkeypatch.setattr(module, "LONGEST_POLL_S", 0.002)


def test_an_answer_at_once_is_what_the_client_says(client):
    client.events = (CompletionUpdate("Ошибки"), FINAL)
    assert list(answer(client, REQUEST, CancelToken())) == [CompletionUpdate("Ошибки"), FINAL]


def test_an_answer_later_is_accepted_first_and_then_whole(client):
    client.looks = [Operation(""), Operation(""), Operation("", done=True, answer=FINAL)]
    events = list(answer(client, REQUEST, CancelToken(), deferred=True))
    assert events == [Deferred("made-up-operation"), FINAL]


def test_a_lost_connection_while_waiting_costs_nothing(client):
    client.looks = [ServiceUnreachable(), ServiceBusy(), Operation("", done=True, answer=FINAL)]
    assert list(answer(client, REQUEST, CancelToken(), deferred=True))[-1] == FINAL


def test_an_operation_that_failed_raises_its_error(client):
    client.looks = [Operation("", done=True, error=QuotaExceeded("allowed 10"))]
    with pytest.raises(QuotaExceeded):
        list(answer(client, REQUEST, CancelToken(), deferred=True))


def test_a_result_that_is_gone_is_not_waited_for(client):
    client.looks = [ResultExpired()]
    with pytest.raises(ResultExpired):
        list(answer(client, REQUEST, CancelToken(), deferred=True))


def test_done_without_an_answer_is_damage(client):
    client.looks = [Operation("", done=True)]
    with pytest.raises(ReplyDamaged):
        list(answer(client, REQUEST, CancelToken(), deferred=True))


@pytest.mark.parametrize("refusal", [None, ServiceBusy()])
def test_stopping_while_waiting_gives_the_operation_up(client, monkeypatch, refusal):
    monkeypatch.setattr(module, "FIRST_POLL_S", 30.0)
    client.refuses_to_give_up = refusal
    cancel = CancelToken()
    events = answer(client, REQUEST, cancel, deferred=True)
    next(events)
    threading.Timer(0.05, cancel.cancel).start()
    with pytest.raises(Cancelled):
        next(events)
    assert client.given_up == ["made-up-operation"]


def test_a_request_says_only_what_the_person_set():
    request = request_of(Settings(), "Исправь ошибки в тексте.", (Message(Role.USER, "Ашипки"),))
    assert request.messages[0] == Message(Role.SYSTEM, "Исправь ошибки в тексте.")
    assert request.options == CompletionOptions(stream=True)


def test_a_request_carries_every_option_that_is_set():
    settings = Settings(temperature=0.0, max_tokens=7, stream=False, reasoning=ReasoningMode.ENABLED_HIDDEN)
    options = request_of(settings, "", (Message(Role.USER, "x"),)).options
    assert options == CompletionOptions(False, 0.0, 7, ReasoningMode.ENABLED_HIDDEN)


def test_without_a_role_no_system_message_is_sent():
    assert [m.role for m in request_of(Settings(), " \n", (Message(Role.USER, "x"),)).messages] == [Role.USER]


def test_a_deferred_request_never_asks_for_a_stream():
    assert not request_of(Settings(deferred=True, stream=True), "", ()).options.stream
