"""Credentials in the OS keyring."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.errors import SecretLost, SecretTooBig

from .keyring_backend import Backend, Choice, choice_of, open_backend
from .keyring_fault import keyring_fault

SERVICE = "yagpt-desktop"

_MOST_COPIES = 8


class KeyringSecretStore:
    """The OS keyring as a :class:`yagpt_desktop.domain.ports.SecretStore`: one entry per account.

    Every call may block for as long as the system's own window stays open; it has no time limit of its own.
    Calls from several threads go one after the other: parallel ones make windows that never appear.
    """

    lasting = True

    def __init__(
        self, choice: Choice | None = None, opener: Callable[[Choice], Backend] = open_backend
    ) -> None:
        self._choice = choice or choice_of()
        self._opener = opener
        self._opened: Backend | None = None
        self._lock = threading.Lock()

    @property
    def title(self) -> str:
        """The keyring's name, for the page of diagnostics."""
        return self._choice.title

    def save(self, account_id: str, credential: Credential) -> None:
        """Write, read back and compare.

        Raises:
            SecretTooBig: Over this keyring's limit; nothing was written.
            SecretLost: It reads back as something else.
            StorageError: Any other failure, by its kind.
        """
        entry = json.dumps({"kind": credential.kind.value, "secret": credential.secret})
        largest = self._choice.largest_utf16_units
        if largest is not None and len(entry.encode("utf-16-le")) // 2 > largest:
            raise SecretTooBig(f"{len(entry)} units, {largest} fit")
        with self._backend() as backend:
            backend.set_password(SERVICE, account_id, entry)
            if self._choice.keeps_old_copy:
                backend.set_password(SERVICE, account_id, entry)
            if backend.get_password(SERVICE, account_id) != entry:
                raise SecretLost("read back as something else")

    def load(self, account_id: str) -> Credential | None:
        """Return the credential, or None where there is none.

        Raises:
            SecretLost: There is an entry, but it is not one of ours.
            StorageError: It cannot be read.
        """
        with self._backend() as backend:
            entry = backend.get_password(SERVICE, account_id)
        return None if entry is None else _credential_of(entry)

    def delete(self, account_id: str) -> None:
        """Forget a credential, every copy of it; no error where there is none.

        Raises:
            SecretLost: It is still there.
            StorageError: Any other failure.
        """
        with self._backend() as backend:
            for _ in range(_MOST_COPIES):
                if backend.get_password(SERVICE, account_id) is None:
                    return
                backend.delete_password(SERVICE, account_id)
            raise SecretLost("still there after deleting")

    @contextmanager
    def _backend(self) -> Generator[Backend]:
        with self._lock:
            try:
                if self._opened is None:
                    self._opened = self._opener(self._choice)
                yield self._opened
            except Exception as error:
                fault = keyring_fault(error)
                if fault is error:
                    raise
                raise fault from error


def _credential_of(entry: str) -> Credential:
    try:
        values = json.loads(entry)
        return Credential(CredentialKind(values["kind"]), str(values["secret"]))
    except (ValueError, TypeError, KeyError):
        # Nothing of the entry may reach a log.
        raise SecretLost("the entry is not of this program's making") from None
