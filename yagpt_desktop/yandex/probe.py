"""Looks whether the services can be reached, without saying who asks (``yagpt-desktop diagnose``)."""

from __future__ import annotations

import base64
import socket
import time
from dataclasses import dataclass, fields, replace
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE
from typing import Final

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.config import Config, Network
from yagpt_desktop.domain.errors import Cancelled, ProxyRefused, ServiceUnreachable, YaGptError

from .error_map import CallFacts, build
from .http_errors import connect_error
from .http_transport import proxy_parts
from .network import Route, Target, grpc_target, rest_target, route_to
from .sockets import Check, dial, patiently, secured
from .trust_roots import tls_context

TIMEOUT_S: Final = 5.0
_LONGEST_PROXY_REPLY: Final = 16 * 1024


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found at one endpoint.

    Attributes:
        name: Its name in the configuration, as ``grpc`` or ``iam``.
        address: ``host:port``, or what stands in the configuration where that cannot be read.
        latency_ms: For connection and TLS together; None where it was not reached.
        error: Why it was not reached.
    """

    name: str
    address: str
    reachable: bool
    latency_ms: float | None = None
    error: YaGptError | None = None


def probe_endpoints(config: Config, cancel: CancelToken) -> tuple[Probe, ...]:
    """Connect to every endpoint of the configuration, one after the other, the way a request would.

    A TCP connection and a TLS handshake, through the proxy where there is one; no request, no credential of
    the account.  An address that several endpoints share is tried once.  Blocks up to ``TIMEOUT_S`` for
    each; worker threads, or a terminal command.

    Raises:
        Cancelled: Nothing else.
    """
    outcomes: dict[Target, float | YaGptError] = {}
    return tuple(
        _probe(spec.name, getattr(config.endpoints, spec.name), config.network, cancel, outcomes)
        for spec in fields(config.endpoints)
    )


def _probe(
    name: str,
    address: str,
    network: Network,
    cancel: CancelToken,
    outcomes: dict[Target, float | YaGptError],
) -> Probe:
    read = grpc_target if "grpc" in name else rest_target
    try:
        target = replace(read(address, f"endpoints.{name}"), path="")
    except YaGptError as error:
        return Probe(name, address, reachable=False, error=error)
    if target not in outcomes:
        outcomes[target] = _outcome(target, network, cancel)
    outcome = outcomes[target]
    if isinstance(outcome, YaGptError):
        return Probe(name, target.address, reachable=False, error=outcome)
    return Probe(name, target.address, reachable=True, latency_ms=outcome)


def _outcome(target: Target, network: Network, cancel: CancelToken) -> float | YaGptError:
    try:
        route = route_to(target, network)
        began = time.monotonic()
        _connect(target, route, cancel.raise_if_cancelled)
    except Cancelled:
        raise
    except YaGptError as error:
        return error
    except OSError as error:
        return connect_error(error, CallFacts())
    return (time.monotonic() - began) * 1000


def _connect(target: Target, route: Route, check: Check) -> None:
    if route.proxy_url is None:
        sock = dial(target.host, target.port, TIMEOUT_S, check)
    else:
        sock = _through_proxy(target, route.proxy_url, check)
    with sock:
        if target.tls:
            context = tls_context(route.roots_pem, ("h2", "http/1.1"))
            with secured(sock, context, target.host, TIMEOUT_S, check):
                pass


def _through_proxy(target: Target, proxy_url: str, check: Check) -> socket.socket:
    address, login = proxy_parts(proxy_url)
    proxy = grpc_target(address.removeprefix("http://"), "network.proxy")
    head = [f"CONNECT {target.address} HTTP/1.1", f"Host: {target.address}"]
    if login:
        token = base64.b64encode(":".join(login).encode("utf-8")).decode("ascii")
        head.append(f"Proxy-Authorization: Basic {token}")
    sock = dial(proxy.host, proxy.port, TIMEOUT_S, check)
    try:
        patiently(
            sock,
            partial(sock.send, "\r\n".join([*head, "", ""]).encode("ascii")),
            EVENT_WRITE,
            TIMEOUT_S,
            check,
        )
        _read_consent(sock, check)
    except BaseException:
        sock.close()
        raise
    return sock


def _read_consent(sock: socket.socket, check: Check) -> None:
    reply = b""
    while b"\r\n\r\n" not in reply and len(reply) < _LONGEST_PROXY_REPLY:
        # One byte at a time: what follows the head belongs to TLS.
        piece = patiently(sock, partial(sock.recv, 1), EVENT_READ, TIMEOUT_S, check)
        if not piece:
            break
        reply += piece
    status = reply.split(b" ", 2)[1:2]
    if status == [b"407"]:
        raise build(ProxyRefused, "the proxy said 407", CallFacts())
    if status != [b"200"]:
        raise build(ServiceUnreachable, "the proxy did not let us through", CallFacts())
