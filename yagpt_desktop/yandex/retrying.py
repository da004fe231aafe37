"""Sends a request again by itself, as long as nothing has arrived and nothing can be billed twice."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import (
    CompletionEvent,
    CompletionRequest,
    CompletionUpdate,
    Operation,
    Retrying,
)
from yagpt_desktop.domain.errors import HostNotFound, NotConnected, ReplyDamaged, YaGptError
from yagpt_desktop.domain.ports import CompletionClient

ATTEMPTS: Final = 3
DELAYS_S: Final = (0.5, 1.5, 4.0)
LONGEST_DELAY_S: Final = 60.0

_Result = TypeVar("_Result")


def _jitter() -> float:
    return random.uniform(0.8, 1.2)  # noqa: S311 (spreads load, keeps no secret)


class RetryingClient:
    """Wraps any ``domain.ports.CompletionClient``."""

    def __init__(self, client: CompletionClient, jitter: Callable[[], float] = _jitter) -> None:
        self._client = client
        self._jitter = jitter
        self._closed = False

    def complete(self, request: CompletionRequest, cancel: CancelToken) -> Iterator[CompletionEvent]:
        """See the port.  Yields ``Retrying`` before each new try; none comes after the first update."""
        for attempt in range(1, ATTEMPTS + 1):
            begun = False
            try:
                for event in self._client.complete(request, cancel):
                    begun = begun or isinstance(event, CompletionUpdate)
                    yield event
                return
            except YaGptError as error:
                delay_s = self._delay_s(error, attempt)
                if begun or delay_s is None:
                    raise
                failure = error
            yield Retrying(attempt + 1, ATTEMPTS, delay_s, failure)
            cancel.wait(delay_s)

    def submit(self, request: CompletionRequest, cancel: CancelToken) -> Operation:
        """See the port.  Tried again only where no connection came about: a second one would be billed."""
        return self._repeated(lambda: self._client.submit(request, cancel), cancel, only_unsent=True)

    def operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        """See the port."""
        return self._repeated(lambda: self._client.operation(operation_id, cancel), cancel)

    def cancel_operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        """See the port."""
        return self._repeated(lambda: self._client.cancel_operation(operation_id, cancel), cancel)

    def count_tokens(self, model: str, text: str, cancel: CancelToken) -> int:
        """See the port."""
        return self._repeated(lambda: self._client.count_tokens(model, text, cancel), cancel)

    def count_request_tokens(self, request: CompletionRequest, cancel: CancelToken) -> int:
        """See the port."""
        return self._repeated(lambda: self._client.count_request_tokens(request, cancel), cancel)

    def close(self) -> None:
        """See the port."""
        self._closed = True
        self._client.close()

    def _repeated(
        self, act: Callable[[], _Result], cancel: CancelToken, *, only_unsent: bool = False
    ) -> _Result:
        attempt = 1
        while True:
            try:
                return act()
            except YaGptError as error:
                delay_s = self._delay_s(error, attempt)
                sent = not isinstance(error, HostNotFound | NotConnected)
                if delay_s is None or (only_unsent and sent):
                    raise
            cancel.wait(delay_s)
            attempt += 1

    def _delay_s(self, error: YaGptError, attempt: int) -> float | None:
        """Return how long to wait before the next try; None where there is none."""
        # A damaged reply has been billed already: it gets one more chance, not two.
        last = 2 if isinstance(error, ReplyDamaged) else ATTEMPTS
        if self._closed or attempt >= last or not error.retry_is_safe:
            return None
        asked_s = error.retry_after_s or 0.0
        if asked_s > LONGEST_DELAY_S:
            return None
        return max(asked_s, DELAYS_S[attempt - 1] * self._jitter())
