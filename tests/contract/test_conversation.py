"""A completion, at once or as a stream: what our client sends, and what it makes of the answer."""

from __future__ import annotations

import json
import threading
import uuid

import pytest

from yagpt_desktop.domain.account import CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import (
    CompletionRequest,
    CompletionStatus,
    CompletionUpdate,
    Message,
    ReasoningMode,
    Role,
    Transport,
    Usage,
)
from yagpt_desktop.domain.errors import Cancelled, StreamCut

COMPLETION = "/yandex.cloud.ai.foundation_models.v1.TextGenerationService/Completion"
MEGABYTES_5 = 5 * 1024 * 1024


def as_recorded(exchange):
    """Our own request for a recorded conversation, and the folder it was held in."""
    message = exchange["request"]["message"]
    folder, model = message["modelUri"].removeprefix("gpt://").split("/", 1)
    turns = tuple(Message(Role(turn["role"]), turn["text"]) for turn in message["messages"])
    return folder, model, turns


# what was really said ---------------------------------------------------------------------------------


def test_the_recorded_answer_comes_as_it_was_given(speak, official, ask, recording):
    exchange = recording("test_run")[0]
    folder, model, turns = as_recorded(exchange)
    speaker = speak(folder=folder)
    (update,) = speaker.events(ask(model, *((turn.role, turn.text) for turn in turns), stream=False))

    call = official.seen_one()
    assert call["message"] == exchange["request"]["message"]
    assert update == CompletionUpdate(
        text="Hi there! How are you?",
        status=CompletionStatus.FINAL,
        usage=Usage(input_tokens=15, completion_tokens=8, total_tokens=23),
        model_version="07.03.2024",
        request_id=update.request_id,
    )


def test_the_recorded_stream_comes_partial_by_partial(speak, official, ask, recording):
    exchange = recording("test_run_stream")[0]
    folder, model, turns = as_recorded(exchange)
    updates = speak(folder=folder).events(
        ask(model, *((turn.role, turn.text) for turn in turns), stream=True)
    )

    assert official.seen_one()["message"] == exchange["request"]["message"]
    sent = [part["message"] for part in exchange["response_stream"]]
    assert len(updates) == len(sent) == 21
    for update, message in zip(updates, sent, strict=True):
        (alternative,) = message["alternatives"]
        assert update.text == alternative["message"]["text"]
        assert f"ALTERNATIVE_STATUS_{update.status.name}" == alternative["status"]
        usage = {name: int(count) for name, count in message["usage"].items()}
        assert update.usage.input_tokens == usage["inputTextTokens"]
        assert update.usage.completion_tokens == usage["completionTokens"]
        assert update.usage.total_tokens == usage["totalTokens"]
        assert update.model_version == message["modelVersion"] == "07.03.2024"
    assert [update.status.is_final for update in updates] == [False] * 20 + [True]


# what we send -----------------------------------------------------------------------------------------


def test_a_bare_request_carries_no_option_but_the_stream(speaker, official, ask):
    speaker.answer(ask("recorded-run", "как дела?", stream=False))
    call = official.seen_one()
    assert call["method"] == COMPLETION
    assert call["transport"] == speaker.transport.value
    assert call["message"] == {
        "modelUri": "gpt://b1g-made-up-folder/recorded-run",
        "completionOptions": {},
        "messages": [{"role": "user", "text": "как дела?"}],
    }


def test_every_option_that_is_set_arrives(speaker, official, ask):
    schema = {
        "type": "object",
        "properties": {"ответ": {"type": "integer", "minimum": 1.5}},
        "required": ["ответ"],
    }
    speaker.answer(
        ask(
            "recorded-stream",
            (Role.SYSTEM, "Исправь ошибки в тексте."),
            (Role.USER, "Ашипки саме сибя ни исрпвят"),
            (Role.ASSISTANT, "Ошибки сами себя не исправят."),
            (Role.USER, "А теперь по-английски 🙂\nи с новой строки"),
            json_schema=json.dumps(schema),
            stream=True,
            temperature=0.6,
            max_tokens=2000,
            reasoning=ReasoningMode.ENABLED_HIDDEN,
        )
    )
    assert official.seen_one()["message"] == {
        "modelUri": "gpt://b1g-made-up-folder/recorded-stream",
        "completionOptions": {
            "stream": True,
            "temperature": 0.6,
            "maxTokens": "2000",
            "reasoningOptions": {"mode": "ENABLED_HIDDEN"},
        },
        "messages": [
            {"role": "system", "text": "Исправь ошибки в тексте."},
            {"role": "user", "text": "Ашипки саме сибя ни исрпвят"},
            {"role": "assistant", "text": "Ошибки сами себя не исправят."},
            {"role": "user", "text": "А теперь по-английски 🙂\nи с новой строки"},
        ],
        "jsonSchema": {"schema": schema},
    }


def test_a_zero_is_not_nothing(speaker, official, ask):
    speaker.answer(ask("recorded-run", stream=False, temperature=0.0, reasoning=ReasoningMode.DISABLED))
    assert official.seen_one()["message"]["completionOptions"] == {
        "temperature": 0.0,
        "reasoningOptions": {"mode": "DISABLED"},
    }


