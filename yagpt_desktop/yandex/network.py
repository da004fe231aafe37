"""The one place that decides how to get to a service: proxy and trust roots, for both transports."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

from yagpt_desktop.domain.config import Network, is_loopback
from yagpt_desktop.domain.errors import ConfigurationInvalid, Expected, ProxyUnsupported

from .trust_roots import roots_pem


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
    """

    proxy_url: str | None = field(repr=False)
    roots_pem: bytes = field(repr=False)


def grpc_target(address: str, key: str = "endpoints.grpc") -> Target:
    """Read ``host:port`` of a gRPC endpoint.  Loopback goes in clear, everything else through TLS.

    Raises:
        ConfigurationInvalid: It is no such address; ``key`` says where it stands.
    """
    wrong = ConfigurationInvalid(f"no address: {address!r}", key=key, expected=Expected.HOST_PORT)
    parts = _split(f"//{address.strip()}", wrong)
    if parts.path or parts.query or parts.username is not None:
        raise wrong
    host, port = _host_and_port(parts, 443, wrong)
    return Target(host, port, tls=not is_loopback(address.strip()))


def rest_target(url: str, key: str = "endpoints.rest") -> Target:
    """Read the URL of a REST endpoint.

    Raises:
        ConfigurationInvalid: It is no URL, or one in clear that is not on this machine.
    """
    wrong = ConfigurationInvalid(f"no address: {url!r}", key=key, expected=Expected.URL)
    parts = _split(url.strip(), wrong)
    if parts.scheme not in {"http", "https"} or parts.query or parts.username is not None:
        raise wrong
    tls = parts.scheme == "https"
    host, port = _host_and_port(parts, 443 if tls else 80, wrong)
    if not tls and not is_loopback(url.strip()):
        raise ConfigurationInvalid(f"not encrypted: {url!r}", key=key, expected=Expected.TLS)
    return Target(host, port, tls, parts.path.rstrip("/"))


def route_to(target: Target, network: Network) -> Route:
    """Decide the way to ``target``.  Loopback never goes through a proxy.

    Raises:
        ProxyUnsupported: SOCKS, or a proxy that is itself spoken to through TLS.
        ConfigurationInvalid: The proxy's address or ``ca_file`` cannot be used.
    """
    proxy_url = None if is_loopback(target.address) else _proxy_url(target, network.proxy.strip())
    return Route(proxy_url, roots_pem(network.ca_file))


def _proxy_url(target: Target, wish: str) -> str | None:
    if wish == "none":
        return None
    if wish in {"system", ""}:
        proxies = getproxies()
        wish = proxies.get("https") or proxies.get("all") or ""
        if not wish:
            return None
    # Also for a proxy of our own configuration: gRPC obeys no_proxy in any case, so both transports do.
    if proxy_bypass(target.address) or proxy_bypass(target.host):
        return None
    return _checked_proxy(wish)


def _checked_proxy(wish: str) -> str:
    # The wish itself may hold a password and stays out of the error.
    wrong = ConfigurationInvalid("no proxy address", key="network.proxy", expected=Expected.PROXY)
    parts = _split(wish if "://" in wish else f"http://{wish}", wrong)
    if parts.scheme.lower() != "http":
        raise ProxyUnsupported(f"a proxy of the kind {parts.scheme}")
    host, port = _host_and_port(parts, 80, wrong)
    login, at, _ = parts.netloc.rpartition("@")
    if at and ":" not in login:
        # gRPC would otherwise send a name without the colon that belongs behind it.
        login += ":"
    return f"http://{login}{at}{Target(host, port, tls=False).address}"


def _split(address: str, wrong: ConfigurationInvalid) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError as error:
        raise wrong from error


def _host_and_port(parts: SplitResult, default_port: int, wrong: ConfigurationInvalid) -> tuple[str, int]:
    try:
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise wrong from error
    if not host or not all("!" <= sign <= "~" for sign in host):
        raise wrong
    return host, default_port if port is None else port
