"""The proxy's password: in the keyring alone, for its own proxy alone."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.errors import SecretStoreFull, SecretStoreLocked, SecretStoreMissing, StorageError
from yagpt_desktop.services.proxy_login import PROXY_ID, ProxyLogin


class Vault:
    lasting = True

    def __init__(self) -> None:
        self.kept: dict[str, Credential] = {}
        self.failure: StorageError | None = None
        self.reads = 0

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure

    def save(self, account_id: str, credential: Credential) -> None:
        self._fail()
        self.kept[account_id] = credential

    def load(self, account_id: str) -> Credential | None:
        self.reads += 1
        self._fail()
        return self.kept.get(account_id)

    def delete(self, account_id: str) -> None:
        self._fail()
        self.kept.pop(account_id, None)


@pytest.fixture
def vault() -> Vault:
    return Vault()


def test_a_password_outlives_the_program(vault: Vault) -> None:
    ProxyLogin(vault).keep("P.example:3128", "Иван", "слово и дело:@/")
    later = ProxyLogin(vault)
    assert later.password("p.EXAMPLE:3128", "Иван") == "слово и дело:@/"
    assert list(vault.kept) == [PROXY_ID]
    assert "слово" not in repr(vault.kept)


@pytest.mark.parametrize(
    ("address", "user"), [("q.example:3128", "user"), ("p.example:1", "user"), ("p.example:3128", "other")]
)
def test_nobody_else_gets_it(vault: Vault, address: str, user: str) -> None:
    login = ProxyLogin(vault)
    login.keep("p.example:3128", "user", "word")
    assert login.password(address, user) == ""
    assert ProxyLogin(vault).password(address, user) == ""


def test_the_keyring_is_asked_once(vault: Vault) -> None:
    login = ProxyLogin(vault)
    for _ in range(3):
        assert login.password("p:1", "user") == ""
    assert vault.reads == 1


def test_an_empty_password_forgets(vault: Vault) -> None:
    login = ProxyLogin(vault)
    login.keep("p:1", "user", "word")
    login.keep("p:1", "user", "")
    assert (vault.kept, login.password("p:1", "user")) == ({}, "")


def test_without_a_keyring_there_is_no_password_and_no_failure(vault: Vault) -> None:
    vault.failure = SecretStoreMissing("none")
    login = ProxyLogin(vault)
    assert login.password("p:1", "user") == ""
    login.keep("p:1", "user", "")


def test_a_locked_keyring_is_told_and_asked_again(vault: Vault) -> None:
    vault.failure = SecretStoreLocked("locked")
    login = ProxyLogin(vault)
    for _ in range(2):
        with pytest.raises(SecretStoreLocked):
            login.password("p:1", "user")
    vault.failure = None
    assert login.password("p:1", "user") == ""


def test_what_the_keyring_does_not_take_works_for_this_session(vault: Vault) -> None:
    vault.failure = SecretStoreFull("full")
    login = ProxyLogin(vault)
    with pytest.raises(SecretStoreFull):
        login.keep("p:1", "user", "word")
    assert login.password("p:1", "user") == "word"


@pytest.mark.parametrize("secret", ["", "[]", "{}", '{"place": 1}', "not json"])
def test_an_entry_that_is_not_ours_is_as_good_as_none(vault: Vault, secret: str) -> None:
    vault.kept[PROXY_ID] = Credential(CredentialKind.API_KEY, secret)
    assert ProxyLogin(vault).password("p:1", "user") == ""
