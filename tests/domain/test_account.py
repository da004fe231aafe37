"""What a pasted credential may hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.errors import CredentialMalformed

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
