"""Starts the program as its user does, with a heartbeat in its GUI thread: how long does that thread stand?

``python watched_program.py FILE ARGUMENTS…`` writes to FILE, whenever it grows, the longest gap between two
beats since the window was first painted.  With ``HEARTBEAT_WHERE`` in the environment that file gets the
stack of every gap, for whoever has to find its cause; this costs time of its own.

A gap counts without what the GUI thread, and the one other thread that it may have waited for, spent in the
kernel's queue for a processor (``schedstat``): that is the machine's doing, and on a busy machine it alone is
more than what is allowed.  Work in the GUI thread, waiting for Python's own lock while another thread imports
or decrypts, waiting for the disk or for the keyring do count.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer

from yagpt_desktop import __main__ as program
from yagpt_desktop.ui.widgets import first_sight

_EVERY_MS = 10
_TOLD_EVERY = 10
"""Beats: a window that is closed soon after its first, longest gap is told too."""
_TASKS = Path("/proc/self/task")
_SUSPICIOUS_S = 0.04


class Heartbeat:
    """Beats in the GUI thread from the window's first painting on."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._own = str(threading.get_native_id())
        where = os.environ.get("HEARTBEAT_WHERE")
        self._where = open(where, "a") if where else None  # noqa: PTH123, SIM115  open as long as the process
        self._last_s = 0.0
        self._last_queued_s: dict[str, float] = {}
        self.longest_s = 0.0
        self.beats = 0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._note()
        self._timer.start(_EVERY_MS)

    def _note(self) -> None:
        self._last_s, self._last_queued_s = time.monotonic(), self._queued_s()
        if self._where is not None:
            faulthandler.dump_traceback_later(_SUSPICIOUS_S, file=self._where)

    def _queued_s(self) -> dict[str, float]:
        """How long each thread has waited for a processor since it began."""
        found = {}
        for name in os.listdir(_TASKS):  # noqa: PTH208  a hundred times a second
            with suppress(OSError):
                found[name] = int((_TASKS / name / "schedstat").read_bytes().split()[1]) / 1e9
        return found

    def _noise_s(self) -> float:
        before = self._last_queued_s
        waited = {name: now_s - before.get(name, 0.0) for name, now_s in self._queued_s().items()}
        own_s = waited.pop(self._own, 0.0)
        return own_s + max(waited.values(), default=0.0)

    def _beat(self) -> None:
        gap_s = time.monotonic() - self._last_s
        if gap_s > min(self.longest_s, _SUSPICIOUS_S):
            gap_s -= self._noise_s()
            if self._where is not None:
                print(f"= a gap of {gap_s:.3f} s", file=self._where, flush=True)
        self.beats += 1
        if gap_s > self.longest_s or self.beats % _TOLD_EVERY == 0:
            self.longest_s = max(gap_s, self.longest_s)
            self._file.write_text(json.dumps({"longest_s": self.longest_s, "beats": self.beats}))
        self._note()


def main() -> int:
    """Begin to beat when the window is seen; whatever the program does then is watched."""
    file = Path(sys.argv.pop(1))
    hearts: list[Heartbeat] = []
    tell: Any = first_sight.FirstSight._tell

    def tell_and_beat(sight: first_sight.FirstSight) -> None:
        hearts.append(Heartbeat(file))
        tell(sight)

    first_sight.FirstSight._tell = tell_and_beat  # type: ignore[method-assign]
    return program.main()


if __name__ == "__main__":
    sys.exit(main())
