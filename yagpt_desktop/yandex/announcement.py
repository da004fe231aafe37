"""Fetches the announcement of versions: one small file, from our own hosts alone, by https alone.

It has nothing to do with Yandex Cloud and carries nothing of the person's: no credential, no name of the
account, no version.  It stands here because this room alone has the network, its proxy and its roots.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

import httpcore
import httpx

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.errors import (
    ConfigurationInvalid,
    Expected,
    ReplyTooBig,
    ServiceUnreachable,
    TimedOut,
    YaGptError,
)

from .error_map import CallFacts, build, script_to_blame
from .http_errors import http_status_error, transport_error
from .http_transport import CallTransport
from .network import Route, Target, rest_target
from .policy import NetworkPolicy

TIMEOUT_S: Final = 10.0
WHOLE_TIMEOUT_S: Final = 20.0
_USER_AGENT: Final = "yagpt-desktop"


class AnnouncementDoor:
    """Implements the port ``ManifestSource``.

    Each fetch has a connection of its own, follows no redirect, and ends within ``WHOLE_TIMEOUT_S``.
    """

    def __init__(
        self, address: str, hosts: Sequence[str], largest_bytes: int, policy: Callable[[], NetworkPolicy]
    ) -> None:
        self._address = address
        self._hosts = frozenset(hosts)
        self._largest_bytes = largest_bytes
        self._policy = policy

    def fetch(self, cancel: CancelToken) -> bytes:
        """See the port."""
        target = self._target()
        policy = self._policy()
        route = policy.way_to(target, cancel.raise_if_cancelled)
        deadline_s = time.monotonic() + WHOLE_TIMEOUT_S

        def check() -> None:
            cancel.raise_if_cancelled()
            if time.monotonic() > deadline_s:
                raise build(TimedOut, f"no announcement within {WHOLE_TIMEOUT_S:.0f} s", CallFacts())

        transport = CallTransport(route, check, policy.aside)
        try:
            return self._received(target, transport)
        except (
            httpx.HTTPError,
            httpcore.ProtocolError,
            httpcore.NetworkError,
            httpcore.TimeoutException,
            httpx.InvalidURL,
        ) as error:
            check()
            raise _failure(error, transport, route) from error

    def _target(self) -> Target:
        target = rest_target(self._address, "publisher.address")
        # Loopback, too, speaks TLS here: there is no address that may do without.
        if not target.tls or target.host not in self._hosts:
            raise ConfigurationInvalid(
                "not one of the publisher's addresses", key="publisher.address", expected=Expected.TLS
            )
        return target

    def _received(self, target: Target, transport: CallTransport) -> bytes:
        headers = {"user-agent": _USER_AGENT, "accept": "application/json", "accept-encoding": "identity"}
        with (
            httpx.Client(transport=transport, trust_env=False, timeout=TIMEOUT_S, headers=headers) as client,
            client.stream("GET", target.url) as response,
        ):
            if response.status_code != 200:
                raise http_status_error(response.status_code, b"", CallFacts())
            return self._body(response)

    def _body(self, response: httpx.Response) -> bytes:
        """Read no more than is wanted, whatever the headers promise; what is compressed stays as it came."""
        content = bytearray()
        for chunk in response.iter_raw():
            content += chunk
            if len(content) > self._largest_bytes:
                raise build(ReplyTooBig, f"more than {self._largest_bytes} bytes", CallFacts())
        promised = response.headers.get("content-length", "")
        if promised.isdecimal() and int(promised) != len(content):
            raise build(ServiceUnreachable, "the announcement broke off", CallFacts())
        return bytes(content)


def _failure(error: Exception, transport: CallTransport, route: Route) -> YaGptError:
    failure = transport_error(error, CallFacts(), cause=transport.trouble)
    return script_to_blame(failure, CallFacts()) if route.has_script else failure
