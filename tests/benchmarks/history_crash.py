"""What is left of a history when its process is killed: ``python -m tests.benchmarks.history_crash``.

Kills a process that writes through the real storage, at random moments (saving, streaming, updating,
copying, closing), and after each time looks for everything that was acknowledged; then the same with the
real window and somebody who types in it.  Ends with 1 where anything is missing.  Takes ten minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks._measure import Measure, keep, print_table
from tests.benchmarks._writing import open_history, update_program, write_for_ever
from yagpt_desktop.domain.chat import MessageState

TITLE = "Killed at random moments"
_START_LIMIT_S = 60.0


@dataclass
class Tally:
    """What all kills together have cost."""

    acknowledged: int = 0
    lost: int = 0
    unsound: int = 0
    unfinished: int = 0
    draft_loss_s: float = 0.0
    known: dict[str, str] = field(default_factory=dict)
    typed: list[tuple[float, str]] = field(default_factory=list)
    drafts: dict[str, str] = field(default_factory=dict)

    def hear(self, line: bytes) -> None:
        """Take note of what a process said before it died."""
        try:
            kind, *rest = json.loads(line)
        except ValueError:
            return  # cut off in the middle: it was not said
        if kind == "message":
            self.known[rest[0]] = rest[1]
            self.acknowledged += 1
        elif kind == "draft":
            self.drafts[rest[0]] = rest[1]
        elif kind == "typed":
            self.typed.append((rest[0], rest[1]))

    def look(self, profile: Path) -> None:
        """Open the history as the next start does and look for everything."""
        history = open_history(profile, in_haste=False)
        try:
            history.chats()
            self.unsound += not history.check() or history.take_rescue() is not None
            found = {
                message.id: message
                for chat in history.chats()
                for message in history.exported(chat.id).messages
            }
            self.unfinished += sum(one.state is MessageState.STREAMING for one in found.values())
            for uid, text in self.known.items():
                # A later text that was written but not acknowledged any more is welcome.
                if uid not in found or not found[uid].text.startswith(text):
                    self.lost += 1
            self.drafts = {chat.id: chat.draft for chat in history.chats()}
        finally:
            history.close()

    def compare_drafts(self, killed_s: float) -> None:
        """Find how old the newest words are that are not lost."""
        kept = set(self.drafts.values())
        last = max((when for when, text in self.typed if text in kept), default=None)
        if self.typed:
            since = self.typed[0][0] if last is None else last
            self.draft_loss_s = max(self.draft_loss_s, killed_s - since)
        self.typed = []


def _kill_writer(profile: Path, seed: int, wait_s: float, tally: Tally) -> None:
    """Fork a writer and kill it; a process of its own would spend its time loading."""
    ours, its = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(ours)
            write_for_ever(profile, seed, its)
        finally:
            os._exit(1)
    os.close(its)
    timer = threading.Timer(wait_s, os.kill, (child, signal.SIGKILL))
    timer.start()
    with os.fdopen(ours, "rb") as said:
        for line in said:
            tally.hear(line)
    timer.join()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the writer ended by itself")


def _kill_window(profile: Path, _seed: int, wait_s: float, tally: Tally) -> None:
    """Start the window, wait until it types, and kill it."""
    killed_s: list[float] = []

    def kill() -> None:
        killed_s.append(time.monotonic())
        window.kill()

    command = [sys.executable, "-m", "tests.benchmarks._typing", str(profile)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as window:
        timer = threading.Timer(_START_LIMIT_S, kill)
        timer.start()
        assert window.stdout is not None
        for line in window.stdout:
            tally.hear(line)
            if line.startswith(b'["ready"'):
                timer.cancel()
                timer = threading.Timer(wait_s, kill)
                timer.start()
        timer.join()
    if not tally.typed:
        raise RuntimeError("the window did not open")
    tally.look(profile)
    tally.compare_drafts(killed_s[0])


def _rounds(
    count: int, longest_s: float, kill: Callable[[Path, int, float, Tally], None], chance: random.Random
) -> Tally:
    """Kill so many times; every tenth time the profile begins anew, every fifth is after an update."""
    tally = Tally()
    for number in range(count):
        if number % 10 == 0:
            folder = tempfile.TemporaryDirectory(prefix="yagpt-crash-")
            profile = Path(folder.name)
            tally.known, tally.drafts = {}, {}
        kill(profile, number, chance.uniform(0.02, longest_s), tally)
        tally.look(profile)
        if number % 10 == 9 or number == count - 1:
            folder.cleanup()
    return tally


def _after_update(count: int, chance: random.Random) -> Tally:
    """Kill while the next version carries the histories over; it is told apart in a fork of this process."""
    tally = Tally()
    for number in range(count):
        with tempfile.TemporaryDirectory(prefix="yagpt-crash-") as name:
            profile = Path(name)
            tally.known, tally.drafts = {}, {}
            _kill_writer(profile, number, 0.3, tally)
            ours, its = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(ours)
                update_program()
                try:
                    _kill_writer(profile, number, chance.uniform(0.0, 0.06), tally)
                    tally.look(profile)
                    os.write(its, json.dumps([tally.acknowledged, tally.lost, tally.unsound]).encode())
                finally:
                    os._exit(0)
            os.close(its)
            with os.fdopen(ours) as told:
                tally.acknowledged, tally.lost, tally.unsound = json.loads(told.read())
            os.waitpid(child, 0)
    return tally


def measures(writer: int, updates: int, windows: int) -> list[Measure]:
    """Kill so many times and count what is missing; the bars of loss are 0."""
    chance = random.Random(20_261_123)
    wrote = _rounds(writer, 0.6, _kill_writer, chance)
    updated = _after_update(updates, chance)
    typed = _rounds(windows, 6.0, _kill_window, chance)
    all_of = (wrote, updated, typed)
    heard = sum(one.acknowledged for one in all_of)
    print(f"  {writer} + {updates} + {windows} kills, {heard} messages and checkpoints acknowledged")
    return [
        Measure("acknowledged messages lost", sum(one.lost for one in all_of), 0),
        Measure("damaged files", sum(one.unsound for one in all_of), 0),
        Measure("answers left unfinished after the next start", sum(one.unfinished for one in all_of), 0),
        Measure("age of the newest typed words that came back", typed.draft_loss_s, 1.0, "s"),
    ]


def main(arguments: Sequence[str]) -> int:
    """Kill, look, count."""
    parser = argparse.ArgumentParser(prog="history_crash")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the table there too")
    parser.add_argument("--kills", type=int, default=440, help="of a process that writes")
    parser.add_argument("--updates", type=int, default=60, help="of a process that updates the file")
    parser.add_argument("--windows", type=int, default=40, help="of the window")
    options = parser.parse_args(arguments)
    table = measures(options.kills, options.updates, options.windows)
    print_table(TITLE, table)
    if options.json:
        keep(options.json, {TITLE: table})
    return 0 if all(one.holds for one in table) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
