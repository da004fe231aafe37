"""Newest wins, one per frame, the first at once, the last never lost."""

from __future__ import annotations

import threading
import time
from itertools import pairwise

import pytest

from yagpt_desktop.workers.mailbox import FRAME_MS, LONGEST_FRAME_MS, FrameMailbox


@pytest.fixture
def mailbox(qapp):
    return FrameMailbox()


def test_the_first_value_does_not_wait_for_a_frame(qtbot, mailbox):
    with qtbot.waitSignal(mailbox.delivered, timeout=1000) as got:
        mailbox.post("первое")
    assert got.args == ["первое"]


def test_a_burst_becomes_few_deliveries_and_ends_with_the_newest(qtbot, mailbox):
    seen: list[int] = []
    mailbox.delivered.connect(seen.append)
    burst = threading.Thread(target=lambda: [mailbox.post(n) for n in range(600)])
    burst.start()
    burst.join()
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == 599, timeout=2000)
    assert len(seen) <= 3
    assert seen == sorted(seen)


def test_values_within_one_frame_wait_for_the_next(qtbot, mailbox):
    seen: list[str] = []
    mailbox.delivered.connect(seen.append)
    mailbox.post("a")
    qtbot.waitUntil(lambda: seen == ["a"])
    mailbox.post("b")
    mailbox.post("c")
    qtbot.waitUntil(lambda: len(seen) == 2, timeout=FRAME_MS * 20)
    assert seen == ["a", "c"]


def test_flush_delivers_what_waits_and_only_once(qtbot, mailbox):
    seen: list[str] = []
    mailbox.delivered.connect(seen.append)
    mailbox.post("a")
    mailbox.flush()
    mailbox.flush()
    qtbot.wait(FRAME_MS * 2)
    assert seen == ["a"]


def test_clear_forgets(qtbot, mailbox):
    seen: list[str] = []
    mailbox.delivered.connect(seen.append)
    mailbox.post("a")
    mailbox.clear()
    qtbot.wait(FRAME_MS * 2)
    assert seen == []


def test_a_thread_that_works_long_on_a_delivery_gets_fewer_of_them(qtbot, mailbox):
    times_s: list[float] = []

    def work(_value: object) -> None:
        times_s.append(time.monotonic())
        until_s = time.thread_time() + 0.02
        while time.thread_time() < until_s:
            pass
        if len(times_s) < 5:
            mailbox.post(len(times_s))

    mailbox.delivered.connect(work)
    mailbox.post(0)
    qtbot.waitUntil(lambda: len(times_s) == 5, timeout=5000)
    pauses_ms = [(later - sooner) * 1000 for sooner, later in pairwise(times_s[1:])]
    # Timers may ring a little early.
    assert min(pauses_ms) > (FRAME_MS + LONGEST_FRAME_MS) / 2


def test_a_thread_that_has_nothing_else_to_do_gets_a_delivery_every_frame(qtbot, mailbox):
    seen: list[int] = []
    mailbox.delivered.connect(seen.append)
    for number in range(8):
        mailbox.post(number)
        qtbot.waitUntil(lambda number=number: number in seen, timeout=5000)
    assert mailbox._frame.interval() < LONGEST_FRAME_MS
