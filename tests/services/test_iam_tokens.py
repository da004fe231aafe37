"""One token for all threads, whatever the clocks, the network and the keyring do."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.iam import IamToken
from yagpt_desktop.services.iam_tokens import AHEAD_LIMIT_S, AHEAD_PAUSE_S, Clocks, IamTokens

ACCOUNT = "work"
LIFE = timedelta(hours=12)
HOUR_S = 3600.0
MANY = 1000
PATIENCE_S = 30


class Time:
    """Two clocks that tests move: one that is set and jumps, one that stands still in sleep."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 11, 22, 12, tzinfo=UTC)
        self.steady_s = 1000.0

    @property
    def clocks(self) -> Clocks:
        return Clocks(lambda: self.wall, lambda: self.steady_s)

    def pass_s(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.steady_s += seconds

    def sleep_s(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)

    def set_by(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)


class Exchange:
    """Gives t1.MADE-UP-1, t1.MADE-UP-2 …; fails as told; waits where told, until let go or cancelled."""

    def __init__(self, time: Time) -> None:
        self.time = time
        self.life: timedelta | None = LIFE
        self.failure: BaseException | None = None
        self.same: str | None = None
        self.calls = 0
        self.at_once = 0
        self.most_at_once = 0
        self.gate: threading.Event | None = None
        self.entered = threading.Semaphore(0)
        self._lock = threading.Lock()

    def __call__(self, cancel: CancelToken) -> IamToken:
        with self._lock:
            self.calls += 1
            number = self.calls
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            self.entered.release()
            self._wait(cancel)
            cancel.raise_if_cancelled()
            if self.failure is not None:
                raise self.failure
            now = self.time.wall
            ends = None if self.life is None else now + self.life
            return IamToken(self.same or f"t1.MADE-UP-{number}", now, ends)
        finally:
            with self._lock:
                self.at_once -= 1

    def _wait(self, cancel: CancelToken) -> None:
        gate = self.gate
        if gate is not None:
            with cancel.aborting(gate.set):
                assert gate.wait(PATIENCE_S)
            if cancel.cancelled:
                gate.clear()


class Cache:
    """A keyring's corner."""

    def __init__(self) -> None:
        self.kept: dict[str, IamToken] = {}
        self.failure: errors.StorageError | None = None
        self.loads = self.saves = self.deletes = 0
        self.saving: Callable[[], object] = lambda: None

    def load(self, account_id: str) -> IamToken | None:
        self.loads += 1
        if self.failure:
            raise self.failure
        return self.kept.get(account_id)

    def save(self, account_id: str, token: IamToken) -> None:
        self.saves += 1
        self.saving()
        if self.failure:
            raise self.failure
        self.kept[account_id] = token

    def delete(self, account_id: str) -> None:
        self.deletes += 1
        if self.failure:
            raise self.failure
        self.kept.pop(account_id, None)


class Alarm:
    """Rings when the test says so."""

    def __init__(self) -> None:
        self.pending: list[tuple[float, Callable[[], object]]] = []

    def after(self, seconds: float, action: Callable[[], object]) -> Alarm:
        self.pending.append((seconds, action))
        return self

    def cancel(self) -> None:
        self.pending.clear()

    def ring(self) -> None:
        for _, action in list(self.pending):
            action()


@pytest.fixture
def time_() -> Time:
    return Time()


@pytest.fixture
def exchange(time_: Time) -> Exchange:
    return Exchange(time_)


@pytest.fixture
def cache() -> Cache:
    return Cache()


@pytest.fixture
def make(time_: Time, exchange: Exchange, cache: Cache) -> Callable[..., IamTokens]:
    def make(**more: object) -> IamTokens:
        return IamTokens(ACCOUNT, exchange, cache, clocks=time_.clocks, **more)  # type: ignore[arg-type]

    return make


@pytest.fixture
def tokens(make: Callable[..., IamTokens]) -> IamTokens:
    return make()


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()


class Crowd:
    """Many threads that ask at once; what each got, token or error."""

    def __init__(self, count: int, ask: Callable[[CancelToken], object]) -> None:
        self.cancels = [CancelToken() for _ in range(count)]
        self.got: list[object] = [None] * count
        self.ended = [threading.Event() for _ in range(count)]
        self._ask = ask
        self._threads = [threading.Thread(target=self._run, args=(place,)) for place in range(count)]
        for thread in self._threads:
            thread.start()

    def _run(self, place: int) -> None:
        try:
            self.got[place] = self._ask(self.cancels[place])
        except errors.YaGptError as error:
            self.got[place] = error
        finally:
            self.ended[place].set()

    def join(self) -> list[object]:
        for thread in self._threads:
            thread.join(PATIENCE_S)
            assert not thread.is_alive()
        return self.got

    def still_waiting(self) -> list[int]:
        return [place for place, ended in enumerate(self.ended) if not ended.is_set()]


def until(true: Callable[[], bool]) -> None:
    """Wait for what another thread is about to do."""
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.002)


