"""``yagpt-desktop --self-test``: whether what a built program brings with it works on this computer.

Nothing of the person's is read or changed: profile and history are temporary, the service is the local one,
and the keyring sees one random entry, which is deleted again.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from enum import StrEnum
from typing import Any

from yagpt_desktop import __version__

from .self_test_results import State, failure, results


class Strictness(StrEnum):
    """What counts as a failure.

    Attributes:
        PLAIN: What is broken.
        STRICT: What this computer lacks, too.
    """

    PLAIN = "plain"
    STRICT = "strict"


def run(strictness: Strictness, *, has_screen: bool) -> int:
    """Print one JSON object; return 0 where everything works, else 1.  The main thread; some seconds."""
    if not has_screen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Which checks there are decides what is loaded; a program that lacks a library still says so in JSON.
    report: dict[str, Any] = {"program": __version__, "python": platform.python_version()}
    report["frozen"] = bool(getattr(sys, "frozen", False))
    try:
        from .self_test_checks import checks  # noqa: PLC0415

        found = results(checks())
    except ImportError as error:
        found = {"load": failure(error)}
    bad = {State.FAILED} | ({State.GAP} if strictness is Strictness.STRICT else set())
    passed = not any(result["state"] in bad for result in found.values())
    print(json.dumps({"passed": passed, **report, "checks": found}, ensure_ascii=False, indent=1), flush=True)
    return 0 if passed else 1
