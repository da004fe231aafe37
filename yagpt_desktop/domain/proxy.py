"""How a person wants to get to the service."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
