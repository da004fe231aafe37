"""Accounts over the local service: every kind of credential checked, listed, kept, counted, forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from yagpt_desktop.domain.account import Access, Account, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.errors import (
    AccessDenied,
    BillingInactive,
    Cancelled,
    CredentialRejected,
    FolderUnknown,
    SecretStoreLocked,
    SecretStoreMissing,
    SessionExpired,
    SignInRequired,
    StorageError,
    YaGptError,
)
from yagpt_desktop.domain.iam import LONGEST_LIFE, IamToken
from yagpt_desktop.services.accounts import Accounts, YcAccount
from yagpt_desktop.services.connection import Connections
from yagpt_desktop.services.credential_source import CredentialDesk
from yagpt_desktop.services.iam_tokens import Clocks
from yagpt_desktop.simulator.cloud import DEMO_FOLDER_ID
from yagpt_desktop.simulator.service import DEMO_API_KEY, DEMO_IAM_TOKEN, LocalService
from yagpt_desktop.storage.secret_vault import SecretVault
from yagpt_desktop.storage.session_secrets import SessionSecretStore
from yagpt_desktop.workers.alarm import ThreadAlarm
from yagpt_desktop.yandex.client import open_client
from yagpt_desktop.yandex.folder_client import FolderRestClient
from yagpt_desktop.yandex.iam import IamRestClient

MODEL = "yandexgpt-5.1"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
API_KEY = Credential(CredentialKind.API_KEY, DEMO_API_KEY)
TOKEN = Credential(CredentialKind.IAM_TOKEN, DEMO_IAM_TOKEN)
OAUTH = Credential(CredentialKind.OAUTH_TOKEN, "y0_MADE-UP-oauth")
YC = Credential(CredentialKind.YC_CLI, "")


class Yc:
    """Yandex Cloud's command line, as far as it is asked."""

    def __init__(self, *, found: bool = True) -> None:
        self.found = found

    def is_found(self) -> bool:
        return self.found

    def token(self, cancel: CancelToken) -> IamToken:
        cancel.raise_if_cancelled()
        return IamToken(DEMO_IAM_TOKEN)

    def folder_id(self, cancel: CancelToken) -> str:
        cancel.raise_if_cancelled()
        return DEMO_FOLDER_ID


class Tokens:
    """A cache of tokens that can refuse."""

    def __init__(self) -> None:
        self.kept: dict[str, IamToken] = {}
        self.refuses: StorageError | None = None

    def _open(self) -> None:
        if self.refuses:
            raise self.refuses

    def load(self, account_id: str) -> IamToken | None:
        self._open()
        return self.kept.get(account_id)

    def save(self, account_id: str, token: IamToken) -> None:
        self._open()
        self.kept[account_id] = token

    def delete(self, account_id: str) -> None:
        self._open()
        self.kept.pop(account_id, None)


class Desk:
    def __init__(self, service: LocalService, alarm: ThreadAlarm, yc: Yc | None = None) -> None:
        config = Config(endpoints=service.endpoints)
        self.keyring, self.tokens, self.now = SessionSecretStore(), Tokens(), NOON
        self.vault = SecretVault(self.keyring)
        yc = yc or Yc()
        desk = CredentialDesk(
            IamRestClient(config, alarm), yc, self.tokens, alarm, Clocks(wall=lambda: self.now)
        )
        self.connections = Connections(
            lambda access, transport: open_client(access, transport, config, alarm),
            self.vault,
            "here",
            desk=desk,
        )
        folders = FolderRestClient(config, alarm)
        self.accounts = Accounts(self.connections, self.vault, "here", folder_source=folders, yc=yc)


@pytest.fixture(scope="module")
def service() -> Iterator[LocalService]:
    with LocalService() as service:
        yield service


@pytest.fixture
def desk(service: LocalService) -> Iterator[Desk]:
    alarm = ThreadAlarm()
    desk = Desk(service, alarm)
    yield desk
    desk.connections.close()
    alarm.close()