def waiting(tokens: IamTokens) -> int:
    return len(tokens._changed._waiters)  # type: ignore[attr-defined]


@pytest.fixture
def crowd() -> Iterator[Callable[..., Crowd]]:
    crowds: list[Crowd] = []

    def gather(count: int, ask: Callable[[CancelToken], object]) -> Crowd:
        crowds.append(Crowd(count, ask))
        return crowds[-1]

    yield gather
    for one in crowds:
        for cancel in one.cancels:
            cancel.cancel()
        one.join()


# --- one for all ---


def test_a_thousand_callers_cause_one_exchange(tokens, exchange, crowd):
    exchange.gate = threading.Event()
    many = crowd(MANY, tokens.current)
    until(lambda: waiting(tokens) == MANY - 1)
    exchange.gate.set()
    got = many.join()
    assert {token.token for token in got} == {"t1.MADE-UP-1"}  # type: ignore[attr-defined]
    assert (exchange.calls, exchange.most_at_once) == (1, 1)


def test_a_thousand_rejected_callers_cause_one_renewal(tokens, exchange, crowd, cancel):
    old = tokens.current(cancel).token
    exchange.gate = threading.Event()
    many = crowd(MANY, lambda cancel: tokens.renewed(old, cancel))
    until(lambda: waiting(tokens) == MANY - 1)
    exchange.gate.set()
    assert {token.token for token in many.join()} == {"t1.MADE-UP-2"}  # type: ignore[attr-defined]
    assert (exchange.calls, exchange.most_at_once) == (2, 1)


def test_a_thousand_callers_share_one_failure(tokens, exchange, crowd):
    exchange.gate, exchange.failure = threading.Event(), errors.HostNotFound("made up", request_id="id-1")
    many = crowd(MANY, tokens.current)
    until(lambda: waiting(tokens) == MANY - 1)
    exchange.gate.set()
    got = many.join()
    assert {type(error) for error in got} == {errors.HostNotFound}
    assert {error.request_id for error in got} == {"id-1"}  # type: ignore[attr-defined]
    assert len(set(map(id, got))) == MANY, "each thread raises an error of its own"
    assert exchange.calls == 1


def test_a_held_token_costs_nothing(tokens, exchange, cancel, time_):
    first = tokens.current(cancel)
    for _ in range(10):
        time_.pass_s(300)
        assert tokens.current(cancel) is first
    assert exchange.calls == 1


# --- ahead of need ---


@pytest.mark.parametrize(
    ("life", "fresh_s", "stale_s"),
    [(LIFE, HOUR_S - 1, HOUR_S), (timedelta(minutes=10), 479, 480), (None, HOUR_S - 1, HOUR_S)],
)
def test_a_token_is_renewed_after_an_hour_or_at_a_fifth_of_its_life(
    tokens, exchange, cancel, time_, life, fresh_s, stale_s
):
    exchange.life = life
    first = tokens.current(cancel)
    time_.pass_s(fresh_s)
    assert tokens.current(cancel) is first
    time_.pass_s(stale_s - fresh_s)
    assert tokens.current(cancel).token == "t1.MADE-UP-2"


