"""From a lasting credential to the one that stands in a header now, and a client that keeps up with it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionEvent, CompletionRequest, CompletionUpdate, Operation
from yagpt_desktop.domain.errors import (
    CredentialRejected,
    ServiceUnreachable,
    SignInRequired,
    StorageError,
)
from yagpt_desktop.domain.iam import IamClient, IamToken, TokenCache, YcTool
from yagpt_desktop.domain.ports import Alarm, CompletionClient

from .iam_tokens import Clocks, Exchange, IamTokens

_Result = TypeVar("_Result")


class CredentialSource(Protocol):
    """Knows one account's credential for the header.  Any thread; methods may block: worker threads only."""

    @property
    def token(self) -> IamToken | None:
        """The IAM token in use with what is known of its life, for a count-down; never blocks.

        None for an API key, and before the first call.
        """
        ...

    def credential(self, cancel: CancelToken) -> Credential:
        """Return what goes into a header now; of a kind that ``is_direct``.

        Raises:
            YaGptError: There is none; as of :class:`~.iam_tokens.IamTokens`.
        """
        ...

    def renewed(self, rejected: Credential, cancel: CancelToken) -> Credential | None:
        """Return another one than that which the service has just refused; None where there is none."""
        ...

    def forget(self) -> None:
        """Let go of what was exchanged, also in the keyring.  The lasting credential is not touched.

        To be called before another credential is kept for the account, and before it is deleted: then no
        token of the old one can outlive it.

        Raises:
            StorageError: A token is still in the keyring.
        """
        ...


class ConstantSource:
    """An API key, or a pasted IAM token: there is no other, and what ends with it nobody can renew."""

    def __init__(
        self, credential: Credential, account_id: str = "", cache: TokenCache | None = None,
        clocks: Clocks | None = None,
    ) -> None:  # fmt: skip
        """Take the cache, which also remembers since when a pasted token is here."""
        self._credential = credential
        self._account_id = account_id
        self._cache = cache if account_id and credential.kind is CredentialKind.IAM_TOKEN else None
        self._clocks = clocks or Clocks()
        self._looking = threading.Lock()
        self._token: IamToken | None = None

    @property
    def token(self) -> IamToken | None:
        """See the protocol.  Without a known end it ends twelve hours after it was first seen, at most."""
        return self._token

    def credential(self, cancel: CancelToken) -> Credential:
        """See the protocol.  No end, even a passed one, keeps anybody out: this computer's clock may err."""
        cancel.raise_if_cancelled()
        if self._credential.kind is CredentialKind.IAM_TOKEN and self._token is None:
            self._look()
        return self._credential

    def renewed(self, rejected: Credential, cancel: CancelToken) -> Credential | None:
        """See the protocol."""
        cancel.raise_if_cancelled()
        return self._credential if rejected != self._credential else None

    def forget(self) -> None:
        """See the protocol."""
        with self._looking:
            cache, self._cache = self._cache, None
            if cache is not None:
                cache.delete(self._account_id)

    def _look(self) -> None:
        # Whoever comes second while the keyring is slow goes on without.
        if not self._looking.acquire(blocking=False):
            return
        try:
            self._token = self._remembered() or self._first_seen()
        finally:
            self._looking.release()

    def _remembered(self) -> IamToken | None:
        token = None
        if self._cache is not None:
            with suppress(StorageError):
                token = self._cache.load(self._account_id)
        return token if token is not None and token.token == self._credential.secret else None

    def _first_seen(self) -> IamToken:
        token = IamToken(self._credential.secret, received_at=self._clocks.wall())
        if self._cache is not None:
            # Where it cannot be kept, the count-down begins anew with every start; it says "at most".
            with suppress(StorageError):
                self._cache.save(self._account_id, token)
        return token


class ExchangedSource:
    """A credential that is exchanged for IAM tokens."""

    def __init__(self, tokens: IamTokens) -> None:
        self._tokens = tokens

    @property
    def token(self) -> IamToken | None:
        """See the protocol."""
        return self._tokens.token

    def credential(self, cancel: CancelToken) -> Credential:
        """See the protocol."""
        return _bearer(self._tokens.current(cancel))

    def renewed(self, rejected: Credential, cancel: CancelToken) -> Credential | None:
        """See the protocol."""
        token = self._tokens.renewed(rejected.secret, cancel)
        return None if token is None else _bearer(token)

    def forget(self) -> None:
        """See the protocol."""
        self._tokens.forget()


def _bearer(token: IamToken) -> Credential:
    return Credential(CredentialKind.IAM_TOKEN, token.token)


