"""What time it is for the service, learnt from its answers; and the short calls whose answers tell it.

This computer's clock may be wrong by minutes or years, and a signed claim names a time.  Every answer
carries ``Date``, over TLS, hence from the service itself.
"""

from __future__ import annotations

import email.utils
import json
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any, Final, cast

import httpx

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.errors import (
    ComputerSlept,
    NetworkError,
    ReplyDamaged,
    ServiceBusy,
    TimedOut,
    YaGptError,
)
from yagpt_desktop.domain.ports import Alarm
from yagpt_desktop.domain.steady_clock import steady_s

from .error_map import CallFacts, Hints, build
from .headers import new_request_id
from .network import Target
from .policy import NetworkPolicy
from .rest_call import JsonValue, RestCall, RestRequest, answer_in
from .watchdog import Watchdog

CALL_LIMIT_S: Final = 20.0
AGAIN_AFTER_S: Final = 0.5
LONGEST_WAIT_S: Final = 5.0

_HARMLESS_SKEW_S: Final = 60.0
"""A skew up to here may come from a slow network and from ``Date``, which tells whole seconds."""

_EARLIEST_S: Final = 1_577_836_800.0
"""2020; whoever tells an earlier time is no clock to learn from."""


class ServerClock:
    """Tells the service's time.  Any thread.

    Until the first answer that is this computer's own time.  Afterwards it runs on a steady clock, so that
    a person or a time service may set this computer's clock meanwhile.
    """

    def __init__(
        self, wall_s: Callable[[], float] = time.time, steady: Callable[[], float] = steady_s
    ) -> None:
        """Take this computer's clocks: seconds since 1970, and seconds since any moment."""
        self._wall_s = wall_s
        self._steady_s = steady
        self._lock = threading.Lock()
        self._learnt_s: float | None = None

    def hear(self, date: str | None) -> None:
        """Learn from an answer's ``Date``, which has come just now; what is no date teaches nothing."""
        try:
            told_s = email.utils.parsedate_to_datetime(date or "").timestamp()
        except (TypeError, ValueError, OverflowError):
            return
        if told_s >= _EARLIEST_S:
            with self._lock:
                self._learnt_s = told_s - self._steady_s()

    @property
    def has_heard(self) -> bool:
        """Whether an answer has told the time."""
        with self._lock:
            return self._learnt_s is not None

    @property
    def base_s(self) -> float:
        """The service's time when the steady clock stood at 0; changes only by learning."""
        with self._lock:
            learnt_s = self._learnt_s
        return self._wall_s() - self._steady_s() if learnt_s is None else learnt_s

    @property
    def skew_s(self) -> float:
        """How far the service's clock is ahead of this computer's; 0 before the first answer."""
        return self.now_s() - self._wall_s()

    def now_s(self) -> float:
        """Return the service's time, in seconds since 1970."""
        return self.base_s + self._steady_s()

    def here(self, moment: datetime) -> datetime:
        """Return what this computer's clock shows at a moment that the service named."""
        skew_s = self.skew_s
        return moment - timedelta(seconds=skew_s) if abs(skew_s) > _HARMLESS_SKEW_S else moment

    def wall(self) -> datetime:
        """Return the time on this computer's clock, right or wrong, in UTC."""
        return datetime.fromtimestamp(self._wall_s(), UTC)


class ShortCalls:
    """Asks the services beside the models' own: little JSON in, one JSON object out.

    Any thread; every call blocks up to ``CALL_LIMIT_S``, twice where the first try met a bad connection or
    a busy service.  All that is asked here may be asked twice.
    """

    def __init__(
        self, config: Config, alarm: Alarm, clock: ServerClock, policy: NetworkPolicy | None = None
    ) -> None:
        """Take the session's ``policy``; without one the configuration alone decides."""
        self._config = config
        self._policy = policy or NetworkPolicy(config.network)
        self._alarm = alarm
        self._clock = clock

    def ask(
        self, target: Target, path: str, cancel: CancelToken, *, body: Mapping[str, str] | None = None,
        bearer: str = "", private: tuple[str, ...] = (),
    ) -> dict[str, Any]:  # fmt: skip
        """Send a request, GET without a body, and return the object in its answer.

        Args:
            target: Where the service is.
            path: Comes after the target's own, percent-encoded.
            cancel: Ends it.
            body: Becomes JSON.
            bearer: An IAM token.
            private: What no error's detail may hold, the token aside.

        Raises:
            YaGptError: With nothing of the credentials in it.
        """
        if bearer:
            bearer = Credential.cleaned(CredentialKind.IAM_TOKEN, bearer).secret
        hidden = tuple(text for text in (*private, bearer) if text)
        content = None if body is None else json.dumps(body).encode()

        def once() -> dict[str, Any]:
            facts = CallFacts(new_request_id(), private=hidden)
            headers = {"x-client-request-id": facts.request_id}
            if bearer:
                headers["authorization"] = f"Bearer {bearer}"
            return self._answer(RestRequest(target, path, headers, content), facts, cancel)

        cancel.raise_if_cancelled()
        try:
            return once()
        except (NetworkError, ServiceBusy) as error:
            wait_s = error.retry_after_s or AGAIN_AFTER_S
            may_repeat = error.retry_is_safe or isinstance(error, ComputerSlept)
            if not may_repeat or isinstance(error, TimedOut) or wait_s > LONGEST_WAIT_S:
                raise
        cancel.wait(wait_s)
        return once()

    def _answer(self, request: RestRequest, facts: CallFacts, cancel: CancelToken) -> dict[str, Any]:
        watchdog = Watchdog(
            self._config.network, self._alarm, streaming=False, total_s=CALL_LIMIT_S, bell=self._policy.bell
        )
        call = _ClockedCall(self._policy, facts, watchdog, cancel, self._clock)
        # The first value is the answer; what a broken service says after it is not waited for.
        with closing(cast("Generator[JsonValue]", call.values(request))) as values:
            value = next(values, None)
        cancel.raise_if_cancelled()
        if value is None:
            raise build(ReplyDamaged, "an empty reply", facts)
        return answer_in(value, facts)


class _ClockedCall(RestCall):
    """A call whose answer, be it a refusal, also tells the time."""

    def __init__(
        self,
        policy: NetworkPolicy,
        facts: CallFacts,
        watchdog: Watchdog,
        cancel: CancelToken,
        clock: ServerClock,
    ) -> None:
        super().__init__(policy, facts, watchdog, cancel)
        self._clock = clock

    def _read(self, response: httpx.Response, hints: Hints) -> Iterator[JsonValue]:
        self._clock.hear(response.headers.get("date"))
        return super()._read(response, hints)

    def _refused(self, response: httpx.Response, hints: Hints) -> YaGptError:
        self._clock.hear(response.headers.get("date"))
        return super()._refused(response, hints)
