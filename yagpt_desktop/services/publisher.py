"""Who announces new versions of this program, and by which key that is known."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Publisher:
    """The one publisher of a build.

    Attributes:
        address: Where the signed announcement lies; https.
        hosts: From these alone is it fetched.
        page_hosts: To these alone may it lead the person.
        public_key: Ed25519, 32 bytes.
        is_development: Nobody holds the other half of the key: there is nothing to look for.
    """

    product: str
    channel: str
    address: str
    hosts: tuple[str, ...]
    page_hosts: tuple[str, ...]
    public_key: bytes
    is_development: bool = False

    @property
    def key_id(self) -> str:
        """A short name of the key."""
        return key_id(self.public_key)


def key_id(public_key: bytes) -> str:
    """Name a public key by the beginning of its SHA-256."""
    return hashlib.sha256(public_key).hexdigest()[:16]


def publisher_of(text: str) -> Publisher:
    """Read a publisher from TOML.

    Raises:
        ValueError, KeyError: Something is missing or no key.
    """
    told = tomllib.loads(text)
    public_key = base64.b64decode(told["public_key"], validate=True)
    if len(public_key) != 32:
        raise ValueError("an Ed25519 key has 32 bytes")
    return Publisher(
        told["product"],
        told["channel"],
        told["address"],
        tuple(told["hosts"]),
        tuple(told["page_hosts"]),
        public_key,
        bool(told.get("development", False)),
    )


@cache
def publisher() -> Publisher:
    """Return this build's publisher (``data/publisher.toml``)."""
    return publisher_of(files("yagpt_desktop.services").joinpath("data/publisher.toml").read_text("utf8"))