@dataclass(frozen=True, slots=True)
class CredentialDesk:
    """Makes sources; one for each account and lasting credential, to be kept while that does not change.

    Attributes:
        yc: None where the machine cannot have the tool.
        cache: None where nothing may outlive the process.
        alarm: Ends renewals ahead of need that take too long.
    """

    iam: IamClient
    yc: YcTool | None = None
    cache: TokenCache | None = None
    alarm: Alarm | None = None
    clocks: Clocks = field(default_factory=Clocks)

    def source(self, account_id: str, lasting: Credential) -> CredentialSource:
        """Return a source that has not asked anybody yet; without an account it keeps nothing."""
        # The tokens of credentials that nobody has saved would all go by one name, and be each other's.
        cache = self.cache if account_id else None
        if lasting.kind.is_direct:
            return ConstantSource(lasting, account_id, cache, self.clocks)
        tokens = IamTokens(account_id, self.exchange(lasting), cache, self.alarm, self.clocks)
        return ExchangedSource(tokens)

    def exchange(self, lasting: Credential) -> Exchange:
        """Return the way from a credential that is not direct to an IAM token."""
        if lasting.kind is CredentialKind.SERVICE_ACCOUNT_KEY:
            return lambda cancel: self.iam.exchange_key(lasting.secret, cancel)
        if lasting.kind is CredentialKind.OAUTH_TOKEN:
            return lambda cancel: self.iam.exchange_oauth(lasting.secret, cancel)
        return self._asked_yc

    def _asked_yc(self, cancel: CancelToken) -> IamToken:
        if self.yc is None:
            raise SignInRequired("yc cannot be used here")
        return self.yc.token(cancel)


@dataclass(slots=True)
class _Lent:
    client: CompletionClient
    users: int = 0


class RenewingClient:
    """Speaks through a client for the credential of the moment.  Implements ``CompletionClient``.

    A call that the service refuses for its credential, before the first update, is sent once more with a
    renewed one, if there is one.
    """

    def __init__(
        self, source: CredentialSource, open_client: Callable[[Credential], CompletionClient]
    ) -> None:
        """Take the source, and a factory that is cheap and connects on first use."""
        self._source = source
        self._open_client = open_client
        self._lock = threading.Lock()
        self._clients: dict[Credential, _Lent] = {}
        self._newest: Credential | None = None
        self._is_closed = False

    def complete(self, request: CompletionRequest, cancel: CancelToken) -> Iterator[CompletionEvent]:
        """See the port.  A refusal after text has arrived is passed on; the text is the reader's to keep."""
        credential = self._source.credential(cancel)
        has_begun = False
        try:
            with self._client(credential) as client:
                for event in client.complete(request, cancel):
                    has_begun = has_begun or isinstance(event, CompletionUpdate)
                    yield event
            return
        except CredentialRejected:
            newer = None if has_begun else self._source.renewed(credential, cancel)
            if newer is None:
                raise
        with self._client(newer) as client:
            yield from client.complete(request, cancel)

    def submit(self, request: CompletionRequest, cancel: CancelToken) -> Operation:
        """See the port."""
        return self._sent(lambda client: client.submit(request, cancel), cancel)

    def operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        """See the port."""
        return self._sent(lambda client: client.operation(operation_id, cancel), cancel)

    def cancel_operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        """See the port."""
        return self._sent(lambda client: client.cancel_operation(operation_id, cancel), cancel)

    def count_tokens(self, model: str, text: str, cancel: CancelToken) -> int:
        """See the port."""
        return self._sent(lambda client: client.count_tokens(model, text, cancel), cancel)

    def count_request_tokens(self, request: CompletionRequest, cancel: CancelToken) -> int:
        """See the port."""
        return self._sent(lambda client: client.count_request_tokens(request, cancel), cancel)

    def close(self) -> None:
        """See the port."""
        with self._lock:
            self._is_closed = True
            clients = [lent.client for lent in self._clients.values()]
            self._clients.clear()
        for client in clients:
            client.close()

    def _sent(self, act: Callable[[CompletionClient], _Result], cancel: CancelToken) -> _Result:
        credential = self._source.credential(cancel)
        try:
            with self._client(credential) as client:
                return act(client)
        except CredentialRejected:
            newer = self._source.renewed(credential, cancel)
            if newer is None:
                raise
        with self._client(newer) as client:
            return act(client)

    @contextmanager
    def _client(self, credential: Credential) -> Generator[CompletionClient]:
        """Lend the credential's client; those of older ones are closed as soon as nobody uses them."""
        with self._lock:
            if self._is_closed:
                raise ServiceUnreachable("the client is closed")
            lent = self._clients.get(credential)
            if lent is None:
                lent = self._clients[credential] = _Lent(self._open_client(credential))
            lent.users += 1
            self._newest = credential
        self._close_idle()
        try:
            yield lent.client
        finally:
            with self._lock:
                lent.users -= 1
            self._close_idle()

    def _close_idle(self) -> None:
        with self._lock:
            idle = [
                credential
                for credential, lent in self._clients.items()
                if not lent.users and credential != self._newest
            ]
            clients = [self._clients.pop(credential).client for credential in idle]
        for client in clients:
            client.close()
