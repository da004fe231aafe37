"""Ways to take a desktop's keyring away, to hold it up, and to put a bad one in its place."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import secretstorage
from harness.private_desktop import PrivateDesktop
from jeepney import message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection

_SECRETS = "org.freedesktop.secrets"
_BAD_ONE = Path(__file__).with_name("bad_keyring.py")
_GONE_WITHIN_S = 10.0


def take_away(desktop: PrivateDesktop) -> None:
    """End the keyring's service as a crash does; returns when the bus has noticed."""
    os.kill(_pid(desktop), signal.SIGKILL)
    until_s = time.monotonic() + _GONE_WITHIN_S
    while _has_owner(desktop):
        assert time.monotonic() < until_s
        time.sleep(0.02)


@contextmanager
def held_up(desktop: PrivateDesktop, *, for_s: float | None = None) -> Iterator[None]:
    """Within the block the keyring answers nobody; with ``for_s`` it goes on by itself after so long."""
    pid = _pid(desktop)
    go_on = threading.Timer(for_s or 0, os.kill, (pid, signal.SIGCONT))
    os.kill(pid, signal.SIGSTOP)
    if for_s is not None:
        go_on.start()
    try:
        yield
    finally:
        go_on.cancel()
        os.kill(pid, signal.SIGCONT)


def wake(desktop: PrivateDesktop) -> None:
    """Let a keyring that is held up go on at once; a second time changes nothing."""
    os.kill(_pid(desktop), signal.SIGCONT)


@contextmanager
def replaced(desktop: PrivateDesktop, how: str) -> Iterator[None]:
    """Put a bad service (see ``bad_keyring``) in the place of the good one, which does not come back."""
    take_away(desktop)
    service = subprocess.Popen([sys.executable, str(_BAD_ONE), how], env=desktop.env, stdout=subprocess.PIPE)
    assert service.stdout is not None
    try:
        assert service.stdout.readline() == b"owned\n"
        yield
    finally:
        service.kill()
        service.wait()
        service.stdout.close()


def spoil(desktop: PrivateDesktop) -> None:
    """Change what the keyring keeps for this program, as another program may."""
    with open_dbus_connection(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as connection:
        for item in secretstorage.get_default_collection(connection).get_all_items():
            item.set_secret(b"something else")


def _pid(desktop: PrivateDesktop) -> int:
    with open_dbus_connection(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as connection:
        return int(Proxy(message_bus, connection).GetConnectionUnixProcessID(_SECRETS)[0])


def _has_owner(desktop: PrivateDesktop) -> bool:
    with open_dbus_connection(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as connection:
        return bool(Proxy(message_bus, connection).NameHasOwner(_SECRETS)[0])
