from __future__ import annotations

import uuid

import pytest

from yagpt_desktop.domain.account import Access, Credential, CredentialKind
from yagpt_desktop.domain.config import Config, Privacy
from yagpt_desktop.domain.errors import CredentialMalformed, CredentialRejected, FolderUnknown
from yagpt_desktop.yandex.headers import clean_folder, new_request_id, request_headers


def headers(kind=CredentialKind.IAM_TOKEN, secret="t1.MADE-UP", folder="b1gmadeup", *, logging=False):
    access = Access(Credential(kind, secret), folder)
    return request_headers(access, Config(privacy=Privacy(data_logging=logging)), "id")


def test_all_four_headers_of_the_contract_and_no_other():
    assert headers() == {
        "authorization": "Bearer t1.MADE-UP",
        "x-folder-id": "b1gmadeup",
        "x-data-logging-enabled": "false",
        "x-client-request-id": "id",
    }


def test_the_scheme_follows_the_kind():
    assert headers(CredentialKind.API_KEY, "AQVN-MADE-UP")["authorization"] == "Api-Key AQVN-MADE-UP"


def test_logging_is_allowed_only_where_the_administrator_says_so():
    assert headers(logging=True)["x-data-logging-enabled"] == "true"


def test_request_ids_are_fresh_uuids():
    ids = {new_request_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(str(uuid.UUID(one)) == one for one in ids)


@pytest.mark.parametrize(
    "secret", ["t1.MADE-UP\n", "\r\n t1.MADE-UP", "t1.MADE\n-UP", "\ufefft1.MADE-UP\u200b", "t1.\xa0MADE-UP"]
)
def test_blanks_and_invisible_signs_of_a_paste_go(secret):
    assert headers(secret=secret)["authorization"] == "Bearer t1.MADE-UP"


@pytest.mark.parametrize(
    ("secret", "character", "position"),
    [
        ("", "", 0),
        (" ", "", 0),
        ("t1.СADE", "С", 4),
        ("🔑", "🔑", 1),
        ("a\x00b", "\x00", 2),
        ("a\x7fb", "\x7f", 2),
    ],
)
def test_a_sign_no_credential_has_is_named_with_its_place(secret, character, position):
    with pytest.raises(CredentialMalformed) as caught:
        headers(secret=secret)
    assert (caught.value.character, caught.value.position) == (character, position)


def test_a_whole_file_pasted_as_a_key_never_reaches_the_network():
    with pytest.raises(CredentialRejected) as caught:
        headers(secret="x" * 20_000)
    assert "xxx" not in caught.value.detail
    assert headers(secret="x" * 4096)


@pytest.mark.parametrize("folder", ["", " ", "b1g id", "каталог", "b1g/../x", "b1g\x00", "b1g\u200b"])
def test_what_cannot_be_a_folder_is_refused(folder):
    with pytest.raises(FolderUnknown):
        headers(folder=folder)


def test_blanks_around_a_folder_go():
    assert clean_folder("\tb1gmadeup \n") == "b1gmadeup"
