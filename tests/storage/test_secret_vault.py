from __future__ import annotations

import pytest

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.errors import SecretStoreLocked, SecretStoreMissing, StorageError
from yagpt_desktop.storage.secret_vault import SecretVault
from yagpt_desktop.storage.session_secrets import SessionSecretStore

KEY = Credential(CredentialKind.API_KEY, "AQVN-MADE-UP-key-for-tests")


class FailingKeyring(SessionSecretStore):
    """A keyring that fails as long as ``failure`` is set."""

    lasting = True

    def __init__(self, failure: StorageError | None = None) -> None:
        super().__init__()
        self.failure = failure

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure

    def look(self) -> None:
        self._fail()

    def save(self, account_id: str, credential: Credential) -> None:
        self._fail()
        super().save(account_id, credential)

    def load(self, account_id: str) -> Credential | None:
        self._fail()
        return super().load(account_id)

    def delete(self, account_id: str) -> None:
        self._fail()
        super().delete(account_id)


def test_a_keyring_that_works_is_used() -> None:
    keyring = FailingKeyring()
    vault = SecretVault(keyring)
    vault.save("a1", KEY)
    assert keyring.load("a1") == vault.load("a1") == KEY
    assert vault.lasting
    assert vault.session_reason("a1") is None


def test_without_a_keyring_a_key_is_kept_for_this_session_and_it_says_so() -> None:
    vault = SecretVault(FailingKeyring(SecretStoreMissing()))
    assert vault.lasting
    vault.save("a1", KEY)
    assert vault.load("a1") == KEY
    assert not vault.lasting
    assert isinstance(vault.session_reason("a1"), SecretStoreMissing)
    vault.delete("a1")
    assert vault.lasting
    assert vault.session_reason("a1") is None


def test_a_missing_keyring_is_not_an_empty_one() -> None:
    with pytest.raises(SecretStoreMissing):
        SecretVault(FailingKeyring(SecretStoreMissing())).load("a1")
    with pytest.raises(SecretStoreMissing):
        SecretVault(FailingKeyring(SecretStoreMissing())).delete("a1")


def test_a_locked_keyring_is_the_person_s_to_decide_about() -> None:
    keyring = FailingKeyring(SecretStoreLocked())
    vault = SecretVault(keyring)
    with pytest.raises(SecretStoreLocked) as caught:
        vault.save("a1", KEY)
    vault.save_for_session("a1", KEY, caught.value)
    assert vault.load("a1") == KEY
    assert vault.session_reason("a1") is caught.value
    assert not vault.lasting


def test_a_keyring_that_comes_back_takes_the_key_over() -> None:
    keyring = FailingKeyring(SecretStoreMissing())
    vault = SecretVault(keyring)
    vault.save("a1", KEY)
    keyring.failure = None
    vault.save("a1", KEY)
    assert keyring.load("a1") == KEY
    assert vault.lasting


def test_what_cannot_be_deleted_from_the_keyring_is_told() -> None:
    keyring = FailingKeyring()
    vault = SecretVault(keyring)
    vault.save("a1", KEY)
    keyring.failure = SecretStoreLocked()
    with pytest.raises(SecretStoreLocked):
        vault.delete("a1")


def test_a_look_asks_the_keyring_and_not_this_session() -> None:
    keyring = FailingKeyring()
    vault = SecretVault(keyring)
    vault.look()
    keyring.failure = SecretStoreMissing()
    vault.save("a1", KEY)
    with pytest.raises(SecretStoreMissing):
        vault.look()
