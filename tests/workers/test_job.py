"""Short work beside the GUI thread: in order, one answer each, errors as values."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject

from yagpt_desktop.domain.errors import SecretStoreLocked, UnexpectedError
from yagpt_desktop.workers.job import Broken, Done, Job, single_thread


@pytest.fixture
def owner(qapp):
    owner = QObject()
    yield owner
    for pool in owner.children():
        if hasattr(pool, "waitForDone"):
            assert pool.waitForDone(3000)


def test_results_come_in_order_and_once(qtbot, owner):
    job = Job(single_thread(owner), owner)
    seen: list[object] = []
    job.finished.connect(seen.append)
    for number in range(50):
        job.run(lambda number=number: number)
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == [Done(number) for number in range(50)]
    assert not job.busy


def test_work_runs_beside_the_gui_thread(qtbot, owner):
    job = Job(single_thread(owner), owner)
    with qtbot.waitSignal(job.finished) as got:
        job.run(threading.get_ident)
    assert got.args[0].value != threading.get_ident()


def test_an_error_of_ours_keeps_its_class(qtbot, owner):
    def locked() -> None:
        raise SecretStoreLocked("collection is locked")

    job = Job(single_thread(owner), owner)
    with qtbot.waitSignal(job.finished) as got:
        job.run(locked)
    assert isinstance(got.args[0], Broken)
    assert isinstance(got.args[0].error, SecretStoreLocked)


def test_a_defect_becomes_a_value(qtbot, owner):
    def broken() -> None:
        raise KeyError("x")

    job = Job(single_thread(owner), owner)
    with qtbot.waitSignal(job.finished) as got:
        job.run(broken)
    assert isinstance(got.args[0].error, UnexpectedError)
