"""The account page with its keyring and network: checked, kept, opened, forgotten."""

from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThreadPool

from yagpt_desktop.domain.account import Access, Account, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.errors import (
    AccessDenied,
    CredentialRejected,
    SecretStoreLocked,
    SecretStoreMissing,
    StorageError,
    YaGptError,
)
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.accounts import Accounts
from yagpt_desktop.services.connection import Connections
from yagpt_desktop.storage.secret_vault import SecretVault
from yagpt_desktop.storage.session_secrets import SessionSecretStore
from yagpt_desktop.ui.account.account_controller import AccountController
from yagpt_desktop.ui.account.account_page import AccountForm, AccountPage, Keeping
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.sidebar.account_line import AccountState
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.workers.job import single_thread

KEY, FOLDER = "AQVN-made-up-key", "b1gmadeupfolder00000"
FORM = AccountForm(CredentialKind.API_KEY, f" {KEY}\n", FOLDER)


class Keyring(SessionSecretStore):
    """A keyring that can refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.refuses: StorageError | None = None

    def _open(self) -> None:
        assert threading.current_thread() is not threading.main_thread(), "the keyring may block"
        if self.refuses:
            raise self.refuses

    def save(self, account_id: str, credential: Credential) -> None:
        self._open()
        super().save(account_id, credential)

    def load(self, account_id: str) -> Credential | None:
        self._open()
        return super().load(account_id)

    def delete(self, account_id: str) -> None:
        self._open()
        super().delete(account_id)


class Service:
    """A client whose tokenizer lets some keys in."""

    answers: YaGptError | None = None
    seen: list[Access]

    def __init__(self) -> None:
        self.seen = []

    def open(self, access: Access, _transport: Transport):
        service = self

        class Client:
            def count_tokens(self, model: str, text: str, cancel: CancelToken) -> int:
                assert threading.current_thread() is not threading.main_thread(), "the network blocks"
                service.seen.append(access)
                if service.answers:
                    raise service.answers
                return 1

            def close(self) -> None:
                return None

        return Client()


class SettingsStore:
    def __init__(self) -> None:
        self.saved = Settings()

    def load(self) -> Settings:
        return self.saved

    def save(self, settings: Settings) -> None:
        self.saved = settings


class Desk:
    """The controller with everything around it."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.owner = QObject()
        self.pool = single_thread(self.owner)
        self.network = QThreadPool(self.owner)
        self.keyring, self.service, self.store = Keyring(), Service(), SettingsStore()
        self.vault = SecretVault(self.keyring)
        self.connections = Connections(self.service.open, self.vault, "here")
        self.accounts = Accounts(self.connections, self.vault, "here")
        self.hub = SettingsHub(settings or Settings(), self.store, self.pool, self.owner)
        self.page = AccountPage()
        self.errors: list[tuple[object, str]] = []
        self.page.show_error = lambda error, details="": self.errors.append((error, details))
        self.controller = AccountController(
            self.page, self.accounts, self.hub, (self.pool, self.network), self.owner
        )
        self.states: list[AccountState] = []
        self.controller.status_changed.connect(self._note)

    def _note(self, status) -> None:
        self.states.append(status.state)

    def clear_away(self) -> None:
        """Here and now: left to Python, a widget might die in a worker's thread."""
        self.controller.finder.stop()
        assert self.pool.waitForDone(3000)
        assert self.network.waitForDone(3000)
        shiboken6.delete(self.page)
        shiboken6.delete(self.owner)


@pytest.fixture
def make_desk(qapp):
    desks = []

    def make(settings: Settings | None = None) -> Desk:
        desks.append(Desk(settings))
        return desks[-1]

    yield make
    for desk in desks:
        desk.clear_away()


@pytest.fixture
def desk(make_desk):
    return make_desk()


def save(qtbot, desk, form=FORM):
    with qtbot.waitSignal(desk.controller.connected):
        desk.page.save_requested.emit(form)


def test_a_key_is_cleaned_kept_and_used(qtbot, desk):
    save(qtbot, desk)
    account = desk.hub.settings.account
    assert account is not None
    assert (account.kind, account.folder_id, account.origin) == (CredentialKind.API_KEY, FOLDER, "here")
    assert desk.connections.access(account) == Access(Credential(CredentialKind.API_KEY, KEY), FOLDER)
    assert desk.states == [AccountState.CONNECTED]
    qtbot.waitUntil(lambda: desk.store.saved.account_id == account.id)
    assert KEY not in repr(desk.store.saved)


def test_without_a_keyring_the_key_lives_for_this_session_and_the_page_says_so(qtbot, desk):
    desk.keyring.refuses = SecretStoreMissing("no service")
    save(qtbot, desk)
    assert desk.states == [AccountState.SESSION_ONLY]
    assert desk.page._keeping is Keeping.SESSION
    assert desk.connections.access(desk.hub.settings.account).credential.secret == KEY


