"""A long day of use in a short time: ``python -m tests.benchmarks.history_soak [--share 1.0]``.

The real window, offscreen, over the demo's service and real gRPC, and a person (from a seed) who asks, breaks
off, repeats, looks for words, opens old chats, throws some away and takes them back, while copies of the
history are made.  In full 3,000 answers, 500 of them broken off, in 2,000 chats with 20,000 messages; about
forty minutes.  Bars: what the process holds after the first fifth must not grow.  Ends with 1 where one is
missed.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, QEventLoop, QObject, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks._measure import Measure, keep, print_table
from tests.benchmarks._past import make_past
from tests.benchmarks._writing import WORDS
from yagpt_desktop.app.session import Session
from yagpt_desktop.app.window import DesktopApp
from yagpt_desktop.simulator.api import Options
from yagpt_desktop.simulator.service import LocalService
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.ui.chat.chat_action import ChatAction
from yagpt_desktop.wiring import StartOptions, Wiring, open_profile

TITLE = "A day in the window"
SEED = 20_261_123
ANSWERS, BROKEN_OFF, REPEATED, OLD_MESSAGES = 3000, 500, 50, 14_000
NEW_CHATS = 1650
WARM_UP = 0.2
SAMPLES = 40
_STEP_S = 60.0
_REST_S = 3.0
_PACE = 0.25
"""Of the time that the real service takes."""
_LOOK_MS = 20
_IDLE_THREAD_MS = 500
"""How long a chat's thread waits for the next question: half a minute, in a day that is as short as this."""
_OBJECTS_OF_CHAT = 25
"""Of Qt, at most, for each chat that is kept open."""
_HASTE = 3600
"""A second of the run is an hour to the copies: each that is asked for is due."""


@dataclass(frozen=True)
class Held:
    """What the process has in its hands at one moment."""

    rss_mb: float
    files: int
    threads: int
    objects: int
    widgets: int
    chats: int
    log_mb: float


