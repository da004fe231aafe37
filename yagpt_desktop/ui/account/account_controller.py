"""Joins the account page with keyring and network, which are asked beside the GUI thread."""

from __future__ import annotations

import uuid
from dataclasses import replace

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from yagpt_desktop.domain.account import Access, Account, Credential
from yagpt_desktop.domain.errors import SecretStoreMissing, StorageError, YaGptError
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.accounts import Accounts, Kept
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.sidebar.account_line import AccountState, AccountStatus
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.error_text import error_text
from yagpt_desktop.workers.job import Broken, Done, Job

from .account_page import AccountForm, AccountPage, Keeping


class AccountController(QObject):
    """Checks, keeps, opens and forgets the account.

    Signals:
        status_changed(AccountStatus): For the line in the sidebar.
        connected(): An account was entered and kept; the conversation may begin.
        unlock_failed(YaGptError): The stored account cannot be used now.
        action_requested(ActionKind): Something that another part must do.
    """

    status_changed = Signal(object)
    connected = Signal()
    unlock_failed = Signal(object)
    action_requested = Signal(object)

    def __init__(
        self,
        page: AccountPage,
        accounts: Accounts,
        hub: SettingsHub,
        pools: tuple[QThreadPool, QThreadPool],
        parent: QObject | None = None,
    ) -> None:
        """Take the page, the service, the settings, and a pool for the keyring and one for the network."""
        super().__init__(parent)
        self._page = page
        self._accounts = accounts
        self._hub = hub
        self._refused: tuple[Account, Credential, StorageError] | None = None
        self._entered: tuple[Account, Credential] | None = None
        keyring, network = pools
        self._checking = Job(network, self)
        self._keeping = Job(keyring, self)
        self._unlocking = Job(keyring, self)
        self._forgetting = Job(keyring, self)
        self._wire()
        self.show_stored()

    def _wire(self) -> None:
        self._page.check_requested.connect(self._on_check)
        self._page.save_requested.connect(self._on_save)
        self._page.forget_requested.connect(self._on_forget)
        self._page.error_action_requested.connect(self._on_action)
        self._checking.finished.connect(self._on_checked)
        self._keeping.finished.connect(self._on_kept)
        self._unlocking.finished.connect(self._on_unlocked)
        self._forgetting.finished.connect(self._on_forgotten)

    @Slot()
    def show_stored(self) -> None:
        """Show the account in use, or an empty form."""
        account = self._hub.settings.account
        self._page.show_account(account.kind if account else None, account.folder_id if account else "")

    @Slot()
    def unlock(self) -> None:
        """Read the stored credential, if there is an account; the system may ask for its password."""
        account = self._hub.settings.account
        if account is None:
            self.status_changed.emit(AccountStatus(AccountState.NONE))
            return
        self.status_changed.emit(AccountStatus(AccountState.CHECKING, account.folder_id))
        self._unlocking.run(lambda: self._accounts.unlock(account))

    @Slot(object)
    def _on_check(self, form: AccountForm) -> None:
        try:
            credential = self._typed(form)
        except YaGptError as error:
            self._page.show_error(error_text(error), error.detail)
            return
        self._page.show_checking()
        settings = self._hub.settings
        stored = settings.account

        def check() -> None:
            known = credential or self._accounts.stored_access(stored).credential
            self._accounts.check(Access(known, form.folder_id), settings.model, settings.transport)

        self._checking.run(check)

    @Slot(object)
    def _on_checked(self, result: object) -> None:
        if isinstance(result, Broken):
            self._show_error(result.error)
        else:
            self._page.show_good()

    @Slot(object)
    def _on_save(self, form: AccountForm) -> None:
        try:
            credential = self._typed(form)
        except YaGptError as error:
            self._page.show_error(error_text(error), error.detail)
            return
        stored = self._hub.settings.account
        if credential is None:
            if stored is not None:
                self._put(replace(stored, folder_id=form.folder_id))
                self.connected.emit()
            return
        account = Account(
            id=stored.id if stored else uuid.uuid4().hex,
            name=stored.name if stored else "",
            kind=form.kind,
            folder_id=form.folder_id,
            origin=self._accounts.origin,
        )
        self._entered = (account, credential)
        self._page.show_saving()
        self._keeping.run(lambda: self._accounts.keep(account, credential))

    @Slot(object)
    def _on_kept(self, result: object) -> None:
        entered, self._entered = self._entered, None
        if isinstance(result, Broken):
            if entered is not None and isinstance(result.error, StorageError):
                self._refused = (*entered, result.error)
            self._show_error(result.error)
        elif isinstance(result, Done):
            kept: Kept = result.value
            self._refused = None
            self._put(kept.account)
            self._page.show_saved(_keeping_of(kept))
            self._tell(kept)
            self.connected.emit()

    @Slot(object)
    def _on_action(self, action: ActionKind) -> None:
        """Go on for this session only where the keyring refused; or ask it once more."""
        if self._refused is None:
            self.action_requested.emit(action)
            return
        account, credential, reason = self._refused
        self._entered = (account, credential)
        self._page.show_saving()
        session_only = reason if action is ActionKind.SESSION_ONLY else None
        self._keeping.run(lambda: self._accounts.keep(account, credential, session_only))

    @Slot(object)
    def _on_unlocked(self, result: object) -> None:
        account = self._hub.settings.account
        folder = account.folder_id if account else ""
        if isinstance(result, Done):
            self._page.show_keeping(_keeping_of(result.value))
            self._tell(result.value)
        elif isinstance(result, Broken):
            if isinstance(result.error, SecretStoreMissing):
                self._page.show_keeping(Keeping.SESSION)
            self.status_changed.emit(AccountStatus(AccountState.TROUBLE, folder))
            self.unlock_failed.emit(result.error)

    @Slot()
    def _on_forget(self) -> None:
        account = self._hub.settings.account
        if account is not None:
            self._forgetting.run(lambda: self._accounts.forget(account))

    @Slot(object)
    def _on_forgotten(self, result: object) -> None:
        if isinstance(result, Broken):
            self._show_error(result.error)
            return
        settings = self._hub.settings
        others = tuple(account for account in settings.accounts if account.id != settings.account_id)
        self._hub.put(replace(settings, accounts=others, account_id=""))
        self.show_stored()
        self.status_changed.emit(AccountStatus(AccountState.NONE))

    def _typed(self, form: AccountForm) -> Credential | None:
        """Return what was typed; None where the stored credential is to stay."""
        stored = self._hub.settings.account
        if not form.secret.strip() and stored is not None and stored.kind is form.kind:
            return None
        return Credential.cleaned(form.kind, form.secret)

    def _put(self, account: Account) -> None:
        settings: Settings = self._hub.settings
        others = tuple(one for one in settings.accounts if one.id != account.id)
        self._hub.put(replace(settings, accounts=(*others, account), account_id=account.id))

    def _tell(self, kept: Kept) -> None:
        state = AccountState.CONNECTED if kept.reason is None else AccountState.SESSION_ONLY
        self.status_changed.emit(AccountStatus(state, kept.account.folder_id))

    def _show_error(self, error: YaGptError) -> None:
        lines = (error.detail, f"request id: {error.request_id}" if error.request_id else "")
        self._page.show_error(error_text(error), "\n".join(line for line in lines if line))


def _keeping_of(kept: Kept) -> Keeping:
    return Keeping.KEYRING if kept.reason is None else Keeping.SESSION
