"""Whether a window can open here at all; Qt itself would end the process."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

_LOCAL_DISPLAY = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
_ANSWERS_WITHIN_S = 2.0
_X_TCP_PORT = 6000


def has_display(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Return whether the environment names a screen that answers.

    Windows and macOS always have one; a display on another machine is taken on trust.
    """
    if platform in {"win32", "darwin"} or environ.get("QT_QPA_PLATFORM"):
        return True
    return _wayland_answers(environ) or _x_answers(environ.get("DISPLAY", ""))


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    name, folder = environ.get("WAYLAND_DISPLAY", ""), environ.get("XDG_RUNTIME_DIR", "")
    return bool(name) and _connects(socket.AF_UNIX, str(Path(folder, name)))


def _x_answers(display: str) -> bool:
    if not display:
        return False
    local = _LOCAL_DISPLAY.fullmatch(display)
    if local is None:
        return True
    path = f"/tmp/.X11-unix/X{local[1]}"  # noqa: S108  where X servers listen, by their own convention
    port = _X_TCP_PORT + int(local[1])
    return (
        _connects(socket.AF_UNIX, f"\0{path}")
        or _connects(socket.AF_UNIX, path)
        or (port < 65_536 and _connects(socket.AF_INET, ("127.0.0.1", port)))
    )


def _connects(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(_ANSWERS_WITHIN_S)
        try:
            probe.connect(address)
        except OSError:
            return False
        return True
