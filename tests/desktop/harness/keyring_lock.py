"""Lock and unlock gnome-keyring's login collection over D-Bus, without its password window."""

from __future__ import annotations

from typing import Any

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_SERVICE = "org.freedesktop.secrets"
_ROOT = "/org/freedesktop/secrets"
_LOGIN = f"{_ROOT}/collection/login"
_SECRET = "org.freedesktop.Secret.Service"


def lock(bus_address: str) -> None:
    """Lock the login collection."""
    with open_dbus_connection(bus_address) as bus:
        _call(bus, _SECRET, "Lock", "ao", ([_LOGIN],))


def unlock(bus_address: str, password: str) -> None:
    """Unlock the login collection with its password."""
    with open_dbus_connection(bus_address) as bus:
        _, session = _call(bus, _SECRET, "OpenSession", "sv", ("plain", ("s", "")))
        secret = (session, b"", password.encode(), "text/plain")
        gnome = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
        _call(bus, gnome, "UnlockWithMasterPassword", "o(oayays)", (_LOGIN, secret))


def is_locked(bus_address: str) -> bool:
    """Whether the login collection is locked."""
    with open_dbus_connection(bus_address) as bus:
        properties = "org.freedesktop.DBus.Properties"
        collection = "org.freedesktop.Secret.Collection"
        (value,) = _call(bus, properties, "Get", "ss", (collection, "Locked"), path=_LOGIN)
        return bool(value[1])


def _call(
    bus: DBusConnection,
    interface: str,
    method: str,
    signature: str,
    body: tuple[Any, ...],
    *,
    path: str = _ROOT,
) -> Any:
    message = new_method_call(DBusAddress(path, _SERVICE, interface), method, signature, body)
    reply = bus.send_and_get_reply(message, timeout=10)
    if reply.header.message_type is MessageType.error:
        raise RuntimeError(f"{method}: {reply.body}")
    return reply.body
