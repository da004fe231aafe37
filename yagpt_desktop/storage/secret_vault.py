"""The keyring where there is one, this session's memory where there is none; and which of the two it was."""

from __future__ import annotations

import threading

from yagpt_desktop.domain.account import Credential
from yagpt_desktop.domain.errors import SecretStoreMissing, StorageError
from yagpt_desktop.domain.ports import SecretStore

from .session_secrets import SessionSecretStore


class SecretVault:
    """A :class:`yagpt_desktop.domain.ports.SecretStore` that never falls back to a file.

    A system without a keyring gets the session's memory by itself.  Any other failure (locked, full,
    silent …) is raised, so that the person decides: "only this time" calls :meth:`save_for_session`.
    """

    def __init__(self, keyring: SecretStore) -> None:
        self._keyring = keyring
        self._session = SessionSecretStore()
        self._lock = threading.Lock()
        self._reasons: dict[str, StorageError] = {}

    @property
    def keyring(self) -> SecretStore:
        """What lies below, for the page of diagnostics."""
        return self._keyring

    @property
    def lasting(self) -> bool:
        """False once anything is kept for this session only."""
        with self._lock:
            return not self._reasons

    def session_reason(self, account_id: str) -> StorageError | None:
        """Say why an account's credential goes with the process; None where it does not.  Never blocks."""
        with self._lock:
            return self._reasons.get(account_id)

    def look(self) -> None:
        """Return where a keyring is there, be it locked.  The person is asked for nothing.

        Raises:
            StorageError: There is none, or it cannot be found out.
        """
        self._keyring.look()

    def save(self, account_id: str, credential: Credential) -> None:
        """Keep a credential in the keyring, or for this session where the system has none.

        Raises:
            StorageError: There is a keyring, but it did not take it.
        """
        try:
            self._keyring.save(account_id, credential)
        except SecretStoreMissing as error:
            self.save_for_session(account_id, credential, error)
        else:
            self._leave_session(account_id)

    def save_for_session(self, account_id: str, credential: Credential, reason: StorageError) -> None:
        """Keep a credential until the process ends; the keyring is not asked.  Never blocks."""
        self._session.save(account_id, credential)
        with self._lock:
            self._reasons[account_id] = reason

    def load(self, account_id: str) -> Credential | None:
        """Return the credential, this session's before the keyring's, or None where there is none.

        Raises:
            StorageError: The keyring cannot be read, or there is none and never was one in this session.
        """
        return self._session.load(account_id) or self._keyring.load(account_id)

    def delete(self, account_id: str) -> None:
        """Forget a credential in both places.

        Raises:
            StorageError: It is still in the keyring.
        """
        only_here = isinstance(self.session_reason(account_id), SecretStoreMissing)
        self._leave_session(account_id)
        try:
            self._keyring.delete(account_id)
        except SecretStoreMissing:
            if not only_here:
                raise

    def _leave_session(self, account_id: str) -> None:
        self._session.delete(account_id)
        with self._lock:
            self._reasons.pop(account_id, None)
