"""A sleep, another network, and neither."""

from __future__ import annotations

import threading

import pytest

from yagpt_desktop.workers.heartbeat import Heartbeat, local_addresses, steady_s


class World:
    def __init__(self) -> None:
        self.now_s = 1000.0
        self.place = ("192.0.2.7", "")
        self.heard: list[str] = []
        self.heartbeat = Heartbeat(
            lambda: self.heard.append("slept"),
            lambda: self.heard.append("moved"),
            beat_s=2.0,
            clock=lambda: self.now_s,
            place=lambda: self.place,
        )

    def beat(self, after_s: float = 2.0) -> None:
        self.now_s += after_s
        self.heartbeat.beat()


@pytest.fixture
def world() -> World:
    return World()


def test_an_ordinary_day(world: World) -> None:
    for _ in range(20):
        world.beat()
    world.beat(2.0 + 15)
    assert world.heard == []


@pytest.mark.parametrize("gap_s", [30.0, 600.0, 86_400.0 * 30])
def test_a_sleep_is_told_once(world: World, gap_s: float) -> None:
    world.beat()
    world.beat(gap_s)
    world.beat()
    assert world.heard == ["slept"]


def test_another_network_is_told_once(world: World) -> None:
    world.place = ("198.51.100.3", "")
    world.beat()
    world.beat()
    assert world.heard == ["moved"]


def test_no_network_and_its_return_are_moves(world: World) -> None:
    world.place = ("", "")
    world.beat()
    world.place = ("192.0.2.7", "")
    world.beat()
    assert world.heard == ["moved", "moved"]


def test_a_sleep_that_ends_elsewhere_is_a_sleep(world: World) -> None:
    world.place = ("198.51.100.3", "")
    world.beat(3600)
    world.beat()
    assert world.heard == ["slept"]


def test_a_clock_that_somebody_sets_back_is_nothing(world: World) -> None:
    world.beat(-3600)
    world.beat()
    assert world.heard == []


def test_it_beats_in_a_thread_of_its_own_and_leaves() -> None:
    beats = threading.Semaphore(0)

    def place() -> tuple[str, ...]:
        beats.release()
        return ()

    heartbeat = Heartbeat(lambda: None, lambda: None, beat_s=0.01, place=place)
    heartbeat.start()
    heartbeat.start()
    for _ in range(3):
        assert beats.acquire(timeout=5)
    heartbeat.close()
    heartbeat.close()
    heartbeat.start()
    assert not [thread for thread in threading.enumerate() if thread.name == "heartbeat"]


def test_a_stopped_process_wakes_like_a_computer() -> None:
    """A real gap of a real clock, shortened: the beat comes far later than it should."""
    now = iter([0.0, 0.0, 45.0])
    woken: list[int] = []
    heartbeat = Heartbeat(lambda: woken.append(1), lambda: None, clock=lambda: next(now), place=tuple)
    heartbeat.beat()
    heartbeat.beat()
    assert woken == [1]


def test_the_real_clock_and_the_real_addresses_can_be_read() -> None:
    assert steady_s() <= steady_s()
    found = local_addresses()
    assert len(found) == 2
    assert all(isinstance(address, str) for address in found)
