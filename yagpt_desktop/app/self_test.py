"""``yagpt-desktop --self-test``: whether what a built program brings with it works on this computer.

Nothing of the person's is read or changed: profile and history are temporary, the service is the local one,
and the keyring sees one random entry, which is deleted again.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from yagpt_desktop import __version__
from yagpt_desktop.cli.display import has_display

Found = Mapping[str, Any]
Check = Callable[[Path], Found]
"""Looks at one thing, with a folder for its files; returns what it saw, or raises whatever went wrong."""


class Strictness(StrEnum):
    """What counts as a failure.

    Attributes:
        PLAIN: What is broken.
        STRICT: What this computer lacks, too.
    """

    PLAIN = "plain"
    STRICT = "strict"


class State(StrEnum):
    """How a check ended; a gap is what the computer lacks, not the program."""

    OK = "ok"
    GAP = "gap"
    FAILED = "failed"


class Gap(Exception):
    """This computer has not what is looked for; the text names it."""


def run(strictness: Strictness) -> int:
    """Print one JSON object; return 0 where everything works, else 1.  The main thread; some seconds."""
    if sys.platform == "linux" and not has_display(os.environ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Which checks there are decides what is loaded; a program that lacks a library still says so in JSON.
    report: dict[str, Any] = {"program": __version__, "python": platform.python_version()}
    report["frozen"] = bool(getattr(sys, "frozen", False))
    try:
        from .self_test_checks import checks  # noqa: PLC0415

        found = results(checks())
    except ImportError as error:
        found = {"load": _failure(error)}
    bad = {State.FAILED} | ({State.GAP} if strictness is Strictness.STRICT else set())
    passed = not any(result["state"] in bad for result in found.values())
    print(json.dumps({"passed": passed, **report, "checks": found}, ensure_ascii=False, indent=1), flush=True)
    return 0 if passed else 1


def results(checks: Mapping[str, Check]) -> dict[str, dict[str, Any]]:
    """Carry out every check in a folder of its own, whatever became of those before."""
    with tempfile.TemporaryDirectory(prefix="yagpt-self-test-", ignore_cleanup_errors=True) as folder:
        return {name: _result(check, Path(folder) / name) for name, check in checks.items()}


_DIGITS: Final = 1


def _result(check: Check, folder: Path) -> dict[str, Any]:
    folder.mkdir(mode=0o700)
    began = time.perf_counter()
    try:
        result: dict[str, Any] = {"state": State.OK, **check(folder)}
    except Gap as gap:
        result = {"state": State.GAP, "reason": str(gap)}
    except Exception as error:  # noqa: BLE001  whatever it is, it is what is wrong, and the others go on
        result = _failure(error)
    return {**result, "ms": round((time.perf_counter() - began) * 1000, _DIGITS)}


def _failure(error: Exception) -> dict[str, Any]:
    return {"state": State.FAILED, "reason": f"{type(error).__name__}: {error}"}
