"""How a person wants to get to the service."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import unquote, urlsplit


class ProxyMode(StrEnum):
    """Who says whether there is a proxy."""

    SYSTEM = "system"
    NONE = "none"
    MANUAL = "manual"


class ProxySource(StrEnum):
    """Who has decided."""

    ADMINISTRATOR = "administrator"
    PERSON = "person"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class NetworkWish:
    """A person's own settings; what ``config.toml`` says stands above them.

    Attributes:
        proxy_address: ``host:port`` for ``MANUAL``.
        proxy_user: The name for a proxy that wants one and whose address names none; "" for none.  Its
            password lies in the keyring.
        ca_file: Path of additional PEM roots, or "".
    """

    proxy_mode: ProxyMode = ProxyMode.SYSTEM
    proxy_address: str = ""
    proxy_user: str = ""
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class ProxyInForce:
    """What was decided for one service, to be shown; never a password.

    Attributes:
        address: ``host:port``, or what was written where it cannot be read; "" for the straight way.
        user: The name that goes to it.
        has_script: The system has a script (PAC) decide, which this program cannot run.
    """

    source: ProxySource
    address: str = ""
    user: str = ""
    has_script: bool = False


@dataclass(frozen=True, slots=True)
class WrittenProxy:
    """What a person wrote as an address, taken apart.

    Attributes:
        address: ``host:port``, with its scheme where that is not ``http``; "" where it is no address.
        password: Where the person pasted a whole URL.
    """

    address: str
    user: str = ""
    password: str = field(default="", repr=False)


def read_proxy(text: str) -> WrittenProxy:
    """Take apart ``host:port``, or a URL with or without a login.  No port is usual: it must be said."""
    text = "".join(text.split())
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        return WrittenProxy("")
    if not host or not port or parts.path.strip("/") or parts.query or parts.fragment:
        return WrittenProxy("")
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    address = place if parts.scheme.lower() == "http" else f"{parts.scheme.lower()}://{place}"
    return WrittenProxy(address, unquote(parts.username or ""), unquote(parts.password or ""))