class Person:
    """Uses the window; each act waits until its effect is there."""

    def __init__(self, desktop: DesktopApp, app: QApplication, file: Path) -> None:
        self._desktop = desktop
        self._app = app
        self._file = file
        self._chance = random.Random(SEED)
        self._beat = QTimer()
        self._beat.start(_LOOK_MS)  # lets the loop look again where nothing else happens
        self.answer_s: list[float] = []
        self.faults: list[str] = []
        desktop._upkeep.told.connect(self._on_told)
        desktop._library.failed.connect(self._on_told)

    def use(self, share: float) -> list[Held]:
        """Spend the day; return what was held at times."""
        answers = max(8, round(ANSWERS * share))
        held = []
        for number in range(answers):
            if self._chance.random() < NEW_CHATS / ANSWERS:
                self._desktop._chat.start_anew()
            elif self._chance.random() < 0.5:
                self._open_old()
            self._ask(stop=self._chance.random() < BROKEN_OFF / ANSWERS)
            self._other_things(number)
            if number % max(1, answers // SAMPLES) == 0:
                held.append(self._held())
        end_s = time.monotonic() + _REST_S
        self._until(lambda: time.monotonic() > end_s, "a rest")
        return [*held, self._held()]

    def _other_things(self, number: int) -> None:
        if self._chance.random() < REPEATED / ANSWERS:
            self._repeat()
        if number % 3 == 0:
            self._search()
        if number % 10 == 0:
            self._throw_away()
        if number % 25 == 0:
            self._desktop._upkeep._make_copy()
        if number % 40 == 0:
            for page in ("settings", "account", "chat"):
                self._desktop.window.show_page(page)

    def _ask(self, *, stop: bool) -> None:
        if stop:
            # Two answers of that length are more than the demo's model takes.
            self._desktop._chat.start_anew()
        talk = self._desktop._chat._in_view
        page = self._desktop._chat_page
        page.composer.set_text("/long 100000" if stop else " ".join(self._chance.choices(WORDS, k=12)))
        for pool in talk.findChildren(QThreadPool):
            pool.setExpiryTimeout(_IDLE_THREAD_MS)
        began = time.monotonic()
        page.composer.edit.submitted.emit()
        if stop:
            self._until(
                lambda: len(talk.messages[-1].text if talk.messages else "") > 100, "an answer begins"
            )
            page.composer.stop()
        self._until(lambda: not talk.answering and bool(talk.messages), "an answer ends")
        if not stop:
            self.answer_s.append(time.monotonic() - began)

    def _repeat(self) -> None:
        talk = self._desktop._chat._in_view
        self._desktop._transcript.repeat_requested.emit(talk.messages[-1].id)
        self._until(lambda: not talk.answering, "an answer is repeated")

    def _open_old(self) -> None:
        chats = list(self._desktop._library._chats)
        if chats:
            self._desktop._chat.open(self._chance.choice(chats))
            self._until(lambda: bool(self._desktop._chat._in_view.messages), "an old chat opens")

    def _search(self) -> None:
        box = self._desktop.window.sidebar.search_bar.line
        found: list[object] = []
        self._desktop._desk._search._job.finished.connect(found.append)
        for word in (self._chance.choice(WORDS)[:3], self._chance.choice(WORDS)):
            box.setText(word)
        self._until(lambda: bool(found), "a search ends")
        self._desktop._desk._search._job.finished.disconnect(found.append)
        box.clear()

    def _throw_away(self) -> None:
        chats = list(self._desktop._library._chats)
        if len(chats) > 20:
            one = [self._chance.choice(chats)]
            organiser = self._desktop._desk._organiser
            organiser.carry_out(ChatAction.DELETE, one)
            if self._chance.random() < 0.5:
                organiser.carry_out(ChatAction.RESTORE, one)

    def _until(self, reached: Callable[[], bool], what: str) -> None:
        end_s = time.monotonic() + _STEP_S
        while not reached():
            if time.monotonic() > end_s:
                raise RuntimeError(f"in vain: {what}")
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _held(self) -> Held:
        self._app.processEvents()
        # What was let go outside an event waits for a loop that never begins here.
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        log = self._file.with_name(f"{self._file.name}-wal")
        return Held(
            rss_mb=pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
            files=len(list(Path("/proc/self/fd").iterdir())),
            threads=len(list(Path("/proc/self/task").iterdir())),
            objects=len(self._desktop.findChildren(QObject))
            + len(self._desktop.window.findChildren(QObject)),
            widgets=len(self._app.allWidgets()),
            chats=len(self._desktop._library._conversations),
            log_mb=log.stat().st_size / 1e6 if log.exists() else 0.0,
        )

    def _on_told(self, what: object) -> None:
        self.faults.append(repr(what))


def _hastened(wiring: Wiring) -> Wiring:
    """Let copies be due all the time."""
    began = datetime.now(UTC)

    def now() -> datetime:
        return began + (datetime.now(UTC) - began) * _HASTE

    wiring.chats = History(wiring.profile.history_file, Backups(wiring.profile.backups, now))
    return wiring


def _grown(held: Sequence[Held], what: str) -> float:
    """How much more was held at the end than after the warm-up; of both the middle of some samples."""
    values = [float(getattr(one, what)) for one in held[int(len(held) * WARM_UP) :]]
    some = max(1, len(values) // 6)
    return statistics.median(values[-some:]) - statistics.median(values[:some])


def measures(share: float, folder: Path) -> list[Measure]:
    """Spend the day in a new profile."""
    options = StartOptions(profile=folder / "profile", demo=True)
    wiring = open_profile(options, {})
    make_past(wiring.profile.history_file, max(40, round(OLD_MESSAGES * share)))
    wiring = _hastened(wiring)
    wiring.stop_demo()
    wiring.demo = LocalService(options=Options(pace=_PACE)).start()
    app = QApplication(["yagpt-desktop"])
    session = Session(wiring, None)
    desktop = DesktopApp(app, wiring, session)
    desktop.start()
    person = Person(desktop, app, wiring.profile.history_file)
    began = time.monotonic()
    held = person.use(share)
    took_s = time.monotonic() - began
    desktop.window.close()
    left = desktop.shut_down()
    session.close()
    history = History(wiring.profile.history_file, Backups(wiring.profile.backups))
    sound, chats = history.check(), history.chats()
    history.close()
    for one in (held[0], held[int(len(held) * WARM_UP)], held[-1]):
        print(f"  {one}", flush=True)
    costs = person.answer_s[int(len(person.answer_s) * WARM_UP) :]
    early, late = costs[: len(costs) // 4 or 1], costs[-(len(costs) // 4 or 1) :]
    print(
        f"  {len(person.answer_s)} whole answers in {took_s:.0f} s, {len(chats)} chats; an answer took"
        f" {statistics.median(early) * 1000:.0f} ms early, {statistics.median(late) * 1000:.0f} ms late;"
        f" {person.faults[:3]}"
    )
    objects = _grown(held, "objects") - _OBJECTS_OF_CHAT * _grown(held, "chats")
    slower = statistics.median(late) / statistics.median(early) - 1
    return [
        Measure("memory that came after the warm-up", _grown(held, "rss_mb"), 50, "MB"),
        Measure("files that were opened and stay open", held[-1].files - held[0].files, 6),
        Measure("threads that came and stay", held[-1].threads - held[0].threads, 6),
        Measure("widgets that came and stay", _grown(held, "widgets"), 30),
        Measure("objects of Qt that came and stay beside the chats' own", objects, 30),
        Measure("the largest log of the database", max(one.log_mb for one in held), 16, "MB"),
        Measure("late answers slower than early ones", slower, 0.1 if share >= 0.1 else 1),
        Measure("faults that were told", len(person.faults), 0),
        Measure("unsound at the end, or not ended", float(not sound or not left), 0),
    ]


def main(arguments: Sequence[str]) -> int:
    """Spend the day, tell."""
    parser = argparse.ArgumentParser(prog="history_soak")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the table there too")
    parser.add_argument("--share", type=float, default=1.0, help="of the whole day")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="yagpt-soak-") as folder:
        table = measures(options.share, Path(folder))
    print_table(TITLE, table)
    if options.json:
        keep(options.json, {TITLE: table})
    return 0 if all(one.holds for one in table) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
