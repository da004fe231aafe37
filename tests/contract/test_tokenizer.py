"""Counting tokens, of a text and of a whole request."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.errors import CredentialRejected, RequestRejected, YaGptError

SERVICE = "/yandex.cloud.ai.foundation_models.v1.TokenizerService"


def test_a_text_is_counted_as_the_service_counts(official, speaker):
    assert speaker.client.count_tokens("recorded-run", "раз два три", CancelToken()) == 3
    call = official.seen_one()
    assert call["method"] == f"{SERVICE}/Tokenize"
    assert call["message"] == {"modelUri": "gpt://b1g-made-up-folder/recorded-run", "text": "раз два три"}
    assert call["headers"]["x-data-logging-enabled"] == "false"
    assert call["headers"]["authorization"] == "Bearer t1.MADE-UP-token-for-tests"


def test_a_request_is_counted_with_its_template(official, speaker, ask):
    request = ask(
        "recorded-run", (Role.SYSTEM, "будь краток"), (Role.USER, "раз два"), stream=False, temperature=0.5
    )
    # <s>, and around each message its role and [SEP]
    assert speaker.client.count_request_tokens(request, CancelToken()) == 1 + (2 + 2) + (2 + 2)
    call = official.seen_one()
    assert call["method"] == f"{SERVICE}/TokenizeCompletion"
    assert call["message"]["modelUri"] == "gpt://b1g-made-up-folder/recorded-run"
    assert call["message"]["messages"] == [
        {"role": "system", "text": "будь краток"},
        {"role": "user", "text": "раз два"},
    ]


@pytest.mark.parametrize("count", [0, 1, 40_000])
def test_the_list_of_tokens_may_be_of_any_length(official, speaker, count):
    token = {"id": "9223372036854775807", "text": "▁слово", "special": True}
    model = official.scene({"tokens": [token] * count})
    assert speaker.client.count_tokens(model, "слово", CancelToken()) == count


def test_a_model_without_a_tokenizer_is_an_error(official, speaker, ask):
    model = official.scene({"status": {"code": 3, "message": "Failed to get model"}})
    for count in (
        lambda: speaker.client.count_tokens(model, "слово", CancelToken()),
        lambda: speaker.client.count_request_tokens(ask(model, stream=False), CancelToken()),
    ):
        with pytest.raises(RequestRejected):
            count()


def test_a_wrong_key_counts_nothing(official, speak):
    with pytest.raises(CredentialRejected) as refused:
        speak(secret="t1.MADE-UP-wrong").client.count_tokens("recorded-run", "слово", CancelToken())
    assert isinstance(refused.value, YaGptError)
    assert official.seen_one()["headers"]["x-client-request-id"] in refused.value.request_id
