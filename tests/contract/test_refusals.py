"""Every way the service says no, and the class of ours that it becomes."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.account import CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionUpdate, Retrying
from yagpt_desktop.domain.config import Network

RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo"
SOON = {"@type": RETRY_INFO, "retryDelay": "0.010s"}

CLASSES = {
    1: errors.NetworkError,
    2: errors.ServiceFault,
    3: errors.RequestRejected,
    4: errors.TimedOut,
    5: errors.RequestRejected,
    6: errors.RequestRejected,
    7: errors.AccessDenied,
    8: errors.QuotaExceeded,
    9: errors.RequestRejected,
    10: errors.YaGptError,
    11: errors.RequestRejected,
    12: errors.OptionUnsupported,
    13: errors.ServiceFault,
    14: errors.ServiceBusy,
    15: errors.ServiceFault,
    16: errors.CredentialRejected,
}
NEVER_AGAIN = (3, 5, 7, 9, 11, 12, 16)


@pytest.fixture
def hasty(monkeypatch):
    """Our own pauses between tries, which no service can shorten, would be most of the suite's time."""
    monkeypatch.setattr("yagpt_desktop.yandex.retrying.DELAYS_S", (0.01, 0.01, 0.01))


def failure(speaker, request):
    """Run a completion that must fail; return the error and the retries before it."""
    events = []
    with pytest.raises(errors.YaGptError) as failed:
        for event in speaker.client.complete(request, CancelToken()):
            events.append(event)
    assert all(isinstance(event, Retrying) for event in events)
    return failed.value, events


@pytest.mark.parametrize("stream", [False, True], ids=["at once", "stream"])
@pytest.mark.parametrize("code", CLASSES)
def test_each_status_becomes_its_class(hasty, official, speaker, ask, code, stream):
    model = official.scene({"status": {"code": code, "message": "made up", "details": [SOON]}})
    error, retries = failure(speaker, ask(model, stream=stream))
    assert isinstance(error, CLASSES[code])
    assert not isinstance(error, errors.Cancelled | errors.UnexpectedError)
    assert error.code.startswith("E-")

    calls = official.seen()
    assert len(calls) == 1 + len(retries)
    assert calls[-1]["headers"]["x-client-request-id"] in error.request_id
    assert calls[-1]["server_id"] in error.request_id
    assert len(calls) == 1 if code in NEVER_AGAIN else len(calls) <= 3


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        (
            3,
            "Specified folder ID 'a' does not match with service account folder ID 'b'",
            errors.FolderUnknown,
        ),
        (3, "Failed to parse model URI", errors.ModelUnknown),
        (3, "Failed to get model", errors.ModelUnknown),
        (3, "number of input tokens must be no more than 32768, got 56832", errors.TextTooLong),
        (3, "text length is 120000, which is outside the range (0, 100000]", errors.TextTooLong),
        (
            8,
            "ai.textGenerationCompletionSessionsCount.count gauge quota limit exceed: allowed 10 requests",
            errors.QuotaExceeded,
        ),
        (
            8,
            "ai.textGenerationCompletionRequestsPerHour.rate rate quota limit exceed: allowed 100 requests",
            errors.HourlyQuotaExceeded,
        ),
        (16, "Unknown api key", errors.CredentialRejected),
    ],
)
def test_the_texts_seen_in_the_wild_say_more_than_the_code(hasty, official, speaker, ask, code, text, kind):
    model = official.scene({"status": {"code": code, "message": text, "details": [SOON]}})
    error, _ = failure(speaker, ask(model, stream=True))
    assert type(error) is kind
    if kind is errors.TextTooLong and "32768" in text:
        assert (error.limit_tokens, error.actual_tokens) == (32_768, 56_832)


def test_details_reach_the_error_whole(hasty, official, speaker, ask):
    """Built from google.rpc's own messages: over gRPC they come in ``grpc-status-details-bin``."""
    status = {
        "code": 8,
        "message": "gauge quota limit exceed: allowed 10 requests",
        "details": [
            {"@type": RETRY_INFO, "retryDelay": "0.020s"},
            {
                "@type": "type.googleapis.com/google.rpc.QuotaFailure",
                "violations": [
                    {"subject": "ai.textGenerationCompletionSessionsCount.count", "description": "10"}
                ],
            },
        ],
    }
    error, _ = failure(speaker, ask(official.scene({"status": status}), stream=True))
    assert type(error) is errors.QuotaExceeded
    assert error.retry_after_s == pytest.approx(0.02)


