"""A session bus of the test's own, with and without a keyring behind it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from jeepney import DBusAddress, Properties, message_bus, new_method_call
from jeepney.io.blocking import Proxy, open_dbus_connection

SECRETS = "org.freedesktop.secrets"
LOGIN = "/org/freedesktop/secrets/collection/login"
PASSWORD = b"made-up-password"

# Nothing can be started on demand here: a desktop without any Secret Service.
BARE_BUS = """<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>"""


@dataclass
class SessionBus:
    """A D-Bus daemon and what was started on it; ``close`` ends exactly that."""

    folder: Path
    environment: dict[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *command: str, stdin: int | None = None) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command,
            env=self.environment,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(process)
        return process

    def start_keyring(self) -> None:
        daemon = self.start(
            "gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock", stdin=subprocess.PIPE
        )
        assert daemon.stdin is not None
        daemon.stdin.write(PASSWORD)  # a newline would belong to the password
        daemon.stdin.close()
        # Any other call before the daemon owns its name makes D-Bus start a second, locked one.
        until = time.monotonic() + 30
        while not (self._has_owner() and self._is_unlocked()):
            assert time.monotonic() < until, "gnome-keyring did not come up unlocked"
            time.sleep(0.05)

    def call(self, interface: str, member: str, signature: str, *body: object) -> tuple[object, ...]:
        address = DBusAddress("/org/freedesktop/secrets", bus_name=SECRETS, interface=interface)
        with open_dbus_connection(self.environment["DBUS_SESSION_BUS_ADDRESS"]) as connection:
            return connection.send_and_get_reply(
                new_method_call(address, member, signature, body), timeout=20
            ).body

    def lock_keyring(self) -> None:
        self.call("org.freedesktop.Secret.Service", "Lock", "ao", [LOGIN])

    def items(self) -> list[str]:
        """The attributes of every entry, as text; the secrets themselves are not among them."""
        found = self.call(
            "org.freedesktop.Secret.Service", "SearchItems", "a{ss}", {"service": "yagpt-desktop"}
        )
        return [path for paths in found for path in paths]  # type: ignore[attr-defined]

    def _has_owner(self) -> bool:
        with open_dbus_connection(self.environment["DBUS_SESSION_BUS_ADDRESS"]) as connection:
            return bool(Proxy(message_bus, connection).NameHasOwner(SECRETS)[0])

    def _is_unlocked(self) -> bool:
        address = DBusAddress(LOGIN, bus_name=SECRETS, interface="org.freedesktop.Secret.Collection")
        with open_dbus_connection(self.environment["DBUS_SESSION_BUS_ADDRESS"]) as connection:
            reply = connection.send_and_get_reply(Properties(address).get("Locked"), timeout=20)
        return reply.body == (("b", False),)

    def close(self) -> None:
        for process in reversed(self.processes):
            process.terminate()
        for process in reversed(self.processes):
            process.wait(10)
            if process.stdout is not None:
                process.stdout.close()


@pytest.fixture
def bus_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bus")


@pytest.fixture
def session_bus(
    request: pytest.FixtureRequest, bus_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SessionBus]:
    """A bus; ``@pytest.mark.parametrize("session_bus", ["bare"], indirect=True)`` makes it a bare one."""
    environment = dict(os.environ)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL"):
        environment.pop(name, None)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        folder = bus_folder / name.lower()
        folder.mkdir(mode=0o700)
        environment[name] = str(folder)
    bus = SessionBus(bus_folder, environment)
    kind = "--session"
    if getattr(request, "param", "") == "bare":
        (bus_folder / "bare.conf").write_text(BARE_BUS)
        kind = f"--config-file={bus_folder / 'bare.conf'}"
    try:
        daemon = bus.start("dbus-daemon", kind, "--nofork", "--print-address=1")
        assert daemon.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = daemon.stdout.readline().decode().strip()
        for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"):
            monkeypatch.setenv(name, environment[name])
        yield bus
    finally:
        bus.close()


@pytest.fixture
def keyring_bus(session_bus: SessionBus) -> SessionBus:
    """A bus with a real, unlocked gnome-keyring on it."""
    session_bus.start_keyring()
    return session_bus
