"""Nobody waits longer than he wants for what nothing can end."""

from __future__ import annotations

import threading
import time

import pytest

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.errors import Cancelled
from yagpt_desktop.workers.aside import ThreadAside

WAIT_S = 20
SOON_S = 2.0


def nothing() -> None:
    """Look at nothing."""


@pytest.fixture
def hang():
    """An act that hangs until the test is over."""
    go_on = threading.Event()
    yield lambda: go_on.wait(WAIT_S)
    go_on.set()


def test_results_and_errors_come_through():
    aside = ThreadAside()
    assert aside.run(lambda: 5, WAIT_S, nothing) == 5
    assert aside.run(lambda: None, WAIT_S, nothing) is None
    error = OSError("said so")
    with pytest.raises(OSError) as caught:
        aside.run(lambda: (_ for _ in ()).throw(error), WAIT_S, nothing)
    assert caught.value is error


def test_the_act_runs_in_another_thread():
    assert ThreadAside().run(threading.get_ident, WAIT_S, nothing) != threading.get_ident()


def test_a_stop_is_obeyed_while_the_act_hangs(hang):
    cancel, raised = CancelToken(), []

    def wait():
        try:
            ThreadAside().run(hang, WAIT_S, cancel.raise_if_cancelled)
        except Cancelled as error:
            raised.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    began = time.monotonic()
    cancel.cancel()
    thread.join(WAIT_S)
    assert raised
    assert time.monotonic() - began < SOON_S


def test_a_stop_before_the_act_costs_no_thread():
    cancel, calls = CancelToken(), []
    cancel.cancel()
    with pytest.raises(Cancelled):
        ThreadAside().run(lambda: calls.append(1), WAIT_S, cancel.raise_if_cancelled)
    assert calls == []


def test_an_act_that_takes_too_long_is_left_behind(hang):
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        ThreadAside().run(hang, 0.1, nothing)
    assert time.monotonic() - began < SOON_S


def test_those_left_behind_are_counted_until_they_end(hang):
    aside = ThreadAside(most_left_behind=2)
    for _ in range(2):
        with pytest.raises(TimeoutError):
            aside.run(hang, 0.01, nothing)
    with pytest.raises(TimeoutError):
        aside.run(lambda: 5, WAIT_S, nothing)


def test_a_place_is_free_again_as_soon_as_the_result_is_there():
    aside = ThreadAside(most_left_behind=1)
    assert [aside.run(lambda: 5, WAIT_S, nothing) for _ in range(50)] == [5] * 50
