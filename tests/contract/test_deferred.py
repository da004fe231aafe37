"""Asynchronous answers: asked for now, fetched later from the operations' own address."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate, Message, Role, Usage
from yagpt_desktop.domain.errors import (
    Cancelled,
    CredentialRejected,
    OptionUnsupported,
    QuotaExceeded,
    RequestRejected,
    ResultExpired,
    YaGptError,
)

SUBMIT = "/yandex.cloud.ai.foundation_models.v1.TextGenerationAsyncService/Completion"
GET = "/yandex.cloud.operation.OperationService/Get"
CANCEL = "/yandex.cloud.operation.OperationService/Cancel"
ANSWER_TYPE = "type.googleapis.com/yandex.cloud.ai.foundation_models.v1.CompletionResponse"


def test_the_recorded_operation_goes_from_asked_to_done(speak, official, ask, recording):
    interactions = recording("test_run_deferred")
    message = interactions[0]["request"]["message"]
    folder, model = message["modelUri"].removeprefix("gpt://").split("/", 1)
    (turn,) = message["messages"]
    speaker = speak(folder=folder)

    operation = speaker.client.submit(
        ask(model, (Role(turn["role"]), turn["text"]), stream=False), CancelToken()
    )
    assert (operation.id, operation.done) == ("d7qqr3frkl81js0udlr9", False)
    looks = 0
    while not operation.done:
        operation = speaker.client.operation(operation.id, CancelToken())
        looks += 1
    assert looks == sum(one["request"]["cls"] == "GetOperationRequest" for one in interactions)

    told = interactions[-1]["response"]["message"]["response"]
    assert operation.error is None
    assert operation.answer == CompletionUpdate(
        text=told["alternatives"][0]["message"]["text"],
        status=CompletionStatus.FINAL,
        usage=Usage(input_tokens=15, completion_tokens=107, total_tokens=122),
        model_version="07.03.2024",
        request_id=operation.answer.request_id,
    )
    first, *others = official.seen()
    assert (first["method"], first["message"]) == (SUBMIT, message)
    assert {call["method"] for call in others} == {GET}
    assert {call["message"]["operationId"] for call in others} == {"d7qqr3frkl81js0udlr9"}
    for call in (first, *others):
        assert call["headers"]["authorization"] == "Bearer t1.MADE-UP-token-for-tests"
        assert call["headers"]["x-client-request-id"]
    assert first["headers"]["x-data-logging-enabled"] == "false"


def test_a_stream_cannot_be_asked_for_later(official, speaker, ask):
    with pytest.raises(OptionUnsupported):
        speaker.client.submit(ask("recorded-deferred", stream=True), CancelToken())
    assert official.seen() == []


def test_options_travel_with_a_deferred_request(official, speaker, ask):
    speaker.client.submit(
        ask("recorded-deferred", stream=False, temperature=0.1, max_tokens=5), CancelToken()
    )
    assert official.seen_one()["message"]["completionOptions"] == {"temperature": 0.1, "maxTokens": "5"}


def test_an_operation_can_be_given_up(official, speaker, ask):
    model = official.scene({"operations": [{"id": "op-made-up-1"}]})
    operation = speaker.client.submit(ask(model, stream=False), CancelToken())
    given_up = speaker.client.cancel_operation(operation.id, CancelToken())
    assert given_up.done
    assert given_up.answer is None
    assert isinstance(given_up.error, YaGptError)
    assert speaker.client.operation(operation.id, CancelToken()).done
    assert [call["method"] for call in official.seen()] == [SUBMIT, CANCEL, GET]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ({"code": 8, "message": "gauge quota limit exceed: allowed 10 requests"}, QuotaExceeded),
        (
            {"code": 3, "message": "number of input tokens must be no more than 32768, got 56832"},
            RequestRejected,
        ),
        (
            {
                "code": 8,
                "message": "quota",
                "details": [
                    {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "7s"},
                    {
                        "@type": "type.googleapis.com/google.rpc.Help",
                        "links": [{"url": "https://example.com"}],
                    },
                ],
            },
            QuotaExceeded,
        ),
    ],
    ids=["quota", "too long", "with details"],
)
def test_a_failed_operation_tells_why(official, speaker, ask, status, kind):
    model = official.scene(
        {"operations": [{"id": "op-made-up-2"}, {"id": "op-made-up-2", "done": True, "error": status}]}
    )
    speaker.client.submit(ask(model, stream=False), CancelToken())
    operation = speaker.client.operation("op-made-up-2", CancelToken())
    assert operation.done
    assert operation.answer is None
    assert isinstance(operation.error, kind)


def test_an_error_of_code_zero_is_none(official, speaker, ask, says):
    """Some services set an empty error where nothing failed (the official SDK knows such)."""
    model = official.scene({"operations": [{"id": "op-made-up-3", "error": {"code": 0}}]})
    operation = speaker.client.submit(ask(model, stream=False), CancelToken())
    assert (operation.done, operation.error) == (False, None)


@pytest.mark.parametrize(
    ("status", "meant"),
    [
        ("TRUNCATED_FINAL", CompletionStatus.TRUNCATED),
        ("CONTENT_FILTER", CompletionStatus.CONTENT_FILTER),
        (17, CompletionStatus.UNKNOWN_FINAL),
    ],
)
def test_a_deferred_answer_may_end_any_way(official, speaker, ask, says, status, meant):
    done = {"id": "op-made-up-4", "done": True, "response": {"@type": ANSWER_TYPE, **says("Ответ", status)}}
    model = official.scene({"operations": [{"id": "op-made-up-4"}, done]})
    speaker.client.submit(ask(model, stream=False), CancelToken())
    operation = speaker.client.operation("op-made-up-4", CancelToken())
    assert operation.answer is not None
    assert (operation.answer.text, operation.answer.status) == ("Ответ", meant)


def test_metadata_of_a_kind_we_do_not_know_does_no_harm(official, speaker, ask):
    metadata = {
        "@type": "type.googleapis.com/yandex.cloud.ai.foundation_models.v1.BatchCompletionMetadata",
        "taskId": "made-up",
    }
    model = official.scene({"operations": [{"id": "op-made-up-5", "metadata": metadata}]})
    operation = speaker.client.submit(ask(model, stream=False), CancelToken())
    assert (operation.id, operation.done) == ("op-made-up-5", False)


def test_a_result_that_is_gone_is_told_as_such(official, speaker):
    with pytest.raises(ResultExpired) as gone:
        speaker.client.operation("op-of-last-year", CancelToken())
    assert official.seen_one()["headers"]["x-client-request-id"] in gone.value.request_id


def test_a_wrong_credential_cannot_look_at_operations(official, speak):
    with pytest.raises(CredentialRejected):
        speak(secret="t1.MADE-UP-wrong").client.operation("op-made-up-1", CancelToken())
    assert len(official.seen()) == 1


def test_a_cancelled_token_asks_nothing(official, speaker, ask):
    cancel = CancelToken()
    cancel.cancel()
    for call in (
        lambda: speaker.client.submit(ask("recorded-deferred", stream=False), cancel),
        lambda: speaker.client.operation("op-made-up-1", cancel),
        lambda: speaker.client.cancel_operation("op-made-up-1", cancel),
    ):
        with pytest.raises(Cancelled):
            call()
    assert official.seen() == []


def test_the_history_of_a_conversation_travels_with_it(official, speaker, ask):
    turns = [
        Message(Role.SYSTEM, "Кратко."),
        Message(Role.USER, "a"),
        Message(Role.ASSISTANT, "b"),
        Message(Role.USER, "c"),
    ]
    request = ask("recorded-deferred", *((turn.role, turn.text) for turn in turns), stream=False)
    speaker.client.submit(request, CancelToken())
    sent = official.seen_one()["message"]["messages"]
    assert sent == [{"role": turn.role.value, "text": turn.text} for turn in turns]
