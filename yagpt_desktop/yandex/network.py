"""Addresses of services, and the way to one."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from yagpt_desktop.domain.config import is_loopback
from yagpt_desktop.domain.errors import ConfigurationInvalid, Expected


@dataclass(frozen=True, slots=True)
class Target:
    """A service's place.

    Attributes:
        tls: False for loopback alone.
        path: What an URL says after the host, without a slash at its end.
    """

    host: str
    port: int
    tls: bool
    path: str = ""

    @property
    def address(self) -> str:
        """``host:port``, with brackets around an IPv6 address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address as a URL without a slash at its end."""
        return f"{'https' if self.tls else 'http'}://{self.address}{self.path}"


@dataclass(frozen=True, slots=True)
class Route:
    """How to get to one address.

    Attributes:
        proxy_url: ``http://[user[:password]@]host:port``; None for the straight way.
        roots_pem: Every believed root.
        has_script: The system has a script (PAC) decide about proxies; the straight way may lead nowhere.
    """

    proxy_url: str | None = field(repr=False)
    roots_pem: bytes = field(repr=False)
    has_script: bool = False


def grpc_target(address: str, key: str = "endpoints.grpc") -> Target:
    """Read ``host:port`` of a gRPC endpoint.  Loopback goes in clear, everything else through TLS.

    Raises:
        ConfigurationInvalid: It is no such address; ``key`` says where it stands.
    """
    wrong = ConfigurationInvalid(f"no address: {address!r}", key=key, expected=Expected.HOST_PORT)
    parts = split_address(f"//{address.strip()}", wrong)
    if parts.path or parts.query or parts.username is not None:
        raise wrong
    host, port = host_and_port(parts, 443, wrong)
    return Target(host, port, tls=not is_loopback(address.strip()))


def rest_target(url: str, key: str = "endpoints.rest") -> Target:
    """Read the URL of a REST endpoint.

    Raises:
        ConfigurationInvalid: It is no URL, or one in clear that is not on this machine.
    """
    wrong = ConfigurationInvalid(f"no address: {url!r}", key=key, expected=Expected.URL)
    parts = split_address(url.strip(), wrong)
    if parts.scheme not in {"http", "https"} or parts.query or parts.username is not None:
        raise wrong
    tls = parts.scheme == "https"
    host, port = host_and_port(parts, 443 if tls else 80, wrong)
    if not tls and not is_loopback(url.strip()):
        raise ConfigurationInvalid(f"not encrypted: {url!r}", key=key, expected=Expected.TLS)
    return Target(host, port, tls, parts.path.rstrip("/"))


def split_address(address: str, wrong: ConfigurationInvalid) -> SplitResult:
    """Take a URL apart, or raise ``wrong``."""
    try:
        return urlsplit(address)
    except ValueError as error:
        raise wrong from error


def host_and_port(parts: SplitResult, default_port: int, wrong: ConfigurationInvalid) -> tuple[str, int]:
    """Return host and port of a URL, or raise ``wrong``."""
    try:
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise wrong from error
    if not host or not all("!" <= sign <= "~" for sign in host):
        raise wrong
    return host, default_port if port is None else port
