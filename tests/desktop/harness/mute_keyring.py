"""A Secret Service that misbehaves; started as a program, it says when it owns the name.

``mute`` reads every call and answers none; ``window`` is locked, and the window that it says it opened never
closes.
"""

from __future__ import annotations

import sys

from jeepney import HeaderFields, MessageType, message_bus, new_method_return
from jeepney.io.blocking import Proxy, open_dbus_connection


def main() -> None:
    connection = open_dbus_connection()
    Proxy(message_bus, connection).RequestName("org.freedesktop.secrets")
    sys.stdout.write("owned\n")
    sys.stdout.flush()
    while True:
        message = connection.receive()
        if message.header.message_type is not MessageType.method_call or sys.argv[1] == "mute":
            continue
        match message.header.fields[HeaderFields.member]:
            case "Get":
                value = ("b", True) if message.body[1] == "Locked" else ("s", "login")
                connection.send(new_method_return(message, "v", (value,)))
            case "Unlock":
                body = ([], "/org/freedesktop/secrets/prompt/p1")
                connection.send(new_method_return(message, "aoo", body))
            case "Prompt":
                connection.send(new_method_return(message))


if __name__ == "__main__":
    main()
