"""IAM tokens and where they come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

from .cancel import CancelToken

REFRESH_AFTER: Final = timedelta(hours=1)
"""The documentation asks for a new token hourly, though one lives for up to twelve."""

REFRESH_SHARE_LEFT: Final = 0.2
"""A token with less of its life left than this is renewed ahead of need."""

LONGEST_LIFE: Final = timedelta(hours=12)
"""No IAM token lives longer, by the documentation."""


@dataclass(frozen=True, slots=True)
class IamToken:
    """A bearer token with its life.  The token is in no ``repr``.

    Both times are told by this computer's clock, be it right or wrong: whoever brings a token from a
    service with another idea of the time moves the end that the service named.

    Attributes:
        received_at: When this program got it, UTC; None where that is not known.
        expires_at: When the service ends it, UTC; None for a pasted one, which says nothing.
    """

    token: str = field(repr=False)
    received_at: datetime | None = None
    expires_at: datetime | None = None

    @property
    def ends_at_most(self) -> datetime | None:
        """When it ends at the latest: what the service said, else twelve hours after it came."""
        if self.expires_at is not None or self.received_at is None:
            return self.expires_at
        return self.received_at + LONGEST_LIFE

    @property
    def stale_at(self) -> datetime | None:
        """When it is time for another: an hour old, or a fifth of its life left; None where nobody knows."""
        if self.received_at is None:
            return None
        hour_old = self.received_at + REFRESH_AFTER
        if self.expires_at is None:
            return hour_old
        return min(hour_old, self.expires_at - (self.expires_at - self.received_at) * REFRESH_SHARE_LEFT)

    def is_stale(self, now: datetime) -> bool:
        """Whether it is time for another, though this one may still be good."""
        return self.stale_at is not None and now >= self.stale_at

    def is_expired(self, now: datetime) -> bool:
        """Whether the service will refuse it."""
        return self.expires_at is not None and now >= self.expires_at


@dataclass(frozen=True, slots=True)
class Cloud:
    """A cloud that a credential may see."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of a cloud that a credential may see."""

    id: str
    name: str
    cloud_id: str


class IamClient(Protocol):
    """Exchanges lasting credentials for IAM tokens.  Blocks: worker threads only; raises ``YaGptError``."""

    def exchange_oauth(self, oauth_token: str, cancel: CancelToken) -> IamToken:
        """Return a token for a person's OAuth token.  Yandex ends this way with 2026."""
        ...

    def exchange_key(self, key_json: str, cancel: CancelToken) -> IamToken:
        """Return a token for a service account's authorised key (the JSON file's text).

        Raises:
            CredentialMalformed: The file is no such key.
            ClockWrong: This computer's clock is off, and the service says so.
        """
        ...

    def revoke(self, token: str, cancel: CancelToken) -> None:
        """Make a token worthless."""
        ...


class FolderSource(Protocol):
    """Lists what a credential may see.  Blocks: worker threads only; raises ``YaGptError``."""

    def clouds(self, token: str, cancel: CancelToken) -> tuple[Cloud, ...]:
        """Return all clouds, whatever the number of pages."""
        ...

    def folders(self, token: str, cloud_id: str, cancel: CancelToken) -> tuple[Folder, ...]:
        """Return all active folders of a cloud, whatever the number of pages."""
        ...


class YcTool(Protocol):
    """Yandex Cloud's own command line, where it is installed.  Blocks: worker threads only."""

    def is_found(self) -> bool:
        """Whether the tool is on this machine."""
        ...

    def token(self, cancel: CancelToken) -> IamToken:
        """Have it make an IAM token for its current profile.

        Raises:
            SignInRequired: It is not set up, or its login has run out.
        """
        ...

    def folder_id(self, cancel: CancelToken) -> str:
        """Return its current profile's folder; "" for none."""
        ...


class TokenCache(Protocol):
    """Keeps IAM tokens across restarts, in the OS keyring.  May block for long: worker threads only."""

    def load(self, account_id: str) -> IamToken | None:
        """Return what is kept for an account, or None.

        Raises:
            StorageError: It cannot be read.
        """
        ...

    def save(self, account_id: str, token: IamToken) -> None:
        """Keep a token instead of the one before.

        Raises:
            StorageError: It is not kept.
        """
        ...

    def delete(self, account_id: str) -> None:
        """Forget an account's token; no error where there is none.

        Raises:
            StorageError: It is still there.
        """
        ...