def test_a_whole_model_uri_is_sent_as_it_is(speaker, official, ask):
    uri = "gpt://b1g-made-up-folder/recorded-run"
    speaker.answer(ask(uri, stream=False))
    assert official.seen_one()["message"]["modelUri"] == uri


def test_rest_speaks_the_documented_names(official, speak, ask, transport):
    """The decoder would also take the protocol's own names; the documentation shows these."""
    speak().answer(ask("recorded-run", stream=False, temperature=0.3, max_tokens=7))
    raw = official.seen_one()["raw"]
    if transport is Transport.GRPC:
        assert raw == ""
        return
    body = json.loads(raw)
    assert set(body) == {"modelUri", "completionOptions", "messages"}
    assert set(body["completionOptions"]) <= {"stream", "temperature", "maxTokens"}
    assert body["completionOptions"]["temperature"] == 0.3
    assert int(body["completionOptions"]["maxTokens"]) == 7


@pytest.mark.parametrize(
    ("kind", "secret", "authorization"),
    [
        (CredentialKind.IAM_TOKEN, "t1.MADE-UP-token", "Bearer t1.MADE-UP-token"),
        (CredentialKind.API_KEY, "AQVN-MADE-UP-key", "Api-Key AQVN-MADE-UP-key"),
    ],
)
def test_the_headers_say_who_asks_and_for_which_folder(speak, official, ask, kind, secret, authorization):
    speaker = speak(secret=secret, kind=kind, folder="b1g-another")
    first = speaker.answer(ask("recorded-run", stream=False))
    second = speaker.answer(ask("recorded-run", stream=True))
    calls = official.seen()
    for call, update in zip(calls, (first, second), strict=True):
        headers = call["headers"]
        assert headers["authorization"] == authorization
        assert headers["x-folder-id"] == "b1g-another"
        assert headers["x-data-logging-enabled"] == "false"
        assert str(uuid.UUID(headers["x-client-request-id"])) == headers["x-client-request-id"]
        assert headers["x-client-request-id"] in update.request_id
        assert headers["user-agent"].startswith("yagpt-desktop/")
    assert calls[0]["headers"]["x-client-request-id"] != calls[1]["headers"]["x-client-request-id"]


def test_logging_on_the_service_is_allowed_only_by_the_person(speak, official, ask):
    speak(data_logging=True).answer(ask("recorded-run", stream=False))
    assert official.seen_one()["headers"].get("x-data-logging-enabled", "true") == "true"


def test_three_hundred_turns_keep_their_order(speaker, official, ask):
    roles = (Role.USER, Role.ASSISTANT)
    turns = [(roles[number % 2], f"реплика {number}") for number in range(301)]
    speaker.answer(ask("recorded-run", *turns, stream=False))
    sent = official.seen_one()["message"]["messages"]
    assert [(turn["role"], turn["text"]) for turn in sent] == [(role.value, text) for role, text in turns]


# what we make of the answer ---------------------------------------------------------------------------


@pytest.mark.parametrize("stream", [False, True], ids=["at once", "stream"])
@pytest.mark.parametrize(
    ("status", "meant"),
    [
        ("FINAL", CompletionStatus.FINAL),
        ("TRUNCATED_FINAL", CompletionStatus.TRUNCATED),
        ("CONTENT_FILTER", CompletionStatus.CONTENT_FILTER),
        (17, CompletionStatus.UNKNOWN_FINAL),
    ],
)
def test_the_last_status_decides_how_the_answer_ended(official, speaker, ask, says, stream, status, meant):
    model = official.scene({"responses": [says("Начало", "PARTIAL"), says("Совсем другой текст", status)]})
    updates = speaker.events(ask(model, stream=stream))
    assert len(updates) == (2 if stream else 1)
    assert (updates[-1].text, updates[-1].status) == ("Совсем другой текст", meant)
    assert updates[-1].status.is_final


def test_a_stream_that_ends_on_a_partial_is_still_whole(official, speaker, ask, says):
    """Only the end of the stream is the end: the last message may lack its status."""
    model = official.scene({"responses": [says("Раз", "PARTIAL"), says("Раз, два", "UNSPECIFIED")]})
    last = speaker.answer(ask(model, stream=True))
    assert last.text == "Раз, два"


def test_tool_calls_nobody_asked_for_are_an_answer_without_text(official, speaker, ask):
    call = {"functionCall": {"name": "weather", "arguments": {"city": "Москва", "days": 5}}}
    alternative = {
        "message": {"role": "assistant", "toolCallList": {"toolCalls": [call]}},
        "status": "ALTERNATIVE_STATUS_TOOL_CALLS",
    }
    model = official.scene({"responses": [{"alternatives": [alternative]}]})
    last = speaker.answer(ask(model, stream=False))
    assert (last.text, last.status) == ("", CompletionStatus.TOOL_CALLS)


