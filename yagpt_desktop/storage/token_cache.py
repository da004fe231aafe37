"""IAM tokens beside the credential they came from, so that a restart needs no new one."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.iam import IamToken

from .keyring_door import KeyringDoor
from .keyring_store import token_name
from .keyring_values import KeyringValues

Limit = Callable[[Callable[[], None]], None]
"""Runs a call of the keyring within a limit; raises ``StorageError`` where it is over."""


def _at_once(work: Callable[[], None]) -> None:
    work()


class KeyringTokenCache:
    """Memory first, the keyring behind it.  Blocks on the keyring: worker threads only.

    A token that cannot be kept costs one exchange at the next start, so no failure of the keyring is told.
    After the first one the keyring is left alone, lest each token opens a window of the system again; only
    ``delete`` goes on trying.
    """

    def __init__(self, door: KeyringDoor, limit: Limit = _at_once) -> None:
        self._values = KeyringValues(door)
        self._limit = limit
        self._lock = threading.Lock()
        self._tokens: dict[str, IamToken] = {}
        self._looked: set[str] = set()
        self._failure: StorageError | None = None

    @property
    def failure(self) -> StorageError | None:
        """Why tokens go with the process; None where they do not.  Never blocks."""
        return self._failure

    def load(self, account_id: str) -> IamToken | None:
        """Return the token, even one out of date, or None where there is none or it cannot be read."""
        with self._lock:
            token = self._tokens.get(account_id)
            is_known = account_id in self._looked or self._failure is not None
        if token is not None or is_known:
            return token
        read: list[str | None] = []
        self._try(lambda: read.append(self._values.read(token_name(account_id))))
        found = _token_of(read[0]) if read and read[0] is not None else None
        with self._lock:
            if self._failure is None:
                self._looked.add(account_id)
            # One that was saved meanwhile is newer than what was read.
            return self._tokens.setdefault(account_id, found) if found else self._tokens.get(account_id)

    def save(self, account_id: str, token: IamToken) -> None:
        """Keep a token, in memory at least."""
        with self._lock:
            self._tokens[account_id] = token
        if self._failure is None:
            self._try(lambda: self._values.write(token_name(account_id), _entry_of(token)))

    def delete(self, account_id: str) -> None:
        """Forget a token, here and in the keyring.

        Raises:
            StorageError: It may still be in the keyring.
        """
        with self._lock:
            self._tokens.pop(account_id, None)
            self._looked.add(account_id)
        self._limit(lambda: self._values.erase(token_name(account_id)))

    def _try(self, work: Callable[[], None]) -> None:
        try:
            self._limit(work)
        except StorageError as error:
            self._failure = error


def _entry_of(token: IamToken) -> str:
    return json.dumps(
        {
            "token": token.token,
            "received_at": token.received_at and token.received_at.isoformat(),
            "expires_at": token.expires_at and token.expires_at.isoformat(),
        }
    )


def _token_of(entry: str) -> IamToken | None:
    try:
        facts = json.loads(entry)
        return IamToken(str(facts["token"]), _moment(facts["received_at"]), _moment(facts["expires_at"]))
    except (ValueError, TypeError, KeyError):
        return None


def _moment(text: str | None) -> datetime | None:
    """A time as it was written; one without a zone is UTC."""
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
