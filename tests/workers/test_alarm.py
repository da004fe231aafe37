"""A clock that rings in order, once, and can be told to forget."""

from __future__ import annotations

import threading

import pytest

from yagpt_desktop.workers.alarm import ThreadAlarm


@pytest.fixture
def alarm():
    alarm = ThreadAlarm()
    yield alarm
    alarm.close()
    assert "alarm" not in {thread.name for thread in threading.enumerate()}


def test_alarms_ring_in_the_order_of_their_times(alarm):
    rung: list[str] = []
    done = threading.Event()
    alarm.after(0.08, done.set)
    alarm.after(0.05, lambda: rung.append("second"))
    alarm.after(0.01, lambda: rung.append("first"))
    assert done.wait(5)
    assert rung == ["first", "second"]


def test_a_forgotten_alarm_stays_silent(alarm):
    rung = threading.Event()
    later = threading.Event()
    alarm.after(0.02, rung.set).cancel()
    alarm.after(0.05, later.set)
    assert later.wait(5)
    assert not rung.is_set()


def test_closing_does_not_wait_for_what_is_pending(alarm):
    alarm.after(3600, lambda: None)
    alarm.close()
