"""How long a program's GUI thread lets a screen reader wait."""

from __future__ import annotations

import threading
import time

from harness.accessibility import AccessibilityBus, Unanswered
from harness.program import Program

_EVERY_S = 0.05


class Responsiveness:
    """Within the block the program is asked a small question all the time, from a connection of its own.

    Attributes:
        slowest_s: The longest wait for an answer so far.
        count: How many answers came.
    """

    def __init__(self, program: Program) -> None:
        root = program.root
        self._node = (root.bus_name, root.path)
        self._address = program.env["DBUS_SESSION_BUS_ADDRESS"]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask, name="responsiveness")
        self.slowest_s = 0.0
        self.count = 0

    def __enter__(self) -> Responsiveness:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _ask(self) -> None:
        bus = AccessibilityBus(self._address)
        try:
            while not self._over.wait(_EVERY_S):
                began_s = time.monotonic()
                try:
                    bus.call(self._node, "org.a11y.atspi.Accessible", "GetRole")
                    self.count += 1
                except Unanswered:
                    return
                finally:
                    self.slowest_s = max(self.slowest_s, time.monotonic() - began_s)
        finally:
            bus.close()