def test_a_locked_keyring_lets_the_person_decide(qtbot, desk):
    desk.keyring.refuses = SecretStoreLocked("collection is locked")
    desk.page.save_requested.emit(FORM)
    qtbot.waitUntil(lambda: len(desk.errors) == 1)
    assert desk.hub.settings.account is None
    with qtbot.waitSignal(desk.controller.connected):
        desk.page.error_action_requested.emit(ActionKind.SESSION_ONLY)
    assert desk.states == [AccountState.SESSION_ONLY]


def test_a_keyring_that_was_opened_meanwhile_is_asked_again(qtbot, desk):
    desk.keyring.refuses = SecretStoreLocked("collection is locked")
    desk.page.save_requested.emit(FORM)
    qtbot.waitUntil(lambda: len(desk.errors) == 1)
    desk.keyring.refuses = None
    with qtbot.waitSignal(desk.controller.connected):
        desk.page.error_action_requested.emit(ActionKind.UNLOCK_STORE)
    assert desk.states == [AccountState.CONNECTED]


@pytest.mark.parametrize(("secret", "code"), [("AQVN-С", "E-KEY-FORMAT"), (" \n", "E-KEY-FORMAT")])
def test_a_malformed_key_is_told_before_anything_is_sent_or_kept(desk, secret, code):
    desk.page.save_requested.emit(AccountForm(CredentialKind.API_KEY, secret, FOLDER))
    desk.page.check_requested.emit(AccountForm(CredentialKind.API_KEY, secret, FOLDER))
    assert [error.code for error, _ in desk.errors] == [code, code]
    assert desk.service.seen == []


@pytest.mark.parametrize(
    ("error", "code"), [(CredentialRejected("401"), "E-KEY-WRONG"), (AccessDenied("403"), "E-NO-ROLE")]
)
def test_a_check_says_why_the_key_does_not_work(qtbot, desk, error, code):
    desk.service.answers = error
    desk.page.check_requested.emit(FORM)
    qtbot.waitUntil(lambda: len(desk.errors) == 1)
    assert desk.errors[0][0].code == code
    assert desk.hub.settings.account is None


def test_a_check_of_a_good_key_keeps_nothing(qtbot, desk):
    desk.page.check_requested.emit(FORM)
    qtbot.waitUntil(lambda: not desk.controller._checking.busy)
    assert desk.service.seen == [Access(Credential(CredentialKind.API_KEY, KEY), FOLDER)]
    assert (desk.errors, desk.hub.settings.account) == ([], None)


def test_an_empty_folder_is_told(qtbot, desk):
    desk.page.check_requested.emit(AccountForm(CredentialKind.API_KEY, KEY, ""))
    qtbot.waitUntil(lambda: len(desk.errors) == 1)
    assert desk.errors[0][0].code == "E-FOLDER"


def test_another_folder_needs_no_new_key(qtbot, desk):
    save(qtbot, desk)
    other = "b1gmadeupfolder00001"
    save(qtbot, desk, AccountForm(CredentialKind.API_KEY, "", other))
    assert desk.connections.access(desk.hub.settings.account).folder_id == other


def test_a_stored_account_is_opened_after_the_start(qtbot, make_desk):
    account = Account("work", "", CredentialKind.API_KEY, FOLDER, "here")
    desk = make_desk(Settings(accounts=(account,), account_id="work"))
    SessionSecretStore.save(desk.keyring, "work", Credential(CredentialKind.API_KEY, KEY))
    desk.controller.unlock()
    qtbot.waitUntil(lambda: desk.states == [AccountState.CHECKING, AccountState.CONNECTED])


@pytest.mark.parametrize("refusal", [SecretStoreLocked("locked"), SecretStoreMissing("none")])
def test_a_keyring_that_stays_shut_is_told_and_nothing_is_lost(qtbot, make_desk, refusal):
    account = Account("work", "", CredentialKind.API_KEY, FOLDER, "here")
    desk = make_desk(Settings(accounts=(account,), account_id="work"))
    desk.keyring.refuses = refusal
    with qtbot.waitSignal(desk.controller.unlock_failed) as failed:
        desk.controller.unlock()
    assert failed.args[0] is refusal
    assert desk.states[-1] is AccountState.TROUBLE
    assert desk.hub.settings.account == account


def test_a_forgotten_account_leaves_no_credential(qtbot, desk):
    save(qtbot, desk)
    account = desk.hub.settings.account
    desk.page.forget_requested.emit()
    qtbot.waitUntil(lambda: desk.states[-1] is AccountState.NONE)
    assert desk.hub.settings.accounts == ()
    assert SessionSecretStore.load(desk.keyring, account.id) is None


def test_a_credential_that_cannot_be_deleted_stays_an_account(qtbot, desk):
    save(qtbot, desk)
    desk.keyring.refuses = SecretStoreLocked("locked")
    desk.page.forget_requested.emit()
    qtbot.waitUntil(lambda: len(desk.errors) == 1)
    assert desk.hub.settings.account is not None
