"""A session bus of the test's own, with and without a keyring behind it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest
from jeepney import DBusAddress, Properties, message_bus, new_method_call
from jeepney.io.blocking import Proxy, open_dbus_connection

from yagpt_desktop.storage.keyring_backend import Choice, choice_of, open_backend
from yagpt_desktop.storage.keyring_door import KeyringDoor

SECRETS = "org.freedesktop.secrets"
LOGIN = "/org/freedesktop/secrets/collection/login"
PASSWORD = b"made-up-password"

# Nothing can be started on demand here: a desktop without any Secret Service.
BARE_BUS = """<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>"""

# Owns the name and reads every message.  "mute" answers nothing; "window" is a locked collection whose
# window nobody ever closes.
HANGING_SERVICE = """
import sys
from jeepney import MessageType, new_method_return, message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection
connection = open_dbus_connection()
Proxy(message_bus, connection).RequestName("org.freedesktop.secrets")
print("ready", flush=True)
while True:
    message = connection.receive()
    if message.header.message_type is not MessageType.method_call or sys.argv[1] == "mute":
        continue
    member = message.header.fields[3]
    if member == "Get":
        value = ("b", True) if message.body[1] == "Locked" else ("s", "login")
        connection.send(new_method_return(message, "v", (value,)))
    elif member == "Unlock":
        connection.send(new_method_return(message, "aoo", ([], "/org/freedesktop/secrets/prompt/p1")))
    elif member == "Prompt":
        connection.send(new_method_return(message))
"""


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

    def start_hanging_service(self, how: str) -> None:
        service = self.start(sys.executable, "-c", HANGING_SERVICE, how)
        assert service.stdout is not None
        assert service.stdout.readline() == b"ready\n"

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


class Killed(BaseException):
    """The process ends here, and nothing after it happens."""


class FakeKeyring:
    """One of the three platforms' keyrings in memory, that can be made to fail before any single step.

    Reading is a step too.  ``entries`` is what a person could read in it, by whatever name.
    """

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        self.entries: dict[str, str] = {}
        self.steps = 0
        self._fails: Callable[[int], BaseException | None] = lambda step: None

    def door(self) -> KeyringDoor:
        """A door of a program that has just started."""
        return KeyringDoor(self.choice, self.opener)

    def opener(self, choice: Choice) -> object:
        return open_backend(choice)

    def works(self) -> None:
        self._fails = lambda step: None

    def dies_at(self, step: int) -> None:
        """The process is killed before this step, counted from 1."""
        self.steps = 0
        self._fails = lambda now: Killed() if now >= step else None

    def fails_at(self, step: int, *, for_ever: bool) -> None:
        self.steps = 0
        self._fails = lambda now: RuntimeError() if now == step or (for_ever and now > step) else None

    def step(self) -> None:
        self.steps += 1
        error = self._fails(self.steps)
        if error is not None:
            raise error


class FakeSecretService(FakeKeyring):
    """Replaces an entry in one step."""

    def __init__(self) -> None:
        super().__init__(choice_of("linux"))

    def opener(self, choice: Choice) -> object:
        return self

    def set_password(self, service: str, username: str, password: str) -> None:
        self.step()
        self.entries[username] = password

    def get_password(self, service: str, username: str) -> str | None:
        self.step()
        return self.entries.get(username)

    def delete_password(self, service: str, username: str) -> None:
        self.step()
        del self.entries[username]


class FakeWin32Error(Exception):
    """As ``pywintypes.error``."""

    def __init__(self, code: int, function: str) -> None:
        super().__init__(code, function, "said by Windows")
        self.winerror, self.funcname = code, function


class FakeCredentialManager(FakeKeyring):
    """Windows: ``keyring``'s own backend over a ``win32cred`` in memory, with its limits and its copies."""

    LARGEST_BLOB_BYTES = 2_560

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from keyring.backends import Windows

        super().__init__(choice_of("win32"))
        self.credentials: dict[str, dict[str, object]] = {}
        self.most_credentials = 10_000
        fake = SimpleNamespace(
            CredRead=self._read,
            CredWrite=self._write,
            CredDelete=self._delete,
            CRED_TYPE_GENERIC=1,
            CRED_PERSIST_LOCAL_MACHINE=2,
            CRED_PERSIST_ENTERPRISE=3,
        )
        monkeypatch.setattr(Windows, "win32cred", fake, raising=False)
        monkeypatch.setattr(Windows, "pywintypes", SimpleNamespace(error=FakeWin32Error), raising=False)

    def _read(self, Type: int, TargetName: str) -> dict[str, object]:  # noqa: N803
        self.step()
        if TargetName not in self.credentials:
            raise FakeWin32Error(1168, "CredRead")
        found = self.credentials[TargetName]
        return {**found, "CredentialBlob": str(found["CredentialBlob"]).encode("utf-16-le")}

    def _write(self, credential: dict[str, object], flags: int) -> None:
        self.step()
        if len(str(credential["CredentialBlob"]).encode("utf-16-le")) > self.LARGEST_BLOB_BYTES:
            raise FakeWin32Error(1783, "CredWrite")
        target = str(credential["TargetName"])
        if target not in self.credentials and len(self.credentials) >= self.most_credentials:
            raise FakeWin32Error(8, "CredWrite")
        self.credentials[target] = credential
        self._note()

    def _delete(self, Type: int, TargetName: str) -> None:  # noqa: N803
        self.step()
        if TargetName not in self.credentials:
            raise FakeWin32Error(1168, "CredDelete")
        del self.credentials[TargetName]
        self._note()

    def _note(self) -> None:
        self.entries = {target: str(found["CredentialBlob"]) for target, found in self.credentials.items()}


