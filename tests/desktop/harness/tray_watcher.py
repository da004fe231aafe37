"""A desktop's tray, as far as programs ask: takes every icon (org.kde.StatusNotifierWatcher)."""

from __future__ import annotations

import sys

from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageType,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection

NAME = "org.kde.StatusNotifierWatcher"
PATH = "/StatusNotifierWatcher"
_PROPERTIES = {
    "IsStatusNotifierHostRegistered": ("b", True),
    "ProtocolVersion": ("i", 0),
    "RegisteredStatusNotifierItems": ("as", []),
}


def _main() -> None:
    bus = open_dbus_connection()
    dbus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    bus.send_and_get_reply(new_method_call(dbus, "RequestName", "su", (NAME, 4)))
    print("there", flush=True)
    while True:
        message = bus.receive()
        if message.header.message_type is not MessageType.method_call:
            continue
        member = message.header.fields.get(HeaderFields.member)
        if member == "Get" and message.body[1] in _PROPERTIES:
            bus.send(new_method_return(message, "v", (_PROPERTIES[message.body[1]],)))
        elif member == "GetAll":
            bus.send(new_method_return(message, "a{sv}", (_PROPERTIES,)))
        elif member == "RegisterStatusNotifierItem":
            print(f"icon of {message.body[0]}", flush=True)
            bus.send(new_method_return(message))
            told = new_signal(
                DBusAddress(PATH, interface=NAME), "StatusNotifierItemRegistered", "s", message.body
            )
            bus.send(told)
        elif member in {"RegisterStatusNotifierHost", "Ping"}:
            bus.send(new_method_return(message))
        else:
            bus.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))


if __name__ == "__main__":
    sys.exit(_main())
