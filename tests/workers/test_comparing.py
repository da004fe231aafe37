"""Steps beside the GUI thread: never two at once, never more than one waiting, the newest is never lost."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread

from yagpt_desktop.domain.errors import StorageError, UnexpectedError
from yagpt_desktop.text.changes import LiveComparison
from yagpt_desktop.workers.comparing import Comparing


@pytest.fixture
def comparing(qapp) -> Iterator[Comparing]:
    owner = QObject()
    made = Comparing(owner)
    yield made
    assert made.shut_down(), "a worker outlived its test"


def test_of_those_that_wait_only_the_newest_runs(qtbot, comparing):
    gate = threading.Event()
    seen: list[object] = []
    comparing.compared.connect(seen.append)
    comparing.compare(lambda: gate.wait(20) and "первый")
    for number in range(5):
        comparing.compare(partial(str, number))
    assert comparing.busy
    gate.set()
    qtbot.waitUntil(lambda: not comparing.busy)
    assert seen == ["первый", "4"]


def test_steps_run_beside_the_gui_thread_and_tell_it(qtbot, comparing):
    threads: list[object] = []
    with qtbot.waitSignal(comparing.compared) as told:
        comparing.compare(QThread.currentThread)
    comparing.compared.connect(lambda _value: threads.append(QThread.currentThread()))
    with qtbot.waitSignal(comparing.compared):
        comparing.compare(lambda: 1)
    assert told.args[0] != threads[0]
    assert threads == [comparing.thread()]


@pytest.mark.parametrize(
    ("raised", "kind"), [(StorageError("x"), StorageError), (ValueError(), UnexpectedError)]
)
def test_a_step_that_breaks_is_told_and_the_next_one_runs(qtbot, comparing, raised, kind):
    def broken() -> None:
        raise raised

    with qtbot.waitSignal(comparing.failed) as told:
        comparing.compare(broken)
    assert isinstance(told.args[0], kind)
    with qtbot.waitSignal(comparing.compared):
        comparing.compare(lambda: 1)


def test_what_was_forgotten_says_nothing(qtbot, comparing):
    gate = threading.Event()
    seen: list[object] = []
    comparing.compared.connect(seen.append)
    comparing.compare(lambda: gate.wait(20) and "старое")
    comparing.compare(lambda: "старое тоже")
    comparing.forget()
    gate.set()
    with qtbot.waitSignal(comparing.compared):
        comparing.compare(lambda: "новое")
    qtbot.waitUntil(lambda: not comparing.busy)
    assert seen == ["новое"]


def test_a_text_is_compared_while_it_grows(qtbot, comparing):
    original = "Мама мыла раму. " * 200
    corrected = original.replace("мыла", "мыло")
    live = LiveComparison(original)
    seen = []
    comparing.compared.connect(seen.append)
    for end in range(0, len(corrected), 97):
        comparing.compare(partial(live.update, corrected[:end]))
    comparing.compare(partial(live.finish, corrected))
    qtbot.waitUntil(lambda: not comparing.busy)
    assert len(seen[-1].changes) == 200
    assert seen[-1].reached == len(original)


def test_a_step_lets_the_gui_thread_have_its_turn_sooner_and_leaves_all_as_it_was(qtbot, comparing):
    before_s = sys.getswitchinterval()
    with qtbot.waitSignal(comparing.compared) as told:
        comparing.compare(sys.getswitchinterval)
    assert told.args[0] < before_s
    assert sys.getswitchinterval() == before_s
