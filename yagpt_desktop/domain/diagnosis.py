"""What the program finds out about its surroundings when something does not work."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from .cancel import CancelToken
from .errors import YaGptError


class Topic(StrEnum):
    """What a finding is about, in the order of the page."""

    ENDPOINT = "endpoint"
    NETWORK = "network"
    CLOCK = "clock"
    KEYRING = "keyring"
    VERSION = "version"
    PATH = "path"


class FindingState(StrEnum):
    """Whether it works."""

    OK = "ok"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.  Never a secret, never a message.

    Attributes:
        name: What was looked at: an endpoint's name in the configuration (``grpc``, ``iam`` …), ``proxy``,
            ``roots``, ``clock``, ``keyring``, a library, ``profile``, ``configuration``.
        value: What was found: ``host:port``, the proxy's address, a version, a path.
        latency_ms: Time until the connection stood; None where there is none.
        skew_s: Seconds that the service's clock is ahead of this computer's; None where it is not known.
        error: Why it is in trouble.
    """

    topic: Topic
    name: str
    value: str = ""
    state: FindingState = FindingState.OK
    latency_ms: float | None = None
    skew_s: float | None = None
    error: YaGptError | None = None


Diagnosis = Callable[[CancelToken], Iterable[Finding]]
"""Looks at one thing after the other.  Blocks on network and keyring: worker threads only."""
