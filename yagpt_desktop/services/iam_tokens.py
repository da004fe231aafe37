"""One account's IAM token: kept, renewed ahead of need, by one thread for all."""

from __future__ import annotations

import copy
import logging
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.errors import (
    Cancelled,
    CredentialRejected,
    SignInRequired,
    StorageError,
    TimedOut,
    YaGptError,
)
from yagpt_desktop.domain.iam import IamToken, TokenCache
from yagpt_desktop.domain.ports import Alarm

log = logging.getLogger(__name__)

AHEAD_LIMIT_S: Final = 5.0
"""So long may a renewal ahead of need hold up the call that noticed the need."""

AHEAD_PAUSE_S: Final = 60.0
"""So long a failed renewal is left alone while the token is good."""

_FROM_THE_FUTURE: Final = timedelta(minutes=1)

Exchange = Callable[[CancelToken], IamToken]
"""Brings a new token for one lasting credential.  Blocks; raises ``YaGptError``."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """What time it is.  A life is measured by both, since either may stand still, jump or be set.

    Attributes:
        wall: This computer's clock, in UTC.
        monotonic_s: Seconds on a clock that nobody sets.
    """

    wall: Callable[[], datetime] = lambda: datetime.now(UTC)
    monotonic_s: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class _Held:
    token: IamToken
    stale_at_s: float
    ends_at_s: float


@dataclass(slots=True)
class _Round:
    """One renewal.  Done without token and error it was given up, and somebody else may begin anew."""

    cancel: CancelToken = field(default_factory=CancelToken)
    done: bool = False
    token: IamToken | None = None
    error: YaGptError | None = None


class IamTokens:
    """Hands out one lasting credential's IAM token.  Any thread; may block on the network and the keyring.

    There is no thread behind it: the first caller who finds that a token is needed brings it, the others wait
    for the outcome, be it a token or an error.  Where that caller gives up, one of those who wait begins
    anew.  A token that is stale but good holds nobody up but the one who renews it, and him not for long.

    A refusal of the lasting credential is final: for another credential another object is made.
    """

    def __init__(
        self,
        account_id: str,
        exchange: Exchange,
        cache: TokenCache | None = None,
        alarm: Alarm | None = None,
        clocks: Clocks | None = None,
    ) -> None:
        """Take the account's place in the ``cache``, where a token outlives the process.

        Without an ``alarm`` a renewal ahead of need may take as long as the exchange does.
        """
        self._account_id = account_id
        self._exchange = exchange
        self._cache = cache
        self._alarm = alarm
        self._clocks = clocks or Clocks()
        self._changed = threading.Condition()
        self._cache_lock = threading.Lock()
        self._held: _Held | None = None
        self._round: _Round | None = None
        self._refusal: CredentialRejected | None = None
        self._rest_until_s = -math.inf
        self._rejected = ""
        self._hopeless = ""
        self._unkept = ""
        self._has_looked = cache is None
        self._is_closed = False

    @property
    def token(self) -> IamToken | None:
        """What is held now, good or not.  Never blocks."""
        held = self._held
        return held.token if held else None

    def current(self, cancel: CancelToken) -> IamToken:
        """Return a token that should be good now.

        Raises:
            CredentialRejected: The lasting credential is refused; said again without asking the service.
            SignInRequired: The account was forgotten meanwhile.
            YaGptError: There is no token that is good, and none could be had.
        """
        token = self._obtained("", cancel)
        assert token is not None, "without a rejected one there is a token or an error"
        return token

    def renewed(self, rejected: str, cancel: CancelToken) -> IamToken | None:
        """Return another token than the one that the service has just refused; None where there is none.

        Another thread may have brought it already.  For one refused token the service is asked once,
        whatever it answers; errors as for :meth:`current`.
        """
        with self._changed:
            if rejected != self._hopeless:
                self._rejected = rejected
                if self._held is not None and self._held.token.token == rejected:
                    self._held = None
        try:
            return self._obtained(rejected, cancel)
        except Cancelled:
            raise
        except YaGptError:
            self._unkeep(rejected)
            raise

    def forget(self) -> None:
        """Let go of the token, here and in the cache; whoever waits for one gets ``SignInRequired``.

        Raises:
            StorageError: It is still in the cache.
        """
        with self._changed:
            self._is_closed = True
            self._held = None
            running = self._round
            self._changed.notify_all()
        if running is not None:
            running.cancel.cancel()
        # A token on its way into the cache must be there before it is deleted.
        with self._cache_lock:
            if self._cache is not None:
                self._cache.delete(self._account_id)

    def _obtained(self, rejected: str, cancel: CancelToken) -> IamToken | None:
        cancel.raise_if_cancelled()
        with cancel.aborting(self._wake):
            turn = self._turn(rejected, cancel)
        return self._led(turn, rejected, cancel) if isinstance(turn, _Round) else turn

    def _turn(self, rejected: str, cancel: CancelToken) -> IamToken | _Round | None:
        """Return a token, None where there is no hope of one, or the renewal that the caller is to make."""
        joined: _Round | None = None
        with self._changed:
            while True:
                cancel.raise_if_cancelled()
                self._check_open()
                if joined is not None and joined.done:
                    if joined.error is not None:
                        raise copy.copy(joined.error)
                    if joined.token is not None and joined.token.token != rejected:
                        return joined.token
                held = self._usable(rejected)
                if held is not None:
                    return held.token
                if rejected and rejected == self._hopeless:
                    return None
                if self._round is None:
                    return self._begun()
                joined = self._round
                self._changed.wait()

    def _check_open(self) -> None:
        if self._is_closed:
            raise SignInRequired("the account was forgotten")

    def _usable(self, rejected: str) -> _Held | None:
        """Return what will do for this caller without a renewal by himself."""
        held = self._held
        if held is None or held.token.token == rejected or self._is_expired(held):
            return None
        someone_cares = self._round is not None or self._refusal is not None
        is_resting = self._clocks.monotonic_s() < self._rest_until_s
        return held if rejected or someone_cares or is_resting or not self._is_stale(held) else None

    def _begun(self) -> _Round:
        if self._refusal is not None:
            raise copy.copy(self._refusal)
        self._round = _Round()
        return self._round

    def _led(self, this: _Round, rejected: str, cancel: CancelToken) -> IamToken | None:
        """Bring a token for all, or the error for all."""
        try:
            with cancel.aborting(this.cancel.cancel):
                this.cancel.raise_if_cancelled()
                token = self._cached()
                is_new = token is None
                if token is None:
                    token = self._exchanged(this)
        except YaGptError as error:
            return self._failed(this, error, rejected, cancel)
        except BaseException:
            self._end(this)
            raise
        self._take(this, token)
        if is_new:
            self._keep(token)
        return None if token.token == rejected else token

    def _exchanged(self, this: _Round) -> IamToken:
        held = self._held
        alarm = self._alarm if held is not None and not self._is_expired(held) else None
        handle = alarm.after(AHEAD_LIMIT_S, this.cancel.cancel) if alarm else None
        try:
            token = self._exchange(this.cancel)
        finally:
            if handle:
                handle.cancel()
        return token if token.received_at else replace(token, received_at=self._clocks.wall())

    def _take(self, this: _Round, token: IamToken) -> None:
        with self._changed:
            self._end(this, token=token)
            self._check_open()
            self._held = self._measured(token)
            # The service may give the same token again, and refuse it again.
            self._hopeless = token.token if token.token == self._rejected else ""

    def _failed(self, this: _Round, error: YaGptError, rejected: str, cancel: CancelToken) -> IamToken:
        shared: YaGptError | None = error
        if isinstance(error, Cancelled):
            if cancel.cancelled:
                self._end(this)
                raise error
            # The limit of a renewal ahead of need; those who cannot do without may take longer.
            error, shared = TimedOut("no new IAM token in time"), None
        with self._changed:
            if isinstance(error, CredentialRejected):
                self._refusal = error
            self._rest_until_s = self._clocks.monotonic_s() + AHEAD_PAUSE_S
            self._end(this, error=shared)
            self._check_open()
            held = self._usable(rejected)
        if held is None:
            raise error
        log.warning("the IAM token could not be renewed ahead of need: %s %s", error.code, error.detail)
        return held.token

    def _end(self, this: _Round, token: IamToken | None = None, error: YaGptError | None = None) -> None:
        with self._changed:
            this.done, this.token, this.error = True, token, error
            self._round = None
            self._changed.notify_all()

    def _cached(self) -> IamToken | None:
        """Return a fresh token out of the cache; a stale one is held until there is a better one."""
        if self._has_looked or self._cache is None:
            return None
        self._has_looked = True
        try:
            token = self._cache.load(self._account_id)
        except StorageError as error:
            log.info("no IAM token from the keyring: %s", error.code)
            return None
        if token is None or token.token == self._rejected:
            return None
        held = self._measured(token)
        if self._is_expired(held):
            return None
        if not self._is_stale(held):
            return token
        with self._changed:
            self._held = held
            self._changed.notify_all()
        return None

    def _keep(self, token: IamToken) -> None:
        with self._cache_lock:
            held = self._held
            # Somebody with a newer token may have been here meanwhile, or the account was forgotten.
            if self._cache is None or held is None or held.token is not token:
                return
            try:
                self._cache.save(self._account_id, token)
            except StorageError as error:
                log.info("the IAM token is kept for this session only: %s", error.code)

    def _unkeep(self, rejected: str) -> None:
        """Spare the next start a token that is known to be refused."""
        with self._cache_lock:
            if self._cache is None or self._held is not None or self._unkept == rejected:
                return
            self._unkept = rejected
            try:
                self._cache.delete(self._account_id)
            except StorageError as error:
                log.info("a refused IAM token stays in the keyring: %s", error.code)

    def _measured(self, token: IamToken) -> _Held:
        wall, steady_s = self._clocks.wall(), self._clocks.monotonic_s()

        def due_s(moment: datetime | None) -> float:
            return math.inf if moment is None else steady_s + (moment - wall).total_seconds()

        stale_at_s = due_s(token.stale_at)
        if token.received_at is not None and token.received_at - wall > _FROM_THE_FUTURE:
            # The clock was set back since: how old the token is, nobody knows.
            stale_at_s = steady_s
        return _Held(token, stale_at_s, due_s(token.ends_at_most))

    def _is_stale(self, held: _Held) -> bool:
        is_due = self._clocks.monotonic_s() >= held.stale_at_s
        return is_due or held.token.is_stale(self._clocks.wall())

    def _is_expired(self, held: _Held) -> bool:
        end = held.token.ends_at_most
        is_over = end is not None and self._clocks.wall() >= end
        return is_over or self._clocks.monotonic_s() >= held.ends_at_s

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
