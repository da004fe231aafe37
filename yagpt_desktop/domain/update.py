"""What is said of a newer version, what is remembered of it, and the ports behind which both are got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from .cancel import CancelToken


class UpdateChoice(StrEnum):
    """Whether the person lets the program look for newer versions."""

    UNDECIDED = "undecided"
    NO = "no"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Release:
    """A version that is newer than this one.

    Attributes:
        page: Where people download it; https, on a host of the publisher's.
    """

    version: str
    page: str


@dataclass(frozen=True, slots=True)
class UpdateMemory:
    """What outlives a start.

    Attributes:
        days_used: On how many days the program was used; counted until the person was asked.
        last_used: The last of them, ISO 8601.
        was_asked: The question about looking has been shown once; it never comes again.
        checked_at: When the publisher was asked last, whatever came of it.
        version: The newest that was ever announced; "" for none.
        issued: When the newest announcement was made.
        expires: Until when it is believed.
        page: What it names for downloading.
        closed_version: The person has seen the notice of this version and closed it.
    """

    days_used: int = 0
    last_used: str = ""
    was_asked: bool = False
    checked_at: datetime | None = None
    version: str = ""
    issued: datetime | None = None
    expires: datetime | None = None
    page: str = ""
    closed_version: str = ""


class UpdateStore(Protocol):
    """Keeps the memory.  May block on disk; any thread."""

    def load(self) -> UpdateMemory:
        """Return what is kept; whatever cannot be read is as on the first start.  Never fails."""
        ...

    def save(self, memory: UpdateMemory) -> None:
        """Keep it.

        Raises:
            StorageError: It could not be written.
        """
        ...


class ManifestSource(Protocol):
    """Fetches the publisher's signed announcement."""

    def fetch(self, cancel: CancelToken) -> bytes:
        """Return it as it came, unchecked, within the publisher's limit.  Blocks for seconds.

        Raises:
            YaGptError: Nothing came, or too much, or from somebody else.
        """
        ...