@pytest.mark.parametrize(
    "failure", [errors.HostNotFound(), errors.TimedOut(), errors.ServiceFault(), errors.SignInPageSuspected()]
)
def test_a_stale_token_is_used_on_where_no_new_one_is_to_be_had(tokens, exchange, cancel, time_, failure):
    first = tokens.current(cancel)
    time_.pass_s(HOUR_S)
    exchange.failure = failure
    for _ in range(5):
        assert tokens.current(cancel) is first
    assert exchange.calls == 2, "and it is not tried again with every call"
    time_.pass_s(AHEAD_PAUSE_S)
    assert tokens.current(cancel) is first
    assert exchange.calls == 3
    exchange.failure = None
    time_.pass_s(AHEAD_PAUSE_S)
    assert tokens.current(cancel).token == "t1.MADE-UP-4"


def test_an_expired_token_is_not_used_on(tokens, exchange, cancel, time_):
    tokens.current(cancel)
    time_.pass_s(12 * HOUR_S)
    exchange.failure = errors.HostNotFound()
    for _ in range(2):
        with pytest.raises(errors.HostNotFound):
            tokens.current(cancel)
    exchange.failure = None
    assert tokens.current(cancel).token == "t1.MADE-UP-4"


def test_while_one_renews_the_others_use_what_is_good(tokens, exchange, crowd, cancel, time_):
    first = tokens.current(cancel)
    time_.pass_s(HOUR_S)
    exchange.gate = threading.Event()
    leader = crowd(1, tokens.current)
    exchange.entered.acquire()
    exchange.entered.acquire(timeout=PATIENCE_S)
    others = crowd(50, tokens.current)
    assert others.join() == [first] * 50
    exchange.gate.set()
    assert leader.join()[0].token == "t1.MADE-UP-2"  # type: ignore[attr-defined]
    assert exchange.calls == 2


def test_a_renewal_ahead_of_need_does_not_hold_its_call_up_for_long(make, exchange, crowd, cancel, time_):
    alarm = Alarm()
    tokens = make(alarm=alarm)
    first = tokens.current(cancel)
    assert not alarm.pending, "the first token is needed, however long it takes"
    time_.pass_s(HOUR_S)
    exchange.gate = threading.Event()
    leader = crowd(1, tokens.current)
    until(lambda: bool(alarm.pending))
    assert alarm.pending[0][0] == AHEAD_LIMIT_S
    until(lambda: exchange.at_once == 1)
    alarm.ring()
    assert leader.join() == [first]
    assert tokens.current(cancel) is first
    assert exchange.calls == 2


def test_who_needs_a_token_does_not_share_the_limit_of_a_renewal_ahead_of_need(
    make, exchange, crowd, cancel, time_
):
    alarm = Alarm()
    tokens = make(alarm=alarm)
    first = tokens.current(cancel)
    time_.pass_s(HOUR_S)
    exchange.gate = threading.Event()
    leader = crowd(1, tokens.current)
    until(lambda: exchange.calls == 2)
    needy = crowd(1, lambda cancel: tokens.renewed(first.token, cancel))
    until(lambda: waiting(tokens) == 1)
    alarm.ring()
    until(lambda: exchange.calls == 3)
    exchange.gate.set()
    assert needy.join()[0].token == "t1.MADE-UP-3"  # type: ignore[attr-defined]
    assert isinstance(leader.join()[0], errors.TimedOut | IamToken)


# --- refused ---


def test_a_refused_token_is_renewed_once_for_all(tokens, exchange, cancel):
    old = tokens.current(cancel).token
    new = tokens.renewed(old, cancel)
    assert new.token == "t1.MADE-UP-2"
    assert tokens.renewed(old, cancel) is new
    assert tokens.current(cancel) is new
    assert exchange.calls == 2


def test_a_service_that_gives_the_refused_token_again_is_asked_once(tokens, exchange, cancel, time_):
    exchange.same = "t1.MADE-UP-same"
    tokens.current(cancel)
    for _ in range(3):
        assert tokens.renewed("t1.MADE-UP-same", cancel) is None
    assert exchange.calls == 2
    exchange.same = None
    time_.pass_s(HOUR_S)
    assert tokens.current(cancel).token == "t1.MADE-UP-3"
    assert tokens.renewed("t1.MADE-UP-same", cancel).token == "t1.MADE-UP-3"


