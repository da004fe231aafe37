"""Knows whether the last starts came to a bad end, so that the next one may begin with less.

A file in the profile says that the window is open.  It goes when the program ends in order; where the next
start finds it, the one before did not.  That counts as a crash only where it ended within a minute, or where
the interpreter wrote down a fatal error: a window that was open for long and then killed is none, and neither
is one that went down together with the system.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from yagpt_desktop.domain.bound import ranged
from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.storage.atomic_file import write_atomically
from yagpt_desktop.storage.json_value import decoded_fields

MARKER_FILE: Final = "running.json"
PROVED_AFTER_S: Final = 60
SAFE_AFTER_CRASHES: Final = 3

_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")
_MOST_COUNTED: Final = 1000
_FATAL: Final = (b"Fatal Python error", b"Windows fatal exception")
_MOST_READ_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class _Run:
    """What is written of a run.

    Attributes:
        crashes: So many in a row before it.
        boot: Which session of the computer it belongs to.
        proved: It was open for long enough, or the system was about to end it.
        log_bytes: How long the file of fatal errors was when it began.
    """

    crashes: int = ranged(0, 0, _MOST_COUNTED)
    boot: str = ""
    proved: bool = False
    log_bytes: int = ranged(0, 0, 2**53)


def boot_of_computer() -> str:
    """Return a name that changes when the computer is started anew."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            return _BOOT_ID.read_text("ascii").strip()
    # To ten minutes: clocks are put right a little now and then.
    return str(round((time.time() - time.monotonic()) / 600))


class CrashMarker:
    """The marker of one profile.  Never fails: a disk that takes nothing costs only the marker.

    Args:
        folder: The profile's.
        log: Where the interpreter writes fatal errors; None where that is nowhere.
        boot: Names the computer's session.
    """

    def __init__(
        self, folder: Path, log: Path | None = None, boot: Callable[[], str] = boot_of_computer
    ) -> None:
        self._path = folder / MARKER_FILE
        self._log = log
        self._boot = boot()
        self._run: _Run | None = None

    def begin(self) -> bool:
        """Mark that the window is open; true where the last three starts crashed."""
        crashes = self._crashes()
        self._put(_Run(min(crashes, _MOST_COUNTED), self._boot, log_bytes=self._log_bytes()))
        return crashes >= SAFE_AFTER_CRASHES

    def prove(self) -> None:
        """Note that this start is a good one, whatever ends it later.  A second call changes nothing."""
        if self._run is not None and not self._run.proved:
            self._put(replace(self._run, proved=True))

    def end(self) -> None:
        """Note that the program ends in order."""
        self._run = None
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _crashes(self) -> int:
        last = self._read()
        if last is None:
            return 0
        if self._is_fatal(last):
            return last.crashes + 1
        if last.proved:
            return 0
        return last.crashes + (1 if last.boot == self._boot else 0)

    def _read(self) -> _Run | None:
        try:
            told = json.loads(self._path.read_bytes()[:_MOST_READ_BYTES])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError):
            return _Run(proved=True)
        good, bad = decoded_fields(_Run, told if isinstance(told, dict) else {"crashes": told})
        return _Run(proved=True) if bad else _Run(**good)

    def _is_fatal(self, last: _Run) -> bool:
        if self._log is None:
            return False
        try:
            with self._log.open("rb") as file:
                file.seek(last.log_bytes)
                said = file.read(_MOST_READ_BYTES)
        except OSError:
            return False
        return any(words in said for words in _FATAL)

    def _log_bytes(self) -> int:
        with contextlib.suppress(OSError):
            if self._log is not None:
                return self._log.stat().st_size
        return 0

    def _put(self, run: _Run) -> None:
        self._run = run
        with contextlib.suppress(StorageError):
            write_atomically(self._path, json.dumps(asdict(run)).encode())
