"""``python -m yagpt_desktop``, and the two scripts."""

from __future__ import annotations

import faulthandler
import os
import sys

from yagpt_desktop.cli.entry import crash_file, run
from yagpt_desktop.domain.errors import StorageError

try:
    import resource
except ImportError:  # there is none on Windows
    resource = None  # type: ignore[assignment]


def main() -> int:
    """Start from a console; return the exit code."""
    _make_streams_safe()
    _leave_no_core()
    return run([_as_typed(argument) for argument in sys.argv[1:]])


def main_gui() -> int:
    """Start without a console, as from a menu; the same options hold."""
    return main()


def _as_typed(argument: str) -> str:
    """In a locale without UTF-8 Python smuggles foreign bytes through as half surrogates; they were UTF-8."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        return os.fsencode(argument).decode("utf-8", "replace")
    return argument


def _make_streams_safe() -> None:
    """A windowed start on Windows has no streams at all: writing to them would be the first crash."""
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
    if resource is not None:
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))


if __name__ == "__main__":
    sys.exit(main())
