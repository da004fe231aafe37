"""What a call does, step by step, the same on both transports."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from yagpt_desktop.yandex.pb.text_generation_pb2 import CompletionResponse

from .fault import Refusal


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing happens for a while; None means until the client or the service ends the call."""

    seconds: float | None


@dataclass(frozen=True, slots=True)
class Say:
    """One message with the whole text so far."""

    response: CompletionResponse


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes sent as they are in place of a message.

    Attributes:
        grpc: Content of one gRPC message.
        rest: An HTTP body.
    """

    grpc: bytes
    rest: bytes
    content_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Fail:
    """The call ends with a status."""

    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection breaks."""


Step = Wait | Say | Raw | Fail | Cut
Plan = Iterable[Step]


class CallState:
    """Whether a call is still wanted; lets a waiting worker go at once when it is not."""

    def __init__(self, still_there: Callable[[], bool] | None = None) -> None:
        self._ended = threading.Event()
        self._still_there = still_there

    @property
    def ended(self) -> bool:
        """Whether the client left or the service stops."""
        return self._ended.is_set()

    def end(self) -> None:
        """Let the call go.  Any thread."""
        self._ended.set()

    def wait(self, seconds: float | None) -> bool:
        """Wait so long, or for ever; return whether the call is still wanted."""
        if self._still_there is None:
            return not self._ended.wait(seconds)
        left_s = float("inf") if seconds is None else seconds
        while left_s > 0 and not self._ended.is_set():
            if not self._still_there():
                self._ended.set()
                break
            self._ended.wait(min(left_s, _LOOK_EVERY_S))
            left_s -= _LOOK_EVERY_S
        return not self._ended.is_set()


_LOOK_EVERY_S = 0.05


def collapsed(plan: Plan) -> Iterator[Step]:
    """Return the plan of a call without streaming: the same waits, then the last message alone."""
    last: Say | None = None
    for step in plan:
        if isinstance(step, Say):
            last = step
        else:
            yield step
        if isinstance(step, Fail | Cut | Raw):
            return
    if last is not None:
        yield last
