"""What is said about a paste, in Russian: what it is, what is wrong with it, what was filled in."""

from __future__ import annotations

import json

import pytest

from yagpt_desktop.domain.account import CredentialKind
from yagpt_desktop.domain.pasted import Finding
from yagpt_desktop.ui.account.reading import Reading, read, read_folder

FOLDER = "b1gmadeupfolder00000"
API_KEY = "AQVN" + "MADEUPkeyFORtests0" * 2
TOKEN = f"t1.MADEUPtoken0FORtests.{'x1Y-' * 21}zz"
OAUTH = "y0_" + "MADEUPoauth0FORtests" * 2
KEY_FILE = json.dumps(
    {
        "id": "ajemadeupkey00000000",
        "service_account_id": "ajemadeup00000000000",
        "private_key": "-----BEGIN PRIVATE KEY-----\nTUFERVVQ\n-----END PRIVATE KEY-----\n",
    }
)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (API_KEY, CredentialKind.API_KEY, "Похоже на API-ключ."),
        (f"  export YC_API_KEY='{API_KEY}'\n", CredentialKind.API_KEY, "Похоже на API-ключ."),
        (TOKEN, CredentialKind.IAM_TOKEN, "Это IAM-токен, он действует до 12 часов."),
        (
            OAUTH,
            CredentialKind.OAUTH_TOKEN,
            "Это OAuth-токен. Яндекс прекращает этот способ в конце 2026 года.",
        ),
        (KEY_FILE, CredentialKind.SERVICE_ACCOUNT_KEY, "Это ключ сервисного аккаунта ajemadeup00000000000."),
    ],
)
def test_each_kind_of_key_is_recognised_and_named(
    russian: None, text: str, kind: CredentialKind, words: str
) -> None:
    reading = read(text)
    assert (reading.kind, reading.words, reading.is_wrong) == (kind, words, False)
    assert reading.secret


@pytest.mark.parametrize(
    "text",
    [f"https://console.yandex.cloud/folders/{FOLDER}?section=dashboard", f"gpt://{FOLDER}/yandexgpt/latest"],
)
def test_an_address_fills_in_its_folder(russian: None, text: str) -> None:
    reading = read(text)
    assert (reading.kind, reading.folder_id) == (None, FOLDER)
    assert reading.words == f"Это адрес каталога: каталог {FOLDER} подставлен."


def test_key_and_folder_in_one_paste_are_both_found(russian: None) -> None:
    reading = read(f"YC_API_KEY={API_KEY}\nYC_FOLDER_ID={FOLDER}\n")
    assert (reading.secret, reading.folder_id) == (API_KEY, FOLDER)
    assert reading.words == f"Похоже на API-ключ. Каталог {FOLDER} подставлен."


def test_a_bare_number_is_taken_with_a_warning_about_clouds(russian: None) -> None:
    assert "не номер облака" in read(FOLDER).words
    assert read(FOLDER).folder_id == FOLDER


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("AQVN-\u0421MADEUPkeyFORtestsMADEUPkeyFORtests00", "русская буква «С»"),
        ("https://console.yandex.cloud/cloud/b1gmadeupcloud000000", "номер облака"),
        ("-----BEGIN PRIVATE KEY-----\nTUFERVVQ", "часть файла ключа"),
        ("-----BEGIN PUBLIC KEY-----\nTUFERVVQ", "открытая половина"),
        ("maria@example.ru", "адрес почты"),
        ("ajemadeupkey00000000", "Это номер ключа"),
        ('{"private_key": "x", "client_email": "a@b.example"}', "другого облака"),
        ('{"id": "ajemadeupkey00000000", "private_key": "x"}', "service_account_id"),
        ("AQVN***************", "звёздочками"),
        ("<API-ключ>", "пример из инструкции"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(russian: None, text: str, words: str) -> None:
    reading = read(text)
    assert words in reading.words
    assert reading.is_wrong
    assert not reading.secret


def test_a_key_that_seems_cut_off_is_taken_with_a_warning(russian: None) -> None:
    reading = read("AQVN-MADE-UP")
    assert reading.secret == "AQVN-MADE-UP"
    assert "короче обычного" in reading.words


def test_what_is_half_typed_is_not_called_wrong(russian: None) -> None:
    assert read("AQ") == Reading()
    assert read("  ") == Reading()


def test_a_key_in_the_field_for_the_folder_is_noticed() -> None:
    assert read_folder(API_KEY).kind is CredentialKind.API_KEY


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("https://console.yandex.cloud/cloud/b1gmadeupcloud000000", "облака"),
        ("b1g" + "0" * 30, "20 знаков"),
        (FOLDER, ""),
        ("", ""),
    ],
)
def test_a_folder_is_looked_at_too(russian: None, text: str, words: str) -> None:
    assert (words in read_folder(text).words) if words else not read_folder(text).words


def test_no_reading_prints_its_secret() -> None:
    assert API_KEY not in repr(read(API_KEY))


def test_every_mistake_has_words_of_its_own() -> None:
    from yagpt_desktop.ui.account.reading import _MISTAKES

    told_otherwise = {
        Finding.EMPTY,
        Finding.UNKNOWN,
        Finding.WRONG_CHARACTER,
        Finding.CUT_SHORT,
        Finding.SEVERAL_SECRETS,
        Finding.FOLDER_MAY_BE_CLOUD,
        Finding.FOLDER_LENGTH,
        Finding.KEY_FILE_DAMAGED,
    }
    assert set(_MISTAKES) | told_otherwise == set(Finding)
