"""Looks for the folders that a key may see, and for ``yc``, while the form is being filled in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, QTimer, Slot

from yagpt_desktop.domain.account import Account, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.services.accounts import Accounts, FolderGroup
from yagpt_desktop.workers.job import Done, Job

from .account_form import AccountForm
from .credential_form import CredentialForm

PAUSE_MS = 400
"""So long nothing must be typed before a key is tried."""

_Listing = Callable[[CancelToken], tuple[FolderGroup, ...]]


class FolderFinder(QObject):
    """Fills the list of folders.  A key that may not list, or a service that does not answer, costs nothing:
    the folder is typed then.
    """

    def __init__(
        self, fields: CredentialForm, accounts: Accounts, pool: QThreadPool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fields = fields
        self._accounts = accounts
        self._cancel: CancelToken | None = None
        self._wanted: Credential | None = None
        self._listing = Job(pool, self)
        self._listing.finished.connect(self._on_listed)
        self._yc = Job(pool, self)
        self._yc.finished.connect(self._on_yc)
        self._has_asked_yc = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)

    @Slot()
    def look_for_yc(self) -> None:
        """Look whether ``yc`` is on this machine; once."""
        if not self._has_asked_yc:
            self._has_asked_yc = True
            self._yc.run(self._accounts.yc_found)

    @Slot(object)
    def offer(self, form: AccountForm) -> None:
        """Look for the folders of what is filled in, if it may list any, when the typing pauses."""
        wanted = _listing_credential(form)
        if wanted == self._wanted and wanted is not None:
            return
        self.stop()
        self._fields.forget_folders()
        self._wanted = wanted
        if wanted is not None:
            self._pause.start()

    def look_for(self, account: Account) -> None:
        """Look for the folders of a stored account whose keyring is open."""
        if account.kind is not CredentialKind.API_KEY:
            self.stop()
            self._look(lambda cancel: self._stored(account, cancel))

    @Slot()
    def stop(self) -> None:
        """Give up what is under way."""
        self._pause.stop()
        self._wanted = None
        cancel, self._cancel = self._cancel, None
        if cancel is not None:
            cancel.cancel()

    @Slot()
    def _on_pause(self) -> None:
        wanted = self._wanted
        if wanted is not None:
            self._look(lambda cancel: self._accounts.folders(wanted, cancel))

    def _look(self, work: _Listing) -> None:
        cancel = self._cancel = CancelToken()
        self._fields.show_folders_busy()
        self._listing.run(lambda: (cancel, _tried(work, cancel)))

    def _stored(self, account: Account, cancel: CancelToken) -> tuple[FolderGroup, ...]:
        """Worker thread."""
        return self._accounts.folders(self._accounts.stored_access(account).credential, cancel)

    @Slot(object)
    def _on_listed(self, result: object) -> None:
        if not isinstance(result, Done):
            self._fields.forget_folders()
            return
        cancel, groups = result.value
        if cancel is not self._cancel:
            return
        self._cancel = None
        if groups:
            self._fields.show_folders(groups)
        else:
            self._fields.forget_folders()

    @Slot(object)
    def _on_yc(self, result: object) -> None:
        self._fields.show_yc(result.value if isinstance(result, Done) else None)


def _tried(work: _Listing, cancel: CancelToken) -> tuple[FolderGroup, ...]:
    """Worker thread.  Why there is no list is told by the check of the key, not here."""
    try:
        return work(cancel)
    except YaGptError:
        return ()


def _listing_credential(form: AccountForm) -> Credential | None:
    """Return what may list folders; None for what cannot, or is not whole yet."""
    if form.kind is CredentialKind.API_KEY:
        return None
    if not form.secret.strip() and form.kind is not CredentialKind.YC_CLI:
        return None
    try:
        return Credential.cleaned(form.kind, form.secret)
    except YaGptError:
        return None
