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


@dataclass(frozen=True, slots=True)
class IamToken:
    """A bearer token with its life.  The token is in no ``repr``.

    Attributes:
        received_at: When this program got it, UTC; None for a pasted one.
        expires_at: As the service said, UTC; None for a pasted one, which says nothing.
    """

    token: str = field(repr=False)
    received_at: datetime | None = None
    expires_at: datetime | None = None

    def is_stale(self, now: datetime) -> bool:
        """Whether it is time for another: an hour old, or a fifth of its life left."""
        if self.received_at is None or self.expires_at is None:
            return False
        left = self.expires_at - now
        whole = self.expires_at - self.received_at
        return now - self.received_at >= REFRESH_AFTER or left <= whole * REFRESH_SHARE_LEFT

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
