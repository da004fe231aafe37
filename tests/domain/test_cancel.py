"""Stopping a call that blocks in another thread."""

from __future__ import annotations

import threading
import time

import pytest

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.errors import Cancelled


def test_a_cancel_aborts_what_is_registered():
    cancel, aborted = CancelToken(), []
    with cancel.aborting(lambda: aborted.append("call")):
        cancel.cancel()
        assert aborted == ["call"]


def test_a_cancel_between_the_making_of_a_call_and_its_registration_is_not_lost():
    cancel, aborted = CancelToken(), []
    cancel.cancel()
    with cancel.aborting(lambda: aborted.append("call")):
        assert aborted == ["call"]


def test_a_call_that_ended_is_not_aborted_later():
    cancel, aborted = CancelToken(), []
    with cancel.aborting(lambda: aborted.append("call")):
        pass
    cancel.cancel()
    assert aborted == []


def test_each_call_is_aborted_once():
    cancel, aborted = CancelToken(), []
    with cancel.aborting(lambda: aborted.append(1)), cancel.aborting(lambda: aborted.append(2)):
        cancel.cancel()
        cancel.cancel()
    assert sorted(aborted) == [1, 2]


def test_a_wait_wakes_at_a_cancel():
    cancel = CancelToken()
    threading.Timer(0.05, cancel.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        cancel.wait(30)
    assert time.monotonic() - began < 5


def test_a_wait_without_a_cancel_ends_quietly():
    CancelToken().wait(0.01)


@pytest.mark.parametrize("round_", range(200))
def test_a_cancel_and_a_registration_that_meet_abort_once(round_):
    cancel, aborted = CancelToken(), []
    start = threading.Barrier(2)

    def canceller() -> None:
        start.wait()
        cancel.cancel()

    thread = threading.Thread(target=canceller)
    thread.start()
    start.wait()
    with cancel.aborting(lambda: aborted.append(1)):
        thread.join()
    assert aborted == [1]