@pytest.mark.parametrize("kind", [errors.CredentialRejected, errors.SessionExpired])
def test_a_refused_credential_is_remembered_and_not_asked_about_again(tokens, exchange, cancel, time_, kind):
    exchange.failure = kind("made up")
    for _ in range(5):
        with pytest.raises(kind):
            tokens.current(cancel)
        with pytest.raises(kind):
            tokens.renewed("t1.MADE-UP-any", cancel)
        time_.pass_s(24 * HOUR_S)
    assert exchange.calls == 1


def test_a_credential_that_is_refused_ahead_of_need_serves_until_its_token_ends(
    tokens, exchange, cancel, time_
):
    first = tokens.current(cancel)
    exchange.failure = errors.CredentialRejected()
    for _ in range(11):
        time_.pass_s(HOUR_S)
        assert tokens.current(cancel) is first
    assert exchange.calls == 2
    time_.pass_s(HOUR_S)
    with pytest.raises(errors.CredentialRejected):
        tokens.current(cancel)
    assert exchange.calls == 2


@pytest.mark.parametrize(
    "kind", [errors.AccessDenied, errors.ClockWrong, errors.SignInRequired, errors.QuotaExceeded]
)
def test_what_may_pass_is_asked_again(tokens, exchange, cancel, kind):
    exchange.failure = kind()
    for _ in range(2):
        with pytest.raises(kind):
            tokens.current(cancel)
    exchange.failure = None
    assert tokens.current(cancel).token == "t1.MADE-UP-3"


def test_a_renewal_that_fails_on_the_way_says_so_and_the_refused_token_is_gone(tokens, exchange, cancel):
    old = tokens.current(cancel).token
    exchange.failure = errors.HostNotFound()
    with pytest.raises(errors.HostNotFound):
        tokens.renewed(old, cancel)
    exchange.failure = None
    assert tokens.current(cancel).token == "t1.MADE-UP-3"


def test_a_defect_in_the_exchange_leaves_nobody_waiting(tokens, exchange, cancel):
    exchange.failure = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        tokens.current(cancel)
    exchange.failure = None
    assert tokens.current(cancel).token == "t1.MADE-UP-2"


# --- cancelled ---


def test_a_cancel_before_costs_nothing(tokens, exchange, cache, cancel):
    cancel.cancel()
    for ask in (tokens.current, lambda cancel: tokens.renewed("t1.MADE-UP", cancel)):
        with pytest.raises(errors.Cancelled):
            ask(cancel)
    assert (exchange.calls, cache.loads) == (0, 0)


def test_a_cancelled_waiter_leaves_at_once_and_the_renewal_goes_on(tokens, exchange, crowd):
    exchange.gate = threading.Event()
    leader = crowd(1, tokens.current)
    until(lambda: exchange.calls == 1)
    others = crowd(20, tokens.current)
    until(lambda: waiting(tokens) == 20)
    for cancel in others.cancels[:10]:
        cancel.cancel()
    for ended in others.ended[:10]:
        assert ended.wait(PATIENCE_S)
    assert {type(outcome) for outcome in others.got[:10]} == {errors.Cancelled}
    assert len(others.still_waiting()) == 10
    exchange.gate.set()
    assert {token.token for token in [*leader.join(), *others.join()[10:]]} == {"t1.MADE-UP-1"}  # type: ignore[attr-defined]
    assert exchange.calls == 1


def test_where_the_one_who_renews_is_cancelled_another_begins_anew(tokens, exchange, crowd):
    exchange.gate = threading.Event()
    leader = crowd(1, tokens.current)
    until(lambda: exchange.calls == 1)
    others = crowd(20, tokens.current)
    until(lambda: waiting(tokens) == 20)
    leader.cancels[0].cancel()
    assert isinstance(leader.join()[0], errors.Cancelled)
    until(lambda: exchange.calls == 2)
    exchange.gate.set()
    assert {token.token for token in others.join()} == {"t1.MADE-UP-2"}  # type: ignore[attr-defined]
    assert (exchange.calls, exchange.most_at_once) == (2, 1)


