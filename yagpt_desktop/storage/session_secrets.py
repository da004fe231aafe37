"""Credentials that nobody but this process ever sees."""

from __future__ import annotations

import threading

from yagpt_desktop.domain.account import Credential


class SessionSecretStore:
    """Memory as a :class:`yagpt_desktop.domain.ports.SecretStore`; gone with the process.  Any thread."""

    lasting = False

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._credentials: dict[str, Credential] = {}

    def look(self) -> None:
        """Return: memory is always there."""

    def save(self, account_id: str, credential: Credential) -> None:
        """Keep a credential."""
        with self._lock:
            self._credentials[account_id] = credential

    def load(self, account_id: str) -> Credential | None:
        """Return the credential, or None where there is none."""
        with self._lock:
            return self._credentials.get(account_id)

    def delete(self, account_id: str) -> None:
        """Forget a credential; no error where there is none."""
        with self._lock:
            self._credentials.pop(account_id, None)
