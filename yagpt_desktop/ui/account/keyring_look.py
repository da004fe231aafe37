"""Finds out whether there is a keyring before the account page promises one."""

from __future__ import annotations

from PySide6.QtCore import QObject, QThreadPool, Slot

from yagpt_desktop.services.accounts import Accounts
from yagpt_desktop.workers.job import Broken, Done, Job

from .account_form import Keeping
from .account_page import AccountPage


class KeyringLook(QObject):
    """Looks beside the GUI thread; the person is asked for nothing."""

    def __init__(self, page: AccountPage, accounts: Accounts, pool: QThreadPool, parent: QObject) -> None:
        """Take the page that says it, and the pool in which the keyring is asked."""
        super().__init__(parent)
        self._page = page
        self._accounts = accounts
        self._looking = Job(pool, self)
        self._looking.finished.connect(self._on_looked)

    @Slot()
    def begin(self) -> None:
        """Look, and let the page say what was found; nothing happens where it knows already."""
        if self._page.keeping is not Keeping.UNKNOWN or self._looking.busy:
            return
        self._looking.run(self._accounts.look_at_keyring)

    @Slot(object)
    def _on_looked(self, result: Done[bool] | Broken) -> None:
        # What the reading or keeping of a key has shown meanwhile counts more, and silence shows nothing.
        if isinstance(result, Done) and self._page.keeping is Keeping.UNKNOWN:
            self._page.show_keeping(Keeping.KEYRING if result.value else Keeping.SESSION)
