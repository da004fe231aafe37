"""Parts of a long work find their size by themselves."""

from __future__ import annotations

from yagpt_desktop.storage.history.pace import AIM_S, Pace


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def after(seconds_for_each_thousand: float, parts: int = 20) -> tuple[Pace, float]:
    """A pace on a computer of some speed, and how long its last part took."""
    clock = Clock()
    pace = Pace(clock)
    took = 0.0
    for _ in range(parts):
        with pace.part() as weight:
            took = weight / 1000 * seconds_for_each_thousand
            clock.now += took
    return pace, took


def test_parts_take_about_as_long_as_nobody_notices():
    assert abs(after(0.000_2)[1] - AIM_S) < 0.001


def test_a_slow_computer_gets_small_parts_and_a_fast_one_large_ones_within_limits():
    slow, fast = after(0.1)[0].weight, after(0.000_001)[0].weight
    assert slow < after(0.000_2)[0].weight < fast
    assert after(10)[0].weight == slow
    assert after(0)[0].weight == fast


def test_one_slow_part_does_not_make_all_that_follow_small():
    clock = Clock()
    pace = Pace(clock)
    for _ in range(20):
        with pace.part() as weight:
            clock.now += weight / 1000 * 0.000_2
    before = pace.weight
    with pace.part():
        clock.now += 60
    assert pace.weight >= before // 2
