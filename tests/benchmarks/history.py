"""What a long past costs: ``python -m tests.benchmarks.history [--json FILE] [--tiny]``.

Makes 100,000 messages from a seed, then starts the program over them, searches, opens chats, keeps messages
and brings in an archive as the program does.  Ends with 1 where a bar is missed.  Takes about six minutes on
two cores.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.benchmarks._measure import Measure, keep, print_table, quantile
from tests.benchmarks._past import COMMON, RARE, SEED, make_archive, make_past
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.search import SearchQuery
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History

TITLE = "A long past"
FULL, ARCHIVE, TINY = 100_000, 99_000, 400
_STARTS = 7
_COMMITS = 300
_OPENED = 100
_QUERIES = (
    *COMMON,
    "договоры",
    "ДОГОВОРАМИ",
    RARE,
    "антикварного",
    "нетакогослова",
    "п",
    "до",
    "дог",
    "прим",
    "кодо",
    "python",
    "договор пример",
    "также можно",
    "можно договор пример также",
    "c++",
    "foo-bar",
    "«договор»",
)


def _cost_ms(act: Callable[[], object]) -> tuple[float, float]:
    """Return the time on the wall and of this thread's CPU."""
    wall, cpu = time.perf_counter(), time.thread_time()
    act()
    return (time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000


class Past:
    """A history with a long past, as the program opens it."""

    def __init__(self, folder: Path, messages: int) -> None:
        self._profile = folder / "profile"
        (self._profile / "backups").mkdir(parents=True)
        self._empty = folder / "empty"
        self.file = self._profile / "history.db"
        began = time.monotonic()
        self._ids = make_past(self.file, messages)
        print(
            f"  {messages} messages in {len(self._ids)} chats, {self.file.stat().st_size / 1e6:.0f} MB,"
            f" made in {time.monotonic() - began:.0f} s",
            flush=True,
        )

    def open(self) -> History:
        """Open it."""
        return History(self.file, Backups(lambda: self._profile / "backups"))

    def starts(self, count: int) -> list[Measure]:
        """Start by turns over this past and over none; the best of each, as others use the machine too."""
        _usable_s(self._profile), _usable_s(self._empty)
        both = [(_usable_s(self._profile), _usable_s(self._empty)) for _ in range(count)]
        ours, empty = (min(one[place] for one in both) for place in (0, 1))
        print(f"  usable after {ours:.2f} s, over an empty profile after {empty:.2f} s", flush=True)
        return [Measure("start to a usable window over an empty profile", ours / empty, 1.3)]

    def searches(self, history: History) -> list[Measure]:
        """Search as the sidebar does and as the list of places does."""
        history.find(SearchQuery("договор"))
        costs: list[tuple[float, str]] = []
        for query in _QUERIES:
            for _ in range(5):
                costs.append((_cost_ms(lambda one=query: history.search(one))[1], f"chats with {query}"))
                costs.append(
                    (_cost_ms(lambda one=query: history.find(SearchQuery(one)))[1], f"places of {query}")
                )
        worst = sorted(costs, reverse=True)[:5]
        print("  dearest: " + ", ".join(f"{name} {cost:.0f} ms" for cost, name in worst), flush=True)
        milliseconds = [cost for cost, _ in costs]
        return [
            Measure("search, 95 of 100", quantile(milliseconds, 0.95), 50, "ms"),
            Measure("search, half of all", statistics.median(milliseconds), 50, "ms"),
        ]

    def opened(self, history: History) -> list[Measure]:
        """Open the longest chat and many others."""
        chance = random.Random(SEED)
        some = [self._ids[0], *chance.choices(self._ids, k=_OPENED)]
        costs = [_cost_ms(lambda one=uid: history.messages(one))[1] for uid in some]
        listed = _cost_ms(history.chats)[1]
        return [
            Measure("opening the longest chat (2,000 messages)", costs[0], 100, "ms"),
            Measure("opening any chat, 99 of 100", quantile(costs[1:], 0.99), 100, "ms"),
            Measure("listing all chats", listed, 100, "ms"),
        ]

    def commits(self, history: History) -> list[Measure]:
        """Keep a message at the end of the longest chat, and checkpoint it; the disk counts."""
        now = datetime.now(UTC)
        history.save_chat(Chat(self._ids[0], "Длинный", now, now))
        parent = history.messages(self._ids[0])[-1].id
        costs = []
        for number in range(_COMMITS):
            text = "сколько стоит договор аренды " * (5 + number % 40)
            message = ChatMessage(uuid.uuid4().hex, parent, Role.USER, text, now)
            costs.append(_cost_ms(lambda one=message: history.add_message(self._ids[0], one))[0])
            costs.append(_cost_ms(lambda one=message: history.update_message(self._ids[0], one))[0])
            parent = message.id
        return [Measure("a commit off the GUI thread, 95 of 100", quantile(costs, 0.95), 15, "ms")]

    def checks(self, history: History) -> list[Measure]:
        """Read the whole file; only after a bad end, or once a day."""
        cost = _cost_ms(history.check)[0]
        print(f"  the whole file read and found sound in {cost:.0f} ms; due again: {history.is_check_due}")
        return [Measure("checks of the whole file at a start soon after", float(history.is_check_due), 0)]


class Waits:
    """Somebody who goes on writing while chats come in, behind the one thread of the history."""

    _PAUSE_S = 0.05

    def __init__(self, history: History) -> None:
        self._history = history
        self._thread = ThreadPoolExecutor(1)
        now = datetime.now(UTC)
        self._chat = Chat("beside", "Рядом", now, now)
        self._ended = threading.Event()
        self._costs: list[float] = []

    def measures(self, messages: int) -> list[Measure]:
        """Bring in so many messages, part by part as the window does it, and keep messages all the while."""
        chats = make_archive(messages)
        self._thread.submit(self._history.save_chat, self._chat).result()
        beside = threading.Thread(target=self._write)
        beside.start()
        began = time.monotonic()
        work, parts = self._history.bring_in(chats), 1
        while self._thread.submit(work.step).result() is None:
            parts += 1
        took_s = time.monotonic() - began
        self._ended.set()
        beside.join()
        self._thread.shutdown()
        print(
            f"  {messages} messages brought in in {took_s:.1f} s, in {parts} parts; {len(self._costs)} kept"
            f" meanwhile, half of them after {statistics.median(self._costs):.0f} ms",
            flush=True,
        )
        worst = max(self._costs)
        return [Measure(f"longest wait of a save during an import of {messages}", worst, 250, "ms")]

    def _write(self) -> None:
        while not self._ended.wait(self._PAUSE_S):
            message = ChatMessage(uuid.uuid4().hex, None, Role.USER, "сколько стоит?", self._chat.created_at)
            add = partial(self._history.add_message, self._chat.id, message)
            self._costs.append(_cost_ms(self._thread.submit(add).result)[0])


def _usable_s(profile: Path) -> float:
    command = [sys.executable, "-m", "tests.benchmarks._start", str(profile), str(time.monotonic())]
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=60, check=True)
    return float(json.loads(done.stdout)["usable_s"])


def main(arguments: Sequence[str]) -> int:
    """Run all measures."""
    parser = argparse.ArgumentParser(prog="history")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the table there too")
    parser.add_argument("--tiny", action="store_true", help="run everything once in a size that says nothing")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="yagpt-history-") as folder:
        past = Past(Path(folder), TINY if options.tiny else FULL)
        history = past.open()
        table = [*past.searches(history), *past.opened(history), *past.commits(history)]
        table += past.checks(history)
        table += Waits(history).measures(TINY if options.tiny else ARCHIVE)
        history.close()
        table = [*past.starts(1 if options.tiny else _STARTS), *table]
    print_table(TITLE, table)
    if options.json:
        keep(options.json, {TITLE: table})
    return 0 if options.tiny or all(one.holds for one in table) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
