"""Sockets whose every wait can be ended from another thread.

Closing a socket elsewhere does not wake a blocked read, and shutting it down does so on some systems only;
so nothing here blocks longer than ``POLL_S`` before it asks whether it should go on.
"""

from __future__ import annotations

import errno
import ipaddress
import itertools
import os
import selectors
import socket
import ssl
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from yagpt_desktop.domain.ports import Aside

POLL_S: Final = 0.05
STAGGER_S: Final = 0.25
"""Head start of one address before the next is tried beside it (RFC 8305)."""

Check = Callable[[], None]
"""Raises where the wait should end."""

_Result = TypeVar("_Result")
_Address = tuple[socket.AddressFamily, tuple[object, ...]]
_UNDER_WAY: Final = frozenset({0, errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EALREADY})


def dial(host: str, port: int, timeout_s: float, check: Check, aside: Aside | None = None) -> socket.socket:
    """Return a connected, non-blocking socket; the first of the host's addresses that answers wins.

    Blocks up to ``timeout_s`` for the name and as long again for the connection.  Without an ``aside`` the
    name takes as long as the system's resolver lets it, and nothing can end that.

    Raises:
        OSError: ``socket.gaierror`` for a name that is unknown or not found in time, ``TimeoutError``, or
            the last address's error.
    """
    addresses = _addresses(host, port, timeout_s, check, aside)
    with _Race(addresses) as race:
        return race.winner(time.monotonic() + timeout_s, check)


def _addresses(host: str, port: int, timeout_s: float, check: Check, aside: Aside | None) -> list[_Address]:
    check()
    look_up = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        # What is an address already needs no thread.
        found = look_up() if aside is None or _is_address(host) else aside.run(look_up, timeout_s, check)
    except UnicodeError as error:
        raise socket.gaierror(socket.EAI_NONAME, "no host name") from error
    except TimeoutError as error:
        raise socket.gaierror(socket.EAI_AGAIN, "the name was not found in time") from error
    check()
    return [(family, address) for family, _, _, _, address in found]


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def secured(
    sock: socket.socket, context: ssl.SSLContext, host: str, timeout_s: float, check: Check
) -> ssl.SSLSocket:
    """Return the socket with TLS after a handshake; the old one must not be used any more.

    Raises:
        OSError: ``ssl.SSLError`` or ``TimeoutError``; the socket is closed.
    """
    wrapped = context.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
    try:
        patiently(wrapped, wrapped.do_handshake, selectors.EVENT_READ, timeout_s, check)
    except BaseException:
        wrapped.close()
        raise
    return wrapped


def patiently(
    sock: socket.socket, act: Callable[[], _Result], event: int, timeout_s: float | None, check: Check
) -> _Result:
    """Call ``act`` on a non-blocking socket until it does not have to wait any more.

    Raises:
        TimeoutError: After ``timeout_s``; None waits for ever.
    """
    deadline = None if timeout_s is None else time.monotonic() + timeout_s
    while True:
        check()
        try:
            return act()
        except ssl.SSLWantReadError:
            _wait(sock, selectors.EVENT_READ, deadline, check)
        except ssl.SSLWantWriteError:
            _wait(sock, selectors.EVENT_WRITE, deadline, check)
        except (BlockingIOError, InterruptedError):
            _wait(sock, event, deadline, check)


def _wait(sock: socket.socket, event: int, deadline: float | None, check: Check) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(sock, event)
        while not selector.select(POLL_S):
            check()
            if deadline is not None and time.monotonic() > deadline:
                raise TimeoutError(errno.ETIMEDOUT, "timed out")


class _Race:
    """Connects to several addresses of one host, each with a head start before the next."""

    def __init__(self, addresses: list[_Address]) -> None:
        self._waiting = deque(_interleaved(addresses))
        self._running = selectors.DefaultSelector()
        self._last_error: OSError = OSError(errno.EHOSTUNREACH, "no address")

    def __enter__(self) -> _Race:
        return self

    def __exit__(self, *_: object) -> None:
        for key in list(self._running.get_map().values()):
            key.data.close()
        self._running.close()

    def winner(self, deadline: float, check: Check) -> socket.socket:
        next_start = time.monotonic()
        while self._waiting or self._running.get_map():
            check()
            now = time.monotonic()
            if now > deadline:
                raise TimeoutError(errno.ETIMEDOUT, "timed out")
            if self._waiting and (now >= next_start or not self._running.get_map()):
                self._start(*self._waiting.popleft())
                next_start = now + STAGGER_S
            if connected := self._connected():
                return connected
        raise self._last_error

    def _start(self, family: socket.AddressFamily, address: tuple[object, ...]) -> None:
        try:
            sock = socket.socket(family, socket.SOCK_STREAM)
        except OSError as error:
            self._last_error = error
            return
        sock.setblocking(False)  # noqa: FBT003 (the standard library's own signature)
        number = sock.connect_ex(address)
        if number in _UNDER_WAY:
            self._running.register(sock, selectors.EVENT_WRITE, sock)
        else:
            sock.close()
            self._last_error = OSError(number, os.strerror(number))

    def _connected(self) -> socket.socket | None:
        if not self._running.get_map():
            return None
        for key, _ in self._running.select(POLL_S):
            sock: socket.socket = key.data
            self._running.unregister(sock)
            number = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if not number:
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return sock
            sock.close()
            self._last_error = OSError(number, os.strerror(number))
        return None


def _interleaved(addresses: list[_Address]) -> list[_Address]:
    """Put the families in turn, the system's first choice first: one may lead nowhere."""
    if not addresses:
        return []
    first = addresses[0][0]
    same = [entry for entry in addresses if entry[0] == first]
    other = [entry for entry in addresses if entry[0] != first]
    pairs = itertools.zip_longest(same, other)
    return [entry for pair in pairs for entry in pair if entry is not None]
