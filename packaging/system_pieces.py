"""What Qt and the desktop tests need from a Debian-like system, and how to get it.

A piece counts as present when it works, whatever the package is called there: a library that loads, a
program on the PATH, a file.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

APT = ("apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq")
INSTALL = (*APT, "install", "-y", "--no-install-recommends")


class Piece(NamedTuple):
    """A Debian package and the library, program or file that shows its presence."""

    package: str
    probe: str


# QtCore, and the tools that build the resource: enough for the terminal.
TERMINAL = (
    Piece("libglib2.0-0", "libglib-2.0.so.0"),
    Piece("libgssapi-krb5-2", "libgssapi_krb5.so.2"),
    Piece("libbrotli1", "libbrotlidec.so.1"),
)
WINDOW = (
    Piece("libgl1", "libGL.so.1"),
    Piece("libegl1", "libEGL.so.1"),
    Piece("libdbus-1-3", "libdbus-1.so.3"),
    Piece("libfontconfig1", "libfontconfig.so.1"),
    Piece("libxkbcommon0", "libxkbcommon.so.0"),
)
X11 = (
    Piece("libxcb-cursor0", "libxcb-cursor.so.0"),
    Piece("libxcb-icccm4", "libxcb-icccm.so.4"),
    Piece("libxcb-keysyms1", "libxcb-keysyms.so.1"),
    Piece("libxcb-shape0", "libxcb-shape.so.0"),
    Piece("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
)
WAYLAND = (
    Piece("libwayland-cursor0", "libwayland-cursor.so.0"),
    Piece("libwayland-egl1", "libwayland-egl.so.1"),
)
# The desktop tests drive the window under an X server, keyring and accessibility bus of their own.
DESKTOP = (
    Piece("xvfb", "Xvfb"),
    Piece("xauth", "xauth"),
    Piece("openbox", "openbox"),
    Piece("xdotool", "xdotool"),
    Piece("x11-xkb-utils", "setxkbmap"),
    Piece("x11-utils", "xprop"),
    Piece("xclip", "xclip"),
    Piece("strace", "strace"),
    Piece("dbus", "dbus-daemon"),
    Piece("dbus-x11", "dbus-launch"),
    Piece("libglib2.0-bin", "gdbus"),
    Piece("at-spi2-core", "/usr/share/dbus-1/services/org.a11y.Bus.service"),
    Piece("gnome-keyring", "gnome-keyring-daemon"),
    Piece("libsecret-tools", "secret-tool"),
    Piece("imagemagick", "import"),
    Piece("fonts-noto-core", "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"),
    Piece("fonts-noto-color-emoji", "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"),
)

# Chats that leave as documents are opened by the programs people open them with.
DOCUMENTS = (
    Piece("libreoffice-writer-nogui", "soffice"),
    Piece("poppler-utils", "pdftotext"),
)


def needed_to_run(environment: Mapping[str, str]) -> tuple[Piece, ...]:
    """What the program needs where it is started: without a display it stays in the terminal."""
    x11 = X11 if environment.get("DISPLAY") else ()
    wayland = WAYLAND if environment.get("WAYLAND_DISPLAY") else ()
    window = WINDOW if x11 or wayland or environment.get("QT_QPA_PLATFORM") else ()
    return TERMINAL + window + x11 + wayland


def needed_to_test() -> tuple[Piece, ...]:
    """What the whole suite needs; it brings its own display."""
    return TERMINAL + WINDOW + X11 + WAYLAND + DESKTOP + DOCUMENTS


def needed_to_bench(environment: Mapping[str, str]) -> tuple[Piece, ...]:
    """What a benchmark of the window needs, which has no screen but Qt's own."""
    return needed_to_run({"QT_QPA_PLATFORM": "offscreen", **environment})


def is_present(probe: str) -> bool:
    """Whether the library loads, the program is found or the file exists."""
    if probe.startswith("/"):
        return Path(probe).exists()
    if ".so." not in probe:
        return shutil.which(probe) is not None
    try:
        ctypes.CDLL(probe)
    except OSError:
        return False
    return True


def missing(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces that are not here; Windows and macOS bring them all."""
    return [piece for piece in pieces if sys.platform == "linux" and not is_present(piece.probe)]


def has_apt() -> bool:
    """Whether this is Debian or one of its relatives."""
    return shutil.which("apt-get") is not None


def can_install() -> bool:
    """Whether we may call apt ourselves."""
    return has_apt() and os.geteuid() == 0


def advice(pieces: Iterable[Piece]) -> str:
    """The one line that helps a person install the pieces."""
    lacking = list(pieces)
    if not has_apt():
        return f"install what gives {' '.join(piece.probe for piece in lacking)} with your package manager"
    packages = " ".join(piece.package for piece in lacking)
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {packages}"


def install_command(pieces: Iterable[Piece]) -> list[str]:
    """One command that brings the package lists up to date and installs the pieces."""
    packages = " ".join(piece.package for piece in pieces)
    return ["sh", "-c", f"{' '.join(APT)} update && {' '.join(INSTALL)} {packages}"]
