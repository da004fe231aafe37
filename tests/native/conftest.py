"""A message bus of one's own for a test."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from harness.private_desktop import Keyring, PrivateDesktop
from jeepney import DBusAddress, new_method_call

from yagpt_desktop.native.bus_line import BusLine


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateDesktop]:
    """A session with a bus and nothing else."""
    with PrivateDesktop(keyring=Keyring.ABSENT, screen=None, accessible=False) as desktop:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        yield desktop


@pytest.fixture
def line(bus: PrivateDesktop) -> Iterator[Callable[[], BusLine]]:
    """Opens connections to it."""
    opened: list[BusLine] = []

    def open_one() -> BusLine:
        found = BusLine.opened()
        assert found is not None
        opened.append(found)
        return found

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def until() -> Callable[..., None]:
    """Reads lines until something holds."""

    def wait(condition: Callable[[], object], *lines: BusLine) -> None:
        end_s = time.monotonic() + 10
        while not condition():
            assert time.monotonic() < end_s, "it did not come"
            for one in lines:
                one.read()
            time.sleep(0.005)

    return wait


@pytest.fixture
def owned(until: Callable[..., None]) -> Callable[..., None]:
    """Waits until somebody has a name."""
    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")

    def wait(name: str, asking: BusLine, *others: BusLine) -> None:
        replies: list[tuple[bool]] = []

        def is_owned() -> bool:
            if replies and replies[-1] == (True,):
                return True
            asking.send(new_method_call(bus, "NameHasOwner", "s", (name,)), replies.append)
            return False

        until(is_owned, asking, *others)

    return wait
