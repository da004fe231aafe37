"""How much of a long work is done at a time, so that nobody who waits behind it notices."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

CHAT_WEIGHT: Final = 500
_ROW_WEIGHT: Final = 300
AIM_S: Final = 0.08
"""A person does not notice that an answer begins so much later."""

_FIRST, _LEAST, _MOST = 60_000, 150_000, 600_000


def message_weight(length: int) -> int:
    """Return what a message of so many signs costs beside others; mostly that of indexing its words."""
    return length + _ROW_WEIGHT


class Pace:
    """Finds out from the time that one part takes how large the next one may be."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._weight = float(_FIRST)

    @property
    def weight(self) -> int:
        """How much the next part may weigh."""
        return int(self._weight)

    @contextmanager
    def part(self) -> Iterator[int]:
        """Measure a part of the weight that is given."""
        began = self._clock()
        yield self.weight
        took = max(self._clock() - began, AIM_S / 4)
        # Half at least: whatever else the machine did must not make small parts of all that follow.
        self._weight = min(max(self._weight * max(AIM_S / took, 0.5), _LEAST), _MOST)
