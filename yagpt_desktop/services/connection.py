"""From an account to a client that may speak for it."""

from __future__ import annotations

import threading

from yagpt_desktop.domain.account import Access, Account, Credential
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.errors import SignInRequired
from yagpt_desktop.domain.ports import ClientFactory, CompletionClient, SecretStore


class Connections:
    """Keeps one client for each access and transport, and what the keyring said, for this session.

    Any thread; :meth:`client` may block on the keyring.
    """

    def __init__(
        self, open_client: ClientFactory, vault: SecretStore, origin: str, fixed: Access | None = None
    ) -> None:
        """Take the factory, the vault and the endpoints' ``origin``.

        ``fixed`` stands above every account: the demo's access, or one given by option or environment.
        """
        self._open_client = open_client
        self._vault = vault
        self._origin = origin
        self._fixed = fixed
        self._lock = threading.Lock()
        self._credentials: dict[str, Credential] = {}
        self._clients: dict[tuple[Access, Transport], CompletionClient] = {}

    @property
    def fixed(self) -> Access | None:
        """The access that stands above every account."""
        return self._fixed

    def access(self, account: Account | None) -> Access:
        """Return what a request of this account is let in with.

        Raises:
            SignInRequired: No account, no credential, or one that was stored for other endpoints.
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
            credential = self._vault.load(account.id)
            if credential is None:
                raise SignInRequired("the keyring has no credential for this account")
            self.remember(account.id, credential)
        return Access(credential, account.folder_id)

    def client(self, account: Account | None, transport: Transport) -> CompletionClient:
        """Return the client that speaks for an account; errors as for :meth:`access`."""
        return self.client_for(self.access(account), transport)

    def client_for(self, access: Access, transport: Transport) -> CompletionClient:
        """Return the client for an access; made at the first call."""
        with self._lock:
            client = self._clients.get((access, transport))
            if client is None:
                client = self._clients[access, transport] = self._open_client(access, transport)
            return client

    def remember(self, account_id: str, credential: Credential) -> None:
        """Use a credential from now on without asking the keyring."""
        with self._lock:
            self._credentials[account_id] = credential

    def forget(self, account_id: str) -> None:
        """Ask the keyring anew next time, and let go of the clients that used the old credential."""
        with self._lock:
            credential = self._credentials.pop(account_id, None)
            stale = [key for key in self._clients if key[0].credential == credential]
            clients = [self._clients.pop(key) for key in stale]
        for client in clients:
            client.close()

    def close(self) -> None:
        """Close every client; calls under way end with an error."""
        with self._lock:
            clients = list(self._clients.values())
            self._clients.clear()
        for client in clients:
            client.close()
