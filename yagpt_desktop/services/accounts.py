"""What can be done with an account: see whether it works, where it may work, keep it, forget it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from yagpt_desktop.domain.account import Access, Account, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.errors import (
    AccessDenied,
    FolderUnknown,
    SecretStoreMissing,
    SignInRequired,
    StorageError,
)
from yagpt_desktop.domain.iam import Cloud, Folder, FolderSource, IamClient, IamToken, TokenCache, YcTool
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


def _now() -> datetime:
    return datetime.now(UTC)


class Accounts:
    """Blocks on network and keyring: worker threads only, unless a method says otherwise."""

    def __init__(
        self,
        connections: Connections,
        vault: SecretVault,
        origin: str,
        *,
        iam: IamClient | None = None,
        folder_source: FolderSource | None = None,
        yc: YcTool | None = None,
        tokens: TokenCache | None = None,
        now: Callable[[], datetime] = _now,
    ) -> None:
        """Take the clients of the endpoints called ``origin``, the vault, and what goes with IAM tokens.

        Args:
            connections: Clients by access.
            vault: Keeps the credentials.
            origin: The endpoints that new accounts are bound to.
            iam: Exchanges keys and OAuth tokens; without it such credentials are refused.
            folder_source: Lists clouds and folders; without it nothing is listed.
            yc: Yandex Cloud's own command line.
            tokens: Keeps since when a pasted token has been here, over restarts.
            now: The present moment, UTC.
        """
        self._connections = connections
        self._vault = vault
        self._origin = origin
        self._iam = iam
        self._folder_source = folder_source
        self._yc = yc
        self._tokens = tokens
        self._now = now
        self._lock = threading.Lock()
        self._pasted: dict[str, IamToken] = {}

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
        direct = Access(self._direct(access.credential, cancel), access.folder_id)
        self._connections.client_for(direct, transport).count_tokens(model, CHECK_TEXT, cancel)

    def folders(self, credential: Credential, cancel: CancelToken | None = None) -> tuple[FolderGroup, ...]:
        """Return every folder that a credential may see, by its cloud, in the service's order.

        Raises:
            AccessDenied: It may not list, as no API key may.
            YaGptError: Anything else.
        """
        cancel = cancel or CancelToken()
        if self._folder_source is None or credential.kind is CredentialKind.API_KEY:
            raise AccessDenied("this kind of credential lists no folders")
        token = self._direct(credential, cancel).secret
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
            self._vault.save_for_session(account.id, credential, session_only_because)
        else:
            self._vault.save(account.id, credential)
        self._connections.forget(account.id)
        self._connections.remember(account.id, credential)
        self._note_pasted(account.id, credential)
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
        credential = self.stored_access(account).credential
        if credential.kind is CredentialKind.IAM_TOKEN:
            self._recall_pasted(account.id, credential)
        return Kept(account, self._vault.session_reason(account.id))

    def forget(self, account: Account) -> None:
        """Delete the credential and whatever came of it, and make sure that it is gone.

        Raises:
            StorageError: It is still there.
        """
        only_here = isinstance(self._vault.session_reason(account.id), SecretStoreMissing)
        self._vault.delete(account.id)
        self._connections.forget(account.id)
        with self._lock:
            self._pasted.pop(account.id, None)
        if self._tokens is not None:
            try:
                self._tokens.delete(account.id)
            except SecretStoreMissing:
                if not only_here:
                    raise

    def expires_at(self, account: Account) -> datetime | None:
        """Say when a pasted token ends at the latest; None for what the program renews by itself.

        Never blocks, any thread; known from :meth:`keep` or :meth:`unlock` on.
        """
        with self._lock:
            token = self._pasted.get(account.id)
        return token.ends_at_most if token else None

    def _direct(self, credential: Credential, cancel: CancelToken) -> Credential:
        """Return a credential that may stand in a header: itself, or an IAM token for it."""
        if credential.kind.is_direct:
            return credential
        return Credential(CredentialKind.IAM_TOKEN, self._exchanged(credential, cancel).token)

    def _exchanged(self, credential: Credential, cancel: CancelToken) -> IamToken:
        if credential.kind is CredentialKind.YC_CLI:
            if self._yc is None:
                raise SignInRequired("yc is not on this machine")
            return self._yc.token(cancel)
        if self._iam is None:
            raise SignInRequired(f"nothing exchanges a credential of the kind {credential.kind}")
        if credential.kind is CredentialKind.OAUTH_TOKEN:
            return self._iam.exchange_oauth(credential.secret, cancel)
        return self._iam.exchange_key(credential.secret, cancel)

    def _note_pasted(self, account_id: str, credential: Credential) -> None:
        """Remember since when a pasted token has been here: nothing in it tells when it ends."""
        with self._lock:
            known = self._pasted.pop(account_id, None)
        if credential.kind is not CredentialKind.IAM_TOKEN:
            return
        if known is None or known.token != credential.secret:
            known = IamToken(credential.secret, self._now())
        with self._lock:
            self._pasted[account_id] = known
        if self._tokens is not None and self._vault.session_reason(account_id) is None:
            with suppress(StorageError):  # the count-down is lost with the process, the credential is not
                self._tokens.save(account_id, known)

    def _recall_pasted(self, account_id: str, credential: Credential) -> None:
        with self._lock:
            if account_id in self._pasted:
                return
        token: IamToken | None = None
        if self._tokens is not None:
            with suppress(StorageError):
                token = self._tokens.load(account_id)
        if token is not None and token.token == credential.secret:
            with self._lock:
                self._pasted[account_id] = token
