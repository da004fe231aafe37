"""The administrator's choices: endpoints, network, privacy (``config.toml``)."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where each service lives: ``host:port`` for gRPC, a URL for REST."""

    grpc: str = "llm.api.cloud.yandex.net:443"
    rest: str = "https://llm.api.cloud.yandex.net"
    openai: str = "https://ai.api.cloud.yandex.net/v1"
    iam: str = "https://iam.api.cloud.yandex.net"
    operation_grpc: str = "operation.api.cloud.yandex.net:443"
    operation: str = "https://operation.api.cloud.yandex.net"
    resource_manager: str = "https://resource-manager.api.cloud.yandex.net"

    @property
    def origin(self) -> str:
        """Every host that may see a credential or its token, as one text; a stored one is bound to it."""
        told = (self.grpc, self.rest, self.operation_grpc, self.operation, self.iam, self.resource_manager)
        return " ".join(told)


@dataclass(frozen=True, slots=True)
class Network:
    """How to get there and how long to wait.

    Attributes:
        proxy: ``system``, ``none`` or ``http://user@host:port``; "" leaves it to the person's settings, which
            begin with the system's.
        ca_file: Path of additional PEM roots, or "".
        first_token_timeout_s: Until the first text.
        silence_timeout_s: Between two pieces of a stream.
        total_timeout_s: For a whole answer.
    """

    proxy: str = ""
    ca_file: str = ""
    first_token_timeout_s: float = 60.0
    silence_timeout_s: float = 45.0
    total_timeout_s: float = 600.0


@dataclass(frozen=True, slots=True)
class Privacy:
    """What the service may keep."""

    data_logging: bool = False


@dataclass(frozen=True, slots=True)
class Config:
    """The whole of ``config.toml``."""

    endpoints: Endpoints = field(default_factory=Endpoints)
    network: Network = field(default_factory=Network)
    privacy: Privacy = field(default_factory=Privacy)


def is_loopback(address: str) -> bool:
    """Whether ``host:port`` or a URL names this machine; only such an address may go without TLS."""
    host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
