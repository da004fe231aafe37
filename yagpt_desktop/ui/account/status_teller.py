"""Says how the account in use stands, with the minutes that a pasted token still works."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from yagpt_desktop.domain.account import Account
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.sidebar.account_line import AccountState, AccountStatus
from yagpt_desktop.ui.words.account_words import account_title

from .countdown import Countdown

_CONNECTED = frozenset({AccountState.CONNECTED, AccountState.SESSION_ONLY})


class StatusTeller(QObject):
    """Keeps the state and tells of every change of it, of the account's names and of the minutes left.

    Signals:
        changed(AccountStatus): For the line in the sidebar.
    """

    changed = Signal(object)

    def __init__(self, hub: SettingsHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._state = AccountState.NONE
        self.countdown = Countdown(self)
        self.countdown.minutes_changed.connect(self._on_minutes)

    @property
    def is_connected(self) -> bool:
        """Whether the account in use can be used."""
        return self._state in _CONNECTED

    def tell(self, state: AccountState, ends_at: datetime | None = None) -> None:
        """Tell how the account in use stands now, and when its token ends."""
        self._state = state
        self.countdown.follow(ends_at)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Tell it with the names and the minutes of the moment."""
        settings = self._hub.settings
        account: Account | None = settings.account
        minutes = self.countdown.minutes_left
        status = AccountStatus(self._state, *self._names(account), minutes)
        is_over = self.is_connected and minutes == 0
        self.changed.emit(replace(status, state=AccountState.EXPIRED) if is_over else status)

    def _names(self, account: Account | None) -> tuple[str, str]:
        """Return folder and name; a default name is the folder's, and the folder is not told twice."""
        if account is None:
            return "", ""
        folder = account.folder_name or account.folder_id
        accounts = self._hub.settings.accounts
        if len(accounts) == 1:
            return folder, ""
        return folder if account.name else "", account_title(account, accounts)

    @Slot(object)
    def _on_minutes(self, _minutes: int | None) -> None:
        if self.is_connected:
            self.refresh()
