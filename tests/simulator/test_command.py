"""What a message can make the local service do, over both transports."""

from __future__ import annotations

import time

import grpc
import httpx
import pytest
from google.protobuf import json_format

from yagpt_desktop.simulator import answer, command

PARTIAL, TRUNCATED, FINAL, FILTERED = 1, 2, 3, 4
TOKEN = {"authorization": "Bearer t1.MADE-UP-token-for-tests"}
CODES = [code for code in grpc.StatusCode if code is not grpc.StatusCode.OK]


def test_help_lists_every_command_in_both_languages(ask):
    for page in (ask("/help").texts[-1], answer.page("en", "help")):
        for name in (*command.COMMANDS, "help"):
            assert f"`/{name}" in page


def test_help_comes_in_the_language_of_the_conversation(ask, caller, make_request):
    assert "Commands of the demo" in ask("/help en").texts[-1]
    assert "Команды" in ask("/help").texts[-1]
    request = make_request("What can you do?")
    request.messages.add(role="assistant", text="…")
    request.messages.add(role="user", text="/help")
    assert "Commands of the demo" in caller.complete(request, TOKEN).texts[-1]


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_every_error_can_be_had_by_name_and_number(ask, code):
    number, _ = code.value
    for name in (code.name, code.name.lower(), str(number)):
        heard = ask(f"/error {name} because of this")
        assert (heard.code, heard.text, heard.messages) == (number, "because of this", [])


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_every_error_can_come_after_the_beginning(ask, code):
    heard = ask(f"/late-error {code.name}")
    assert heard.code == code.value[0]
    assert heard.messages
    assert set(heard.statuses) == {PARTIAL}
    assert heard.http in {0, 200}


def test_a_late_error_without_streaming_is_an_error_alone(ask):
    heard = ask("/late-error 13", stream=False)
    assert (heard.code, heard.messages) == (13, [])


@pytest.mark.parametrize(
    ("text", "code", "words", "retry_after_s"),
    [
        ("/quota", 8, "SessionsCount.count gauge quota limit exceed: allowed 10 requests", None),
        ("/quota 3", 8, "gauge quota", 3),
        ("/quota-hour", 8, "RequestsPerHour.rate rate quota limit exceed: allowed 100 requests", None),
        ("/busy", 14, "unavailable", None),
        ("/busy 2", 14, "unavailable", 2),
        ("/busy 0,5", 14, "unavailable", 0.5),
    ],
)
def test_quota_and_overload_say_what_the_real_ones_say(ask, text, code, words, retry_after_s):
    heard = ask(text)
    assert heard.code == code
    assert words in heard.text
    assert heard.retry_after_s == retry_after_s
    if heard.http:
        assert heard.headers.get("retry-after") == (
            None if retry_after_s is None else str(max(1, round(retry_after_s)))
        )


def test_the_filter_replaces_everything(ask):
    heard = ask("/filter")
    assert heard.statuses[-1] == FILTERED
    assert heard.texts[-1].startswith("Я не могу обсуждать эту тему")
    assert not heard.texts[-1].startswith(heard.texts[0])
    looks_ordinary = ask("/filter final")
    assert (looks_ordinary.statuses[-1], looks_ordinary.texts[-1]) == (FINAL, heard.texts[-1])


def test_an_answer_can_be_cut_off_by_the_limit(ask):
    heard = ask("/truncate")
    assert (heard.code, heard.statuses[-1]) == (0, TRUNCATED)


def test_a_stream_can_break_after_text(ask):
    heard = ask("/cut")
    assert heard.code == -1
    assert set(heard.statuses) == {PARTIAL}


def test_a_plain_answer_can_break_too(ask):
    heard = ask("/cut", stream=False)
    assert (heard.code, heard.messages) == (-1, [])


@pytest.mark.parametrize("text", ["/garbage", "/garbage html", "/non-utf8"])
@pytest.mark.parametrize("stream", [True, False])
def test_a_reply_can_be_damaged(ask, text, stream):
    heard = ask(text, stream=stream)
    assert (heard.code, heard.messages) == (-1, [])


def test_a_stream_can_end_without_a_message(ask):
    heard = ask("/noreply")
    assert (heard.code, heard.messages) == (0, [])


def test_an_answer_can_be_empty(ask):
    heard = ask("/empty")
    assert (heard.texts, heard.statuses) == ([""], [FINAL])


@pytest.mark.parametrize("number", [6, 42, 2_000_000_000])
def test_a_status_can_be_one_that_nobody_knows(ask, number):
    assert ask(f"/unknown-status {number}").statuses[-1] == number


def test_parts_can_rewrite_what_was_shown(ask):
    heard = ask("/revise\nЧто такое радуга?")
    final = heard.texts[-1]
    assert sum(not final.startswith(text) for text in heard.texts) >= 2


@pytest.mark.parametrize("size", [1, 999, 12_345])
def test_a_long_answer_is_exactly_as_long_as_wanted(ask, size):
    assert len(ask(f"/long {size}").texts[-1]) == size


def test_a_long_answer_has_every_kind_of_markup(ask):
    text = ask("/long 5000").texts[-1]
    for sign in ("## ", "**", "|---", "```", "- ", "1. ", "> ", "]("):
        assert sign in text


def test_one_part_can_be_as_big_as_wanted(ask):
    heard = ask("/big 5000000")
    assert [len(text.encode()) for text in heard.texts] == [pytest.approx(5_000_000, abs=4)] * 2


def test_it_can_fail_some_times_and_then_answer(ask):
    assert [ask("/flaky 2\nодин").code for _ in range(4)] == [14, 14, 0, 0]
    assert ask("/flaky 1\nдругой").code == 14


def test_it_can_be_slow(ask):
    began = time.monotonic()
    assert ask("/slow 0.02").code == 0
    assert time.monotonic() - began > 0.1


def test_it_can_fall_silent(grpc_caller, rest_caller, make_request):
    for text, pieces in (("/stall", 1), ("/silent", 0)):
        call = grpc_caller.stream(make_request(text), TOKEN, timeout_s=0.7)
        received = []
        with pytest.raises(grpc.RpcError) as error:
            _keep(call, received)
        assert error.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED
        assert len(received) == pieces
        body = json_format.MessageToDict(make_request(text))
        lines = []
        with pytest.raises(httpx.ReadTimeout):
            _read(rest_caller.http, body, lines)
        assert len(lines) == pieces


def _keep(call, messages):
    for message in call:
        messages.append(message)


def _read(http, body, lines):
    options = {"json": body, "headers": TOKEN, "timeout": 0.7}
    with http.stream("POST", "/foundationModels/v1/completion", **options) as reply:
        for line in reply.iter_lines():
            lines.append(line)


@pytest.mark.parametrize("text", ["/nonsense", "/Long 5", "текст /quota", "//quota", "/quotas"])
def test_what_is_no_command_is_a_question(ask, text):
    assert ask(text).code == 0


def test_only_the_last_message_commands(ask, caller, make_request):
    request = make_request("/quota")
    request.messages.add(role="assistant", text="…")
    request.messages.add(role="user", text="А теперь?")
    assert caller.complete(request, TOKEN).code == 0


@pytest.mark.parametrize("name", sorted(command.COMMANDS))
def test_no_argument_makes_a_command_stumble(ask, name):
    if name in {"stall", "silent", "slow"}:
        return
    for argument in ("x", "-5", "0", "1e9", "1.5.2", "тысяча"):
        heard = ask(f"/{name} {argument}")
        assert heard.code in {-1, 0, 8, 13, 14}
        assert "Exception" not in heard.text or heard.code == -1
