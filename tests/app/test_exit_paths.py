"""However the window ends in the middle of an answer: soon, with 0, and with everything that was there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from yagpt_desktop.domain.chat import ChatMessage, MessageState
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History

DRAFT = "а это ещё не отправлено"

# The program as its user starts it; once it streams, somebody goes on typing and ends it in one of its ways.
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from yagpt_desktop.app import run_window
from yagpt_desktop.app.window import DesktopApp
from yagpt_desktop.wiring import StartOptions

way, whole_start = sys.argv[2], DesktopApp.start

def start(self, **options):
    whole_start(self, **options)
    composer, talk, said = self.window.chat.composer, self._chat._in_view, []

    def end():
        if way == "close":
            self.window.close()
        elif way == "ctrl-q":
            QTest.keyClick(self.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        elif way == "dialog":
            QTimer.singleShot(50, QApplication.closeAllWindows)
            QMessageBox(QMessageBox.Icon.Information, "?", "?", parent=self.window).exec()

    def changed(message):
        if len(message.text) > 300 and not said:
            said.append(True)
            composer.set_text(sys.argv[3])
            print("streaming", flush=True)
            QTimer.singleShot(0, end)

    talk.message_changed.connect(changed)
    if way == "idle":
        QApplication.setCursorFlashTime(0)  # Qt's own caret blinks twice a second
        print("idle", flush=True)
    elif way != "second":
        composer.set_text("/long 100000")
        composer.edit.submitted.emit()

DesktopApp.start = start
sys.exit(run_window(StartOptions(profile=Path(sys.argv[1]), demo=True)))
"""


@pytest.fixture
def program(tmp_path):
    running = []

    def start(way: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", PROGRAM, str(tmp_path / "profile"), way, DRAFT]
        env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env))
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.communicate()


def kept(profile: Path) -> tuple[str, ChatMessage]:
    """The draft and the answer that the next start shows."""
    history = History(profile / "history.db", Backups(lambda: profile / "backups"))
    try:
        (chat,) = history.chats()
        assert history.check()
        return chat.draft, history.messages(chat.id)[-1]
    finally:
        history.close()


@pytest.mark.parametrize("way", ["close", "ctrl-q", "dialog", "SIGTERM", "SIGINT", "SIGHUP"])
def test_an_end_in_the_middle_of_an_answer_keeps_draft_and_part(program, tmp_path, way):
    process = program(way)
    assert process.stdout.readline() == "streaming\n"
    began = time.monotonic()
    if way.startswith("SIG"):
        process.send_signal(getattr(signal, way))
    assert process.wait(20) == 0
    assert time.monotonic() - began < 10  # 5 s on a quiet machine
    draft, answer = kept(tmp_path / "profile")
    assert draft == DRAFT
    assert len(answer.text) > 300
    assert answer.state in {MessageState.STOPPED, MessageState.INTERRUPTED}


def test_a_kill_in_the_middle_of_an_answer_is_named_so_at_the_next_start(program, tmp_path):
    process = program("kill")
    assert process.stdout.readline() == "streaming\n"
    time.sleep(2.0)  # a checkpoint a second, a draft a little more often
    process.kill()
    process.wait()
    draft, answer = kept(tmp_path / "profile")
    assert draft == DRAFT
    assert len(answer.text) > 300
    assert answer.state is MessageState.INTERRUPTED


def test_a_second_start_of_the_program_ends_with_0_and_leaves_the_first_alone(program):
    first = program("idle")
    assert first.stdout.readline() == "idle\n"
    second = program("second")
    assert second.wait(30) == 0
    assert first.poll() is None
    first.terminate()
    assert first.wait(20) == 0


def test_an_idle_window_is_woken_by_no_timer_of_ours(program):
    """Voluntary switches of the GUI thread are its wake-ups."""
    process = program("idle")
    assert process.stdout.readline() == "idle\n"
    status = Path(f"/proc/{process.pid}/task/{process.pid}/status")

    def wakes() -> int:
        line = next(one for one in status.read_text().splitlines() if one.startswith("voluntary"))
        return int(line.split()[1])

    quiet = 10_000
    end = time.monotonic() + 20
    while quiet > 1 and time.monotonic() < end:  # what the start brought with it dies down first
        before = wakes()
        time.sleep(2.0)
        quiet = wakes() - before
    assert quiet <= 1
    process.terminate()
    assert process.wait(20) == 0
