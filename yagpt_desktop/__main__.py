"""``python -m yagpt_desktop``, and the two scripts."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from types import FrameType


def main() -> int:
    """Start from a console; return the exit code."""
    # Ignored, it stays so: the shell has put the program into the background.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    # Only now: the program's parts take a while to load, and Ctrl+C may come at any moment.
    from yagpt_desktop.cli.entry import run  # noqa: PLC0415

    _make_streams_safe()
    _leave_no_core()
    return run([_as_typed(argument) for argument in sys.argv[1:]])


def main_gui() -> int:
    """Start without a console, as from a menu; the same options hold."""
    return main()


def _leave(_number: int, _frame: FrameType | None) -> None:
    """End at once: while modules load there is nothing to tidy up, and no place for an exception."""
    os._exit(130)


def _as_typed(argument: str) -> str:
    """In a locale without UTF-8 Python smuggles foreign bytes through as half surrogates; they were UTF-8."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        return os.fsencode(argument).decode("utf-8", "replace")
    return argument


def _make_streams_safe() -> None:
    """A windowed start on Windows has no streams at all: writing to them would be the first crash."""
    from yagpt_desktop.cli.entry import crash_file  # noqa: PLC0415
    from yagpt_desktop.domain.errors import StorageError  # noqa: PLC0415

    if sys.stderr is not None:
        faulthandler.enable()
    else:
        try:
            # Stays open as long as the process: a crash has no time to open anything.
            sys.stderr = crash_file(dict(os.environ)).open("a", encoding="utf-8", buffering=1)
            faulthandler.enable(sys.stderr)
        except (OSError, StorageError):
            sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def _leave_no_core() -> None:
    """Let a crash leave no image of the memory on the disk: the keys are in it.  Windows makes none."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))


if __name__ == "__main__":
    sys.exit(main())
