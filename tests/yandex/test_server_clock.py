"""The service's time, learnt from what it says."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.yandex.server_clock import ServerClock, steady_s

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY_S = 24 * 3600.0
OFFSETS_S = [0.0, 600.0, -600.0, DAY_S, -DAY_S, 3652 * DAY_S, -3652 * DAY_S]


class Computer:
    """A computer whose clock may be wrong, be set, and whose sleep a steady clock counts."""

    def __init__(self, ahead_s: float = 0.0) -> None:
        self.ahead_s = ahead_s
        self.up_s = 1000.0
        self.clock = ServerClock(self.wall_s, lambda: self.up_s)

    @property
    def true(self) -> datetime:
        return NOON + timedelta(seconds=self.up_s - 1000)

    def wall_s(self) -> float:
        return self.true.timestamp() + self.ahead_s

    def hear(self) -> None:
        self.clock.hear(format_datetime(self.true, usegmt=True))


def test_before_the_first_answer_this_computers_time_counts():
    computer = Computer(ahead_s=77)
    assert computer.clock.now_s() == computer.wall_s()
    assert computer.clock.skew_s == 0


@pytest.mark.parametrize("ahead_s", OFFSETS_S)
def test_one_answer_tells_the_time_whatever_the_clock_shows(ahead_s):
    computer = Computer(ahead_s)
    computer.hear()
    computer.up_s += 5000
    assert computer.clock.now_s() == pytest.approx(computer.true.timestamp(), abs=1)
    assert computer.clock.skew_s == pytest.approx(-ahead_s, abs=1)


@given(st.lists(st.floats(-1e9, 1e9), max_size=5), st.floats(0, 1e6))
def test_setting_the_clock_changes_the_skew_and_not_the_services_time(settings_s, later_s):
    computer = Computer(123.0)
    computer.hear()
    for ahead_s in settings_s:
        computer.up_s += later_s
        computer.ahead_s = ahead_s
        assert computer.clock.now_s() == pytest.approx(computer.true.timestamp(), abs=1)
        assert computer.clock.skew_s == pytest.approx(-ahead_s, abs=2)


@pytest.mark.parametrize(
    "date",
    [
        None,
        "",
        "yesterday",
        "Sun, 99 Nov 2026 12:00:00 GMT",
        "Sun, 22 Nov 99999 12:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 13 Dec 1901 20:45:52 GMT",
        "\x00",
    ],
)
def test_what_is_no_date_teaches_nothing(date):
    computer = Computer(600)
    computer.clock.hear(date)
    assert computer.clock.skew_s == 0
    computer.hear()
    computer.clock.hear(date)
    assert computer.clock.skew_s == pytest.approx(-600, abs=1)


@given(st.text(max_size=60))
def test_no_header_breaks_it(date):
    Computer().clock.hear(date)


def test_a_moment_of_the_service_is_told_by_this_computers_clock():
    computer = Computer(ahead_s=7200)
    computer.hear()
    assert computer.clock.here(NOON) == NOON + timedelta(hours=2)


def test_a_skew_that_a_slow_network_may_make_moves_nothing():
    computer = Computer(ahead_s=40)
    computer.hear()
    assert computer.clock.here(NOON) == NOON


def test_many_threads_may_ask_and_tell():
    computer = Computer(600)
    wrong: list[float] = []

    def work() -> None:
        for _ in range(500):
            computer.hear()
            if abs(computer.clock.skew_s + 600) > 1:
                wrong.append(computer.clock.skew_s)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_the_steady_clock_only_goes_forward():
    before = steady_s()
    assert steady_s() >= before
