"""What exactly is wrong with something a person gave."""

from __future__ import annotations

from enum import Enum


class KeyFault(Enum):
    """What is wrong with the file of a service account's key; the value of a missing field is its name."""

    NO_OBJECT = "no whole JSON object"
    NO_ID = "id"
    NO_ACCOUNT = "service_account_id"
    NO_PRIVATE_KEY = "private_key"
    PRIVATE_KEY = "a private key that cannot be read"

    @property
    def field(self) -> str:
        """The field that is missing; "" where none is."""
        names = {KeyFault.NO_ID, KeyFault.NO_ACCOUNT, KeyFault.NO_PRIVATE_KEY}
        return self.value if self in names else ""


class Expected(Enum):
    """What a place in the configuration takes."""

    TOML = "TOML"
    TABLE = "a table"
    TEXT = "text in quotes"
    SWITCH = "true or false"
    SECONDS = "a number over 0"
    HOST_PORT = "host:port"
    URL = "a URL with https://"
    TLS = "an address with TLS; without it this computer's own alone"
    PROXY = '"system", "none" or "http://user@host:port"'
    FILE = "the path of a file that can be read"


class InputFault(Enum):
    """Why a file or standard input gives no text."""

    UNKNOWN = "unknown"
    CLOSED = "closed"
    """It is not there, or may not be opened."""
    NO_TEXT = "no-text"
    """Something else: a picture, a program."""
    EMPTY = "empty"
    """A document without a word: a scanned page."""
    TOO_BIG = "too-big"
    LOCKED = "locked"
    """By a password."""
    DAMAGED = "damaged"
    """Not what its ending says, or not all of it."""
    SLOW = "slow"


class ImportFault(Enum):
    """Why chats of a file are not taken in."""

    UNKNOWN = "unknown"
    """No form that is known."""
    DAMAGED = "damaged"
    """A known form, but broken or made wrong."""
    NEWER = "newer"
    """A newer version of this program wrote it."""
    TOO_BIG = "too-big"
    TOO_MANY = "too-many"
    TOO_LONG = "too-long"
    TOO_DEEP = "too-deep"
    EMPTY = "empty"
    """A known form, without a chat in it."""
