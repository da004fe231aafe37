"""Writing a file so that every reader sees the old one or the new one, whole."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import time
from pathlib import Path

from yagpt_desktop.domain.errors import StorageError

_OPEN_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_TRIES_ON_WINDOWS = 20
_TRY_PAUSE_S = 0.05


def write_atomically(path: Path, content: bytes) -> None:
    """Put ``content`` in the place of ``path``, mode 0600 whatever the umask; blocks until it is on disk.

    A symbolic link stays: the file it names is replaced.

    Raises:
        StorageError: It could not be written; the old file is whole and no draft is left.
    """
    target = Path(os.path.realpath(path))
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.draft")
    try:
        _write_through(draft, content)
        _replace(draft, target)
        _sync_folder(target.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise StorageError(f"cannot write {target}: {error.strerror}") from error


def _write_through(draft: Path, content: bytes) -> None:
    with os.fdopen(os.open(draft, _OPEN_FLAGS, 0o600), "wb") as file:
        if sys.platform != "win32":
            os.fchmod(file.fileno(), 0o600)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _replace(draft: Path, target: Path) -> None:
    """Rename; on Windows a virus scanner or a reader may hold the target for a moment."""
    tries = _TRIES_ON_WINDOWS if sys.platform == "win32" else 1
    for left in reversed(range(tries)):
        try:
            draft.replace(target)
        except PermissionError:
            if not left:
                raise
            time.sleep(_TRY_PAUSE_S)
        else:
            return


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut; a folder cannot be opened on Windows."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