class FakeKeychain(FakeKeyring):
    """macOS: ``keyring``'s own backend over its ``api`` in memory, where to set is to delete and to add."""

    class Error(Exception):
        pass

    class NotFound(Error):
        pass

    class KeychainDenied(Error):
        pass

    class SecAuthFailure(Error):
        pass

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from keyring.backends import macOS

        super().__init__(choice_of("darwin"))
        monkeypatch.setattr(macOS, "api", self, raising=False)

    def set_generic_password(self, name: object, service: str, username: str, password: str) -> None:
        with suppress(self.NotFound):
            self.delete_generic_password(name, service, username)
        self.step()
        self.entries[username] = password

    def find_generic_password(self, name: object, service: str, username: str) -> str:
        self.step()
        if username not in self.entries:
            raise self.NotFound(-25300, "Item not found")
        return self.entries[username]

    def delete_generic_password(self, name: object, service: str, username: str) -> None:
        self.step()
        if username not in self.entries:
            raise self.NotFound(-25300, "Item not found")
        del self.entries[username]


@pytest.fixture(params=["Secret Service", "Windows", "macOS"])
def any_keyring(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> FakeKeyring:
    """Each platform's keyring in turn."""
    if request.param == "Windows":
        return FakeCredentialManager(monkeypatch)
    return FakeKeychain(monkeypatch) if request.param == "macOS" else FakeSecretService()


@pytest.fixture
def credential_manager(monkeypatch: pytest.MonkeyPatch) -> FakeCredentialManager:
    return FakeCredentialManager(monkeypatch)


@pytest.fixture
def keychain(monkeypatch: pytest.MonkeyPatch) -> FakeKeychain:
    return FakeKeychain(monkeypatch)


@pytest.fixture
def memory_keyring() -> FakeSecretService:
    return FakeSecretService()


@pytest.fixture
def killed() -> type[BaseException]:
    """What :meth:`FakeKeyring.dies_at` raises."""
    return Killed


@pytest.fixture
def win32_error() -> type[FakeWin32Error]:
    return FakeWin32Error
