"""A clock that nobody sets, for what must be measured across a sleep of the computer."""

from __future__ import annotations

import sys
import time
from typing import Final

SLEPT_S: Final = 20.0
"""What happens so much later than it should was held up by a sleep; nothing else takes so long."""


def steady_s() -> float:
    """Return seconds on a clock that nobody sets and that, where the system has such a one, counts sleep."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    elif sys.platform == "darwin":  # noqa: RET505 (mypy takes the rest for unreachable otherwise)
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    else:
        return time.monotonic()
