"""Joins the account page with keyring and network, which are asked beside the GUI thread."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from yagpt_desktop.domain.account import Access, Account, Credential, CredentialKind
from yagpt_desktop.domain.errors import SecretStoreMissing, StorageError, YaGptError
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.accounts import Accounts, Kept
from yagpt_desktop.services.text_file import read_text
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.sidebar.account_line import AccountState
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.error_text import details_of, error_text
from yagpt_desktop.ui.words.phase_table import Phase
from yagpt_desktop.workers.job import Broken, Done, Job

from .account_form import AccountForm, Entry, Keeping
from .account_page import AccountPage
from .folder_finder import FolderFinder
from .keyring_look import KeyringLook
from .status_teller import StatusTeller
from .system_panel import within_reach


class AccountController(QObject):
    """Checks, keeps, opens, switches, renames and forgets accounts.

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
        self._viewed_id = ""
        self._again: dict[ActionKind, Callable[[], object]] = {}
        self._session_reason: StorageError | None = None
        self._wants_session = False
        self._entered: Entry | None = None
        self._deleted: Entry | None = None
        keyring, network = pools
        self._checking = Job(network, self)
        self._reading = Job(network, self)
        self._keeping = Job(keyring, self)
        self._unlocking = Job(keyring, self)
        self._forgetting = Job(keyring, self)
        self.keyring = KeyringLook(page, accounts, keyring, self)
        self.finder = FolderFinder(page.fields, accounts, network, self)
        self.status = StatusTeller(hub, self)
        self.status.changed.connect(self.status_changed)
        self._wire()
        self.show_stored()

    def _wire(self) -> None:
        page = self._page
        page.check_requested.connect(self._on_check)
        page.save_requested.connect(self._on_save)
        page.credential_changed.connect(self.finder.offer)
        page.opened.connect(self._on_opened)
        page.file_offered.connect(self._on_file)
        page.account_chosen.connect(self.use)
        page.account_renamed.connect(self._on_renamed)
        page.add_requested.connect(self.show_new)
        page.forget_requested.connect(self._on_forget)
        page.undo_requested.connect(self._on_undo)
        page.undo_passed.connect(self._on_undo_passed)
        page.error_action_requested.connect(self.carry_out)
        self._hub.changed.connect(self._on_settings)
        self._checking.finished.connect(self._on_checked)
        self._reading.finished.connect(self._on_read)
        self._keeping.finished.connect(self._on_kept)
        self._unlocking.finished.connect(self._on_unlocked)
        self._forgetting.finished.connect(self._on_forgotten)

    # What is in view

    @Slot()
    def show_stored(self) -> None:
        """Show the account in use, or an empty form."""
        self._view(self._hub.settings.account)

    @Slot()
    def show_new(self) -> None:
        """Show an empty form for one more account."""
        self._view(None)
        self._page.focus_secret()

    def _view(self, account: Account | None) -> None:
        self._again = {}
        self._viewed_id = account.id if account else ""
        self.finder.stop()
        self._page.show_accounts(self._hub.settings.accounts, self._viewed_id)
        if account is None:
            self._page.show_account(None)
        else:
            has_key = not self._accounts.is_key_gone(account)
            self._page.show_account(account.kind, account.folder_id, account.folder_name, has_key=has_key)

    @property
    def _viewed(self) -> Account | None:
        accounts = self._hub.settings.accounts
        return next((account for account in accounts if account.id == self._viewed_id), None)

    @Slot()
    def _on_opened(self) -> None:
        self.finder.look_for_yc()
        viewed = self._viewed
        if viewed is not None and viewed.id == self._hub.settings.account_id and self.status.is_connected:
            self.finder.look_for(viewed)

    @Slot(object, object)
    def _on_settings(self, old: Settings, new: Settings) -> None:
        if old.accounts != new.accounts:
            self._page.show_accounts(new.accounts, self._viewed_id)
        if (old.accounts, old.account_id) != (new.accounts, new.account_id) and self.status.is_connected:
            self.status.refresh()

    # Switching and naming

    @Slot(str)
    def use(self, account_id: str) -> None:
        """Use another stored account from now on; an unknown one is passed over."""
        settings = self._hub.settings
        if account_id not in {account.id for account in settings.accounts}:
            return
        if account_id != settings.account_id:
            self._hub.put(replace(settings, account_id=account_id))
            self.unlock()
        self.show_stored()

    @Slot(str, str)
    def _on_renamed(self, account_id: str, name: str) -> None:
        settings = self._hub.settings
        accounts = tuple(
            replace(account, name=name) if account.id == account_id else account
            for account in settings.accounts
        )
        self._hub.put(replace(settings, accounts=accounts))

    # Opening

    @Slot()
    def unlock(self) -> None:
        """Read the stored credential, if there is an account; the system may ask for its password."""
        account = self._hub.settings.account
        self.status.tell(AccountState.NONE if account is None else AccountState.CHECKING)
        if account is not None:
            self._unlocking.run(lambda: self._accounts.unlock(account))

    @Slot(object)
    def _on_unlocked(self, result: object) -> None:
        if self._unlocking.busy:
            return  # another account was chosen meanwhile; its turn comes
        if isinstance(result, Done):
            self._page.show_keeping(_keeping_of(result.value))
            self._tell(result.value)
        elif isinstance(result, Broken):
            if isinstance(result.error, SecretStoreMissing):
                self._page.show_keeping(Keeping.SESSION)
            self._session_reason = result.error if isinstance(result.error, StorageError) else None
            self.status.tell(AccountState.TROUBLE)
            self.unlock_failed.emit(result.error)

    # Checking

    @Slot(object)
    def _on_check(self, form: AccountForm) -> None:
        self._again = {}
        try:
            credential = self._typed(form)
        except YaGptError as error:
            self._show_malformed(error)
            return
        self._page.show_checking()
        settings = self._hub.settings
        stored = self._viewed

        def check() -> None:
            known = credential or self._accounts.stored_access(stored).credential
            self._accounts.check(Access(known, form.folder_id), settings.model, settings.transport)

        self._checking.run(check)

    @Slot(object)
    def _on_checked(self, result: object) -> None:
        if isinstance(result, Broken):
            self._show_error(result.error)
            self._page.show_outcome(result.error)
        else:
            self._page.show_good()
            self._page.show_outcome(None)

    @Slot(str)
    def _on_file(self, path: str) -> None:
        self._reading.run(lambda: read_text(Path(path)))

    @Slot(object)
    def _on_read(self, result: object) -> None:
        if isinstance(result, Broken):
            self._show_error(result.error)
        elif isinstance(result, Done):
            self._page.fields.take_text(result.value)

    # Keeping

    @Slot(object)
    def _on_save(self, form: AccountForm) -> None:
        try:
            credential = self._typed(form)
        except YaGptError as error:
            self._show_malformed(error)
            return
        stored = self._viewed
        if credential is None:
            if stored is not None:
                self._put(replace(stored, folder_id=form.folder_id, folder_name=form.folder_name))
                self.connected.emit()
            return
        account = Account(
            id=stored.id if stored else uuid.uuid4().hex,
            name=stored.name if stored else "",
            kind=form.kind,
            folder_id=form.folder_id,
            origin=self._accounts.origin,
            folder_name=form.folder_name,
            session_only=stored is None or stored.session_only,
        )
        self._keep(Entry(account, credential), self._session_reason if self._wants_session else None)

    def _keep(self, entry: Entry, session_only: StorageError | None) -> None:
        self._entered = entry
        self._page.show_saving()
        self._keeping.run(lambda: self._accounts.keep(entry.account, entry.credential, session_only))

    @Slot(object)
    def _on_kept(self, result: object) -> None:
        entered, self._entered = self._entered, None
        if isinstance(result, Broken):
            if entered is not None and isinstance(result.error, StorageError):
                self._offer_again(entered, result.error)
            self._show_error(result.error, Phase.SAVING_KEY)
        elif isinstance(result, Done):
            kept: Kept = result.value
            self._viewed_id = kept.account.id
            self._put(kept.account)
            self._page.show_accounts(self._hub.settings.accounts, self._viewed_id)
            self._page.show_saved(_keeping_of(kept))
            self._tell(kept)
            if entered is not None and entered.leads_on:
                self.connected.emit()
            else:
                self.show_stored()

    def _offer_again(self, entry: Entry, reason: StorageError) -> None:
        again = partial(self._keep, entry, None)
        self._again = {
            ActionKind.UNLOCK_STORE: again,
            ActionKind.RETRY: again,
            ActionKind.SESSION_ONLY: partial(self._keep, entry, reason),
        }

    # Forgetting

    @Slot()
    def _on_forget(self) -> None:
        account = self._viewed
        if account is not None:
            self._forget(account)

    def _forget(self, account: Account) -> None:
        again = partial(self._forget, account)
        self._again = {ActionKind.UNLOCK_STORE: again, ActionKind.RETRY: again}
        self._forgetting.run(lambda: (account, self._forgotten(account)))

    def _forgotten(self, account: Account) -> Credential | None:
        """Worker thread.  Return what was deleted, for an undo, where it could be read."""
        try:
            credential: Credential | None = self._accounts.stored_access(account).credential
        except YaGptError:
            credential = None
        self._accounts.forget(account)
        return credential

    @Slot(object)
    def _on_forgotten(self, result: object) -> None:
        if isinstance(result, Broken):
            self._show_error(result.error, Phase.DELETING_KEY)
        elif isinstance(result, Done):
            account, credential = result.value
            lost = replace(account, session_only=True)
            self._deleted = None if credential is None else Entry(lost, credential, leads_on=False)
            settings = self._hub.settings
            others = tuple(one for one in settings.accounts if one.id != account.id)
            in_use = settings.account_id if settings.account_id != account.id else ""
            if not in_use and others:
                in_use = others[-1].id
            self._hub.put(replace(settings, accounts=others, account_id=in_use))
            self.show_stored()
            self.unlock()
            self._page.show_deleted(can_be_undone=credential is not None)

    @Slot()
    def _on_undo(self) -> None:
        deleted, self._deleted = self._deleted, None
        if deleted is not None:
            self._keep(deleted, None)

    @Slot()
    def _on_undo_passed(self) -> None:
        self._deleted = None

    # The buttons under errors

    @Slot(object)
    def carry_out(self, action: ActionKind) -> None:
        """Do what a button under an error promises, here or on another page.  The page is in view."""
        page = self._page
        here: dict[ActionKind, Callable[[], object]] = {
            ActionKind.KEY_THIS_TIME: self._begin_session,
            ActionKind.UNLOCK_STORE: self.unlock,
            ActionKind.SHOW_STEPS: page.open_steps,
            ActionKind.RETRY: lambda: self._on_check(page.form()),
            ActionKind.CHOOSE_FILE: page.choose_file,
            ActionKind.CHECK_FOLDER: page.focus_folder,
            ActionKind.ENTER_KEY: page.focus_secret,
            ActionKind.OPEN_ACCOUNT: page.focus_secret,
            ActionKind.USE_API_KEY: lambda: page.ask_for_key(CredentialKind.API_KEY),
        }
        # What the keyring has just refused comes before what a button means otherwise.
        do = (here | self._again).get(action)
        if do is None:
            self.action_requested.emit(action)
        else:
            do()

    def _begin_session(self) -> None:
        """The key is asked for, and kept until the program ends."""
        self._wants_session = True
        self._page.show_keeping(Keeping.SESSION)
        self._page.ask_for_key()

    # What is told

    def _typed(self, form: AccountForm) -> Credential | None:
        """Return what was typed; None where the stored credential is to stay."""
        stored = self._viewed
        if not form.secret.strip() and stored is not None and stored.kind is form.kind:
            return None
        return Credential.cleaned(form.kind, form.secret)

    def _put(self, account: Account) -> None:
        settings: Settings = self._hub.settings
        known = any(one.id == account.id for one in settings.accounts)
        accounts = tuple(account if one.id == account.id else one for one in settings.accounts)
        if not known:
            accounts = (*accounts, account)
        self._hub.put(replace(settings, accounts=accounts, account_id=account.id))

    def _tell(self, kept: Kept) -> None:
        if kept.reason is None:
            self._session_reason, self._wants_session = None, False
        state = AccountState.CONNECTED if kept.reason is None else AccountState.SESSION_ONLY
        self.status.tell(state, self._accounts.expires_at(kept.account))

    def _show_malformed(self, error: YaGptError) -> None:
        self._page.show_error(error_text(error), error.detail)
        self._page.show_outcome(error)

    def _show_error(self, error: YaGptError, phase: Phase = Phase.ASKING) -> None:
        self._page.show_error(within_reach(error_text(error, phase)), details_of(error))


def _keeping_of(kept: Kept) -> Keeping:
    return Keeping.KEYRING if kept.reason is None else Keeping.SESSION
