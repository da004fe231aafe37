"""``yagpt-desktop simulate``: the local service alone, until it is stopped."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final, TextIO

from . import answer
from .service import LocalService

_LOOK_EVERY_S: Final = 0.2


def serve(host: str, grpc_port: int, rest_port: int, script_path: Path | None, out: TextIO) -> int:
    """Print one JSON line with addresses and sample credentials, then serve until SIGINT or SIGTERM.

    The main thread only, for the sake of the signals.  Returns the exit code, 0.

    Raises:
        ValueError: ``host`` is not this machine.
        ScriptUnreadable: The script file cannot be used (it is a ``ValueError`` too).
        OSError: A port is taken, or ``out`` is closed.
    """
    with _stop_asked() as stop, LocalService(host, grpc_port, rest_port, script_path) as service:
        out.write(json.dumps(service.addresses.as_dict()) + "\n")
        out.flush()
        # Without a limit the wait could not be interrupted by Ctrl+C on Windows.
        while not stop.wait(_LOOK_EVERY_S):
            pass
    return 0


def guide(language: str) -> str:
    """Return what ``simulate --help`` says beyond its options, in ``ru`` or ``en``."""
    return answer.page(language, "simulate")


@contextmanager
def _stop_asked() -> Iterator[threading.Event]:
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
