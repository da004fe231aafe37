"""Where the window stood and what was open: state, not settings, and Qt's own file for it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


@dataclass(frozen=True, slots=True)
class WindowState:
    """What the window remembers.

    Attributes:
        geometry: ``QWidget.saveGeometry()``; empty for the first start.
    """

    geometry: bytes = b""
    sidebar_folded: bool = False
    options_open: bool = True


def load_window_state(path: Path) -> WindowState:
    """Read the state; what is missing or damaged is as on the first start.  A small file: before showing."""
    kept = QSettings(str(path), QSettings.Format.IniFormat)
    geometry = kept.value("geometry", b"")
    return WindowState(
        bytes(geometry.data()) if isinstance(geometry, QByteArray) else b"",
        _is_on(kept.value("sidebar_folded", "false")),
        _is_on(kept.value("options_open", "true")),
    )


def _is_on(value: object) -> bool:
    # INI gives a bool back as text in the next process, and as a bool in the one that wrote it.
    return str(value).lower() == "true"


def save_window_state(path: Path, state: WindowState) -> None:
    """Write the state; a disk that refuses costs only the state."""
    kept = QSettings(str(path), QSettings.Format.IniFormat)
    kept.setValue("geometry", QByteArray(state.geometry))
    kept.setValue("sidebar_folded", state.sidebar_folded)
    kept.setValue("options_open", state.options_open)
    kept.sync()
    with contextlib.suppress(OSError):
        path.chmod(0o600)
