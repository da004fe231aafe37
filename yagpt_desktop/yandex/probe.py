"""Looks whether the services can be reached, without saying who asks (``yagpt-desktop diagnose``)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Final

import httpcore
import httpx

from yagpt_desktop import __version__
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.errors import Cancelled, SignInPageSuspected, TimedOut, YaGptError
from yagpt_desktop.domain.ports import Aside

from .error_map import CallFacts, build, script_to_blame
from .http_errors import connect_error, is_markup, transport_error
from .http_transport import CallTransport
from .network import Route, Target, grpc_target, rest_target
from .policy import NetworkPolicy
from .sockets import Check, dial, secured
from .trust_roots import tls_context
from .tunnel import through_proxy

TIMEOUT_S: Final = 5.0


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


def probe_endpoints(
    config: Config, cancel: CancelToken, policy: NetworkPolicy | None = None
) -> tuple[Probe, ...]:
    """Connect to every endpoint of the configuration, one after the other, the way a request would.

    A TCP connection and a TLS handshake, through the proxy where there is one; no request, no credential of
    the account.  An address that several endpoints share is tried once.  Blocks up to ``TIMEOUT_S`` for
    each; worker threads, or a terminal command.

    Raises:
        Cancelled: Nothing else.
    """
    policy = policy or NetworkPolicy(config.network)
    outcomes: dict[Target, float | YaGptError] = {}
    return tuple(
        probe_endpoint(spec.name, getattr(config.endpoints, spec.name), policy, cancel, outcomes)
        for spec in fields(config.endpoints)
    )


def probe_endpoint(
    name: str,
    address: str,
    policy: NetworkPolicy,
    cancel: CancelToken,
    outcomes: dict[Target, float | YaGptError],
) -> Probe:
    """Connect to one endpoint, unless ``outcomes`` know its address already.

    Raises:
        Cancelled: Nothing else.
    """
    read = grpc_target if "grpc" in name else rest_target
    try:
        target = replace(read(address, f"endpoints.{name}"), path="")
    except YaGptError as error:
        return Probe(name, address, reachable=False, error=error)
    if target not in outcomes:
        outcomes[target] = _outcome(target, policy, cancel)
    outcome = outcomes[target]
    if isinstance(outcome, YaGptError):
        return Probe(name, target.address, reachable=False, error=outcome)
    return Probe(name, target.address, reachable=True, latency_ms=outcome)


@dataclass(frozen=True, slots=True)
class RestAnswer:
    """What a service says over HTTP/1 to somebody who does not say who asks.

    Attributes:
        date: Its clock, as it tells it; "" where it does not.
    """

    status: int
    date: str


def ask_rest(target: Target, policy: NetworkPolicy, cancel: CancelToken) -> RestAnswer:
    """Send a request without a credential, to see whether requests arrive at all.

    Blocks about ``TIMEOUT_S`` for each of: connection, sending, answer.

    Raises:
        SignInPageSuspected: Somebody else answered.
        YaGptError: Nothing came, or it came from somebody who cannot prove to be the service.
    """
    route = policy.way_to(target, cancel.raise_if_cancelled)
    check = _bounded(cancel, TIMEOUT_S * 2)
    transport = CallTransport(route, check, policy.aside)
    headers = {"user-agent": f"yagpt-desktop/{__version__}", "accept": "application/json"}
    try:
        with (
            httpx.Client(transport=transport, trust_env=False, timeout=TIMEOUT_S, headers=headers) as client,
            client.stream("GET", f"{target.url}/") as response,
        ):
            told = RestAnswer(response.status_code, response.headers.get("date", ""))
            content_type = response.headers.get("content-type", "")
    except (
        httpx.HTTPError,
        httpcore.ProtocolError,
        httpcore.NetworkError,
        httpcore.TimeoutException,
    ) as error:
        cancel.raise_if_cancelled()
        failure = transport_error(error, CallFacts(), cause=transport.trouble)
        raise (script_to_blame(failure, CallFacts()) if route.has_script else failure) from error
    except httpx.InvalidURL as error:
        raise transport_error(error, CallFacts()) from error
    page = is_markup(b"", content_type) and told.status in {200, 401, 403}
    if 300 <= told.status < 400 or told.status in {407, 511} or page:
        raise build(SignInPageSuspected, f"HTTP {told.status} {content_type}", CallFacts())
    return told


def _bounded(cancel: CancelToken, limit_s: float) -> Callable[[], None]:
    """Return a check that also ends the wait after ``limit_s`` in all."""
    deadline = time.monotonic() + limit_s

    def check() -> None:
        cancel.raise_if_cancelled()
        if time.monotonic() > deadline:
            raise build(TimedOut, f"no answer within {limit_s:.0f} s", CallFacts())

    return check


def _outcome(target: Target, policy: NetworkPolicy, cancel: CancelToken) -> float | YaGptError:
    route: Route | None = None
    try:
        route = policy.way_to(target, cancel.raise_if_cancelled)
        began = time.monotonic()
        _connect(target, route, cancel.raise_if_cancelled, policy.aside)
    except Cancelled:
        raise
    except YaGptError as error:
        return error
    except OSError as error:
        failure = connect_error(error, CallFacts())
        return script_to_blame(failure, CallFacts()) if route is not None and route.has_script else failure
    return (time.monotonic() - began) * 1000


def _connect(target: Target, route: Route, check: Check, aside: Aside | None) -> None:
    if route.proxy_url is None:
        sock = dial(target.host, target.port, TIMEOUT_S, check, aside)
    else:
        sock = through_proxy(target.address, route.proxy_url, TIMEOUT_S, check, aside)
    with sock:
        if target.tls:
            context = tls_context(route.roots_pem, ("h2", "http/1.1"))
            with secured(sock, context, target.host, TIMEOUT_S, check):
                pass
