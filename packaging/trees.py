"""Holds two folders against each other, to the last byte and permission."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path


def inventory(folder: Path) -> dict[str, str]:
    """Return what is in a folder: path → kind, permissions and contents, as text that can be compared."""
    return {str(path.relative_to(folder)): _described(path) for path in sorted(folder.rglob("*"))}


def _described(path: Path) -> str:
    state = path.lstat()
    mode = f"{stat.S_IMODE(state.st_mode):o}"
    if path.is_symlink():
        return f"link to {path.readlink()}"
    if path.is_dir():
        return f"folder {mode}"
    with path.open("rb") as file:
        return f"file {mode} {hashlib.file_digest(file, 'sha256').hexdigest()}"


def differences(one: Path, other: Path) -> list[str]:
    """Return the paths that are in one folder alone, or differ."""
    left, right = inventory(one), inventory(other)
    return sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))
