"""Windows of the system that repair what a program cannot: its password store and its clock."""

from __future__ import annotations

import sys
from enum import Enum
from typing import Final

from PySide6.QtCore import QProcess, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices


class Panel(Enum):
    """What is to be opened."""

    PASSWORDS = "passwords"
    CLOCK = "clock"


_PROGRAMS: Final[dict[tuple[str, Panel], tuple[tuple[str, ...], ...]]] = {
    ("win32", Panel.PASSWORDS): (("control.exe", "/name", "Microsoft.CredentialManager"),),
    ("darwin", Panel.PASSWORDS): (("open", "-a", "Keychain Access"),),
    ("linux", Panel.PASSWORDS): (("seahorse",), ("kwalletmanager5",), ("kwalletmanager",), ("keepassxc",)),
    ("linux", Panel.CLOCK): (
        ("gnome-control-center", "datetime"),
        ("kcmshell6", "clock"),
        ("kcmshell5", "clock"),
    ),
}
_ADDRESSES: Final = {
    ("win32", Panel.CLOCK): "ms-settings:dateandtime",
    ("darwin", Panel.CLOCK): "x-apple.systempreferences:com.apple.Date-Time-Settings.extension",
}


def open_panel(panel: Panel, platform: str = sys.platform) -> bool:
    """Open a window of the system; false where this system has none that we know.  Returns at once."""
    system = platform if platform in {"win32", "darwin"} else "linux"
    address = _ADDRESSES.get((system, panel))
    if address is not None:
        return QDesktopServices.openUrl(QUrl(address))
    for program, *arguments in _PROGRAMS.get((system, panel), ()):
        path = QStandardPaths.findExecutable(program)
        if path:
            started, _ = QProcess.startDetached(path, arguments)
            return bool(started)
    return False
