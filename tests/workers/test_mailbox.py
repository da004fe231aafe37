"""Newest wins, one per frame, the first at once, the last never lost."""

from __future__ import annotations

import threading

import pytest

from yagpt_desktop.workers.mailbox import FRAME_MS, FrameMailbox


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
