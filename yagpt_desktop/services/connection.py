"""From an account to a client that may speak for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from yagpt_desktop.domain.account import Access, Account, Credential
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.errors import SecretStoreMissing, SessionKeyGone, SignInRequired
from yagpt_desktop.domain.iam import IamToken
from yagpt_desktop.domain.ports import ClientFactory, CompletionClient, SecretStore

from .credential_source import ConstantSource, CredentialDesk, CredentialSource, RenewingClient


class Connections:
    """Keeps one client for each access and transport, and what the keyring said, for this session.

    Any thread; :meth:`client` may block on the keyring.
    """

    def __init__(
        self,
        open_client: ClientFactory,
        vault: SecretStore,
        origin: str,
        fixed: Access | None = None,
        desk: CredentialDesk | None = None,
    ) -> None:
        """Take the factory, the vault and the endpoints' ``origin``.

        ``fixed`` stands above every account: the demo's access, or one given by option or environment.
        Without a ``desk`` only credentials that stand in a header by themselves can be used.
        """
        self._open_client = open_client
        self._vault = vault
        self._origin = origin
        self._fixed = fixed
        self._desk = desk
        self._lock = threading.Lock()
        self._credentials: dict[str, Credential] = {}
        self._sources: dict[tuple[str, Credential], CredentialSource] = {}
        self._clients: dict[tuple[str, Access, Transport], CompletionClient] = {}

    @property
    def fixed(self) -> Access | None:
        """The access that stands above every account."""
        return self._fixed

    def access(self, account: Account | None) -> Access:
        """Return what a request of this account is let in with.

        Raises:
            SignInRequired: No account, no credential, or one that was stored for other endpoints.
            SessionKeyGone: The credential was for an earlier session only.
            StorageError: The keyring cannot be read.
        """
        if self._fixed is not None:
            return self._fixed
        if account is None:
            raise SignInRequired("no account")
        if account.origin != self._origin:
            raise SignInRequired("the credential was stored for other endpoints")
        with self._lock:
            credential = self._credentials.get(account.id)
        if credential is None:
            if account.session_only:
                # The keyring never had it, so nobody is asked for the keyring's password.
                raise SessionKeyGone("kept for an earlier session only")
            credential = self._vault.load(account.id)
            if credential is None:
                raise SignInRequired("the keyring has no credential for this account")
            self.remember(account.id, credential)
        return Access(credential, account.folder_id)

    def client(self, account: Account | None, transport: Transport) -> CompletionClient:
        """Return the client that speaks for an account; errors as for :meth:`access`."""
        access = self.access(account)
        return self._client("" if account is None or self._fixed else account.id, access, transport)

    def client_for(self, access: Access, transport: Transport) -> CompletionClient:
        """Return the client for an access that belongs to no stored account."""
        return self._client("", access, transport)

    def source_of(self, credential: Credential, account_id: str = "") -> CredentialSource:
        """Return what knows the header's credential for a lasting one; one for each, for all who ask.

        Without an account nothing that is exchanged is kept.

        Raises:
            SignInRequired: Nothing here exchanges such a credential.
        """
        with self._lock:
            return self._source(account_id, credential)

    def token_of(self, account: Account) -> IamToken | None:
        """Return the IAM token that an account uses, as far as this session knows.  Never blocks."""
        with self._lock:
            credential = self._credentials.get(account.id)
            source = self._sources.get((account.id, credential)) if credential else None
        return source.token if source else None

    def _client(self, account_id: str, access: Access, transport: Transport) -> CompletionClient:
        with self._lock:
            key = (account_id, access, transport)
            client = self._clients.get(key)
            if client is None:
                source = self._source(account_id, access.credential)
                client = RenewingClient(source, self._opener(access.folder_id, transport))
                self._clients[key] = client
            return client

    def _opener(self, folder_id: str, transport: Transport) -> Callable[[Credential], CompletionClient]:
        return lambda credential: self._open_client(Access(credential, folder_id), transport)

    def _source(self, account_id: str, credential: Credential) -> CredentialSource:
        """Return the source of a credential; the lock is held."""
        key = (account_id, credential)
        source = self._sources.get(key)
        if source is None:
            source = self._sources[key] = self._new_source(account_id, credential)
        return source

    def _new_source(self, account_id: str, credential: Credential) -> CredentialSource:
        if self._desk is not None:
            return self._desk.source(account_id, credential)
        if credential.kind.is_direct:
            return ConstantSource(credential)
        raise SignInRequired(f"nothing exchanges a credential of the kind {credential.kind}")

    def remember(self, account_id: str, credential: Credential, *, lasting: bool = True) -> None:
        """Use a credential from now on without asking the keyring.

        Of one that is not ``lasting`` nothing that is exchanged is kept either.
        """
        with self._lock:
            self._credentials[account_id] = credential
            if not lasting:
                self._sources[account_id, credential] = self._new_source("", credential)

    def uses(self, account_id: str, credential: Credential) -> bool:
        """Whether this is the credential that an account has in this session.  Never blocks."""
        with self._lock:
            return self._credentials.get(account_id) == credential

    def release(self, account_id: str) -> None:
        """Let go of an account's clients and credential; what is in the keyring stays."""
        self._released(account_id)

    def forget(self, account_id: str) -> None:
        """Let go of an account's clients, credential and tokens, also in the keyring.

        To be called when another credential is kept for an account, and when it is deleted.

        Raises:
            StorageError: A token of the old credential is still in the keyring.
        """
        with suppress(SecretStoreMissing):
            for source in self._released(account_id):
                source.forget()
            if self._desk is not None and self._desk.cache is not None:
                self._desk.cache.delete(account_id)

    def _released(self, account_id: str) -> list[CredentialSource]:
        with self._lock:
            self._credentials.pop(account_id, None)
            clients = [self._clients.pop(key) for key in list(self._clients) if key[0] == account_id]
            sources = [self._sources.pop(key) for key in list(self._sources) if key[0] == account_id]
        for client in clients:
            client.close()
        return sources

    def close(self) -> None:
        """Close every client; calls under way end with an error."""
        with self._lock:
            clients = list(self._clients.values())
            self._clients.clear()
        for client in clients:
            client.close()