def test_reasoning_tokens_are_counted(official, speaker, ask, says):
    usage = {
        "inputTextTokens": "12",
        "completionTokens": "3000000000",
        "totalTokens": "3000000012",
        "completionTokensDetails": {"reasoningTokens": "2999999990"},
    }
    model = official.scene({"responses": [says("Ответ", usage=usage)]})
    assert speaker.answer(ask(model, stream=False)).usage == Usage(
        12, 3_000_000_000, 3_000_000_012, 2_999_999_990
    )


def test_written_out_defaults_change_nothing(official, speaker, ask, says):
    """A gateway may print empty lists, zeros and nulls, or leave them out."""
    responses = [says("Раз", "PARTIAL", usage={"inputTextTokens": "1"}), says("Раз, два")]
    sparing = official.scene({"responses": responses})
    chatty = official.scene({"responses": responses, "print_defaults": True})
    first, second = (speaker.events(ask(model, stream=True)) for model in (sparing, chatty))
    assert [(update.text, update.status, update.usage) for update in first] == [
        (update.text, update.status, update.usage) for update in second
    ]


@pytest.mark.parametrize("chunk_bytes", [1, 3, 7, 4096])
def test_a_stream_may_be_torn_anywhere(official, speaker, ask, says, chunk_bytes):
    texts = ["Ё", "Ёжик", "Ёжик 🦔 в", 'Ёжик 🦔 в тумане\n{"result": \\}']
    responses = [says(text, "PARTIAL") for text in texts[:-1]] + [says(texts[-1])]
    model = official.scene({"responses": responses, "chunk_bytes": chunk_bytes})
    assert [update.text for update in speaker.events(ask(model, stream=True))][-1] == texts[-1]
    assert speaker.answer(ask(model, stream=True)).status is CompletionStatus.FINAL


@pytest.mark.parametrize("stream", [False, True], ids=["at once", "stream"])
def test_five_megabytes_in_one_message_arrive(official, speaker, ask, says, stream):
    """Over gRPC's usual limit of 4 MB; the client keeps a cap of its own, but never fails before it."""
    text = "ж" * (MEGABYTES_5 // 2)
    model = official.scene({"responses": [says(text)]})
    last = speaker.answer(ask(model, stream=stream))
    assert last.text == text
    assert last.status is CompletionStatus.FINAL


def test_five_megabytes_can_be_asked(official, speaker, ask):
    text = "ж" * (MEGABYTES_5 // 2)
    speaker.answer(ask("recorded-run", text, stream=False))
    assert official.seen_one()["message"]["messages"] == [{"role": "user", "text": text}]


# stopping ---------------------------------------------------------------------------------------------


def test_a_cancel_in_mid_stream_is_seen_by_the_server(official, speaker, ask, says):
    model = official.scene({"responses": [says("Раз", "PARTIAL")], "hold": True})
    cancel, got = CancelToken(), []
    with pytest.raises(Cancelled):
        for update in speaker.client.complete(ask(model, stream=True), cancel):
            got.append(update.text)
            cancel.cancel()
    assert got == ["Раз"]
    assert official.seen_one()["ended"] == "gone"


def test_a_cancel_before_the_first_word_is_seen_by_the_server(official, speaker, ask):
    model = official.scene({"hold": True})
    cancel = CancelToken()
    soon = threading.Timer(0.3, cancel.cancel)
    soon.start()
    try:
        with pytest.raises(Cancelled):
            speaker.events(ask(model, stream=True), cancel)
    finally:
        soon.join()
    assert official.seen_one()["ended"] == "gone"


def test_a_cancel_before_the_call_sends_nothing(official, speaker, ask):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        speaker.events(ask("recorded-run"), cancel)
    assert official.seen() == []


def test_a_reader_that_walks_away_ends_the_call(official, speaker, ask, says):
    model = official.scene({"responses": [says("Раз", "PARTIAL")], "hold": True})
    updates = speaker.client.complete(ask(model, stream=True), CancelToken())
    assert next(updates).text == "Раз"
    updates.close()
    assert official.seen_one()["ended"] == "gone"


def test_a_stream_that_breaks_after_text_is_cut_and_not_asked_again(official, speaker, ask, says):
    broken = {"responses": [says("Раз", "PARTIAL")], "status": {"code": 14, "message": "going away"}}
    model, got = official.scene(broken, {"responses": [says("не то")]}), []
    with pytest.raises(StreamCut) as cut:
        for update in speaker.client.complete(ask(model, stream=True), CancelToken()):
            got.append(update.text)
    assert got == ["Раз"]
    assert official.seen_one()["headers"]["x-client-request-id"] in cut.value.request_id


def test_two_conversations_at_once_do_not_meet(official, speaker, ask, says):
    models = [
        official.scene({"responses": [says(f"{n}-{m}", "PARTIAL") for m in range(20)]}) for n in range(4)
    ]
    answers: dict[int, list[str]] = {}

    def hold(number: int, request: CompletionRequest) -> None:
        answers[number] = [update.text for update in speaker.events(request)]

    threads = [
        threading.Thread(target=hold, args=(number, ask(model, stream=True)))
        for number, model in enumerate(models)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert {number: texts[-1] for number, texts in answers.items()} == {n: f"{n}-19" for n in range(4)}
