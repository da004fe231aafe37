"""The watchdog with a clock and an alarm in hand: no test here waits."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.config import Network
from yagpt_desktop.domain.errors import ComputerSlept, TimedOut
from yagpt_desktop.yandex import watchdog as module
from yagpt_desktop.yandex.sleep_bell import SleepBell
from yagpt_desktop.yandex.watchdog import Expiry, Watchdog

NETWORK = Network(first_token_timeout_s=60, silence_timeout_s=45, total_timeout_s=600)


class Clock:
    """Time and alarms that move only when told to."""

    def __init__(self):
        self.now = 1000.0
        self.pending = []
        self.set_in_all = 0

    def monotonic(self):
        return self.now

    def after(self, seconds, action):
        handle = Handle(self, self.now + seconds, action)
        self.pending.append(handle)
        self.set_in_all += 1
        return handle

    def advance(self, seconds):
        end = self.now + seconds
        while due := [handle for handle in self.pending if handle.at <= end]:
            first = min(due, key=lambda handle: handle.at)
            self.pending.remove(first)
            self.now = max(self.now, first.at)
            first.action()
        self.now = end


class Handle:
    def __init__(self, clock, at, action):
        self.clock, self.at, self.action = clock, at, action

    def cancel(self):
        if self in self.clock.pending:
            self.clock.pending.remove(self)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(module.time, "monotonic", clock.monotonic)
    return clock


@pytest.fixture
def aborts():
    return []


@pytest.fixture
def watched(clock, aborts):
    def make(*, streaming=True, network=NETWORK, **limits):
        watchdog = Watchdog(network, clock, streaming=streaming, **limits)
        return watchdog, watchdog.guarding(lambda: aborts.append(clock.now))

    return make


def test_without_a_first_piece(watched, clock, aborts):
    watchdog, guard = watched()
    with guard:
        clock.advance(59)
        assert aborts == []
        clock.advance(2)
        assert aborts == [1060]
        assert watchdog.expiry is Expiry.FIRST_TOKEN
        clock.advance(1000)
    assert aborts == [1060]


def test_silence_is_counted_from_the_last_piece(watched, clock, aborts):
    watchdog, guard = watched()
    with guard:
        for _ in range(5):
            clock.advance(40)
            watchdog.stir()
        clock.advance(44)
        assert aborts == []
        clock.advance(2)
    assert aborts == [1245]
    assert watchdog.expiry is Expiry.SILENCE


def test_pieces_do_not_move_the_end_of_all(watched, clock, aborts):
    watchdog, guard = watched()
    with guard:
        while not aborts:
            watchdog.stir()
            clock.advance(30)
    assert aborts == [1600]
    assert watchdog.expiry is Expiry.TOTAL


def test_without_streaming_only_the_total_counts(watched, clock, aborts):
    watchdog, guard = watched(streaming=False)
    with guard:
        clock.advance(599)
        assert aborts == []
        clock.advance(1)
    assert watchdog.expiry is Expiry.TOTAL


def test_a_short_call_has_a_shorter_total(watched, clock, aborts):
    watchdog, guard = watched(streaming=False, total_s=60)
    assert watchdog.total_s == 60
    with guard:
        clock.advance(61)
    assert aborts == [1060]


def test_after_the_final_piece_a_moment_is_left(watched, clock, aborts):
    watchdog, guard = watched()
    with guard:
        watchdog.stir()
        watchdog.settle()
        clock.advance(module.SETTLE_S / 2)
        assert aborts == []
        clock.advance(module.SETTLE_S)
    assert watchdog.expiry is Expiry.SETTLED


def test_a_silence_limit_shorter_than_what_is_left_for_the_first_piece(watched, clock, aborts):
    watchdog, guard = watched(network=Network(first_token_timeout_s=60, silence_timeout_s=2))
    with guard:
        clock.advance(1)
        watchdog.stir()
        clock.advance(3)
    assert aborts == [1003]
    assert watchdog.expiry is Expiry.SILENCE


def test_a_call_that_ends_in_time_leaves_no_alarm(watched, clock, aborts):
    watchdog, guard = watched()
    with guard:
        watchdog.stir()
    assert clock.pending == []
    clock.advance(10_000)
    assert aborts == []
    assert watchdog.expiry is None


def test_an_alarm_that_rings_while_the_call_ends_does_nothing(watched, clock, aborts):
    watchdog, guard = watched()
    with guard:
        ringing = clock.pending[0]
    clock.now += 10_000
    ringing.action()
    assert aborts == []
    assert watchdog.expiry is None


def test_a_hundred_thousand_pieces_cost_few_alarms(watched, clock):
    watchdog, guard = watched()
    with guard:
        for _ in range(100_000):
            watchdog.stir()
            clock.advance(0.001)
    assert clock.set_in_all < 10


def test_an_alarm_that_rings_far_too_late_has_slept(clock, watched, aborts):
    """Where the clock goes on in a sleep, the limit passes in it and nobody was there to wait."""
    watchdog, guarding = watched()
    with guarding:
        (alarm,) = clock.pending
        clock.now += 3600
        clock.pending.clear()
        alarm.action()
        assert watchdog.expiry is Expiry.SLEPT
        assert watchdog.expiry.error_kind is ComputerSlept
    assert len(aborts) == 1


def test_a_bell_ends_the_call_once_and_says_why(clock, aborts):
    bell = SleepBell()
    watchdog = Watchdog(NETWORK, clock, streaming=True, bell=bell)
    bell.ring()
    with watchdog.guarding(lambda: aborts.append("ended")):
        bell.ring()
        bell.ring()
        clock.advance(1000)
    bell.ring()
    assert aborts == ["ended"]
    assert watchdog.expiry is Expiry.SLEPT


def test_a_sleep_shows_in_the_difference_of_two_clocks(clock, monkeypatch):
    steady = [5000.0]
    monkeypatch.setattr(module, "steady_s", lambda: steady[0])
    watchdog = Watchdog(NETWORK, clock, streaming=True)
    with watchdog.guarding(lambda: None):
        clock.now, steady[0] = clock.now + 10, steady[0] + 10
        assert not watchdog.has_slept
        clock.now, steady[0] = clock.now + 10, steady[0] + 3610
        assert watchdog.has_slept


@pytest.mark.parametrize("expiry", list(Expiry))
def test_each_reason_has_its_error(expiry):
    assert expiry.error_kind is (ComputerSlept if expiry is Expiry.SLEPT else TimedOut)
