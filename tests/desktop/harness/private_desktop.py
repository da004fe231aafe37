"""A desktop of one's own for a test: D-Bus, X display, window manager, keyring, accessibility, XDG folders.

Nothing of the session that runs the tests is touched, and :meth:`PrivateDesktop.close` ends exactly what was
started here.  A missing program is an error that names the Debian packages, never a reason to skip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import IO, Any

from harness import keyring_lock

_PACKAGES_OF = {
    "dbus-daemon": "dbus",
    "dbus-send": "dbus",
    "dbus-update-activation-environment": "dbus",
    "setpriv": "util-linux",
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xprop": "x11-utils",
    "setxkbmap": "x11-xkb-utils",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "gnome-keyring-daemon": "gnome-keyring",
}
_OF_THE_OUTER_SESSION = (
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_CURRENT_DESKTOP",
    "XDG_SESSION_TYPE",
    "DESKTOP_SESSION",
    "DBUS_SESSION_BUS_ADDRESS",
    "AT_SPI_BUS_ADDRESS",
    "SSH_AUTH_SOCK",
    "GNOME_KEYRING_CONTROL",
    "PYTHON_KEYRING_BACKEND",
    "QT_QPA_PLATFORM",
    "QT_SCALE_FACTOR",
    "QT_STYLE_OVERRIDE",
    "YC_IAM_TOKEN",
    "YC_API_KEY",
    "YC_FOLDER_ID",
    "YAGPT_CONFIG",
    "YAGPT_PROFILE",
    "LC_ALL",
    "LANGUAGE",
)
_XDG_FOLDERS = {
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
}
_BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:dir={run}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
_SYSTEM_SERVICES = Path("/usr/share/dbus-1/services")
_PROMPTERS = ("org.gnome.keyring.PrivatePrompter", "org.gnome.keyring.SystemPrompter")
_STARTED_WITHIN_S = 20


class Keyring(Enum):
    """State of the desktop's Secret Service."""

    UNLOCKED = auto()
    LOCKED = auto()
    ABSENT = auto()


@dataclass(frozen=True, slots=True)
class Screen:
    """The X display, in pixels."""

    width_px: int = 1500
    height_px: int = 940


