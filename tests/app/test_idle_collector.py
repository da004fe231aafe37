"""Garbage dies in the window's thread, while it waits, and nowhere else."""

import gc
import subprocess
import sys
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from yagpt_desktop.app.idle_collector import IdleCollector


class Knot:
    """Only a collector can end it."""

    def __init__(self, died_in: list[int] | None = None) -> None:
        self.itself = self
        if died_in is not None:
            weakref.finalize(self, lambda: died_in.append(threading.get_ident()))


@pytest.fixture
def collector(qapp):
    was = gc.isenabled(), gc.get_threshold()
    owner = QObject()
    yield IdleCollector(owner)
    owner.deleteLater()
    gc.set_threshold(*was[1])
    (gc.enable if was[0] else gc.disable)()


def tie(count: int, died_in: list[int]) -> None:
    for _ in range(count):
        Knot(died_in)


def test_what_a_worker_leaves_in_a_circle_dies_in_the_windows_thread(collector, qtbot):
    died_in: list[int] = []
    worker = threading.Thread(target=tie, args=(5_000, died_in))
    worker.start()
    worker.join()
    assert died_in == []
    qtbot.waitUntil(lambda: len(died_in) == 5_000)
    assert set(died_in) == {threading.get_ident()}


def test_what_is_old_dies_as_well(collector, qtbot):
    gc.set_threshold(10, 2, 2)
    died_in: list[int] = []
    knots = [Knot(died_in) for _ in range(50)]
    gc.collect()
    knots.clear()

    def work_goes_on() -> bool:
        tie(100, [])
        return len(died_in) == 50

    qtbot.waitUntil(work_goes_on)


def test_an_idle_loop_collects_nothing(collector, qtbot):
    gc.collect()
    seen: list[str] = []
    hear = lambda phase, _info: seen.append(phase)  # noqa: E731
    gc.callbacks.append(hear)
    try:
        qtbot.wait(200)
    finally:
        gc.callbacks.remove(hear)
    assert seen == []


DIES_ELSEWHERE = """
import gc, sys, threading
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from yagpt_desktop.app.idle_collector import IdleCollector
app = QCoreApplication([])
if sys.argv[1] == "with":
    IdleCollector(app)
else:
    gc.set_threshold(50)
class Looker(QObject):
    def __init__(self):
        super().__init__()
        self.itself = self
        self.timer = QTimer(self)
        self.timer.start(1000)
def work():
    lookers.clear()
    for _ in range(30000):
        holder = []
        holder.append(holder)
lookers = [Looker() for _ in range(100)]
worker = threading.Thread(target=work)
worker.start()
worker.join()
QTimer.singleShot(100, app.quit)
app.exec()
"""


def test_a_timer_in_a_circle_is_not_destroyed_by_a_worker():
    said = {
        kind: subprocess.run(
            [sys.executable, "-c", DIES_ELSEWHERE, kind],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        for kind in ("with", "without")
    }
    assert (said["with"].returncode, said["with"].stderr) == (0, "")
    assert "another thread" in said["without"].stderr or said["without"].returncode
