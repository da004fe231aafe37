"""Where PySide6 keeps Qt's own tools and translations on each system."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_EXE = ".exe" if sys.platform == "win32" else ""


class ToolFailed(Exception):
    """One of Qt's tools is missing or ended with an error; the text says which and why."""


def pyside_dir() -> Path:
    """The folder of the PySide6 that this Python would import, found without loading Qt."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise ToolFailed("PySide6 is not installed for this Python; run packaging/dev.py once and use .venv")
    return Path(spec.origin).parent


def _first_existing(*candidates: Path) -> Path:
    for candidate in candidates:
        if candidate.exists():
            return candidate
    raise ToolFailed(f"PySide6 lacks {candidates[0].name}; looked in {candidates[0].parent}")


def tool(name: str) -> Path:
    """The program ``name`` (``lrelease``, ``lupdate``, ``rcc``) of the installed PySide6."""
    folder = pyside_dir()
    return _first_existing(folder / f"{name}{_EXE}", folder / "Qt" / "libexec" / name)


def qt_translation(name: str) -> Path:
    """A translation file of Qt itself, such as ``qtbase_ru.qm``."""
    folder = pyside_dir()
    return _first_existing(folder / "Qt" / "translations" / name, folder / "translations" / name)


def run_tool(name: str, *args: str | Path, env: dict[str, str] | None = None) -> None:
    """Run one of Qt's tools and stay silent unless it fails."""
    command = [str(tool(name)), *map(str, args)]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", env=env, check=False
    )
    if done.returncode != 0:
        raise ToolFailed(f"{name} ended with {done.returncode}:\n{done.stdout}{done.stderr}".rstrip())
