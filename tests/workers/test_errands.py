"""Small work beside the GUI thread."""

from __future__ import annotations

import threading

from yagpt_desktop.workers.errands import Errands


def test_what_is_asked_for_is_done_elsewhere_and_told_here(qtbot):
    errands = Errands()
    heard: list[tuple[object, object, bool]] = []
    errands.done.connect(lambda key, result: heard.append((key, *result)))
    here = threading.get_ident()
    for number in range(5):
        errands.ask(number, lambda number=number: (number * 2, threading.get_ident() != here))
    qtbot.waitUntil(lambda: len(heard) == 5, timeout=5000)
    assert sorted(heard) == [(number, number * 2, True) for number in range(5)]


def test_the_newest_comes_first_and_what_was_dropped_never(qtbot):
    errands = Errands()
    goes_on, began = threading.Event(), threading.Event()
    heard: list[object] = []
    errands.done.connect(lambda key, _: heard.append(key))

    def wait() -> None:
        began.set()
        goes_on.wait(5)

    errands.ask("first", wait)
    assert began.wait(5)
    errands.ask("never", lambda: None)
    errands.drop()
    errands.ask("old", lambda: None)
    errands.ask("new", lambda: None)
    goes_on.set()
    qtbot.waitUntil(lambda: len(heard) == 3, timeout=5000)
    assert heard == ["first", "new", "old"]


def test_a_failure_is_nothing_and_the_next_is_done(qtbot, caplog):
    errands = Errands()
    heard: list[object] = []
    errands.done.connect(lambda key, result: heard.append((key, result)))
    errands.ask("bad", lambda: 1 // 0)
    qtbot.waitUntil(lambda: heard == [("bad", None)], timeout=5000)
    errands.ask("good", lambda: 1)
    qtbot.waitUntil(lambda: heard[1:] == [("good", 1)], timeout=5000)
    assert "errand failed" in caplog.text


def test_the_thread_is_gone_when_nothing_is_left(qtbot):
    errands = Errands()
    with qtbot.waitSignal(errands.done, timeout=5000):
        errands.ask("one", lambda: None)
    qtbot.waitUntil(lambda: not any(one.name == "errands" for one in threading.enumerate()), timeout=5000)
