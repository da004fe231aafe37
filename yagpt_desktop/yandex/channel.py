"""Makes gRPC channels and lends them to calls."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final

import grpc

from yagpt_desktop import __version__
from yagpt_desktop.domain.errors import ServiceUnreachable

from .network import Route, Target, grpc_target
from .policy import NetworkPolicy

MAX_MESSAGE_BYTES: Final = 32 * 1024 * 1024
CONNECT_TIMEOUT_S: Final = 10

_ChannelOptions = list[tuple[str, str | int]]


def open_channel(target: Target, route: Route) -> grpc.Channel:
    """Return a channel that connects on first use."""
    options = _options(route)
    if not target.tls:
        return grpc.insecure_channel(target.address, options=options)
    credentials = grpc.ssl_channel_credentials(root_certificates=route.roots_pem)
    return grpc.secure_channel(target.address, credentials, options=options)


def _options(route: Route) -> _ChannelOptions:
    options: _ChannelOptions = [
        ("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
        ("grpc.max_send_message_length", MAX_MESSAGE_BYTES),
        ("grpc.primary_user_agent", f"yagpt-desktop/{__version__}"),
        # A new channel must mean new sockets: after sleep the shared ones are dead and do not know it.
        ("grpc.use_local_subchannel_pool", 1),
        # Its own retries stop at the first header and are seen by nobody; ours are in retrying.py.
        ("grpc.enable_retries", 0),
        ("grpc.service_config_disable_resolution", 1),
        ("grpc.min_reconnect_backoff_ms", CONNECT_TIMEOUT_S * 1000),
        # No keepalive: the service's ping policy is not documented, and most servers punish it.
    ]
    if route.proxy_url is None:
        options.append(("grpc.enable_http_proxy", 0))
    else:
        options.append(("grpc.http_proxy", route.proxy_url))
    return options


class _Loan:
    """One channel and the number of calls on it."""

    def __init__(self, channel: grpc.Channel, generation: int) -> None:
        self.channel = channel
        self.generation = generation
        self.calls = 0
        self.retired = False


class ChannelPool:
    """Keeps one channel per address, as long as the policy has connections stand.  Any thread."""

    def __init__(self, policy: NetworkPolicy) -> None:
        self._policy = policy
        self._lock = threading.Lock()
        self._loans: dict[str, _Loan] = {}
        self._closed = False

    @contextmanager
    def lend(
        self, address: str, key: str = "endpoints.grpc", check: Callable[[], object] = lambda: None
    ) -> Generator[grpc.Channel]:
        """Lend the channel to ``address``; it stays open within the block.

        A block that finds the way broken should call :meth:`retire`.

        Raises:
            ConfigurationInvalid: It is no address; ``key`` says where it stands.
            ServiceUnreachable: The pool is closed.
            YaGptError: What ``check`` raises while the way is decided, or why it cannot be.
        """
        loan = self._take(grpc_target(address, key), address, check)
        try:
            yield loan.channel
        finally:
            with self._lock:
                loan.calls -= 1
                unused = loan.retired and not loan.calls
            if unused:
                loan.channel.close()

    def retire(self, address: str) -> None:
        """Make the next call connect anew; calls still under way keep the old channel until they end."""
        with self._lock:
            loan = self._loans.pop(address, None)
        if loan is not None:
            self._retire(loan)

    def close(self) -> None:
        """Close everything; calls under way end with an error."""
        with self._lock:
            self._closed = True
            loans, self._loans = self._loans, {}
        for loan in loans.values():
            loan.channel.close()

    def _take(self, target: Target, address: str, check: Callable[[], object]) -> _Loan:
        generation = self._policy.generation
        # Reads files on first use, so it stays outside the lock.
        route = self._policy.way_to(target, check)
        with self._lock:
            if self._closed:
                raise ServiceUnreachable("the client is closed")
            loan = self._loans.get(address)
            stale = loan if loan is not None and loan.generation < generation else None
            if loan is None or stale is not None:
                loan = self._loans[address] = _Loan(open_channel(target, route), generation)
            loan.calls += 1
        if stale is not None:
            self._retire(stale)
        return loan

    def _retire(self, loan: _Loan) -> None:
        with self._lock:
            loan.retired = True
            unused = not loan.calls
        if unused:
            loan.channel.close()
