"""Windows of the system that repair what a program cannot: its password store and its clock."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import Enum
from typing import Final

from PySide6.QtCore import QProcess, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.error_text import ErrorText


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


_PANEL_OF: Final = {ActionKind.OPEN_CLOCK: Panel.CLOCK, ActionKind.OPEN_STORE: Panel.PASSWORDS}


def within_reach(text: ErrorText, platform: str = sys.platform) -> ErrorText:
    """Return the words without a button for a window that this system does not have."""
    if not _can_open(text.second_action, platform):
        text = replace(text, second_action=None, second_label="")
    if not _can_open(text.action, platform):
        text = replace(
            text,
            action=text.second_action,
            action_label=text.second_label,
            second_action=None,
            second_label="",
        )
    return text


def _can_open(action: ActionKind | None, platform: str) -> bool:
    """Whether a button would do something; one that opens no panel always does."""
    panel = _PANEL_OF.get(action) if action else None
    system = _system(platform)
    if panel is None or (system, panel) in _ADDRESSES:
        return True
    return any(_found(program) for program, *_ in _PROGRAMS.get((system, panel), ()))


def open_panel_of(action: ActionKind) -> None:
    """Do what the button of an error promises, as far as this system has such a window."""
    panel = _PANEL_OF.get(action)
    if panel is not None:
        open_panel(panel)


def open_panel(panel: Panel, platform: str = sys.platform) -> bool:
    """Open a window of the system; false where this system has none that we know.  Returns at once."""
    system = _system(platform)
    address = _ADDRESSES.get((system, panel))
    if address is not None:
        return QDesktopServices.openUrl(QUrl(address))
    for program, *arguments in _PROGRAMS.get((system, panel), ()):
        path = _found(program)
        if path:
            started, _ = QProcess.startDetached(path, arguments)
            return bool(started)
    return False


def _system(platform: str) -> str:
    return platform if platform in {"win32", "darwin"} else "linux"


def _found(program: str) -> str:
    return QStandardPaths.findExecutable(program)
