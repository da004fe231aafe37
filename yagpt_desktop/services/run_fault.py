"""What an error means for a long run: wait and go on, hold everything, or give up one chunk."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final

from yagpt_desktop.domain import errors

FIRST_WAIT_S: Final = 2.0
LONGEST_WAIT_S: Final = 60.0
HOURLY_WAIT_S: Final = 900.0
"""The service's hour may have begun at any minute; to look four times in it costs nothing."""

MOST_TRIES: Final = 3
"""Of one chunk, where each may have been paid for."""


class Remedy(Enum):
    """What is to be done after an error."""

    SLOW_DOWN = "slow-down"
    AWAIT_HOUR = "await-hour"
    AWAIT_NETWORK = "await-network"
    TRY_AGAIN = "try-again"
    HOLD = "hold"
    HALVE = "halve"
    GIVE_UP = "give-up"


_REMEDIES: Final[dict[type[errors.YaGptError], Remedy]] = {
    errors.YaGptError: Remedy.GIVE_UP,
    errors.QuotaExceeded: Remedy.SLOW_DOWN,
    errors.HourlyQuotaExceeded: Remedy.AWAIT_HOUR,
    errors.ServiceBusy: Remedy.SLOW_DOWN,
    errors.ServiceFault: Remedy.TRY_AGAIN,
    errors.ReplyTooBig: Remedy.HALVE,
    errors.NetworkError: Remedy.AWAIT_NETWORK,
    # These were sent, and may have been paid for: not for ever.
    errors.TimedOut: Remedy.TRY_AGAIN,
    errors.StreamCut: Remedy.TRY_AGAIN,
    # Time heals none of these, and every other chunk would meet them too.
    errors.CertificateRejected: Remedy.HOLD,
    errors.ProxyRefused: Remedy.HOLD,
    errors.ProxyUnsupported: Remedy.HOLD,
    errors.SignInPageSuspected: Remedy.HOLD,
    errors.AuthError: Remedy.HOLD,
    errors.FolderUnknown: Remedy.HOLD,
    errors.ModelUnknown: Remedy.HOLD,
    errors.OptionUnsupported: Remedy.HOLD,
    errors.StorageError: Remedy.HOLD,
    errors.InputError: Remedy.HOLD,
    errors.TextTooLong: Remedy.HALVE,
}


def remedy_of(error: errors.YaGptError) -> Remedy:
    """Return what the error's class, or its nearest ancestor, asks for."""
    return next(_REMEDIES[kind] for kind in type(error).__mro__ if kind in _REMEDIES)


def wait_s(error: errors.YaGptError, rounds: int, jitter: Callable[[], float]) -> float:
    """Return how long to wait after so many failures in a row (0 for the first).

    Never shorter than the service asks for, so the jitter (0 to 1) only adds to that.
    """
    if remedy_of(error) is Remedy.AWAIT_HOUR:
        grown = HOURLY_WAIT_S
    else:
        grown = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(rounds, 10))
    least = max(grown / 2, error.retry_after_s or 0.0)
    return least + jitter() * grown / 2
