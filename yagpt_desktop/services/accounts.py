"""What can be done with an account: see whether it works, where it may work, keep it, forget it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from yagpt_desktop.domain.account import Access, Account, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.errors import (
    AccessDenied,
    FolderUnknown,
    SecretStoreMissing,
    StorageError,
)
from yagpt_desktop.domain.iam import Cloud, Folder, FolderSource, YcTool
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


@dataclass(frozen=True, slots=True)
class FolderGroup:
    """A cloud with the folders in it that a credential may see."""

    cloud: Cloud
    folders: tuple[Folder, ...]


@dataclass(frozen=True, slots=True)
class YcAccount:
    """What Yandex Cloud's own command line is set to.

    Attributes:
        folder_id: Its current profile's folder; "" for none.
    """

    folder_id: str


class Accounts:
    """Blocks on network and keyring: worker threads only, unless a method says otherwise."""

    def __init__(
        self,
        connections: Connections,
        vault: SecretVault,
        origin: str,
        *,
        folder_source: FolderSource | None = None,
        yc: YcTool | None = None,
    ) -> None:
        """Take the clients of the endpoints called ``origin``, the vault, and what lists folders.

        Args:
            connections: Clients and credentials for the header, by account.
            vault: Keeps the lasting credentials.
            origin: The endpoints that new accounts are bound to.
            folder_source: Lists clouds and folders; without it nothing is listed.
            yc: Yandex Cloud's own command line.
        """
        self._connections = connections
        self._vault = vault
        self._origin = origin
        self._folder_source = folder_source
        self._yc = yc

    @property
    def origin(self) -> str:
        """The endpoints that new accounts are bound to."""
        return self._origin

    def check(
        self, access: Access, model: str, transport: Transport, cancel: CancelToken | None = None
    ) -> None:
        """Make one call that costs nothing, the tokenizer's; a credential of any kind will do.

        Raises:
            YaGptError: Why this credential does not open this folder.
        """
        cancel = cancel or CancelToken()
        if not access.folder_id:
            raise FolderUnknown("empty folder id")
        self._connections.client_for(access, transport).count_tokens(model, CHECK_TEXT, cancel)

    def folders(self, credential: Credential, cancel: CancelToken | None = None) -> tuple[FolderGroup, ...]:
        """Return every folder that a credential may see, by its cloud, in the service's order.

        Raises:
            AccessDenied: It may not list, as no API key may.
            YaGptError: Anything else.
        """
        cancel = cancel or CancelToken()
        if self._folder_source is None or credential.kind is CredentialKind.API_KEY:
            raise AccessDenied("this kind of credential lists no folders")
        token = self._connections.source_of(credential).credential(cancel).secret
        source = self._folder_source
        return tuple(
            FolderGroup(cloud, source.folders(token, cloud.id, cancel))
            for cloud in source.clouds(token, cancel)
        )

    def yc_found(self, cancel: CancelToken | None = None) -> YcAccount | None:
        """Return what ``yc`` is set to; None where it is not on this machine.

        Raises:
            YaGptError: It is there but does not answer.
        """
        if self._yc is None or not self._yc.is_found():
            return None
        return YcAccount(self._yc.folder_id(cancel or CancelToken()))

    def keep(
        self, account: Account, credential: Credential, session_only_because: StorageError | None = None
    ) -> Kept:
        """Keep the credential and use it from now on.

        ``session_only_because`` keeps it until the program ends, without asking the keyring.

        Raises:
            StorageError: There is a keyring, but it did not take it.
        """
        if session_only_because is not None:
            self._connections.release(account.id)
            self._vault.save_for_session(account.id, credential, session_only_because)
        else:
            self._vault.save(account.id, credential)
            if not self._connections.uses(account.id, credential):
                # The vault has forgotten the old credential's token with it; what fails here is a copy.
                with suppress(StorageError):
                    self._connections.forget(account.id)
        reason = self._vault.session_reason(account.id)
        self._connections.remember(account.id, credential, lasting=reason is None)
        self._look_at_life(account.id, credential)
        if reason is None:
            account = replace(account, session_only=False)
        return Kept(account, reason)

    def stored_access(self, account: Account | None) -> Access:
        """Return what a stored account is let in with; errors as for :meth:`unlock`."""
        return self._connections.access(account)

    def unlock(self, account: Account) -> Kept:
        """Read the credential, opening the keyring if need be.

        Raises:
            SignInRequired: There is none, it was given for other endpoints, or for an earlier session only.
            StorageError: The keyring cannot be read.
        """
        credential = self.stored_access(account).credential
        self._look_at_life(account.id, credential)
        return Kept(account, self._vault.session_reason(account.id))

    def forget(self, account: Account) -> None:
        """Delete the credential and whatever came of it, and make sure that it is gone.

        Raises:
            StorageError: It is still there.
        """
        try:
            self._vault.delete(account.id)
        except SecretStoreMissing:
            if not account.session_only:
                raise
        self._connections.forget(account.id)

    def look_at_keyring(self) -> bool:
        """Return whether this system has a keyring.  The person is asked for nothing.

        Raises:
            StorageError: It cannot be found out.
        """
        try:
            self._vault.look()
        except SecretStoreMissing:
            return False
        return True

    def is_key_gone(self, account: Account) -> bool:
        """Whether the account's key was for an earlier session only.  Never blocks, any thread."""
        return account.session_only and self._vault.session_reason(account.id) is None

    def expires_at(self, account: Account) -> datetime | None:
        """Say when a pasted token ends at the latest; None for what the program renews by itself.

        Never blocks, any thread; known from :meth:`keep` or :meth:`unlock` on.
        """
        token = self._connections.token_of(account)
        return token.ends_at_most if token and account.kind is CredentialKind.IAM_TOKEN else None

    def _look_at_life(self, account_id: str, credential: Credential) -> None:
        """Find out since when a pasted token has been here: nothing in it tells when it ends."""
        if credential.kind is CredentialKind.IAM_TOKEN:
            self._connections.source_of(credential, account_id).credential(CancelToken())
