"""Everything that a desktop's Secret Service holds, secrets included."""

from __future__ import annotations

import secretstorage
from harness.private_desktop import PrivateDesktop
from jeepney.io.blocking import open_dbus_connection


def kept(desktop: PrivateDesktop) -> dict[str, str]:
    """Return all secrets of an unlocked keyring by a text of their attributes."""
    with open_dbus_connection(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as bus:
        return {
            str(sorted(item.get_attributes().items())): item.get_secret().decode(errors="replace")
            for item in secretstorage.search_items(bus, {})
        }
