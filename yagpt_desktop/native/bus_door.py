"""The program on the session's D-Bus: any desktop can bind a key to one of its verbs.

``dbus-send --session --dest=yagpt.Desktop /yagpt/Desktop yagpt.Desktop.FixClipboard``
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from jeepney import DBusAddress, Message, MessageType, new_error, new_method_call, new_method_return

from yagpt_desktop.domain.desktop_ports import Obstacle, Verb

from .bus_line import BusLine, member_of

BUS_NAME: Final = "yagpt.Desktop"
PATH: Final = "/yagpt/Desktop"
METHODS: Final = {
    "Show": Verb.SHOW,
    "QuickWindow": Verb.QUICK,
    "FixClipboard": Verb.FIX_CLIPBOARD,
    "TranslateClipboard": Verb.TRANSLATE_CLIPBOARD,
}
_BUS: Final = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_NODE: Final = """<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">
<node>
  <interface name="yagpt.Desktop">
{methods}
  </interface>
  <interface name="org.freedesktop.DBus.Introspectable">
    <method name="Introspect"><arg type="s" direction="out"/></method>
  </interface>
  <interface name="org.freedesktop.DBus.Peer"><method name="Ping"/></interface>
</node>
"""
_PARENT: Final = """<node><node name="{child}"/></node>"""


class BusDoor:
    """Implements ``VerbDoor``.  A second window of the same person waits until the first has gone."""

    def __init__(self, line: BusLine) -> None:
        self._line = line
        self._on_asked: Callable[[Verb], object] | None = None

    def open(self, on_asked: Callable[[Verb], object]) -> Obstacle | None:
        """See the port."""
        self._on_asked = on_asked
        self._line.listen(self._on_message)
        self._line.send(new_method_call(_BUS, "RequestName", "su", (BUS_NAME, 0)))
        return None

    def descriptors(self) -> Sequence[int]:
        """See the port."""
        return self._line.descriptors()

    def read(self) -> None:
        """See the port."""
        self._line.read()

    def close(self) -> None:
        """See the port."""
        self._line.close()

    def _on_message(self, message: Message) -> None:
        if message.header.message_type is not MessageType.method_call:
            return
        path, interface, member = member_of(message)
        verb = METHODS.get(member) if path == PATH and interface in {BUS_NAME, ""} else None
        if verb is not None and self._on_asked is not None:
            # Answered first: what is asked for may take a while to come up.
            self._line.send(new_method_return(message))
            self._on_asked(verb)
        elif member == "Introspect":
            self._line.send(new_method_return(message, "s", (_introspected(path),)))
        elif member == "Ping":
            self._line.send(new_method_return(message))
        else:
            self._line.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))


def _introspected(path: str) -> str:
    if path == PATH:
        return _NODE.format(methods="\n".join(f'    <method name="{name}"/>' for name in METHODS))
    return _PARENT.format(child="yagpt" if path == "/" else "Desktop")