class PrivateDesktop:
    """Started by its constructor, ended by :meth:`close`.

    Attributes:
        env: The environment in which programs of this desktop run.
        folder: Holds everything that programs of this desktop may write, home folder included.
    """

    def __init__(
        self,
        *,
        keyring: Keyring = Keyring.UNLOCKED,
        screen: Screen | None = Screen(),
        accessible: bool = True,
    ) -> None:
        _require_programs()
        self.folder = Path(tempfile.mkdtemp(prefix="desktop."))
        self.password = "made-up-keyring-password"
        self.env = self._environment()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._log: IO[bytes] = (self.folder / "desktop.log").open("wb")
        try:
            self._start_bus(keyring, accessible=accessible)
            if screen is not None:
                self._start_display(screen)
            if keyring is not Keyring.ABSENT:
                self._start_keyring()
            if keyring is Keyring.LOCKED:
                self.lock_keyring()
            if accessible:
                self.env["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
                self._call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> PrivateDesktop:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End everything that runs on this desktop and remove its files."""
        for process in reversed(self._processes):
            if process.poll() is None:
                process.terminate()
        for process in reversed(self._processes):
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()
        self._end_strays()
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def lock_keyring(self) -> None:
        """Lock the login keyring; the next reader meets the desktop's password window."""
        keyring_lock.lock(self.env["DBUS_SESSION_BUS_ADDRESS"])

    def unlock_keyring(self) -> None:
        """Unlock the login keyring without a window."""
        keyring_lock.unlock(self.env["DBUS_SESSION_BUS_ADDRESS"], self.password)

    def run(self, *command: str, timeout_s: float = 20) -> str:
        """Run a program of the desktop to its end and return what it prints; a failure raises."""
        done = subprocess.run(command, env=self.env, timeout=timeout_s, capture_output=True, check=False)
        if done.returncode:
            told = done.stderr.decode(errors="replace")
            raise RuntimeError(f"{command} ended with {done.returncode}: {told}")
        return done.stdout.decode(errors="replace")

    def output(self, *command: str) -> str:
        """Return what a program of the desktop prints, whether it succeeds or not."""
        done = subprocess.run(command, env=self.env, timeout=20, capture_output=True, check=False)
        return done.stdout.decode(errors="replace")

    def strays(self) -> list[int]:
        """Return the processes that live in this desktop and were not started here by hand."""
        own = {process.pid for process in self._processes}
        mark = f"XDG_RUNTIME_DIR={self.env['XDG_RUNTIME_DIR']}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) not in own:
                try:
                    if mark in (entry / "environ").read_bytes().split(b"\0"):
                        found.append(int(entry.name))
                except OSError:
                    continue
        return found

    def _environment(self) -> dict[str, str]:
        env = {name: value for name, value in os.environ.items() if name not in _OF_THE_OUTER_SESSION}
        for name, folder in {**_XDG_FOLDERS, "HOME": "home", "TMPDIR": "tmp"}.items():
            (self.folder / folder).mkdir(mode=0o700)
            env[name] = str(self.folder / folder)
        # Qt reads the language from the variables alone, so the locale itself need not be installed.
        env.update(LC_CTYPE="C.UTF-8", LANG="ru_RU.UTF-8", NO_AT_BRIDGE="0", GTK_A11Y="none")
        return env

    def _start_bus(self, keyring: Keyring, *, accessible: bool) -> None:
        services = self.folder / "services"
        services.mkdir()
        names = [
            *(["org.a11y.Bus"] if accessible else []),
            *([] if keyring is Keyring.ABSENT else _PROMPTERS),
        ]
        for name in names:
            shutil.copy(_SYSTEM_SERVICES / f"{name}.service", services)
        config = self.folder / "bus.conf"
        config.write_text(_BUS_CONFIG.format(run=self.env["XDG_RUNTIME_DIR"], services=services))
        bus = self._spawn(
            "dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1", stdout=subprocess.PIPE
        )
        assert bus.stdout is not None
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        if not self.env["DBUS_SESSION_BUS_ADDRESS"]:
            raise RuntimeError(f"no session bus: {self._told()}")

    def _start_display(self, screen: Screen) -> None:
        reader, writer = os.pipe()
        geometry = f"{screen.width_px}x{screen.height_px}x24"
        self._spawn(
            *("Xvfb", "-displayfd", str(writer), "-screen", "0", geometry),
            *("-dpi", "96", "-nolisten", "tcp", "-noreset"),
            pass_fds=(writer,),
        )
        os.close(writer)
        with os.fdopen(reader) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start: {self._told()}")
        self.env["DISPLAY"] = f":{number}"
        # The keyring's password window is started by the bus and must find the display too.
        self.run("dbus-update-activation-environment", "DISPLAY")
        # Without both layouts xdotool remaps a key per Cyrillic letter and the first letters get lost.
        self.run("setxkbmap", "us,ru")
        self._spawn("openbox", "--sm-disable")
        # A window shown before the window manager is there keeps no focus.
        self._until(
            lambda: "window id" in self.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"),
            "the window manager",
        )

    def _start_keyring(self) -> None:
        daemon = self._spawn(
            "gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock", stdin=subprocess.PIPE
        )
        assert daemon.stdin is not None
        daemon.stdin.write(self.password.encode())
        daemon.stdin.close()
        has_owner = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner")
        self._until(
            lambda: "boolean true" in self._call(*has_owner, "string:org.freedesktop.secrets"), "the keyring"
        )
        alias = (
            "org.freedesktop.secrets",
            "/org/freedesktop/secrets",
            "org.freedesktop.Secret.Service.ReadAlias",
        )
        self._until(lambda: "/collection/login" in self._call(*alias, "string:default"), "the login keyring")

    def _call(self, destination: str, path: str, method: str, *arguments: str) -> str:
        return self.run(
            "dbus-send", "--session", "--print-reply", f"--dest={destination}", path, method, *arguments
        )

    def _spawn(self, *command: str, **options: Any) -> subprocess.Popen[bytes]:
        options.setdefault("stdout", self._log)
        # Should the test process die, its desktop dies with it.
        bound = ("setpriv", "--pdeathsig", "TERM", *command)
        process = subprocess.Popen(bound, env=self.env, stderr=self._log, **options)
        self._processes.append(process)
        return process

    def _until(self, there: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + _STARTED_WITHIN_S
        while not there():
            if time.monotonic() > end:
                raise RuntimeError(f"{what} did not come up: {self._told()}")
            time.sleep(0.05)

    def _told(self) -> str:
        return (self.folder / "desktop.log").read_text(errors="replace")

    def _end_strays(self) -> None:
        """Services that the bus started leave with it; give them a moment, then end the stubborn ones."""
        end = time.monotonic() + 3
        while (strays := self.strays()) and time.monotonic() < end:
            time.sleep(0.05)
        for pid in strays:
            try:
                os.kill(pid, 9)
            except ProcessLookupError:
                continue


def _require_programs() -> None:
    missing = sorted({package for name, package in _PACKAGES_OF.items() if shutil.which(name) is None})
    if not (_SYSTEM_SERVICES / "org.a11y.Bus.service").exists():
        missing.append("at-spi2-core")
    if missing:
        raise RuntimeError(
            f"the desktop tests need: apt-get install --no-install-recommends {' '.join(missing)}"
        )
