"""From an account to a client that may speak for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest

from yagpt_desktop.domain.account import Access, Account, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.errors import SecretStoreLocked, SignInRequired
from yagpt_desktop.domain.iam import IamToken
from yagpt_desktop.services.connection import Connections
from yagpt_desktop.services.credential_source import CredentialDesk

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
    """Remembers who opened it; answers one cheap call."""

    opened: ClassVar[list[Client]] = []

    def __init__(self, access: Access, transport: Transport) -> None:
        self.access, self.transport, self.closed = access, transport, False
        Client.opened.append(self)

    def count_tokens(self, model: str, text: str, cancel: CancelToken) -> int:
        return 1

    def close(self) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def nothing_opened():
    Client.opened.clear()


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


def use(connections, account, transport=Transport.GRPC) -> Client:
    connections.client(account, transport).count_tokens("", "", CancelToken())
    return Client.opened[-1]


def test_a_changed_key_closes_the_old_clients_and_is_read_anew(connections, vault):
    old = use(connections, ACCOUNT)
    connections.forget("work")
    vault.save("work", OTHER)
    assert old.closed
    assert use(connections, ACCOUNT).access == Access(OTHER, ACCOUNT.folder_id)


def test_a_forgotten_account_leaves_the_clients_of_others_alone(connections, vault):
    home = replace(ACCOUNT, id="home")
    vault.save("home", OTHER)
    other = use(connections, home)
    use(connections, ACCOUNT)
    connections.forget("work")
    assert not other.closed


def test_a_key_that_must_be_exchanged_needs_somebody_who_does(connections, vault):
    vault.save("work", Credential(CredentialKind.OAUTH_TOKEN, "y0_made-up"))
    with pytest.raises(SignInRequired):
        connections.client(ACCOUNT, Transport.GRPC)


class Exchange:
    """An IAM service that counts; a cache that remembers."""

    def __init__(self) -> None:
        self.exchanged = 0
        self.kept: dict[str, IamToken] = {}

    def exchange_oauth(self, oauth_token: str, cancel: CancelToken) -> IamToken:
        self.exchanged += 1
        now = datetime.now(UTC)
        return IamToken(f"t1.MADE-UP-{self.exchanged}", now, now + timedelta(hours=12))

    def load(self, account_id: str) -> IamToken | None:
        return self.kept.get(account_id)

    def save(self, account_id: str, token: IamToken) -> None:
        self.kept[account_id] = token

    def delete(self, account_id: str) -> None:
        self.kept.pop(account_id, None)


def test_an_exchanged_token_is_kept_and_goes_with_its_credential(vault):
    exchange = Exchange()
    desk = CredentialDesk(exchange, cache=exchange)  # type: ignore[arg-type]
    vault.save("work", Credential(CredentialKind.OAUTH_TOKEN, "y0_made-up"))

    def connect():
        return Connections(Client, vault, "here", desk=desk)  # type: ignore[arg-type]

    first = connect()
    assert use(first, ACCOUNT).access.credential.secret == "t1.MADE-UP-1"
    assert use(connect(), ACCOUNT).access.credential.secret == "t1.MADE-UP-1"
    token = first.token_of(ACCOUNT)
    assert token is not None
    assert token.expires_at is not None
    first.forget("work")
    assert exchange.kept == {}
    assert use(first, ACCOUNT).access.credential.secret == "t1.MADE-UP-2"


def test_a_fixed_access_stands_above_every_account(vault):
    demo = Access(OTHER, "b1gdemo0folder000000")
    connections = Connections(Client, vault, "here", fixed=demo)  # type: ignore[arg-type]
    assert connections.access(None) == connections.access(ACCOUNT) == demo
    assert vault.opened == 0


def test_closing_closes_every_client(connections):
    clients = [use(connections, ACCOUNT, transport) for transport in Transport]
    connections.close()
    assert all(client.closed for client in clients)