def test_details_that_we_do_not_know_hide_none_that_we_do(hasty, official, speaker, ask):
    status = {
        "code": 14,
        "message": "overloaded",
        "details": [
            {"@type": "type.googleapis.com/google.rpc.Help", "links": [{"url": "https://example.com"}]},
            {"@type": "type.googleapis.com/google.rpc.LocalizedMessage", "locale": "ru", "message": "занято"},
            {"@type": RETRY_INFO, "retryDelay": "0.030s"},
        ],
    }
    error, _ = failure(speaker, ask(official.scene({"status": status}), stream=True))
    assert error.retry_after_s == pytest.approx(0.03)


def test_the_pause_that_the_service_asks_for_is_kept(official, speaker, ask, says):
    busy = {"code": 14, "message": "busy", "details": [{"@type": RETRY_INFO, "retryDelay": "1.250s"}]}
    model = official.scene({"status": busy}, {"responses": [says("Всё в порядке")]})
    retry, update = speaker.events(ask(model, stream=True))
    assert isinstance(retry, Retrying)
    assert (retry.attempt, retry.attempts) == (2, 3)
    assert retry.delay_s == pytest.approx(1.25, abs=0.5)
    assert retry.delay_s >= 1.25
    assert isinstance(retry.error, errors.ServiceBusy)
    assert isinstance(update, CompletionUpdate)
    assert update.text == "Всё в порядке"
    first, second = official.seen()
    assert first["message"] == second["message"]


def test_three_tries_are_enough(official, speaker, ask):
    model = official.scene({"status": {"code": 14, "message": "busy", "details": [SOON]}})
    error, retries = failure(speaker, ask(model, stream=False))
    assert [retry.attempt for retry in retries] == [2, 3]
    assert isinstance(error, errors.ServiceBusy)
    assert len(official.seen()) == 3


@pytest.mark.parametrize("code", [3, 7, 8, 13, 16])
def test_an_error_after_text_is_never_asked_again(official, speaker, ask, says, code):
    turn = {"responses": [says("Раз", "PARTIAL")], "status": {"code": code, "message": "made up"}}
    model, texts = official.scene(turn, {"responses": [says("не то")]}), []
    with pytest.raises(errors.YaGptError) as failed:
        for event in speaker.client.complete(ask(model, stream=True), CancelToken()):
            texts.append(event.text)
    assert texts == ["Раз"]
    assert official.seen_one()["headers"]["x-client-request-id"] in failed.value.request_id
    assert not isinstance(failed.value, errors.ReplyDamaged | errors.UnexpectedError)


def test_an_unknown_model_is_named(speaker, official, ask):
    error, _ = failure(speaker, ask("no-such-model", stream=False))
    assert type(error) is errors.ModelUnknown
    assert len(official.seen()) == 1


def test_a_cloud_id_in_place_of_a_folder_is_recognised(speak, official, ask):
    speaker = speak(folder="b1g-a-cloud-id")
    error, _ = failure(speaker, ask("gpt://b1g-made-up-folder/recorded-run", stream=False))
    assert type(error) is errors.FolderUnknown


@pytest.mark.parametrize(
    ("kind", "secret"),
    [(CredentialKind.IAM_TOKEN, "t1.MADE-UP-wrong"), (CredentialKind.API_KEY, "AQVN-MADE-UP-wrong")],
)
def test_a_wrong_credential_is_refused_once_and_told_nowhere(speak, official, ask, kind, secret):
    error, retries = failure(speak(secret=secret, kind=kind), ask("recorded-run", stream=False))
    assert isinstance(error, errors.CredentialRejected)
    assert retries == []
    assert len(official.seen()) == 1
    told = f"{error!r} {error} {error.detail} {error.__cause__!r} {error.__context__!r}"
    assert secret not in told


def test_silence_before_the_first_word_ends_the_call(hasty, speak, official, ask):
    speaker = speak(network=Network(proxy="none", first_token_timeout_s=0.5))
    error, _ = failure(speaker, ask(official.scene({"hold": True}), stream=True))
    assert isinstance(error, errors.TimedOut)
    assert {call["ended"] for call in official.seen()} == {"gone"}


def test_silence_between_two_words_ends_the_call(speak, official, ask, says):
    speaker = speak(network=Network(proxy="none", silence_timeout_s=0.5))
    model, texts = official.scene({"responses": [says("Раз", "PARTIAL")], "hold": True}), []
    with pytest.raises(errors.NetworkError):
        for event in speaker.client.complete(ask(model, stream=True), CancelToken()):
            texts.append(event.text)
    assert texts == ["Раз"]
    assert official.seen_one()["ended"] == "gone"
