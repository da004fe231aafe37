from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.completion import (
    CompletionOptions,
    CompletionRequest,
    CompletionStatus,
    Message,
    ReasoningMode,
    Role,
    Usage,
)
from yagpt_desktop.domain.errors import FolderUnknown, ReplyDamaged, RequestRejected
from yagpt_desktop.yandex import wire
from yagpt_desktop.yandex.pb import operation_pb2
from yagpt_desktop.yandex.pb import text_generation_pb2 as pb

ANY_TEXT = st.text(st.characters())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
)
KEYS = st.sampled_from(
    [
        "alternatives",
        "usage",
        "modelVersion",
        "message",
        "text",
        "role",
        "status",
        "totalTokens",
        "inputTextTokens",
        "completionTokensDetails",
        "toolCallList",
        "id",
        "done",
        "error",
        "code",
        "details",
        "response",
        "@type",
        "metadata",
        "tokens",
    ]
)
NEAR_MISSES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | ANY_TEXT
    | st.sampled_from(["ALTERNATIVE_STATUS_FINAL", "7"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


def request(**options):
    return CompletionRequest("m", (Message(Role.USER, "x"),), CompletionOptions(**options))


def test_nothing_is_set_that_was_not_wished():
    message = wire.completion_request(request(stream=False), "b1g")
    assert not message.completion_options.HasField("temperature")
    assert not message.completion_options.HasField("max_tokens")
    assert not message.completion_options.HasField("reasoning_options")
    assert message.WhichOneof("ResponseFormat") is None
    assert len(message.tools) == 0


def test_a_zero_is_a_wish():
    message = wire.completion_request(request(temperature=0.0), "b1g")
    assert message.completion_options.HasField("temperature")
    assert message.completion_options.temperature.value == 0.0


@pytest.mark.parametrize("mode", list(ReasoningMode))
def test_every_reasoning_mode_has_its_number(mode):
    message = wire.completion_request(request(reasoning=mode), "b1g")
    assert (
        pb.ReasoningOptions.ReasoningMode.Name(message.completion_options.reasoning_options.mode)
        == mode.value
    )


@pytest.mark.parametrize(
    ("model", "folder", "uri"),
    [
        ("yandexgpt-5.1", "b1g", "gpt://b1g/yandexgpt-5.1"),
        ("yandexgpt/latest", " b1g\n", "gpt://b1g/yandexgpt/latest"),
        ("gpt://other/yandexgpt", "b1g", "gpt://other/yandexgpt"),
        ("gpt://other/yandexgpt", "", "gpt://other/yandexgpt"),
    ],
)
def test_a_name_is_taken_from_the_folder_and_a_uri_left_alone(model, folder, uri):
    assert wire.uri_of(model, folder) == uri


def test_a_name_without_a_folder_is_refused():
    with pytest.raises(FolderUnknown):
        wire.uri_of("yandexgpt", "")


@pytest.mark.parametrize("schema", ["", "[]", "5", "{", '"x"', "{'a': 1}", "[" * 2000])
def test_a_schema_that_is_no_object_is_refused(schema):
    asked = CompletionRequest("m", (), json_schema=schema)
    with pytest.raises(RequestRejected):
        wire.completion_request(asked, "b1g")


@pytest.mark.parametrize("options", [{"max_tokens": 2**70}, {"max_tokens": 1.5}, {"temperature": "warm"}])
def test_an_option_no_message_can_hold_is_refused(options):
    with pytest.raises(RequestRejected):
        wire.completion_request(request(**options), "b1g")


@given(ANY_TEXT)
def test_any_text_can_be_sent(text):
    message = wire.completion_request(CompletionRequest("m", (Message(Role.USER, text),)), "b1g")
    sent = message.messages[0].text
    assert pb.CompletionRequest.FromString(message.SerializeToString()).messages[0].text == sent
    assert json.loads(wire.to_json(message))["messages"][0].get("text", "") == sent
    if text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text):
        assert sent == text


def test_whole_pairs_are_joined_and_halves_replaced():
    assert wire.whole("a\ud83d\ude00b\ud83d") == "a😀b\ufffd"


@pytest.mark.parametrize("number", [6, 99, 2**31 - 1, -1, -5])
def test_an_unknown_status_number_is_final(number):
    assert wire.status_of(number) is CompletionStatus.UNKNOWN_FINAL
    assert CompletionStatus.UNKNOWN_FINAL.is_final


def test_every_status_of_the_protocol_is_known():
    for number in pb.Alternative.AlternativeStatus.values():
        assert wire.status_of(number).value == number


def test_counts_below_zero_are_none():
    usage = pb.ContentUsage(input_text_tokens=-5, completion_tokens=2, total_tokens=-3)
    usage.completion_tokens_details.reasoning_tokens = 1
    response = pb.CompletionResponse(alternatives=[pb.Alternative()], usage=usage)
    assert wire.update_of(response, "").usage == Usage(0, 2, 0, 1)


def test_json_counts_may_be_texts_or_numbers():
    value = {
        "alternatives": [{}],
        "usage": {"inputTextTokens": "26", "completionTokens": 3, "totalTokens": 29.0},
    }
    assert wire.update_of(wire.response_of_json(value), "").usage == Usage(26, 3, 29, 0)


@pytest.mark.parametrize("name", ["ALTERNATIVE_STATUS_NEW", "", "final", "3x"])
def test_an_unknown_status_name_is_final(name):
    value = {"alternatives": [{"message": {"text": "a"}, "status": name}]}
    assert wire.update_of(wire.response_of_json(value), "").status is CompletionStatus.UNKNOWN_FINAL


def test_both_transports_share_one_meaning():
    message = pb.CompletionResponse(model_version="1")
    message.alternatives.add(status=pb.Alternative.ALTERNATIVE_STATUS_FINAL).message.text = "Щё"
    message.usage.total_tokens = 2**40
    assert wire.response_of_json(json.loads(wire.to_json(message))) == message
    assert wire.parsed(pb.CompletionResponse, message.SerializeToString()) == message


@given(NEAR_MISSES | JSON)
def test_any_json_is_read_or_a_damaged_reply(value):
    if not isinstance(value, dict):
        value = {"alternatives": value, "response": value, "error": value, "tokens": value}
    for read in (wire.response_of_json, wire.operation_of_json, wire.tokens_of_json):
        try:
            message = read(json.loads(json.dumps(value)))
        except ReplyDamaged:
            continue
        message.SerializeToString()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_a_damaged_reply(data):
    for kind in (pb.CompletionResponse, operation_pb2.Operation, pb.TokenizeResponse):
        try:
            message = wire.parsed(kind, data)
        except ReplyDamaged:
            continue
        if isinstance(message, pb.CompletionResponse) and message.alternatives:
            wire.update_of(message, "")


@given(st.data())
def test_a_mutated_message_is_read_or_a_damaged_reply(data):
    good = pb.CompletionResponse(model_version="01.02.2026")
    good.alternatives.add(status=pb.Alternative.ALTERNATIVE_STATUS_FINAL).message.text = "Ответ"
    good.usage.total_tokens = 300
    raw = bytearray(good.SerializeToString())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        message = wire.parsed(pb.CompletionResponse, bytes(raw))
    except ReplyDamaged:
        return
    if message.alternatives:
        update = wire.update_of(message, "")
        assert min(update.usage.input_tokens, update.usage.completion_tokens, update.usage.total_tokens) >= 0


def test_metadata_and_details_of_unknown_kinds_do_not_spoil_an_operation():
    value = {
        "id": "op",
        "done": True,
        "metadata": {"@type": "type.googleapis.com/yandex.cloud.unheard.Of", "x": 1},
        "error": {
            "code": 8,
            "message": "quota",
            "details": [
                {"@type": "type.googleapis.com/yandex.cloud.unheard.Of", "x": 1},
                {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "5s"},
                "no object",
            ],
        },
    }
    message = wire.operation_of_json(value)
    assert (message.id, message.done, message.error.code, len(message.error.details)) == ("op", True, 8, 1)


def test_an_answer_of_another_type_is_a_damaged_reply():
    value = {"id": "op", "done": True, "response": {"@type": "type.googleapis.com/google.protobuf.Empty"}}
    with pytest.raises(ReplyDamaged):
        wire.operation_of_json(value)


@pytest.mark.parametrize("stream", [True, False])
def test_the_body_says_stream_either_way_and_first(stream: bool) -> None:
    request = CompletionRequest(
        "yandexgpt-lite", (Message(Role.USER, "Да"),), CompletionOptions(stream=stream, temperature=0.0)
    )
    body = json.loads(wire.completion_json(wire.completion_request(request, "b1gmadeupfolder00000")))
    assert list(body["completionOptions"].items()) == [("stream", stream), ("temperature", 0.0)]
