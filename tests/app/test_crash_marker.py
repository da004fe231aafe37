"""When the next start begins with less: real windows, really killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from yagpt_desktop.app.crash_marker import MARKER_FILE, SAFE_AFTER_CRASHES, CrashMarker


@pytest.fixture
def start(tmp_path):
    """Begin a run of a profile; ``boot`` names the computer's session."""

    def begin(boot: str = "one", log=None) -> tuple[CrashMarker, bool]:
        marker = CrashMarker(tmp_path, log, lambda: boot)
        return marker, marker.begin()

    return begin


def test_the_start_after_three_crashes_begins_with_less(start):
    assert [start()[1] for _ in range(SAFE_AFTER_CRASHES + 1)] == [False, False, False, True]


def test_an_end_in_order_forgets_the_crashes_before_it(start, tmp_path):
    start(), start()
    marker, _ = start()
    marker.end()
    assert not (tmp_path / MARKER_FILE).exists()
    assert [start()[1] for _ in range(3)] == [False, False, False]


def test_a_start_with_less_that_ends_in_order_is_followed_by_a_whole_one(start):
    *_, (marker, safe) = [start() for _ in range(4)]
    assert safe
    marker.end()
    assert start()[1] is False


def test_a_window_that_was_open_for_long_and_is_killed_has_not_crashed(start):
    start(), start()
    marker, _ = start()
    marker.prove()
    assert start()[1] is False
    assert [start()[1] for _ in range(2)] == [False, False]


def test_what_goes_down_with_the_computer_neither_counts_nor_forgives(start):
    assert [start(boot)[1] for boot in ("one", "two", "three", "four", "five")] == [False] * 5
    # In one session of the computer two more are needed after the first.
    assert [start("five")[1] for _ in range(3)] == [False, False, True]


def test_a_fatal_error_counts_however_long_the_window_was_open(start, tmp_path):
    log = tmp_path / "crash.log"
    safe = []
    for _ in range(4):
        marker, is_safe = start(log=log)
        marker.prove()
        safe.append(is_safe)
        with log.open("a", encoding="utf8") as file:
            file.write("Windows fatal exception: access violation\n")
    assert safe == [False, False, False, True]


def test_a_fatal_error_of_an_earlier_run_counts_once(start, tmp_path):
    log = tmp_path / "crash.log"
    log.write_text("Fatal Python error: Aborted\n", encoding="utf8")
    for _ in range(5):
        marker, is_safe = start(log=log)
        marker.prove()
        assert not is_safe


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff", b'{"crashes": "many"}', b'{"crashes": -4}', b"null", b"[" * 20_000]
)
def test_a_damaged_marker_counts_for_nothing(start, tmp_path, content):
    (tmp_path / MARKER_FILE).write_bytes(content)
    assert start()[1] is False
    assert start()[1] is False


def test_a_folder_that_takes_nothing_costs_only_the_marker(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    marker = CrashMarker(tmp_path / "file")
    assert marker.begin() is False
    marker.prove()
    marker.end()


# --- the program itself ---

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget
from yagpt_desktop.app import run_window
from yagpt_desktop.app.window import DesktopApp
from yagpt_desktop.wiring import StartOptions

whole_start = DesktopApp.start

def start(self, **options):
    taken = []
    whole_begin, self.at_hand.begin = self.at_hand.begin, lambda: taken.append(True)
    whole_start(self, **options)
    window = self.window

    def tell(*more):
        strip = window.findChild(QWidget, "safe-mode")
        shown = not strip.isHidden()
        print("safe" if shown else "whole", bool(taken), window.size().width(), flush=True)

    def go_on():
        tell()
        if sys.argv[2] == "normal":
            window.findChild(QPushButton, "safe-mode-yes").click()
            tell()
            window.resize(700, 600)
            window.close()
        elif sys.argv[2] == "close":
            window.resize(700, 600)
            window.close()
        elif sys.argv[2] == "abort":
            import os
            os.abort()

    QTimer.singleShot(0, go_on)

DesktopApp.start = start
sys.exit(run_window(StartOptions(profile=Path(sys.argv[1]), demo=True)))
"""


@pytest.fixture
def run(tmp_path):
    """Start the window; what it says of itself, killed or not."""
    running = []

    def start_and_end(way: str) -> list[str]:
        command = [sys.executable, "-c", PROGRAM, str(tmp_path / "profile"), way]
        env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
        )
        running.append(process)
        said = [process.stdout.readline().split()]
        if way == "kill":
            process.send_signal(signal.SIGKILL)
        elif way == "term":
            process.send_signal(signal.SIGTERM)
        elif way == "normal":
            said.append(process.stdout.readline().split())
        assert process.wait(30) == {"kill": -signal.SIGKILL, "abort": -signal.SIGABRT}.get(way, 0)
        return said

    yield start_and_end
    for process in running:
        process.kill()
        process.communicate()


def test_three_real_kills_lead_to_less_and_the_button_back_to_all(run, tmp_path):
    assert run("close")[0][0] == "whole"
    assert not (tmp_path / "profile" / MARKER_FILE).exists()
    # The place of the window is remembered from here on.
    assert [run(way)[0][:3] for way in ("kill", "abort", "kill")] == [["whole", "True", "700"]] * 3
    safe, normal = run("normal")
    assert safe[:2] == ["safe", "False"]
    assert safe[2] != "700"
    assert normal[:3] == ["whole", "True", "700"]
    assert run("close")[0][:2] == ["whole", "True"]


def test_ends_that_the_system_asks_for_are_no_crashes(run, tmp_path):
    assert [run("term")[0][0] for _ in range(4)] == ["whole"] * 4
    assert not (tmp_path / "profile" / MARKER_FILE).exists()


def test_the_marker_says_nothing_of_the_person(run, tmp_path):
    run("kill")
    told = json.loads((tmp_path / "profile" / MARKER_FILE).read_bytes())
    assert set(told) == {"crashes", "boot", "proved", "log_bytes"}
