"""From an account to a client that may speak for it."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.account import Access, Account, Credential, CredentialKind
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.errors import SecretStoreLocked, SignInRequired
from yagpt_desktop.services.connection import Connections

KEY = Credential(CredentialKind.API_KEY, "AQVN-made-up-key")
OTHER = Credential(CredentialKind.API_KEY, "AQVN-made-up-other")
ACCOUNT = Account("work", "Работа", CredentialKind.API_KEY, "b1gmadeupfolder00000", "here")


class Vault:
    """Behaves as a keyring; counts how often it was opened."""

    lasting = True

    def __init__(self) -> None:
        self.kept: dict[str, Credential] = {}
        self.opened = 0
        self.locked = False

    def save(self, account_id: str, credential: Credential) -> None:
        self.kept[account_id] = credential

    def load(self, account_id: str) -> Credential | None:
        self.opened += 1
        if self.locked:
            raise SecretStoreLocked
        return self.kept.get(account_id)

    def delete(self, account_id: str) -> None:
        self.kept.pop(account_id, None)


class Client:
    def __init__(self, access: Access, transport: Transport) -> None:
        self.access, self.transport, self.closed = access, transport, False

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def vault():
    vault = Vault()
    vault.kept["work"] = KEY
    return vault


@pytest.fixture
def connections(vault):
    return Connections(Client, vault, "here")  # type: ignore[arg-type]


def test_the_keyring_is_opened_once_a_session(connections, vault):
    for _ in range(3):
        assert connections.access(ACCOUNT) == Access(KEY, ACCOUNT.folder_id)
    assert vault.opened == 1


def test_a_credential_stored_for_other_endpoints_is_never_used(vault):
    with pytest.raises(SignInRequired):
        Connections(Client, vault, "elsewhere").access(ACCOUNT)  # type: ignore[arg-type]
    assert vault.opened == 0


@pytest.mark.parametrize("account", [None, Account("gone", "", CredentialKind.API_KEY, "b1g", "here")])
def test_without_a_credential_the_person_is_asked_to_sign_in(connections, account):
    with pytest.raises(SignInRequired):
        connections.access(account)


def test_a_locked_keyring_is_no_missing_credential(connections, vault):
    vault.locked = True
    with pytest.raises(SecretStoreLocked):
        connections.access(ACCOUNT)
    vault.locked = False
    assert connections.access(ACCOUNT).credential == KEY


def test_one_client_serves_an_account_and_transport(connections):
    first = connections.client(ACCOUNT, Transport.GRPC)
    assert connections.client(ACCOUNT, Transport.GRPC) is first
    assert connections.client(ACCOUNT, Transport.REST) is not first


def test_a_changed_key_closes_the_old_clients_and_is_read_anew(connections, vault):
    old = connections.client(ACCOUNT, Transport.GRPC)
    vault.save("work", OTHER)
    connections.forget("work")
    assert old.closed
    assert connections.client(ACCOUNT, Transport.GRPC).access.credential == OTHER


def test_a_fixed_access_stands_above_every_account(vault):
    demo = Access(OTHER, "b1gdemo0folder000000")
    connections = Connections(Client, vault, "here", fixed=demo)  # type: ignore[arg-type]
    assert connections.access(None) == connections.access(ACCOUNT) == demo
    assert vault.opened == 0


def test_closing_closes_every_client(connections):
    clients = [connections.client(ACCOUNT, transport) for transport in Transport]
    connections.close()
    assert all(client.closed for client in clients)
