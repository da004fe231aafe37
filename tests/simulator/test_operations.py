"""Asynchronous answers over both transports."""

from __future__ import annotations

import re

import pytest

from yagpt_desktop.simulator import LocalService, Options
from yagpt_desktop.yandex.pb import operation_pb2
from yagpt_desktop.yandex.pb import text_generation_pb2 as models

TOKEN = {"authorization": "Bearer t1.MADE-UP-token-for-tests"}
INVALID, NOT_FOUND, UNAUTHENTICATED, CANCELLED = 3, 5, 16, 1


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def service(clock):
    """A service whose asynchronous answers take a minute of that clock."""
    with LocalService(options=Options(pace=0, operation_delay_s=60, clock=clock)) as running:
        yield running


@pytest.fixture
def submit(caller, make_request):
    """Ask for an answer later."""

    def submit_text(text="Привет", **changes):
        request = make_request(text, **{"stream": False} | changes)
        return caller.call("TextGenerationAsyncService/Completion", request, TOKEN)

    return submit_text


@pytest.fixture
def look(caller):
    """Look at an operation."""
    return lambda id_, headers=TOKEN: caller.call(
        "OperationService/Get", operation_pb2.GetOperationRequest(operation_id=id_), headers
    )


@pytest.fixture
def cancel(caller):
    """Give an operation up."""
    return lambda id_: caller.call(
        "OperationService/Cancel", operation_pb2.CancelOperationRequest(operation_id=id_), TOKEN
    )


def answer_of(operation):
    response = models.CompletionResponse()
    assert operation.response.Unpack(response)
    return response


def test_an_answer_is_ready_after_a_while(submit, look, clock):
    operation = submit().messages[0]
    assert re.fullmatch(r"[a-z0-9]{20}", operation.id)
    assert operation.description == "Async GPT Completion"
    assert not operation.done
    clock.now += 59
    assert not look(operation.id).messages[0].done
    clock.now += 2
    done = look(operation.id).messages[0]
    assert done.done
    assert not done.HasField("error")
    assert answer_of(done).alternatives[0].status == 3
    assert done.modified_at.seconds == done.created_at.seconds + 60


def test_streaming_and_later_do_not_go_together(submit):
    heard = submit(stream=True)
    assert heard.code == INVALID
    assert "stream" in heard.text


@pytest.mark.parametrize(("text", "code"), [("/quota", 8), ("/busy", 14), ("/error 12", 12)])
def test_what_is_refused_at_once_makes_no_operation(submit, text, code):
    heard = submit(text)
    assert (heard.code, heard.messages) == (code, [])


@pytest.mark.parametrize(
    ("text", "code"), [("/late-error 13", 13), ("/cut", 13), ("/garbage", 13), ("/noreply", 13)]
)
def test_what_fails_later_is_an_operation_with_an_error(submit, look, clock, text, code):
    operation = submit(text).messages[0]
    clock.now += 61
    done = look(operation.id).messages[0]
    assert (done.done, done.error.code) == (True, code)


def test_a_filtered_answer_is_an_answer(submit, look, clock):
    operation = submit("/filter").messages[0]
    clock.now += 61
    assert answer_of(look(operation.id).messages[0]).alternatives[0].status == 4


def test_one_that_stalls_is_never_done(submit, look, clock):
    operation = submit("/stall").messages[0]
    clock.now += 24 * 3600
    assert not look(operation.id).messages[0].done


def test_one_can_be_given_up(submit, look, cancel, clock):
    operation = submit().messages[0]
    cancelled = cancel(operation.id).messages[0]
    assert (cancelled.done, cancelled.error.code) == (True, CANCELLED)
    clock.now += 61
    assert look(operation.id).messages[0].error.code == CANCELLED


def test_giving_up_one_that_is_done_changes_nothing(submit, look, cancel, clock):
    operation = submit().messages[0]
    clock.now += 61
    assert answer_of(cancel(operation.id).messages[0])
    assert answer_of(look(operation.id).messages[0])


def test_an_unknown_one_is_not_found(look, cancel):
    for heard in (look("fbv00000000000000000"), cancel("fbv00000000000000000")):
        assert heard.code == NOT_FOUND
        assert heard.http in {0, 404}


def test_a_result_is_kept_for_three_days(submit, look, clock):
    operation = submit().messages[0]
    clock.now += 3 * 24 * 3600 - 10
    assert look(operation.id).messages[0].done
    clock.now += 20
    assert look(operation.id).code == NOT_FOUND


def test_strangers_see_nothing(submit, look):
    operation = submit().messages[0]
    assert look(operation.id, {}).code == UNAUTHENTICATED


def test_rest_writes_out_what_is_not_done_yet(rest_caller, make_request):
    from google.protobuf import json_format

    body = json_format.MessageToDict(make_request(stream=False))
    reply = rest_caller.http.post("/foundationModels/v1/completionAsync", json=body, headers=TOKEN)
    assert reply.json()["done"] is False
    found = rest_caller.http.get(f"/operations/{reply.json()['id']}", headers=TOKEN)
    assert found.json()["done"] is False
