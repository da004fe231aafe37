"""Finds out what this desktop is and puts its parts together."""

from __future__ import annotations

import ctypes
import importlib
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from yagpt_desktop.domain.desktop_ports import Autostart, HotKeys, NativeParts, Obstacle, TargetDesk, VerbDoor

from .absent import NoDesk, NoDoor, NoKeys
from .autostart import ENTRY, FileAutostart, RegistryAutostart, desktop_entry, launch_agent

log = logging.getLogger(__name__)

_MAC_LIBRARIES: Final = "/System/Library/Frameworks/{name}.framework/{name}"


def open_native(
    platform: str, environ: Mapping[str, str], command: Sequence[str], autostart: Sequence[str]
) -> NativeParts:
    """Return what there is; never fails: what cannot be had says why.

    Args:
        platform: Qt's own name of the platform: ``xcb``, ``wayland``, ``windows``, ``cocoa`` …
        environ: The process' environment.
        command: Starts this program from anywhere.
        autostart: Starts it with the session.
    """
    keys, desk = _keys_and_desk(platform, environ)
    return NativeParts(keys, desk, _autostart(platform, environ, autostart), _door(platform), tuple(command))


def _keys_and_desk(platform: str, environ: Mapping[str, str]) -> tuple[HotKeys, TargetDesk]:
    try:
        if platform == "windows":
            return _on_windows()
        if platform == "cocoa":
            return _on_mac()
        # An X program in a Wayland session hears and reaches other X programs alone: worse than an honest no.
        if platform.startswith("wayland") or (platform == "xcb" and environ.get("WAYLAND_DISPLAY")):
            return _wayland_keys(), NoDesk(Obstacle.WAYLAND)
        if platform == "xcb":
            return _on_x11(environ.get("DISPLAY"))
    except Exception:  # whatever the system's libraries throw, the window itself must open
        log.exception("the desktop's keys cannot be had")
    return NoKeys(Obstacle.UNSUPPORTED), NoDesk(Obstacle.UNSUPPORTED)


def _on_x11(name: str | None) -> tuple[HotKeys, TargetDesk]:
    # Only Linux and the BSDs have the library.
    from Xlib.display import Display  # noqa: PLC0415

    from .x11_desk import X11Desk  # noqa: PLC0415
    from .x11_hot_keys import X11HotKeys  # noqa: PLC0415

    keys = X11HotKeys(Display(name))
    return keys, X11Desk(Display(name), keys)


def _wayland_keys() -> HotKeys:
    from .bus_line import BusLine  # noqa: PLC0415
    from .portal_keys import PortalKeys  # noqa: PLC0415

    line = BusLine.opened()
    return NoKeys(Obstacle.NO_PORTAL) if line is None else PortalKeys(line)


def _on_windows() -> tuple[HotKeys, TargetDesk]:
    from .windows_desk import WindowsDesk, declare_desk  # noqa: PLC0415
    from .windows_hot_keys import WindowsHotKeys, declare_hot_keys  # noqa: PLC0415

    user32, kernel32 = ctypes.CDLL("user32"), ctypes.CDLL("kernel32")
    declare_hot_keys(user32)
    declare_desk(user32, kernel32)
    return WindowsHotKeys(user32), WindowsDesk(user32, kernel32)


def _on_mac() -> tuple[HotKeys, TargetDesk]:
    from .mac_desk import MacDesk, ObjectiveC, declare_services  # noqa: PLC0415
    from .mac_hot_keys import MacHotKeys, declare_hot_keys  # noqa: PLC0415

    carbon = ctypes.CDLL(_MAC_LIBRARIES.format(name="Carbon"))
    services = ctypes.CDLL(_MAC_LIBRARIES.format(name="ApplicationServices"))
    declare_hot_keys(carbon)
    declare_services(services)
    desk = MacDesk(ObjectiveC(ctypes.CDLL("/usr/lib/libobjc.A.dylib")), services)
    return MacHotKeys(carbon, desk.clipboard_serial, desk.is_command_held), desk


def _autostart(platform: str, environ: Mapping[str, str], command: Sequence[str]) -> Autostart:
    if platform == "windows":
        return RegistryAutostart(command, importlib.import_module("winreg"))
    home = Path(environ.get("HOME") or Path.home())
    if platform == "cocoa":
        path = home / "Library" / "LaunchAgents" / f"{ENTRY}.plist"
        return FileAutostart(path, lambda: launch_agent(command))
    folder = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    return FileAutostart(folder / "autostart" / f"{ENTRY}.desktop", lambda: desktop_entry(command))


def _door(platform: str) -> VerbDoor:
    if platform in {"windows", "cocoa"}:
        return NoDoor()
    from .bus_door import BusDoor  # noqa: PLC0415  the library is not there on other systems
    from .bus_line import BusLine  # noqa: PLC0415

    line = BusLine.opened()
    return NoDoor() if line is None else BusDoor(line)