def test_where_all_are_cancelled_nothing_goes_on(tokens, exchange, crowd, cancel):
    exchange.gate = threading.Event()
    many = crowd(20, tokens.current)
    until(lambda: waiting(tokens) == 19)
    for one in many.cancels:
        one.cancel()
    assert {type(outcome) for outcome in many.join()} == {errors.Cancelled}
    assert exchange.at_once == 0
    exchange.gate = None
    assert tokens.current(cancel).token.startswith("t1.MADE-UP-")


# --- clocks ---


def test_sleep_ages_a_token_though_a_clock_stood_still(tokens, exchange, cancel, time_):
    tokens.current(cancel)
    time_.sleep_s(12 * HOUR_S)
    exchange.failure = errors.HostNotFound()
    with pytest.raises(errors.HostNotFound):
        tokens.current(cancel)


@pytest.mark.parametrize("by_s", [-600, -24 * HOUR_S, -3652 * 24 * HOUR_S])
def test_setting_the_clock_back_makes_no_token_live_longer(tokens, exchange, cancel, time_, by_s):
    first = tokens.current(cancel)
    time_.set_by(by_s)
    assert tokens.current(cancel) is first
    time_.pass_s(HOUR_S)
    assert tokens.current(cancel).token == "t1.MADE-UP-2"
    time_.set_by(by_s)
    time_.pass_s(12 * HOUR_S)
    exchange.failure = errors.HostNotFound()
    with pytest.raises(errors.HostNotFound):
        tokens.current(cancel)


@pytest.mark.parametrize("by_s", [600, 24 * HOUR_S, 3652 * 24 * HOUR_S])
def test_setting_the_clock_forward_costs_one_exchange_at_most(tokens, exchange, cancel, time_, by_s):
    tokens.current(cancel)
    time_.set_by(by_s)
    for _ in range(5):
        time_.pass_s(60)
        tokens.current(cancel)
    assert exchange.calls <= 2


# --- the keyring ---


def test_a_token_outlives_the_process(make, exchange, cancel, time_):
    first = make().current(cancel)
    time_.pass_s(1800)
    assert make().current(cancel).token == first.token
    assert exchange.calls == 1


def test_a_kept_token_goes_on_ageing(make, exchange, cancel, time_):
    make().current(cancel)
    time_.pass_s(1800)
    again = make()
    again.current(cancel)
    time_.pass_s(1799)
    again.current(cancel)
    assert exchange.calls == 1
    time_.pass_s(1)
    assert again.current(cancel).token == "t1.MADE-UP-2"


def test_a_kept_token_that_is_stale_is_renewed_and_serves_meanwhile(make, exchange, cancel, time_):
    first = make().current(cancel)
    time_.pass_s(2 * HOUR_S)
    exchange.failure = errors.HostNotFound()
    again = make()
    assert again.current(cancel).token == first.token
    exchange.failure = None
    time_.pass_s(AHEAD_PAUSE_S)
    assert again.current(cancel).token == "t1.MADE-UP-3"


def test_a_kept_token_that_is_expired_is_not_used(make, exchange, cancel, time_):
    make().current(cancel)
    time_.pass_s(13 * HOUR_S)
    exchange.failure = errors.HostNotFound()
    with pytest.raises(errors.HostNotFound):
        make().current(cancel)


def test_a_kept_token_without_an_end_is_given_twelve_hours(make, exchange, cancel, time_):
    exchange.life = None
    first = make().current(cancel)
    exchange.failure = errors.HostNotFound()
    time_.pass_s(12 * HOUR_S - 1)
    assert make().current(cancel).token == first.token
    time_.pass_s(1)
    with pytest.raises(errors.HostNotFound):
        make().current(cancel)


def test_a_kept_token_from_the_future_is_renewed_where_that_is_possible(make, exchange, cancel, time_):
    first = make().current(cancel)
    time_.set_by(-24 * HOUR_S)
    exchange.failure = errors.HostNotFound()
    assert make().current(cancel).token == first.token
    exchange.failure = None
    assert make().current(cancel).token == "t1.MADE-UP-3"


