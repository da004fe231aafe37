"""What a person can do who has the program but not the system's library that its window needs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import yagpt_desktop

# The packages of Debian and its relatives; packaging/system_pieces.py has the same for those who develop.
PACKAGES: Final = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
_LIBRARY: Final = re.compile(r"\blib[\w.+-]+\.so(?:\.\d+)*")


def package_of(error: str) -> str:
    """Return the Debian package of the library that a loader's message names; "" where it is not known."""
    found = _LIBRARY.search(error)
    return PACKAGES.get(found[0], "") if found else ""


def runs_from_source() -> bool:
    """Whether the tools of those who develop lie beside the package, as they do in a source tree alone."""
    return (Path(yagpt_desktop.__file__).resolve().parents[1] / "packaging" / "dev.py").is_file()
