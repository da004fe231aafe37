"""Who and what is refused, in the words of the real service, over both transports."""

from __future__ import annotations

import pytest

from yagpt_desktop.simulator import cloud

FOLDER = cloud.DEMO_FOLDER_ID
INVALID, DENIED, UNAUTHENTICATED = 3, 7, 16


@pytest.mark.parametrize(
    ("authorization", "words"),
    [
        (None, "The token is invalid"),
        ("", "The token is invalid"),
        ("Bearer", "The token is invalid"),
        ("t1.MADE-UP", "The token is invalid"),
        ("Basic t1.MADE-UP", "The token is invalid"),
        ("Bearer t1.MADE UP", "The token is invalid"),
        ("Bearer t1.wrong", "The token is invalid"),
        ("Bearer t1.Invalid-one", "The token is invalid"),
        ("Bearer t1.revoked-one", "The token is invalid"),
        ("Bearer t1.expired-one", "The token has expired"),
        ("Bearer AQVNmade-up-key", "The token is invalid"),
        ("Api-Key", "The token is invalid"),
        ("Api-Key t1.MADE-UP", "Unknown api key"),
        ("Api-Key AQVNunknown", "Unknown api key"),
        ("Api-Key AQVNwrong", "Unknown api key"),
        ("Api-Key AQVN-EXPIRED", "The apikey has expired"),
    ],
)
def test_a_bad_credential_is_not_let_in(ask, authorization, words):
    heard = ask(headers={} if authorization is None else {"authorization": authorization})
    assert (heard.code, heard.text) == (UNAUTHENTICATED, words)
    assert heard.http in {0, 401}


@pytest.mark.parametrize(
    "authorization",
    ["Bearer t1.MADE-UP", "bearer y0_MADE-UP", "Api-Key AQVNmade-up", "Api-Key whatever", "API-KEY x"],
)
def test_any_other_secret_is_let_in(ask, authorization):
    assert ask(headers={"authorization": authorization}).code == 0


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        ("t1.norole", f"Permission to [resource-manager.folder {FOLDER}] denied"),
        ("t1.nobilling", "billing account"),
    ],
)
def test_some_lack_a_role_or_money(ask, secret, words):
    heard = ask(headers={"authorization": f"Bearer {secret}"})
    assert heard.code == DENIED
    assert words in heard.text
    assert heard.http in {0, 403}


@pytest.mark.parametrize(
    "folder_id", [*(item.id for item in cloud.CLOUDS), "b1gcloud000000000000", "b1gshort", "мойкаталог"]
)
def test_a_cloud_or_a_typing_error_is_no_folder(ask, folder_id):
    heard = ask(uri=f"gpt://{folder_id}/yandexgpt-5.1")
    assert heard.code == DENIED
    assert "denied" in heard.text


def test_the_header_and_the_uri_name_one_folder(ask):
    headers = {"authorization": "Bearer t1.MADE-UP"}
    assert ask(headers=headers | {"x-folder-id": FOLDER}).code == 0
    other = cloud.FOLDERS[1].id
    heard = ask(headers=headers | {"x-folder-id": other})
    assert heard.code == INVALID
    assert heard.text == (
        f"Specified folder ID '{FOLDER}' does not match with service account folder ID '{other}'"
    )


def test_somebody_elses_folder_is_refused(ask):
    heard = ask(uri="gpt://b1gother000000000000/yandexgpt-5.1")
    assert heard.code == INVALID
    assert "does not match with service account folder ID" in heard.text


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "yandexgpt-5.1",
        "gpt://",
        f"gpt://{FOLDER}",
        f"gpt://{FOLDER}/",
        f"emb://{FOLDER}/x",
        "gpt:// /a b",
        f"gpt://{FOLDER}/a/b/c",
    ],
)
def test_a_bad_uri_is_refused(ask, uri):
    heard = ask(uri=uri)
    assert heard.code == INVALID
    assert heard.text.startswith("Failed to parse model URI")


@pytest.mark.parametrize(
    "name",
    [
        "yandexgpt-9",
        "aliceai-llm-flash",
        "deepseek-v4-flash",
        "qwen3.6-35b-a3b",
        "yandexgpt-32k",
        "yandexgpt/newest",
    ],
)
def test_a_model_that_is_unknown_or_served_elsewhere_is_refused(ask, name):
    heard = ask(uri=f"gpt://{FOLDER}/{name}")
    assert heard.code == INVALID
    assert heard.text.startswith("Failed to get model")


@pytest.mark.parametrize(
    "name",
    [
        "yandexgpt-5.1", "yandexgpt-5-pro", "yandexgpt-5-lite", "aliceai-llm", "aliceai-llm/latest",
        "yandexgpt/rc", "yandexgpt/latest", "yandexgpt-lite/deprecated", "yandexgpt-lite/latest@tuned",
        "yandexgpt",
    ],
)  # fmt: skip
def test_the_native_models_answer(ask, name):
    assert ask(uri=f"gpt://{FOLDER}/{name}").code == 0


def test_a_request_without_messages_is_refused(caller, make_request):
    request = make_request()
    del request.messages[:]
    heard = caller.complete(request, {"authorization": "Bearer t1.MADE-UP"})
    assert heard.code == INVALID
    assert "messages" in heard.text


def test_an_unknown_role_is_refused(caller, make_request):
    request = make_request()
    request.messages[0].role = "tool"
    heard = caller.complete(request, {"authorization": "Bearer t1.MADE-UP"})
    assert heard.code == INVALID
    assert "'tool'" in heard.text


@pytest.mark.parametrize("length", [0, 100_001, 250_000])
def test_a_message_is_neither_empty_nor_endless(ask, length):
    heard = ask("а" * length)
    assert (heard.code, heard.text) == (
        INVALID,
        f"text length is {length}, which is outside the range (0, 100000]",
    )


@pytest.mark.parametrize("temperature", [-0.1, 1.01, 2, float("nan")])
def test_the_temperature_has_bounds(ask, temperature):
    heard = ask(temperature=temperature)
    assert heard.code == INVALID
    assert "temperature" in heard.text


@pytest.mark.parametrize("temperature", [0, 0.3, 1])
def test_the_bounds_of_the_temperature_belong_to_it(ask, temperature):
    assert ask(temperature=temperature).code == 0


@pytest.mark.parametrize(
    ("limit", "words"),
    [(0, "greater than 0"), (-5, "greater than 0"), (8_001, "maximum text generation size is 8000")],
)
def test_the_length_of_the_answer_has_bounds(ask, limit, words):
    heard = ask(max_tokens=limit)
    assert heard.code == INVALID
    assert words in heard.text


def test_a_prompt_over_the_context_is_refused_with_both_numbers(caller, make_request):
    request = make_request("слово " * 16_000)
    for _ in range(3):
        request.messages.add(role="user", text="слово " * 16_000)
    heard = caller.complete(request, {"authorization": "Bearer t1.MADE-UP"})
    assert heard.code == INVALID
    assert heard.text.startswith("number of input tokens must be no more than 32768, got 64")
    request.model_uri = f"gpt://{FOLDER}/aliceai-llm"
    assert caller.complete(request, {"authorization": "Bearer t1.MADE-UP"}).code == 0
