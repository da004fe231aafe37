"""Notices that the computer slept, or that it is in another network: what was connected is dead then."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable
from typing import Final

from yagpt_desktop.domain.steady_clock import SLEPT_S, steady_s

log = logging.getLogger(__name__)

BEAT_S: Final = 2.0

_SOMEWHERE: Final = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
"""Addresses for documentation (RFC 5737, 3849): the way there is the way to everywhere."""


def local_addresses() -> tuple[str, ...]:
    """Return this computer's own addresses on the way out; "" for each kind that leads nowhere.

    Asks the system's table of routes; no packet is sent.  They change with a VPN, a cable, another Wi-Fi.
    """
    return tuple(_own_address(family, there) for family, there in _SOMEWHERE)


class Heartbeat:
    """Beats in a daemon thread of its own: neither a busy window nor a ringing alarm delays it.

    The reactions are called in that thread and must not block.
    """

    def __init__(
        self,
        on_sleep: Callable[[], object],
        on_move: Callable[[], object],
        *,
        beat_s: float = BEAT_S,
        clock: Callable[[], float] = steady_s,
        place: Callable[[], tuple[str, ...]] = local_addresses,
    ) -> None:
        """Take what to do after a sleep, and in another network."""
        self._on_sleep = on_sleep
        self._on_move = on_move
        self._beat_s = beat_s
        self._clock = clock
        self._place_now = place
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self._last_s = clock()
        self._place = place()

    def start(self) -> None:
        """Begin; a second call changes nothing."""
        if self._thread is None and not self._closing.is_set():
            self._last_s = self._clock()
            self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Beat no more; returns when the thread has left."""
        self._closing.set()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def beat(self) -> None:
        """Look at the clock and around."""
        now_s, place = self._clock(), self._place_now()
        late_s = now_s - self._last_s - self._beat_s
        has_moved = place != self._place
        self._last_s, self._place = now_s, place
        if late_s > SLEPT_S:
            log.info("the computer slept for about %.0f s", late_s)
            self._on_sleep()
        elif has_moved:
            log.info("the network is another")
            self._on_move()

    def _run(self) -> None:
        while not self._closing.wait(self._beat_s):
            self.beat()


def _own_address(family: socket.AddressFamily, there: str) -> str:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as sock:
            sock.setblocking(False)  # noqa: FBT003 (the standard library's own signature)
            sock.connect((there, 9))
            return str(sock.getsockname()[0])
    except OSError:
        return ""
