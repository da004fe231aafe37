"""Prepared replies: script files, and the recorded exchanges with the real service."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from yagpt_desktop.simulator import (
    LocalService,
    Options,
    Reply,
    Script,
    ScriptUnreadable,
    replies_of_recording,
    script,
)
from yagpt_desktop.yandex.pb import operation_pb2
from yagpt_desktop.yandex.pb import text_generation_pb2 as models

RECORDINGS = Path(__file__).parent.parent / "data" / "recordings"
TOKEN = {"authorization": "Bearer t1.MADE-UP-token-for-tests"}

TOML = """
[[reply]]
match = "weather"
version = "09.02.2025"

[[reply.part]]
delay_s = 0.01
text = "It is"
usage = { input = 26, completion = 4, reasoning = 1 }

[[reply.part]]
text = "It is warm."
usage = { input = 26, completion = 6 }

[[reply]]
[[reply.part]]
text = "half"
[reply.error]
code = "UNAVAILABLE"
message = "gone"
retry_after_s = 1.5

[[reply]]
cut = true
[[reply.part]]
text = "half"

[[reply]]
[[reply.part]]
text = "unknown"
status = 77

[[reply]]
[[reply.part]]
text = "refused"
status = "CONTENT_FILTER"
"""


@pytest.fixture
def script_file(tmp_path):
    """Write a script."""

    def write(content: str, name: str = "script.toml") -> Path:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return write


@pytest.fixture
def play(service):
    """Put prepared replies into the running service."""
    return service.add_replies


def test_the_format_in_the_docstring_is_the_one_that_is_read(script_file):
    example = "\n".join(line[4:] for line in script.__doc__.splitlines() if line.startswith("    "))
    recording = RECORDINGS / "test_run_stream.json"
    (script_file(example).parent / "stream.json").write_bytes(recording.read_bytes())
    assert Script.from_file(script_file(example)).take("weather") is not None


def test_replies_come_in_order_each_once_and_where_they_match(ask, play, script_file, service):
    prepared = Script.from_file(script_file(TOML))
    plans = [prepared.take("weather"), *(prepared.take("other") for _ in range(4))]
    assert prepared.take("weather") is None
    play(*(Reply(tuple(plan)) for plan in plans))
    warm = ask()
    assert warm.texts == ["It is", "It is warm."]
    assert warm.statuses == [1, 3]
    assert [message.model_version for message in warm.messages] == ["09.02.2025"] * 2
    assert [message.usage.total_tokens for message in warm.messages] == [31, 32]
    assert warm.messages[0].usage.completion_tokens_details.reasoning_tokens == 1
    gone = ask()
    assert (gone.texts, gone.code, gone.text, gone.retry_after_s) == (["half"], 14, "gone", 1.5)
    cut = ask()
    assert (cut.texts, cut.code) == (["half"], -1)
    assert ask().statuses == [77]
    assert ask().statuses == [4]
    assert "демонстрация" in ask().texts[-1], "after the script the demo answers"


def test_one_that_does_not_match_waits(script_file):
    prepared = Script.from_file(script_file(TOML))
    first = prepared.take("nothing of the kind")
    assert first is not None
    assert prepared.take("the weather, please") is not None


def test_a_script_can_begin_again(script_file):
    path = script_file(
        '{"then": "repeat", "reply": [{"part": [{"text": "a"}]}, {"part": [{"text": "b"}]}]}', "s.json"
    )
    prepared = Script.from_file(path)
    texts = [prepared.take("x")[1].response.alternatives[0].message.text for _ in range(5)]
    assert texts == ["a", "b", "a", "b", "a"]


def test_a_whole_message_can_be_given(script_file):
    message = {"alternatives": [{"message": {"role": "assistant", "text": "да"}}], "modelVersion": "x"}
    path = script_file(json.dumps({"reply": [{"part": [{"message": message}]}]}), "s.json")
    assert Script.from_file(path).take("")[1].response.model_version == "x"


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("reply = 5", "reply: expected a list"),
        ("[[reply]]\n[reply.error]\ncode = 'NONE'", r"reply\[0\].error.code"),
        ("[[reply]]\n[[reply.part]]\nstatus = 'HALF'", r"reply\[0\].part\[0\].status"),
        ("[[reply]]\n[[reply.part]]\ndelay_s = -1", r"part\[0\].delay_s"),
        ("[[reply]]\n[[reply.part]]\ndelay_s = 'x'", r"part\[0\].delay_s"),
        ("[[reply]]\n[[reply.part]]\nmessage = { nothing = 1 }", r"part\[0\].message"),
        ("[[reply]]\nrecording = 'none.json'", "none.json"),
        ("then = 'stop'", "then: expected one of"),
        ("reply = [", "script.toml"),
        ("[[reply]]\nusage = 1\npart = [1]", r"part\[0\]: expected a table"),
    ],
)
def test_a_bad_script_says_where(script_file, content, where):
    with pytest.raises(ScriptUnreadable, match=where):
        Script.from_file(script_file(content))


def test_a_missing_script_is_said_at_once(tmp_path):
    with pytest.raises(ScriptUnreadable, match=r"none\.toml"):
        LocalService(script=tmp_path / "none.toml")
    (tmp_path / "empty.json").write_text('{"interactions": []}')
    (tmp_path / "script.json").write_text('{"reply": [{"recording": "empty.json"}]}')
    with pytest.raises(ScriptUnreadable, match="holds no answer"):
        LocalService(script=tmp_path / "script.json")


def test_the_recorded_stream_is_played_as_it_was(ask, play):
    play(*replies_of_recording(RECORDINGS / "test_run_stream.json"))
    heard = ask(
        "hello! could you please tell me about platypuses?", uri="gpt://b1ghsjum2v37c2un8h64/yandexgpt/latest"
    )
    assert len(heard.messages) == 21
    assert heard.statuses == [1] * 20 + [3]
    assert (len(heard.texts[0]), len(heard.texts[-1])) == (37, 1359)
    assert heard.messages[-1].usage.total_tokens == 343
    assert {message.model_version for message in heard.messages} == {"07.03.2024"}


def test_the_recorded_plain_answer_is_played_as_it_was(ask, play):
    play(*replies_of_recording(RECORDINGS / "test_run.json"))
    heard = ask("hello", stream=False)
    assert heard.texts == ["Hi there! How are you?"]
    assert heard.messages[0].usage.total_tokens == 23


def test_the_recorded_asynchronous_answer_is_played_as_it_was(caller, play, make_request):
    play(*replies_of_recording(RECORDINGS / "test_run_deferred.json"))
    operation = caller.call(
        "TextGenerationAsyncService/Completion", make_request("ping", stream=False), TOKEN
    )
    request = operation_pb2.GetOperationRequest(operation_id=operation.messages[0].id)
    done = caller.call("OperationService/Get", request, TOKEN).messages[0]
    answer = models.CompletionResponse()
    assert done.response.Unpack(answer)
    assert answer.alternatives[0].message.text.startswith("**Ping**")
    assert answer.usage.total_tokens == 122


def test_a_script_can_hang(grpc_caller, service, make_request):
    import grpc

    from yagpt_desktop.simulator.plan import Wait

    service.add_replies(Reply((Wait(None),)))
    with pytest.raises(grpc.RpcError) as error:
        next(grpc_caller.stream(make_request(), TOKEN, timeout_s=0.3))
    assert error.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED


def test_a_service_reads_its_script_from_a_file(script_file, make_request):
    path = script_file(json.dumps({"reply": [{"part": [{"text": "из файла"}]}]}), "s.json")
    with LocalService(script=path, options=Options(pace=0)) as running:
        import httpx
        from google.protobuf import json_format

        reply = httpx.post(
            f"{running.addresses.rest}/foundationModels/v1/completion",
            json=json_format.MessageToDict(make_request(stream=False)),
            headers=TOKEN,
            trust_env=False,
        )
    assert reply.json()["result"]["alternatives"][0]["message"]["text"] == "из файла"
