"""What a pasted credential may hold."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.errors import CredentialMalformed
from yagpt_desktop.domain.fault import KeyFault

CLEAN = "AQVN-made-up-key_0123"


@pytest.mark.parametrize(
    "pasted",
    [
        f" {CLEAN}\n",
        f"\ufeff{CLEAN}",
        f"{CLEAN[:6]}\u200b{CLEAN[6:]}",
        f"{CLEAN[:6]}\r\n{CLEAN[6:]}",
        f"\t{CLEAN}\xa0",
    ],
)
def test_blanks_newlines_and_invisible_signs_go(pasted):
    assert Credential.cleaned(CredentialKind.API_KEY, pasted).secret == CLEAN


def test_a_cyrillic_letter_is_named_with_its_place():
    with pytest.raises(CredentialMalformed) as caught:
        Credential.cleaned(CredentialKind.API_KEY, "AQVN-С-made-up")
    assert (caught.value.character, caught.value.position) == ("С", 6)
    assert "CYRILLIC CAPITAL LETTER ES" in caught.value.detail
    assert "made-up" not in repr(caught.value)


@pytest.mark.parametrize("pasted", ["", "  \n", "\ufeff\u200b"])
def test_nothing_is_no_credential(pasted):
    with pytest.raises(CredentialMalformed) as caught:
        Credential.cleaned(CredentialKind.IAM_TOKEN, pasted)
    assert caught.value.position == 0


@given(st.text())
def test_whatever_is_pasted_ends_as_printable_ascii_or_is_refused(pasted):
    try:
        secret = Credential.cleaned(CredentialKind.API_KEY, pasted).secret
    except CredentialMalformed:
        return
    assert secret
    assert secret.isascii()
    assert secret.isprintable()
    assert " " not in secret


def test_a_secret_is_in_no_repr():
    assert CLEAN not in repr(Credential(CredentialKind.API_KEY, CLEAN))


def test_a_kind_is_guessed_by_look():
    assert CredentialKind.of("t1.MADE-UP") is CredentialKind.IAM_TOKEN
    assert CredentialKind.of(CLEAN) is CredentialKind.API_KEY


# --- service accounts' key files ---

PEM = "-----BEGIN PRIVATE KEY-----\nbWFkZSB1cA==\n-----END PRIVATE KEY-----\n"
KEY = {"id": "ajemadeupkey00000000", "service_account_id": "ajemadeupaccount0000", "private_key": PEM}
KEY_FILE = {
    **KEY,
    "created_at": "2026-11-01T00:00:00Z",
    "key_algorithm": "RSA_2048",
    "public_key": "-----BEGIN PUBLIC KEY-----\nbWFkZSB1cA==\n-----END PUBLIC KEY-----\n",
    "private_key": f"PLEASE DO NOT REMOVE THIS LINE! Yandex.Cloud SA Key ID <{KEY['id']}>\n{PEM}",
}


def key_of(pasted):
    return Credential.cleaned(CredentialKind.SERVICE_ACCOUNT_KEY, pasted).secret


@pytest.mark.parametrize(
    "pasted",
    [
        json.dumps(KEY),
        json.dumps(KEY_FILE, indent=3, ensure_ascii=False),
        f"\ufeff{json.dumps(KEY_FILE)}\r\n",
        f"Вот ключ {{из письма}}:\n```json\n{json.dumps(KEY_FILE, indent=2)}\n```\nСпасибо!",
        json.dumps(KEY_FILE, indent=2).replace("\n", "\u200b\r\n").replace("  ", "\xa0\xa0"),
        json.dumps(KEY_FILE).replace("\\n", "\n"),
        json.dumps({"key": KEY_FILE}),
    ],
    ids=["bare", "whole", "BOM", "in a letter", "from a web page", "real line breaks", "wrapped"],
)
def test_of_a_key_file_only_what_signs_is_kept(pasted):
    assert json.loads(key_of(pasted)) == KEY
    assert "PLEASE" not in key_of(pasted)
    assert key_of(key_of(pasted)) == key_of(pasted)


@pytest.mark.parametrize(
    ("pasted", "fault"),
    [
        ("AQVN-made-up", KeyFault.NO_OBJECT),
        (json.dumps(KEY_FILE)[:-1], KeyFault.NO_OBJECT),
        (json.dumps([1, 2]), KeyFault.NO_OBJECT),
        ("{" * 5_000, KeyFault.NO_OBJECT),
        (json.dumps({**KEY, "x": "y" * 70_000}), KeyFault.NO_OBJECT),
        (json.dumps({"id": "a"}), KeyFault.NO_ACCOUNT),
        (json.dumps({**KEY, "id": 7}), KeyFault.NO_ID),
        (json.dumps({**KEY, "service_account_id": "ключ"}), KeyFault.NO_ACCOUNT),
        (json.dumps({**KEY, "private_key": " "}), KeyFault.NO_PRIVATE_KEY),
        (json.dumps({**KEY, "private_key": PEM[:40]}), KeyFault.PRIVATE_KEY),
        (
            json.dumps({**KEY, "private_key": PEM.replace("PRIVATE", "ENCRYPTED PRIVATE")}),
            KeyFault.PRIVATE_KEY,
        ),
        (json.dumps({**KEY, "private_key": PEM.replace("b", "б", 1)}), KeyFault.PRIVATE_KEY),
    ],
)
def test_what_is_no_key_file_says_what_is_wrong_and_quotes_nothing(pasted, fault):
    with pytest.raises(CredentialMalformed) as caught:
        key_of(pasted)
    assert caught.value.fault is fault
    assert "bWFkZSB1cA" not in f"{caught.value!r}{caught.value.__cause__!r}"


def test_an_empty_key_file_is_an_empty_credential():
    with pytest.raises(CredentialMalformed) as caught:
        key_of(" \ufeff\n")
    assert caught.value.fault is None


@given(st.text(), st.text())
def test_whatever_stands_around_a_key_it_is_found_or_refused(before, after):
    try:
        assert json.loads(key_of(f"{before}{json.dumps(KEY_FILE)}{after}")) == KEY
    except CredentialMalformed:
        assert "{" in before or '"' in before


def test_yc_has_no_secret_of_its_own():
    assert Credential.cleaned(CredentialKind.YC_CLI, "whatever") == Credential(CredentialKind.YC_CLI, "")


def test_the_kinds_stand_in_the_order_in_which_people_meet_them():
    assert [kind.value for kind in CredentialKind] == [
        "api-key",
        "service-account-key",
        "yc",
        "iam-token",
        "oauth-token",
    ]
    assert {kind for kind in CredentialKind if kind.is_direct} == {
        CredentialKind.API_KEY,
        CredentialKind.IAM_TOKEN,
    }
