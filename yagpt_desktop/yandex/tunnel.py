"""A connection through a proxy (CONNECT), alike for requests and for looking whether there is a way."""

from __future__ import annotations

import base64
import re
import socket
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE
from typing import Final
from urllib.parse import unquote, urlsplit

from yagpt_desktop.domain.errors import (
    NotConnected,
    ProxyRefused,
    ProxyUnreachable,
    ProxyUnsupported,
    SignInPageSuspected,
    YaGptError,
)
from yagpt_desktop.domain.ports import Aside

from .sockets import Check, dial, patiently

_LONGEST_HEAD: Final = 16 * 1024
_STATUS: Final = re.compile(rb"\AHTTP/1\.[01] (\d{3})\b")
_OFFER: Final = re.compile(rb"^proxy-authenticate:[ \t]*([\w-]+)", re.IGNORECASE | re.MULTILINE)


def through_proxy(
    address: str, proxy_url: str, timeout_s: float, check: Check, aside: Aside | None = None
) -> socket.socket:
    """Return a socket whose other end is ``address`` (``host:port``, the proxy finds the name).

    Raises:
        OSError: The connection broke, or ``TimeoutError``.
        ProxyUnreachable: The proxy itself does not answer.
        YaGptError: It is there and will not: ``ProxyRefused``, ``ProxyUnsupported``, ``NotConnected`` …
    """
    url, login = proxy_parts(proxy_url)
    parts = urlsplit(url)
    lines = [f"CONNECT {address} HTTP/1.1", f"Host: {address}"]
    if login is not None:
        token = base64.b64encode(":".join(login).encode("utf-8")).decode("ascii")
        lines.append(f"Proxy-Authorization: Basic {token}")
    try:
        sock = dial(parts.hostname or "", parts.port or 80, timeout_s, check, aside)
    except OSError as error:
        raise ProxyUnreachable(f"the proxy: {type(error).__name__}") from error
    try:
        left = memoryview("\r\n".join([*lines, "", ""]).encode("ascii"))
        while left:
            left = left[patiently(sock, partial(sock.send, left), EVENT_WRITE, timeout_s, check) :]
        refusal = refusal_in(_head(sock, timeout_s, check))
        if refusal is not None:
            raise refusal
    except BaseException:
        sock.close()
        raise
    return sock


def proxy_parts(proxy_url: str) -> tuple[str, tuple[str, str] | None]:
    """Return a proxy's URL without its login, and the login."""
    parts = urlsplit(proxy_url)
    user, at, address = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    return f"http://{address}", (unquote(name), unquote(password)) if at else None


def refusal_in(head: bytes) -> YaGptError | None:
    """Return why a proxy does not let through, by the head of its answer; None where it does."""
    found = _STATUS.match(head)
    if found is None:
        return NotConnected("the proxy's answer is no HTTP" if head else "the proxy said nothing")
    status = int(found[1])
    if 200 <= status < 300:
        return None
    if status == 407:
        return _login_refusal(head)
    if 300 <= status < 400 or status == 511:
        return SignInPageSuspected(f"the proxy said {status}")
    return NotConnected(f"the proxy said {status}")


def _login_refusal(head: bytes) -> YaGptError:
    offers = {offer.lower() for offer in _OFFER.findall(head)}
    if offers and b"basic" not in offers:
        names = ", ".join(sorted(offer.decode("ascii", "replace") for offer in offers))
        return ProxyUnsupported(f"a proxy that wants {names}")
    return ProxyRefused("the proxy said 407")


def _head(sock: socket.socket, timeout_s: float, check: Check) -> bytes:
    head = bytearray()
    while not head.endswith(b"\r\n\r\n") and len(head) < _LONGEST_HEAD:
        # One byte at a time: what follows the head belongs to TLS.
        piece = patiently(sock, partial(sock.recv, 1), EVENT_READ, timeout_s, check)
        if not piece:
            break
        head += piece
    return bytes(head)
