"""The whole program, offscreen, in a process of its own; prints as JSON what a scene cost.

``python -m tests.benchmarks._program stream FOLDER PORT`` asks the benchmarks' service one question;
``… fill FOLDER COUNT`` writes a chat of so many messages, ``… memory FOLDER COUNT`` opens it and jumps about.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import pickle
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from tests.benchmarks._samples import NOW, chat
from tests.benchmarks._service import WARM_UP
from yagpt_desktop.app.session import Session
from yagpt_desktop.app.window import DesktopApp
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.ui.transcript.view import TranscriptView
from yagpt_desktop.wiring import StartOptions, access_of_environment, open_profile

CHAT_ID = "long"


def _config(folder: Path, port: int) -> Path:
    """Return a configuration that knows the benchmarks' service alone."""
    file = folder / "config.toml"
    file.write_text(f'[endpoints]\ngrpc = "127.0.0.1:{port}"\n')
    return file


class Program:
    """One start of the program on a profile of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        os.environ["YC_API_KEY"] = "AQVN" + "MADEUPkeyFORbenchmarks0" * 2
        os.environ["YC_FOLDER_ID"] = "b1gmadeupfolder00000"
        wiring = open_profile(StartOptions(profile=folder / "profile", config=_config(folder, port)))
        if (folder / CHAT_ID).exists():
            wiring.chats = cast("History", LongChat(wiring.chats, folder / CHAT_ID))
        self.session = Session(wiring, access_of_environment().whole)
        self.app = QApplication(["yagpt-desktop"])
        self.desktop = DesktopApp(self.app, wiring, self.session)
        self.desktop.start()
        self.window = self.desktop.window
        self.view = self.window.findChild(TranscriptView)
        self.settle(1.0)
        gc.freeze()

    def settle(self, seconds: float) -> None:
        """Let the event loop run for a while."""
        QTimer.singleShot(round(seconds * 1000), self.app.exit)
        self.app.exec()

    def close(self) -> None:
        """End it as a person does."""
        self.window.close()
        self.desktop.shut_down()
        self.session.close()


class LastPaint(QObject):
    """Hears when the whole answer has been painted, and ends the event loop a moment later."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program
        self._is_noted = False
        self.painted_s = 0.0
        program.view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at what is painted."""
        if event.type() == QEvent.Type.Paint and not self._is_noted and self._is_whole():
            self._is_noted = True
            # After this event has been dealt with and the picture handed over.
            QTimer.singleShot(0, self._note)
        return False

    def _is_whole(self) -> bool:
        rows = self._program.view.column.rows
        facts = rows.message(-1).facts if len(rows) else None
        return facts is not None and facts.status.is_final

    def _note(self) -> None:
        self.painted_s = time.monotonic()
        QTimer.singleShot(200, self._program.app.exit)

    def wait(self, text: str) -> None:
        """Ask and run until the whole answer was seen."""
        self._program.window.chat.composer.set_text(text)
        self._program.window.findChild(QPushButton, "send").click()
        self._is_noted = False
        self._program.app.exec()


def stream(folder: Path, port: int) -> dict[str, float]:
    """Ask and wait for the whole answer to be seen."""
    program = Program(folder, port)
    paint = LastPaint(program)
    paint.wait(WARM_UP)
    program.window.new_chat_requested.emit()
    program.settle(0.5)
    start_s = time.process_time()
    paint.wait("Что такое вопрос?")
    cost_s = time.process_time() - start_s
    chars = len(program.view.column.rows.message(-1).text)
    program.close()
    return {"cpu_s": cost_s, "painted_s": paint.painted_s, "chars": chars}


class LongChat:
    """The history with one chat more, whose path is read from a file of its own whenever it is opened.

    To put ten thousand messages into the history one by one takes longer than a benchmark may.
    """

    def __init__(self, history: History, file: Path) -> None:
        self._history = history
        self._file = file

    def __getattr__(self, name: str) -> Any:
        """Leave everything else to the history."""
        return getattr(self._history, name)

    def chats(self) -> list[Chat]:
        """Return the one chat."""
        return [Chat(CHAT_ID, "Long", NOW, NOW)]

    def messages(self, _chat_id: str) -> Sequence[ChatMessage]:
        """Read its messages."""
        found: list[ChatMessage] = pickle.loads(self._file.read_bytes())
        return found


def fill(folder: Path, count: int) -> dict[str, int]:
    """Write a long chat; in a process of its own, whose memory does not count."""
    (folder / CHAT_ID).write_bytes(pickle.dumps(chat(count, 500)))
    return {"messages": count}


def private_mb() -> tuple[float, float]:
    """Return USS and RSS in MB after everything that can be given back has been; zeros outside Linux."""
    gc.unfreeze()
    gc.collect()
    report = Path("/proc/self/smaps_rollup")
    if not report.exists():
        return 0.0, 0.0
    ctypes.CDLL(None).malloc_trim(0)
    lines = [line.split() for line in report.read_text().splitlines()[1:]]
    sizes = {line[0]: int(line[1]) / 1024 for line in lines}
    return sizes["Private_Clean:"] + sizes["Private_Dirty:"], sizes["Rss:"]


def memory(folder: Path, count: int) -> dict[str, float]:
    """Open a long chat and jump about in it."""
    program = Program(folder, 1)
    told: dict[str, float] = {}

    def note(state: str) -> None:
        program.settle(0.5)
        told[f"{state}_mb"], told[f"{state}_rss_mb"] = private_mb()

    note("empty")
    begun_s = time.monotonic()
    program.window.sidebar.chat_chosen.emit(CHAT_ID)
    rows = program.view.column.rows
    while len(rows) < count:
        program.app.processEvents()
    program.view.repaint()
    told["opened_ms"] = (time.monotonic() - begun_s) * 1000
    note("open")
    chance, bar = random.Random(7), program.view.verticalScrollBar()
    for _ in range(200):
        bar.setValue(chance.randint(0, bar.maximum()))
        program.app.processEvents()
    note("toured")
    program.close()
    return told


def main(arguments: list[str]) -> int:
    """Run one scene."""
    scene = {"stream": stream, "fill": fill, "memory": memory}[arguments[0]]
    print(json.dumps(scene(Path(arguments[1]), int(arguments[2]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
