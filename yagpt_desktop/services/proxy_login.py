"""The password for a proxy, in the OS keyring, bound to the proxy it was given for."""

from __future__ import annotations

import json
import threading

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.errors import SecretStoreMissing
from yagpt_desktop.domain.ports import SecretStore

PROXY_ID = "proxy"
"""Where the keyring holds it; accounts have random ids."""


class ProxyLogin:
    """Keeps one password.  Any thread; may block on the keyring: worker threads only.

    A proxy with another address, or another name, does not get it.
    """

    def __init__(self, vault: SecretStore) -> None:
        self._vault = vault
        self._lock = threading.Lock()
        self._known: dict[str, str] | None = None

    def password(self, address: str, user: str) -> str:
        """Return the password for ``user`` at ``host:port``; "" where none was given.

        Raises:
            StorageError: The keyring cannot be read.
        """
        with self._lock:
            known = self._known
        if known is None:
            known = self._loaded()
            with self._lock:
                known = self._known = self._known or known
        return known.get(_place(address, user), "")

    def keep(self, address: str, user: str, password: str) -> None:
        """Keep a password in place of the one before; "" forgets it.

        Raises:
            StorageError: The keyring does not take it; it is used in this session all the same.
        """
        entry = {_place(address, user): password} if password else {}
        with self._lock:
            self._known = entry
        if password:
            # A secret that stands for itself; what it is for lies beside it.
            secret = json.dumps({"place": _place(address, user), "password": password})
            self._vault.save(PROXY_ID, Credential(CredentialKind.API_KEY, secret))
        else:
            self._forget()

    def _loaded(self) -> dict[str, str]:
        try:
            credential = self._vault.load(PROXY_ID)
        except SecretStoreMissing:
            return {}
        return {} if credential is None else _read(credential.secret)

    def _forget(self) -> None:
        try:
            self._vault.delete(PROXY_ID)
        except SecretStoreMissing:
            return


def _place(address: str, user: str) -> str:
    return f"{user}@{address.lower()}"


def _read(secret: str) -> dict[str, str]:
    try:
        kept = json.loads(secret)
        return {str(kept["place"]): str(kept["password"])}
    except (ValueError, TypeError, KeyError):
        return {}
