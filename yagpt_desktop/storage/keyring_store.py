"""Credentials in the OS keyring."""

from __future__ import annotations

import json
import secrets

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.errors import SecretLost

from .keyring_door import KeyringDoor
from .keyring_values import KeyringValues


class KeyringSecretStore:
    """The OS keyring as a :class:`yagpt_desktop.domain.ports.SecretStore`.

    Every call may block for as long as the system's own window stays open; it has no time limit of its own.
    """

    lasting = True

    def __init__(self, door: KeyringDoor | None = None) -> None:
        self._door = door or KeyringDoor()
        self._values = KeyringValues(self._door)

    @property
    def title(self) -> str:
        """The keyring's name, for the page of diagnostics."""
        return self._door.title

    @property
    def door(self) -> KeyringDoor:
        """What shows whether the keyring lives, for whoever limits the waiting."""
        return self._door

    def look(self) -> None:
        """Return where the keyring is there, be it locked.  The person is asked for nothing.

        Raises:
            StorageError: There is none, or it cannot be found out.
        """
        self._door.look()

    def save(self, account_id: str, credential: Credential) -> None:
        """Replace the credential and read it back; a token of the one before is forgotten.

        On any error, and whenever the process dies, the keyring holds the old or the new one.

        Raises:
            SecretTooBig: Over this keyring's limit; nothing was written.
            SecretLost: It reads back as something else, or an earlier secret cannot be deleted.
            StorageError: Any other failure, by its kind.
        """
        entry = json.dumps({"kind": credential.kind.value, "secret": credential.secret})
        self._values.erase(token_name(account_id))
        self._values.write(account_id, entry)

    def load(self, account_id: str) -> Credential | None:
        """Return the credential, or None where there is none.

        Raises:
            SecretLost: There is an entry, but it is damaged or not one of ours.
            StorageError: It cannot be read.
        """
        entry = self._values.read(account_id)
        return None if entry is None else _credential_of(entry)

    def delete(self, account_id: str) -> None:
        """Forget a credential and its token, every copy of them; no error where there is none.

        Raises:
            SecretLost: Something is still there.
            StorageError: Any other failure.
        """
        self._values.erase(token_name(account_id))
        self._values.erase(account_id)

    def probe(self) -> None:
        """Write, read and delete a random value: that a keyring opens does not mean that it keeps.

        Raises:
            SecretLost: It gives back something else, or does not delete.
            StorageError: Any other failure.
        """
        name, value = f"probe/{secrets.token_hex(8)}", secrets.token_hex(16)
        self._values.write(name, value)
        if self._values.read(name) != value:
            raise SecretLost("read back as something else")
        self._values.erase(name)


def token_name(account_id: str) -> str:
    """Return where an account's IAM token lies, beside its credential."""
    return f"{account_id}/iam"


def _credential_of(entry: str) -> Credential:
    try:
        values = json.loads(entry)
        return Credential(CredentialKind(values["kind"]), str(values["secret"]))
    except (ValueError, TypeError, KeyError):
        # Nothing of the entry may reach a log.
        raise SecretLost("the entry is not of this program's making") from None
