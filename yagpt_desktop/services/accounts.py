"""What can be done with an account: see whether it works, keep it, forget it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from yagpt_desktop.domain.account import Access, Account, Credential
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.errors import FolderUnknown, StorageError
from yagpt_desktop.domain.ports import SecretVault

from .connection import Connections

CHECK_TEXT: Final = "ping"


@dataclass(frozen=True, slots=True)
class Kept:
    """An account whose credential is kept.

    Attributes:
        reason: Why it is kept for this session only; None where it is in the keyring.
    """

    account: Account
    reason: StorageError | None


class Accounts:
    """Blocks on network and keyring: worker threads only."""

    def __init__(self, connections: Connections, vault: SecretVault, origin: str) -> None:
        """Take the clients of the endpoints called ``origin`` and the vault."""
        self._connections = connections
        self._vault = vault
        self._origin = origin

    def check(self, access: Access, model: str, transport: Transport) -> None:
        """Make one call that costs nothing, the tokenizer's.

        Raises:
            YaGptError: Why this credential does not open this folder.
        """
        if not access.folder_id:
            raise FolderUnknown("empty folder id")
        self._connections.client_for(access, transport).count_tokens(model, CHECK_TEXT, CancelToken())

    def keep(
        self, account: Account, credential: Credential, session_only_because: StorageError | None = None
    ) -> Kept:
        """Keep the credential and use it from now on.

        ``session_only_because`` keeps it until the program ends, without asking the keyring.

        Raises:
            StorageError: There is a keyring, but it did not take it.
        """
        if session_only_because is not None:
            self._vault.save_for_session(account.id, credential, session_only_because)
        else:
            self._vault.save(account.id, credential)
        self._connections.forget(account.id)
        self._connections.remember(account.id, credential)
        return Kept(account, self._vault.session_reason(account.id))

    def stored_access(self, account: Account | None) -> Access:
        """Return what a stored account is let in with; errors as for :meth:`unlock`."""
        return self._connections.access(account)

    def unlock(self, account: Account) -> Kept:
        """Read the credential, opening the keyring if need be.

        Raises:
            SignInRequired: There is none, or it was given for other endpoints.
            StorageError: The keyring cannot be read.
        """
        self.stored_access(account)
        return Kept(account, self._vault.session_reason(account.id))

    def forget(self, account: Account) -> None:
        """Delete the credential and make sure that it is gone.

        Raises:
            StorageError: It is still there.
        """
        self._vault.delete(account.id)
        self._connections.forget(account.id)

    @property
    def origin(self) -> str:
        """The endpoints that new accounts are bound to."""
        return self._origin