@pytest.fixture(scope="module")
def key_file() -> str:
    """A service account's key, made for this run."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return json.dumps({"id": "ajemadeupkey", "service_account_id": "ajemadeup", "private_key": pem.decode()})


def account(kind: CredentialKind = CredentialKind.IAM_TOKEN) -> Account:
    return Account("work", "", kind, DEMO_FOLDER_ID, "here")


@pytest.mark.parametrize("credential", [API_KEY, TOKEN, OAUTH, YC], ids=lambda one: one.kind.value)
@pytest.mark.parametrize("transport", list(Transport))
def test_each_kind_of_credential_is_checked_by_one_real_call(
    desk: Desk, credential: Credential, transport: Transport
) -> None:
    desk.accounts.check(Access(credential, DEMO_FOLDER_ID), MODEL, transport)


def test_a_key_file_is_checked_and_lists_the_folders_by_cloud(desk: Desk, key_file: str) -> None:
    credential = Credential.cleaned(CredentialKind.SERVICE_ACCOUNT_KEY, key_file)
    desk.accounts.check(Access(credential, DEMO_FOLDER_ID), MODEL, Transport.GRPC)
    groups = desk.accounts.folders(credential)
    assert [group.cloud.name for group in groups] == ["demo-personal", "demo-work"]
    assert [folder.name for folder in groups[0].folders] == ["default", "texts", "experiments"]
    assert all(folder.cloud_id == group.cloud.id for group in groups for folder in group.folders)


@pytest.mark.parametrize(
    ("secret", "folder_id", "error"),
    [
        ("AQVN-MADE-UP-wrong-key", DEMO_FOLDER_ID, CredentialRejected),
        ("AQVN-MADE-UP-norole-key", DEMO_FOLDER_ID, AccessDenied),
        ("AQVN-MADE-UP-nobilling-key", DEMO_FOLDER_ID, BillingInactive),
        ("AQVN-MADE-UP-key", "b1gother000000000001", FolderUnknown),
        ("AQVN-MADE-UP-key", "b1gcloud000000000001", AccessDenied),
        ("AQVN-MADE-UP-key", "", FolderUnknown),
    ],
)
def test_a_check_names_what_is_wrong(
    desk: Desk, secret: str, folder_id: str, error: type[YaGptError]
) -> None:
    with pytest.raises(error):
        desk.accounts.check(
            Access(Credential(CredentialKind.API_KEY, secret), folder_id), MODEL, Transport.GRPC
        )


def test_an_expired_token_is_told_apart_from_a_wrong_one(desk: Desk) -> None:
    expired = Credential(CredentialKind.IAM_TOKEN, "t1.MADE-UP-expired-token")
    with pytest.raises(SessionExpired):
        desk.accounts.check(Access(expired, DEMO_FOLDER_ID), MODEL, Transport.REST)


def test_a_cancelled_check_sends_nothing(desk: Desk, service: LocalService) -> None:
    cancel = CancelToken()
    cancel.cancel()
    before = len(service.seen)
    with pytest.raises(Cancelled):
        desk.accounts.check(Access(API_KEY, DEMO_FOLDER_ID), MODEL, Transport.GRPC, cancel)
    assert len(service.seen) == before


def test_an_api_key_lists_nothing_and_nobody_is_asked(desk: Desk, service: LocalService) -> None:
    before = len(service.seen)
    with pytest.raises(AccessDenied):
        desk.accounts.folders(API_KEY)
    assert len(service.seen) == before


def test_without_the_parts_each_kind_says_that_it_cannot_be_used() -> None:
    vault = SecretVault(SessionSecretStore())
    accounts = Accounts(Connections(lambda _access, _transport: None, vault, "here"), vault, "here")
    for credential in (OAUTH, YC):
        with pytest.raises(SignInRequired):
            accounts.check(Access(credential, DEMO_FOLDER_ID), MODEL, Transport.GRPC)
    with pytest.raises(AccessDenied):
        accounts.folders(OAUTH)
    assert accounts.yc_found() is None


def test_yc_is_told_with_its_folder_where_it_is_found(desk: Desk, service: LocalService) -> None:
    assert desk.accounts.yc_found() == YcAccount(DEMO_FOLDER_ID)
    alarm = ThreadAlarm()
    assert Desk(service, alarm, Yc(found=False)).accounts.yc_found() is None
    alarm.close()


def test_a_pasted_token_counts_from_its_coming_even_after_a_restart(
    desk: Desk, service: LocalService
) -> None:
    desk.accounts.keep(account(), TOKEN)
    assert desk.accounts.expires_at(account()) == NOON + LONGEST_LIFE
    alarm = ThreadAlarm()
    later = Desk(service, alarm)
    later.keyring.save("work", TOKEN)
    later.tokens.kept, later.now = desk.tokens.kept, NOON + timedelta(hours=5)
    assert later.accounts.expires_at(account()) is None
    later.accounts.unlock(account())
    assert later.accounts.expires_at(account()) == NOON + LONGEST_LIFE
    alarm.close()


def test_the_same_token_again_does_not_begin_a_new_life(desk: Desk) -> None:
    desk.accounts.keep(account(), TOKEN)
    desk.now = NOON + timedelta(hours=3)
    desk.accounts.keep(account(), TOKEN)
    assert desk.accounts.expires_at(account()) == NOON + LONGEST_LIFE
    desk.accounts.keep(account(), Credential(CredentialKind.IAM_TOKEN, "t1.MADE-UP-other-token"))
    assert desk.accounts.expires_at(account()) == NOON + timedelta(hours=3) + LONGEST_LIFE


def test_what_the_program_renews_by_itself_is_not_counted_down(desk: Desk) -> None:
    for credential in (API_KEY, OAUTH, YC):
        desk.accounts.keep(account(credential.kind), credential)
        assert desk.accounts.expires_at(account(credential.kind)) is None
    assert desk.tokens.kept == {}


def test_a_cache_that_refuses_costs_the_countdown_and_not_the_account(desk: Desk) -> None:
    desk.tokens.refuses = SecretStoreLocked("locked")
    assert desk.accounts.keep(account(), TOKEN).reason is None
    assert desk.connections.access(account()).credential == TOKEN


def test_for_this_session_only_nothing_reaches_keyring_or_cache(desk: Desk) -> None:
    kept = desk.accounts.keep(account(), TOKEN, SecretStoreLocked("refused"))
    assert isinstance(kept.reason, SecretStoreLocked)
    assert desk.keyring.load("work") is None
    assert desk.tokens.kept == {}
    assert desk.accounts.expires_at(account()) == NOON + LONGEST_LIFE


def test_forgetting_leaves_neither_credential_nor_token(desk: Desk) -> None:
    desk.accounts.keep(account(), TOKEN)
    desk.accounts.forget(account())
    assert desk.keyring.load("work") is None
    assert desk.tokens.kept == {}
    assert desk.accounts.expires_at(account()) is None
    with pytest.raises(SignInRequired):
        desk.accounts.unlock(account())


def test_a_token_that_stays_in_the_keyring_is_not_called_forgotten(desk: Desk) -> None:
    desk.accounts.keep(account(), TOKEN)
    desk.tokens.refuses = SecretStoreLocked("locked")
    with pytest.raises(SecretStoreLocked):
        desk.accounts.forget(account())


def test_where_there_is_no_keyring_forgetting_needs_none(desk: Desk) -> None:
    desk.accounts.keep(account(), TOKEN, SecretStoreMissing("none"))
    desk.tokens.refuses = SecretStoreMissing("none")
    desk.accounts.forget(account())