def test_every_new_token_is_kept(tokens, cache, cancel, time_):
    for _ in range(3):
        assert cache.kept.get(ACCOUNT) is tokens.token
        token = tokens.current(cancel)
        assert cache.kept[ACCOUNT] is token
        time_.pass_s(HOUR_S)
    assert (cache.loads, cache.saves) == (1, 3)


@pytest.mark.parametrize("failure", [errors.HostNotFound(), errors.CredentialRejected()])
def test_a_refused_token_without_a_successor_is_not_kept(make, exchange, cache, crowd, cancel, failure):
    tokens = make()
    tokens.current(cancel)
    exchange.failure = failure
    crowd(50, lambda cancel: tokens.renewed("t1.MADE-UP-1", cancel)).join()
    assert cache.kept == {}
    assert cache.deletes == 1


def test_a_keyring_that_fails_costs_exchanges_and_nothing_else(make, cache, exchange, cancel):
    cache.failure = errors.SecretStoreLocked()
    tokens = make()
    assert tokens.current(cancel) is tokens.current(cancel)
    assert exchange.calls == 1


def test_without_a_keyring_it_works_too(exchange, time_, cancel):
    tokens = IamTokens(ACCOUNT, exchange, clocks=time_.clocks)
    assert tokens.current(cancel) is tokens.token
    tokens.forget()


def test_those_who_wait_do_not_wait_for_the_keyring(tokens, cache, exchange, crowd):
    exchange.gate, slow = threading.Event(), threading.Event()
    cache.saving = lambda: slow.wait(PATIENCE_S)
    leader = crowd(1, tokens.current)
    until(lambda: exchange.calls == 1)
    others = crowd(10, tokens.current)
    until(lambda: waiting(tokens) == 10)
    exchange.gate.set()
    others.join()
    assert leader.still_waiting() == [0]
    slow.set()
    leader.join()


def test_a_slow_keyring_keeps_the_newest_token(tokens, cache, exchange, crowd, cancel):
    slow, begun = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        assert slow.wait(PATIENCE_S)

    cache.saving = wait
    first = crowd(1, tokens.current)
    assert begun.wait(PATIENCE_S)
    second = crowd(1, lambda cancel: tokens.renewed("t1.MADE-UP-1", cancel))
    until(lambda: tokens.token is not None and tokens.token.token == "t1.MADE-UP-2")
    slow.set()
    first.join()
    second.join()
    assert cache.kept[ACCOUNT].token == "t1.MADE-UP-2"


# --- forgotten ---


def test_what_is_forgotten_is_gone_and_comes_no_more(tokens, cache, exchange, cancel):
    tokens.current(cancel)
    tokens.forget()
    assert (cache.kept, tokens.token) == ({}, None)
    for ask in (tokens.current, lambda cancel: tokens.renewed("t1.MADE-UP-1", cancel)):
        with pytest.raises(errors.SignInRequired):
            ask(cancel)
    assert exchange.calls == 1


def test_forgetting_ends_a_renewal_and_lets_everybody_go(tokens, cache, exchange, crowd):
    exchange.gate = threading.Event()
    many = crowd(20, tokens.current)
    until(lambda: waiting(tokens) == 19)
    tokens.forget()
    assert {type(outcome) for outcome in many.join()} == {errors.SignInRequired}
    assert cache.kept == {}


def test_a_token_on_its_way_into_the_keyring_does_not_outlive_its_account(tokens, cache, crowd):
    slow, begun = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        assert slow.wait(PATIENCE_S)

    cache.saving = wait
    asking = crowd(1, tokens.current)
    assert begun.wait(PATIENCE_S)
    forgetting = crowd(1, lambda _: tokens.forget())
    until(lambda: tokens.token is None)
    assert forgetting.still_waiting() == [0]
    slow.set()
    forgetting.join()
    asking.join()
    assert cache.kept == {}


def test_forgetting_says_where_the_keyring_still_has_it(tokens, cache, cancel):
    tokens.current(cancel)
    cache.failure = errors.SecretStoreLocked()
    with pytest.raises(errors.SecretStoreLocked):
        tokens.forget()


