"""A Secret Service that misbehaves; started as a program, it says when it owns the name.

``mute`` reads every call and answers none; ``window`` is locked, and the window that it says it opened never
closes; ``denied`` lets nobody do anything; ``tiny`` and ``small`` keep entries, but none over so many bytes;
``forgetful`` gives back something else than it was given.
"""

from __future__ import annotations

import sys
from typing import Any

from jeepney import HeaderFields, Message, MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import Proxy, open_dbus_connection

_ROOT = "/org/freedesktop/secrets"
_ITEM = f"{_ROOT}/collection/login/"
_LARGEST_BYTES = {"tiny": 8, "small": 2560}
_ERROR = "org.freedesktop.DBus.Error."


class Refused(Exception):
    """A D-Bus error by its last name."""


class Keeper:
    """Keeps entries in memory, over sessions without encryption; the name of its kind says how badly."""

    def __init__(self, how: str) -> None:
        self._how = how
        self._items: dict[str, tuple[dict[str, str], bytes]] = {}
        self._made = 0

    def answer(self, message: Message) -> tuple[str, tuple[Any, ...]] | None:
        """Return signature and body; None for a call that is left without an answer."""
        if self._how == "mute":
            return None
        if self._how == "denied":
            raise Refused("AccessDenied")
        name = message.header.fields[HeaderFields.member]
        path = message.header.fields[HeaderFields.path]
        act = getattr(self, f"_{name.lower()}", None)
        if act is None:
            raise Refused("UnknownMethod")
        found: tuple[str, tuple[Any, ...]] = act(path, *message.body)
        return found

    def _get(self, path: str, _interface: str, name: str) -> tuple[str, tuple[Any, ...]]:
        if path.startswith(_ITEM) and path not in self._items:
            raise Refused("UnknownObject")
        locked = ("b", self._how == "window")
        return "v", (locked if name == "Locked" else ("s", "login"),)

    def _unlock(self, _path: str, objects: list[str]) -> tuple[str, tuple[Any, ...]]:
        if self._how == "window":
            return "aoo", ([], f"{_ROOT}/prompt/p1")
        return "aoo", (objects, "/")

    def _prompt(self, _path: str, _window: str) -> tuple[str, tuple[Any, ...]]:
        return "", ()

    def _opensession(self, _path: str, algorithm: str, _input: Any) -> tuple[str, tuple[Any, ...]]:
        if algorithm != "plain":
            raise Refused("NotSupported")
        return "vo", (("s", ""), f"{_ROOT}/session/s1")

    def _searchitems(self, _path: str, wanted: dict[str, str]) -> tuple[str, tuple[Any, ...]]:
        found = [path for path, (given, _) in self._items.items() if wanted.items() <= given.items()]
        return "ao", (found,)

    def _createitem(self, _path: str, properties: Any, secret: Any, _replace: bool) -> tuple[str, Any]:
        value, given = bytes(secret[2]), properties["org.freedesktop.Secret.Item.Attributes"][1]
        if len(value) > _LARGEST_BYTES.get(self._how, len(value)):
            raise Refused("LimitsExceeded")
        taken = next((path for path, (attributes, _) in self._items.items() if attributes == given), None)
        self._made += 1
        path = taken or f"{_ITEM}{self._made}"
        self._items[path] = (given, value)
        return "oo", (path, "/")

    def _getsecret(self, path: str, session: str) -> tuple[str, tuple[Any, ...]]:
        value = b"something else" if self._how == "forgetful" else self._items[path][1]
        return "(oayays)", ((session, b"", value, "text/plain"),)

    def _delete(self, path: str) -> tuple[str, tuple[Any, ...]]:
        self._items.pop(path, None)
        return "o", ("/",)


def main() -> None:
    connection = open_dbus_connection()
    Proxy(message_bus, connection).RequestName("org.freedesktop.secrets")
    keeper = Keeper(sys.argv[1])
    sys.stdout.write("owned\n")
    sys.stdout.flush()
    while True:
        message = connection.receive()
        if message.header.message_type is not MessageType.method_call:
            continue
        try:
            answer = keeper.answer(message)
        except Refused as refused:
            connection.send(new_error(message, f"{_ERROR}{refused}", "s", ("refused",)))
        else:
            if answer is not None:
                signature, body = answer
                connection.send(new_method_return(message, signature or None, body))


if __name__ == "__main__":
    main()
