"""What a screen reader is asked to say, heard on the accessibility bus."""

from __future__ import annotations

import time

from jeepney import DBusAddress, MatchRule, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

_EVENT = "object:announcement"


class Announcements:
    """Hears from its making to :meth:`close`."""

    def __init__(self, session_bus_address: str) -> None:
        with open_dbus_connection(session_bus_address) as session:
            where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            address = session.send_and_get_reply(new_method_call(where, "GetAddress"), timeout=10).body[0]
        self._bus: DBusConnection = open_dbus_connection(address)
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement")
        Proxy(message_bus, self._bus).AddMatch(rule)
        self._heard = self._bus.filter(rule, bufsize=200)
        # Programs say nothing as long as nobody has asked for it.
        registry = DBusAddress(
            "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry"
        )
        self._bus.send_and_get_reply(
            new_method_call(registry, "RegisterEvent", "sass", (_EVENT, [], "")), timeout=10
        )

    def close(self) -> None:
        """Hear no more."""
        self._bus.close()

    def until(self, text: str, *, timeout_s: float = 10) -> list[str]:
        """Return what was said up to the first sentence that holds a text."""
        said: list[str] = []
        end = time.monotonic() + timeout_s
        with self._heard as queue:
            while not (said and text in said[-1]):
                left_s = end - time.monotonic()
                assert left_s > 0, f"{text!r} was not said, but {said}"
                if queue:
                    said.append(str(queue.popleft().body[3][1]))
                else:
                    try:
                        self._bus.recv_messages(timeout=left_s)
                    except TimeoutError:
                        continue
        return said
