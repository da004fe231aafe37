"""The account page with its keyring and network: checked, kept, opened, forgotten."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThreadPool

from yagpt_desktop.domain.account import Access, Account, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.errors import (
    AccessDenied,
    CredentialRejected,
    SecretLost,
    SecretStoreFull,
    SecretStoreLocked,
    SecretStoreMissing,
    SecretStoreSilent,
    SecretTooBig,
    ServiceUnreachable,
    SessionKeyGone,
    StorageError,
    YaGptError,
)
from yagpt_desktop.domain.iam import Cloud, Folder, IamToken
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.accounts import Accounts
from yagpt_desktop.services.connection import Connections
from yagpt_desktop.storage.secret_vault import SecretVault
from yagpt_desktop.storage.session_secrets import SessionSecretStore
from yagpt_desktop.ui.account.account_controller import AccountController
from yagpt_desktop.ui.account.account_page import AccountForm, AccountPage, Keeping
from yagpt_desktop.ui.account.step_table import Aspect
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.sidebar.account_line import AccountState, AccountStatus
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.workers.job import single_thread

KEY, FOLDER = "AQVN-made-up-key", "b1gmadeupfolder00000"
FORM = AccountForm(CredentialKind.API_KEY, f" {KEY}\n", FOLDER)


class Keyring(SessionSecretStore):
    """A keyring that can refuse, its look included."""

    def __init__(self) -> None:
        super().__init__()
        self.refuses: StorageError | None = None

    def _open(self) -> None:
        assert threading.current_thread() is not threading.main_thread(), "the keyring may block"
        if self.refuses:
            raise self.refuses

    def look(self) -> None:
        self._open()

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


def test_a_retry_after_a_check_checks_and_does_not_keep(qtbot, desk):
    desk.keyring.refuses = SecretStoreLocked("collection is locked")
    desk.page.save_requested.emit(FORM)
    qtbot.waitUntil(lambda: len(desk.errors) == 1)
    desk.service.answers = ServiceUnreachable("down")
    desk.page.check_requested.emit(FORM)
    qtbot.waitUntil(lambda: len(desk.errors) == 2)
    desk.keyring.refuses = None
    desk.page.fields.secret.setText(KEY)
    desk.page.fields.folder.setText(FOLDER)
    desk.page.error_action_requested.emit(ActionKind.RETRY)
    qtbot.waitUntil(lambda: len(desk.service.seen) == 2)
    assert desk.hub.settings.account is None


def test_a_deletion_that_the_keyring_refused_is_done_by_the_button(qtbot, desk):
    save(qtbot, desk)
    account = desk.hub.settings.account
    desk.keyring.refuses = SecretStoreLocked("locked")
    desk.page.forget_requested.emit()
    qtbot.waitUntil(lambda: len(desk.errors) == 1)
    assert "not deleted" in desk.errors[0][0].cause
    desk.keyring.refuses = None
    desk.page.error_action_requested.emit(ActionKind.UNLOCK_STORE)
    qtbot.waitUntil(lambda: desk.hub.settings.accounts == ())
    assert SessionSecretStore.load(desk.keyring, account.id) is None


def test_the_page_promises_no_keyring_before_it_knows_of_one(qtbot, desk):
    assert desk.page.keeping is Keeping.UNKNOWN
    desk.controller.keyring.begin()
    qtbot.waitUntil(lambda: desk.page.keeping is Keeping.KEYRING)


def test_where_there_is_no_keyring_the_page_says_so_before_anything_is_kept(qtbot, desk):
    desk.keyring.refuses = SecretStoreMissing("no service")
    desk.controller.keyring.begin()
    qtbot.waitUntil(lambda: desk.page.keeping is Keeping.SESSION)


def test_a_keyring_that_does_not_answer_the_look_is_promised_nothing(qtbot, desk):
    desk.keyring.refuses = SecretStoreSilent("no answer")
    desk.controller.keyring.begin()
    qtbot.waitUntil(lambda: not desk.controller.keyring._looking.busy)
    assert desk.page.keeping is Keeping.UNKNOWN
    assert desk.errors == []


def restarted(make_desk, desk) -> Desk:
    """The next start of the program, with the keyring and the settings of the last one."""
    later = make_desk(desk.hub.settings)
    later.keyring._credentials = dict(desk.keyring._credentials)
    later.keyring.refuses = desk.keyring.refuses
    return later


@pytest.mark.parametrize("refusal", [SecretStoreMissing("none"), None])
def test_a_key_for_one_session_is_said_to_be_gone_in_the_next_one(qtbot, make_desk, desk, refusal):
    desk.keyring.refuses = SecretStoreMissing("none")
    save(qtbot, desk)
    later = restarted(make_desk, desk)
    later.keyring.refuses = refusal
    with qtbot.waitSignal(later.controller.unlock_failed) as failed:
        later.controller.unlock()
    assert type(failed.args[0]) is SessionKeyGone
    later.controller.show_stored()
    assert later.page.fields.secret.placeholderText() == "paste it here"
    assert not later.page.fields.is_filled()
    later.controller.carry_out(ActionKind.ENTER_KEY)
    save(qtbot, later)
    assert later.page.fields.is_filled()
    kept = later.hub.settings.account
    assert kept.id == desk.hub.settings.account.id
    assert kept.session_only is (refusal is not None)


def test_a_key_for_one_session_beside_a_kept_one_leaves_the_kept_one(qtbot, make_desk, desk):
    save(qtbot, desk)
    desk.keyring.refuses = SecretStoreMissing("none")
    save(qtbot, desk, AccountForm(CredentialKind.API_KEY, "AQVN-made-up-session-key", FOLDER))
    later = restarted(make_desk, desk)
    later.keyring.refuses = None
    later.controller.unlock()
    qtbot.waitUntil(lambda: later.states[-1] is AccountState.CONNECTED)
    assert later.connections.access(later.hub.settings.account).credential.secret == KEY


def test_an_account_whose_key_was_for_one_session_can_be_deleted_without_a_keyring(qtbot, make_desk, desk):
    desk.keyring.refuses = SecretStoreMissing("none")
    save(qtbot, desk)
    later = restarted(make_desk, desk)
    later.page.forget_requested.emit()
    qtbot.waitUntil(lambda: later.hub.settings.accounts == ())
    assert later.errors == []


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


# --- several accounts


def two(**fields) -> Settings:
    work = Account("work", "Работа", CredentialKind.API_KEY, FOLDER, "here")
    home = Account("home", "", CredentialKind.IAM_TOKEN, "b1gmadeupfolder00001", "here", "default")
    return Settings(accounts=(work, home), account_id="work", **fields)


def with_two(make_desk) -> Desk:
    desk = make_desk(two())
    for account_id, kind, key in (
        ("work", CredentialKind.API_KEY, KEY),
        ("home", CredentialKind.IAM_TOKEN, "t1.MADE-UP-token-for-tests"),
    ):
        SessionSecretStore.save(desk.keyring, account_id, Credential(kind, key))
    return desk


def test_another_account_is_used_from_now_on_and_opened(qtbot, make_desk):
    desk = with_two(make_desk)
    statuses: list[AccountStatus] = []
    desk.controller.status_changed.connect(statuses.append)
    desk.controller.use("home")
    qtbot.waitUntil(lambda: desk.states[-1] is AccountState.CONNECTED)
    assert desk.hub.settings.account_id == "home"
    assert (statuses[-1].folder, statuses[-1].name) == ("", "default")
    assert desk.page.form().kind is CredentialKind.IAM_TOKEN
    assert desk.page.form().folder_id == "b1gmadeupfolder00001"


def test_an_account_that_is_not_there_changes_nothing(make_desk):
    desk = with_two(make_desk)
    desk.controller.use("nobody")
    assert desk.hub.settings.account_id == "work"
    assert desk.states == []


def test_a_pasted_token_says_how_long_it_works(qtbot, make_desk):
    desk = with_two(make_desk)
    statuses: list[AccountStatus] = []
    desk.controller.status_changed.connect(statuses.append)
    soon = datetime.now(UTC) + timedelta(minutes=30, seconds=-5)
    desk.accounts.expires_at = lambda account: soon if account.id == "home" else None
    desk.controller.use("home")
    qtbot.waitUntil(lambda: desk.states[-1] is AccountState.CONNECTED)
    assert statuses[-1].minutes_left == 30
    desk.controller.use("work")
    qtbot.waitUntil(lambda: len(desk.states) > 3 and desk.states[-1] is AccountState.CONNECTED)
    assert statuses[-1].minutes_left is None


def test_a_token_that_is_over_is_told_as_such(qtbot, make_desk):
    desk = with_two(make_desk)
    desk.accounts.expires_at = lambda _account: datetime.now(UTC) - timedelta(hours=1)
    desk.controller.use("home")
    qtbot.waitUntil(lambda: desk.states[-1] is AccountState.EXPIRED)


def test_a_name_is_kept_and_shown_everywhere(qtbot, make_desk):
    desk = with_two(make_desk)
    desk.page.account_renamed.emit("home", "Личный")
    assert [account.name for account in desk.hub.settings.accounts] == ["Работа", "Личный"]
    assert desk.page.accounts.cards["home"].accessibleName() == "Личный"
    assert desk.hub.settings.account_id == "work"


def test_one_more_account_stands_beside_the_first(qtbot, desk):
    save(qtbot, desk)
    first = desk.hub.settings.account
    desk.controller.show_new()
    assert desk.page.form().folder_id == ""
    save(qtbot, desk, AccountForm(CredentialKind.API_KEY, "AQVN-second-key", "b1gmadeupfolder00002", "texts"))
    accounts = desk.hub.settings.accounts
    assert accounts[0].id == first.id
    assert len(accounts) == 2
    assert desk.hub.settings.account == accounts[1]
    assert accounts[1].folder_name == "texts"
    assert SessionSecretStore.load(desk.keyring, first.id).secret == KEY


def test_a_new_key_for_an_account_keeps_its_name_and_place(qtbot, make_desk):
    desk = with_two(make_desk)
    save(qtbot, desk, AccountForm(CredentialKind.API_KEY, "AQVN-newer-key", FOLDER))
    assert [(account.id, account.name) for account in desk.hub.settings.accounts] == [
        ("work", "Работа"),
        ("home", ""),
    ]
    assert SessionSecretStore.load(desk.keyring, "work").secret == "AQVN-newer-key"


def test_deleting_one_of_two_goes_on_with_the_other(qtbot, make_desk):
    desk = with_two(make_desk)
    desk.page.forget_requested.emit()
    qtbot.waitUntil(lambda: desk.states[-1:] == [AccountState.CONNECTED])
    assert [account.id for account in desk.hub.settings.accounts] == ["home"]
    assert desk.hub.settings.account_id == "home"
    assert SessionSecretStore.load(desk.keyring, "work") is None


def test_a_deletion_can_be_taken_back_and_the_conversation_does_not_jump_in(qtbot, make_desk):
    desk = with_two(make_desk)
    desk.page.forget_requested.emit()
    qtbot.waitUntil(lambda: desk.hub.settings.account_id == "home" and not desk.controller._unlocking.busy)
    with qtbot.assertNotEmitted(desk.controller.connected):
        desk.page.undo_requested.emit()
        qtbot.waitUntil(lambda: desk.hub.settings.account_id == "work")
    assert {account.id: account.name for account in desk.hub.settings.accounts}["work"] == "Работа"
    assert SessionSecretStore.load(desk.keyring, "work").secret == KEY
    assert desk.page.form().folder_id == FOLDER


def test_when_the_moment_has_passed_nothing_of_the_key_is_left(qtbot, make_desk):
    desk = with_two(make_desk)
    desk.page.forget_requested.emit()
    qtbot.waitUntil(lambda: desk.hub.settings.account_id == "home")
    desk.page.undo_passed.emit()
    desk.page.undo_requested.emit()
    assert desk.controller._deleted is None
    assert "work" not in {account.id for account in desk.hub.settings.accounts}


# --- the keyring's failures, files, other kinds

VAULT_FAILURES = [
    SecretStoreLocked("locked"),
    SecretStoreSilent("no answer"),
    SecretTooBig("1,283 units"),
    SecretStoreFull("8"),
    SecretLost("other"),
]


@pytest.mark.parametrize("refusal", VAULT_FAILURES, ids=lambda one: type(one).__name__)
def test_whatever_the_keyring_refuses_for_the_key_works_for_this_session(qtbot, desk, refusal):
    desk.keyring.refuses = refusal
    desk.page.save_requested.emit(FORM)
    qtbot.waitUntil(lambda: len(desk.errors) == 1)
    text = desk.errors[0][0]
    assert ActionKind.SESSION_ONLY in {text.action, text.second_action}
    with qtbot.waitSignal(desk.controller.connected):
        desk.page.error_action_requested.emit(ActionKind.SESSION_ONLY)
    assert desk.states == [AccountState.SESSION_ONLY]
    assert desk.page._keeping is Keeping.SESSION


def test_a_key_that_is_too_big_may_be_another_one(qtbot, desk):
    desk.keyring.refuses = SecretTooBig("too big")
    desk.page.fields.kinds.choose(CredentialKind.OAUTH_TOKEN)
    desk.page.save_requested.emit(AccountForm(CredentialKind.OAUTH_TOKEN, "y0_MADE-UP", FOLDER))
    qtbot.waitUntil(lambda: len(desk.errors) == 1)
    desk.page.error_action_requested.emit(ActionKind.USE_API_KEY)
    assert desk.page.form().kind is CredentialKind.API_KEY


def test_a_keyring_that_stays_shut_may_be_passed_over_for_this_session_only_on_demand(qtbot, make_desk):
    desk = make_desk(two())
    desk.keyring.refuses = SecretStoreLocked("locked")
    with qtbot.waitSignal(desk.controller.unlock_failed):
        desk.controller.unlock()
    desk.page.save_requested.emit(FORM)
    qtbot.waitUntil(lambda: len(desk.errors) == 1, timeout=3000)
    assert desk.errors[0][0].code == "E-VAULT-LOCKED", "it is asked again unless the person says otherwise"
    desk.controller.show_stored()
    desk.controller.carry_out(ActionKind.KEY_THIS_TIME)
    save(qtbot, desk)
    assert desk.states[-1] is AccountState.SESSION_ONLY


def test_a_dropped_key_file_is_read_beside_the_window(qtbot, desk, tmp_path):
    pem = "-----BEGIN PRIVATE KEY-----\nTUFERVVQ\n-----END PRIVATE KEY-----\n"
    file = tmp_path / "ключ.json"
    file.write_text(
        json.dumps({"id": "ajekey", "service_account_id": "ajesa", "private_key": pem}), "utf-8-sig"
    )
    desk.page.file_offered.emit(str(file))
    qtbot.waitUntil(lambda: desk.page.form().kind is CredentialKind.SERVICE_ACCOUNT_KEY)
    assert json.loads(desk.page.form().secret)["private_key"] == pem


def test_a_file_that_cannot_be_read_is_told(qtbot, desk, tmp_path):
    desk.page.file_offered.emit(str(tmp_path / "missing.json"))
    qtbot.waitUntil(lambda: len(desk.errors) == 1)
    assert desk.errors[0][0].code == "E-FILE-READ"


def test_buttons_of_errors_do_here_what_they_promise_and_leave_the_form_alone(qtbot, desk):
    desk.page.fields.secret.setText(KEY)
    asked: list[ActionKind] = []
    desk.controller.action_requested.connect(asked.append)
    for action in (
        ActionKind.SHOW_STEPS,
        ActionKind.OPEN_ACCOUNT,
        ActionKind.CHECK_FOLDER,
        ActionKind.ENTER_KEY,
    ):
        desk.page.error_action_requested.emit(action)
    assert asked == []
    assert not desk.page.steps.isHidden()
    assert desk.page.form().secret == KEY
    for action in (ActionKind.OPEN_BILLING, ActionKind.SHOW_DIAGNOSIS, ActionKind.OPEN_NETWORK_SETTINGS):
        desk.page.error_action_requested.emit(action)
    assert asked == [ActionKind.OPEN_BILLING, ActionKind.SHOW_DIAGNOSIS, ActionKind.OPEN_NETWORK_SETTINGS]


def test_a_retry_checks_again(qtbot, desk):
    desk.service.answers = ServiceUnreachable("down")
    desk.page.fields.secret.setText(KEY)
    desk.page.fields.folder.setText(FOLDER)
    desk.page.check_requested.emit(desk.page.form())
    qtbot.waitUntil(lambda: len(desk.errors) == 1)
    desk.service.answers = None
    desk.page.error_action_requested.emit(ActionKind.RETRY)
    qtbot.waitUntil(lambda: len(desk.service.seen) == 2 and not desk.controller._checking.busy)
    assert len(desk.errors) == 1


def test_a_check_marks_the_steps(qtbot, desk):
    desk.service.answers = AccessDenied("403")
    desk.page.check_requested.emit(FORM)
    qtbot.waitUntil(lambda: len(desk.errors) == 1)
    qtbot.waitUntil(lambda: desk.page.steps._proved == {Aspect.KEY: True, Aspect.ROLE: False})


# --- folders and yc


class Source:
    """Lists folders for a token, beside the GUI thread."""

    def __init__(self) -> None:
        self.refuses: YaGptError | None = None
        self.tokens: list[str] = []
        self.go_on = threading.Event()
        self.go_on.set()

    def clouds(self, token, cancel):
        assert threading.current_thread() is not threading.main_thread(), "the network blocks"
        self.tokens.append(token)
        while not self.go_on.wait(0.01):
            cancel.raise_if_cancelled()
        if self.refuses:
            raise self.refuses
        return (Cloud("b1gmadeupcloud000000", "personal"),)

    def folders(self, token, cloud_id, cancel):
        return (
            Folder("b1gmadeupfolder00000", "default", cloud_id),
            Folder(FOLDER[:-1] + "7", "texts", cloud_id),
        )


@pytest.fixture
def listing(desk):
    source = Source()
    desk.accounts._folder_source = source
    yield source
    source.go_on.set()


TOKEN = "t1.MADE-UP-token-for-tests"


def test_a_key_that_may_list_brings_its_folders(qtbot, desk, listing):
    desk.page.fields.secret.setText(TOKEN)
    qtbot.waitUntil(lambda: desk.page.fields.folder.count == 2)
    assert listing.tokens == [TOKEN]


def test_an_api_key_asks_nobody(qtbot, desk, listing):
    desk.page.fields.secret.setText(KEY)
    assert not desk.controller.finder._pause.isActive()


def test_a_key_that_may_not_list_costs_nothing_but_the_list(qtbot, desk, listing):
    listing.refuses = AccessDenied("403")
    desk.page.fields.secret.setText(TOKEN)
    qtbot.waitUntil(lambda: len(listing.tokens) == 1 and not desk.controller.finder._listing.busy)
    assert desk.page.fields.folder.count == 0
    assert desk.errors == []


def test_another_key_gives_the_first_search_up(qtbot, desk, listing):
    listing.go_on.clear()
    desk.page.fields.secret.setText(TOKEN)
    qtbot.waitUntil(lambda: len(listing.tokens) == 1)
    desk.page.fields.secret.setText(f"{TOKEN}-2")
    listing.go_on.set()
    qtbot.waitUntil(lambda: desk.page.fields.folder.count == 2)
    assert listing.tokens == [TOKEN, f"{TOKEN}-2"]


def test_a_stored_account_offers_its_folders_when_the_page_is_opened(qtbot, make_desk):
    desk = with_two(make_desk)
    source = Source()
    desk.accounts._folder_source = source
    desk.controller.use("home")
    qtbot.waitUntil(lambda: desk.states[-1] is AccountState.CONNECTED)
    desk.page.opened.emit()
    qtbot.waitUntil(lambda: desk.page.fields.folder.count == 2)
    assert source.tokens == [TOKEN]


class Yc:
    def __init__(self, error: YaGptError | None = None) -> None:
        self.error = error
        self.asked = 0

    def is_found(self):
        self.asked += 1
        return True

    def folder_id(self, cancel):
        if self.error:
            raise self.error
        return FOLDER

    def token(self, cancel):
        return IamToken(TOKEN)


def test_yc_is_looked_for_once_when_the_page_is_first_opened(qtbot, desk):
    yc = desk.accounts._yc = Yc()
    assert yc.asked == 0
    desk.page.opened.emit()
    desk.page.opened.emit()
    qtbot.waitUntil(lambda: not desk.page.fields.kinds.cards[CredentialKind.YC_CLI].isHidden())
    assert yc.asked == 1
    desk.page.fields.kinds.cards[CredentialKind.YC_CLI].click()
    assert desk.page.form() == AccountForm(CredentialKind.YC_CLI, "", FOLDER)


def test_a_yc_that_does_not_answer_is_not_offered(qtbot, desk):
    desk.accounts._yc = Yc(ServiceUnreachable("no profile"))
    desk.page.opened.emit()
    qtbot.waitUntil(lambda: desk.accounts._yc.asked == 1 and not desk.controller.finder._yc.busy)
    assert desk.page.fields.kinds.cards[CredentialKind.YC_CLI].isHidden()
