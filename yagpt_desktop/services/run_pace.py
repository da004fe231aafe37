"""How fast a long run may go: slower after a refusal, faster again with every few answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from yagpt_desktop.domain.errors import YaGptError

from .run_fault import Remedy, remedy_of, wait_s

FASTER_AFTER: Final = 4
"""So many answers in a row without a refusal, and one more request may run beside the others."""


@dataclass(slots=True)
class Pace:
    """How many requests at once, and how long to wait after a refusal.

    Attributes:
        most: At once, ever.
        allowed: At once, now.
        rounds: Refusals in a row.
        answers: Answers since the last refusal, or since one more was allowed.
        until_s: When the next may be sent.
        error: Why it waits.
    """

    most: int
    allowed: int
    rounds: int = 0
    answers: int = 0
    until_s: float = 0.0
    error: YaGptError | None = None

    def fall(self, error: YaGptError, now_s: float, jitter: Callable[[], float]) -> None:
        """Several that were on their way fail of the same: that is one failure, not three."""
        if now_s >= self.until_s:
            self.allowed = _fewer(self.allowed, remedy_of(error))
            self.until_s = now_s + wait_s(error, self.rounds, jitter)
            self.rounds += 1
        elif error.retry_after_s:
            self.until_s = max(self.until_s, now_s + error.retry_after_s)
        self.answers = 0
        self.error = error

    def rise(self) -> None:
        """Take note of an answer."""
        self.rounds = 0
        self.answers += 1
        if self.answers >= FASTER_AFTER:
            self.answers = 0
            self.allowed = min(self.most, self.allowed + 1)


def _fewer(allowed: int, remedy: Remedy) -> int:
    """After a network's loss one goes ahead of the others, to see whether it is there again."""
    if remedy is Remedy.TRY_AGAIN:
        return allowed
    return max(1, allowed // 2) if remedy is Remedy.SLOW_DOWN else 1