def test_no_token_is_in_the_log(tokens, exchange, cancel, time_, caplog):
    with caplog.at_level("DEBUG"):
        tokens.current(cancel)
        time_.pass_s(HOUR_S)
        exchange.failure = errors.HostNotFound("made up")
        tokens.current(cancel)
    assert "E-DNS" in caplog.text
    assert "MADE-UP" not in caplog.text


# --- whatever happens, in whatever order ---


class Life(RuleBasedStateMachine):
    """A session with a service that knows which of its tokens are good, and when each really ends."""

    @initialize(life_h=st.sampled_from([0.1, 1, 5, 12]))
    def begin(self, life_h: float) -> None:
        self.time = Time()
        self.exchange = Exchange(self.time)
        self.exchange.life = timedelta(hours=life_h)
        self.cache = Cache()
        self.true_s = 0.0
        self.born_s: dict[str, float] = {}
        self.dead: set[str] = set()
        self.was_moved = False
        self.is_refused = False
        self.restart()

    @rule()
    def restart(self) -> None:
        self.tokens = IamTokens(ACCOUNT, self.exchange, self.cache, clocks=self.time.clocks)
        self.is_refused = False

    @rule(minutes=st.floats(0, 900))
    def wait(self, minutes: float) -> None:
        self.time.pass_s(minutes * 60)
        self.true_s += minutes * 60

    @rule(minutes=st.floats(0, 900))
    def sleep(self, minutes: float) -> None:
        self.time.sleep_s(minutes * 60)
        self.true_s += minutes * 60

    @rule(hours=st.sampled_from([-24.0, -1.0, 1.0, 24.0]))
    def set_the_clock(self, hours: float) -> None:
        self.time.set_by(hours * HOUR_S)
        self.was_moved = True

    @rule(
        failure=st.sampled_from(
            [None, errors.HostNotFound(), errors.ServiceFault(), errors.CredentialRejected()]
        )
    )
    def change_the_weather(self, failure: errors.YaGptError | None) -> None:
        self.exchange.failure = failure

    @rule()
    def ask(self) -> None:
        self._asked(lambda: self.tokens.current(CancelToken()))

    @rule()
    def be_rejected(self) -> None:
        token = self.tokens.token
        if token is not None:
            self.dead.add(token.token)
            self._asked(lambda: self.tokens.renewed(token.token, CancelToken()))

    def _asked(self, ask: Callable[[], IamToken | None]) -> None:
        before = self.exchange.calls
        held = self.tokens.token
        try:
            token = ask()
        except errors.YaGptError as error:
            assert type(error) is type(self.exchange.failure) or self.is_refused
            assert held is None or held.token in self.dead or self._may_have_ended(held)
            token = None
        asked = self.exchange.calls - before
        assert asked <= 1, "one event, one exchange"
        assert not (asked and self.is_refused), "a refusal is final"
        if asked and isinstance(self.exchange.failure, errors.CredentialRejected):
            self.is_refused = True
        if asked and self.exchange.failure is None:
            assert token is not None
            self.born_s[token.token] = self.true_s
        if token is None:
            return
        assert token.token not in self.dead, "a refused token is never handed out again"
        if not self.was_moved:
            age_s = self.true_s - self.born_s[token.token]
            assert age_s < self.exchange.life.total_seconds() or asked  # type: ignore[union-attr]
            if asked and held is not None and held.token not in self.dead:
                assert self.true_s - self.born_s[held.token] >= min(HOUR_S, 0.79 * self._life_s())

    def _life_s(self) -> float:
        assert self.exchange.life is not None
        return self.exchange.life.total_seconds()

    def _may_have_ended(self, token: IamToken) -> bool:
        return self.was_moved or self.true_s - self.born_s[token.token] >= self._life_s() - 1

    @invariant()
    def what_is_kept_is_not_older_than_what_is_held(self) -> None:
        if hasattr(self, "tokens") and self.tokens.token is not None:
            assert self.cache.kept[ACCOUNT].token == self.tokens.token.token


Life.TestCase.settings = settings(max_examples=150, stateful_step_count=30)
TestLife = Life.TestCase
