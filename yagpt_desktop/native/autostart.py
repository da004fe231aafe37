"""Whether the program starts with the session: by a file, on Windows by an entry of the registry."""

from __future__ import annotations

import contextlib
import os
import plistlib
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from yagpt_desktop.domain.desktop_ports import Obstacle

ENTRY: Final = "yagpt-desktop"
_RUN_KEY: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
_IN_QUOTES: Final = str.maketrans({sign: f"\\{sign}" for sign in '"`$\\'})


def desktop_entry(command: Sequence[str]) -> bytes:
    """Return the file of the XDG specifications of desktop entries and of autostart."""
    words = " ".join(f'"{word.translate(_IN_QUOTES)}"'.replace("%", "%%") for word in command)
    # The file's own rule for strings comes on top of the rule for quoting.
    line = words.replace("\\", "\\\\")
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=YaGPT Desktop",
        f"Exec={line}",
        "Icon=yagpt-desktop",
        "Terminal=false",
        "X-GNOME-Autostart-enabled=true",
    )
    return ("\n".join(lines) + "\n").encode()


def launch_agent(command: Sequence[str]) -> bytes:
    """Return the file of launchd.plist(5)."""
    return plistlib.dumps({"Label": ENTRY, "ProgramArguments": list(command), "RunAtLoad": True})


class FileAutostart:
    """Implements ``Autostart`` by a file whose being there says it all."""

    def __init__(self, path: Path, content: Callable[[], bytes]) -> None:
        self._path = path
        self._content = content

    def obstacle(self) -> Obstacle | None:
        """See the port."""
        nearest = next((folder for folder in self._path.parents if folder.exists()), self._path.parent)
        return None if os.access(nearest, os.W_OK) else Obstacle.NOT_WRITABLE

    def is_on(self) -> bool:
        """See the port; a desktop's own settings may have hidden the entry."""
        try:
            lines = self._path.read_bytes().splitlines()
        except OSError:
            return False
        off = {b"hidden=true", b"x-gnome-autostart-enabled=false"}
        return not any(line.strip().lower().replace(b" ", b"") in off for line in lines)

    def put(self, *, on: bool) -> Obstacle | None:
        """See the port."""
        try:
            if on:
                self._write(self._content())
            else:
                self._path.unlink(missing_ok=True)
        except OSError:
            return Obstacle.NOT_WRITABLE
        return None

    def _write(self, content: bytes) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=self._path.parent, prefix=f".{ENTRY}")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(draft).chmod(0o644)
            Path(draft).replace(self._path)
        except OSError:
            with contextlib.suppress(OSError):
                Path(draft).unlink()
            raise


class RegistryAutostart:
    """Implements ``Autostart`` by the user's own Run key.  ``registry`` is the module ``winreg``."""

    def __init__(self, command: Sequence[str], registry: Any) -> None:
        self._command = command
        self._registry = registry

    def obstacle(self) -> Obstacle | None:
        """See the port."""
        return None

    def is_on(self) -> bool:
        """See the port."""
        try:
            with self._registry.OpenKey(self._registry.HKEY_CURRENT_USER, _RUN_KEY) as key:
                return bool(self._registry.QueryValueEx(key, ENTRY)[0])
        except OSError:
            return False

    def put(self, *, on: bool) -> Obstacle | None:
        """See the port."""
        registry = self._registry
        try:
            with registry.CreateKey(registry.HKEY_CURRENT_USER, _RUN_KEY) as key:
                if on:
                    line = subprocess.list2cmdline(self._command)
                    registry.SetValueEx(key, ENTRY, 0, registry.REG_SZ, line)
                else:
                    with contextlib.suppress(FileNotFoundError):
                        registry.DeleteValue(key, ENTRY)
        except OSError:
            return Obstacle.NOT_WRITABLE
        return None
