"""How the checks of a self-test are carried out, and how they end."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

Found = Mapping[str, Any]
Check = Callable[[Path], Found]
"""Looks at one thing, with a folder for its files; returns what it saw, or raises whatever went wrong."""


class State(StrEnum):
    """How a check ended; a gap is what the computer lacks, not the program."""

    OK = "ok"
    GAP = "gap"
    FAILED = "failed"


class Gap(Exception):
    """This computer has not what is looked for; the text names it."""


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
        result = failure(error)
    return {**result, "ms": round((time.perf_counter() - began) * 1000, _DIGITS)}


def failure(error: Exception) -> dict[str, Any]:
    """Return the result of what broke."""
    return {"state": State.FAILED, "reason": f"{type(error).__name__}: {error}"}
