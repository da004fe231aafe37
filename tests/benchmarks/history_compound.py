"""One trouble on top of another: ``python -m tests.benchmarks.history_compound [--rounds 100]``.

A round is a person's worst day, made from a seed: a process that writes is killed; the next ones are killed,
too, while the disk is full, while they carry the file over to a newer version, make a copy, or bring back
what a damaged page has left, some of it several times over.  Then everything that was ever acknowledged must
be there, in a sound file.  A full disk is a limit on the size of files; a damaged page is garbage, with a
good copy of the day before beside it.  Ends with 1 where anything is missing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import sys
import tempfile
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks._measure import Measure, keep, print_table
from tests.benchmarks._writing import WORDS, Acknowledging, update_program
from tests.benchmarks.history_crash import Tally
from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History

TITLE = "One trouble on top of another"
SEED = 20_261_123
_PAGE = 4096
_LONGEST_S = 60.0
_HASTE = 1_000_000
_BEGAN = datetime.now(UTC)


@dataclass
class Outcome:
    """What a round, or all of them, came to."""

    acknowledged: int = 0
    lost: int = 0
    unsound: int = 0
    broken: int = 0
    kills: int = 0
    troubles: Counter[str] = field(default_factory=Counter)

    def add(self, told: str) -> None:
        """Count what a round has told; one that told nothing has broken off."""
        if not told:
            self.broken += 1
            return
        acknowledged, lost, unsound, kills, troubles = json.loads(told)
        self.acknowledged += acknowledged
        self.lost += lost
        self.unsound += unsound
        self.kills += kills
        self.troubles.update(troubles)


def hasty_clock() -> datetime:
    """Return a time that goes so fast that every copy is due; the same one in all processes."""
    now = datetime.now(UTC)
    return now + timedelta(seconds=(now - _BEGAN).total_seconds() * _HASTE)


def open_history(profile: Path) -> History:
    """Return the history of a profile."""
    copies = profile / "backups"
    copies.mkdir(exist_ok=True)
    return History(profile / "history.db", Backups(lambda: copies, hasty_clock))


class Disk:
    """A disk that is full at some size of each file, and has room again."""

    def __init__(self, chance: random.Random, file: Path) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self._chance = chance
        self._file = file
        _, self._most = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self) -> None:
        """Leave no room, or hardly any."""
        size = self._file.stat().st_size if self._file.exists() else 0
        room = self._chance.choice(
            (self._chance.randrange(max(size, 1)), size + self._chance.randrange(300_000))
        )
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, self._most))

    def empty(self) -> None:
        """Make room."""
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._most, self._most))


class Writer:
    """Asks and streams whatever happens to the disk, and says what is kept, also when it is kept later."""

    def __init__(self, profile: Path, chance: random.Random, output: int) -> None:
        self._chance = chance
        self._history = open_history(profile)
        self._store = Acknowledging(self._history, output)
        self._waiting: dict[str, str] = {}

    def write(self, *, end: bool) -> None:
        """Ask some questions in one chat, or in a new one; ``end`` closes the file afterwards."""
        chats = self._safely(self._history.chats) or []
        uid = f"{os.getpid()}-{self._chance.random()}"
        now = datetime.now(UTC)
        chat = (
            self._chance.choice(chats)
            if chats and self._chance.random() < 0.7
            else Chat(uid, "Чат", now, now)
        )
        self._safely(lambda: self._store.save_chat(chat))
        path = self._safely(lambda: self._history.messages(chat.id)) or []
        parent = path[-1].id if path else None
        for turn in range(self._chance.randrange(1, 5)):
            parent = self._turn(chat.id, parent, f"{uid}-{turn}")
            if self._chance.random() < 0.4:
                self._safely(self._history.back_up)
        if end:
            self._safely(self._history.close)

    def flush(self) -> None:
        """Write what found no room."""
        with suppress(StorageError):
            self._history.flush()
            for uid, text in self._waiting.items():
                self._store.say("message", uid, text)
            self._waiting.clear()

    def _turn(self, chat: str, parent: str | None, name: str) -> str:
        now = datetime.now(UTC)
        question = ChatMessage(
            f"q{name}", parent, Role.USER, " ".join(self._chance.choices(WORDS, k=15)), now
        )
        self._keep(question, lambda: self._store.add_message(chat, question))
        text = ""
        for part in range(self._chance.randrange(2, 6)):
            text += " ".join(self._chance.choices(WORDS, k=self._chance.randrange(5, 300))) + " "
            state = (
                MessageState.STREAMING if part == 0 or self._chance.random() < 0.7 else MessageState.COMPLETE
            )
            answer = ChatMessage(f"a{name}", question.id, Role.ASSISTANT, text, now, state, AnswerFacts())
            act = self._store.update_message if part else self._store.add_message
            self._keep(answer, lambda act=act, one=answer: act(chat, one))
        return f"a{name}"

    def _keep(self, message: ChatMessage, act: Callable[[], object]) -> None:
        try:
            act()
        except StorageError:
            self._waiting[message.id] = message.text
        else:
            # Whatever waited was written before it.
            for uid, text in self._waiting.items():
                self._store.say("message", uid, text)
            self._waiting.clear()

    def _safely(self, act: Callable[[], object]) -> object:
        # A chat that waits for room is not in the file yet.
        with suppress(StorageError, KeyError):
            return act()
        return None


def _write_in_trouble(profile: Path, seed: int, output: int, *, full: bool) -> None:
    chance = random.Random(seed)
    disk = Disk(chance, profile / "history.db")
    if full:
        disk.fill()
    while True:
        writer = Writer(profile, chance, output)
        for _ in range(chance.randrange(1, 4)):
            writer.write(end=False)
            if full and chance.random() < 0.5:
                disk.empty()
                writer.flush()
                disk.fill()
        writer.write(end=True)


class Round:
    """One profile and what becomes of it.  In a process of its own: it may become the next version."""

    def __init__(self, profile: Path, seed: int) -> None:
        self._profile = profile
        self._seed = seed
        self._chance = random.Random(seed)
        self._tally = Tally()
        self._kills = 0
        self._is_new = False
        self._troubles: list[str] = []

    def go(self) -> str:
        """Return what became of it, as JSON."""
        self._killed(0.05, 0.4, full=False)
        for _ in range(self._chance.randrange(2, 5)):
            trouble = self._chance.choice((self._full, self._update, self._damage, self._damage_and_full))
            self._troubles.append(trouble.__name__.strip("_"))
            trouble()
        self._bring_back()
        self._tally.look(self._profile)
        tally = self._tally
        return json.dumps([tally.acknowledged, tally.lost, tally.unsound, self._kills, self._troubles])

    def _full(self) -> None:
        self._killed(0.02, 0.3, full=True)

    def _update(self) -> None:
        if not self._is_new:
            update_program()
            self._is_new = True
        for _ in range(self._chance.randrange(1, 3)):
            self._killed(0.0, 0.08, full=self._chance.random() < 0.3)

    def _damage(self) -> None:
        self._spoil()
        for _ in range(self._chance.randrange(1, 4)):
            self._killed(0.0, 0.15, full=False)

    def _damage_and_full(self) -> None:
        self._spoil()
        for _ in range(self._chance.randrange(1, 4)):
            self._killed(0.0, 0.2, full=True)

    def _bring_back(self) -> None:
        history = open_history(self._profile)
        history.check()
        history.take_rescue()
        history.save_chat(Chat("last", "Чат", datetime.now(UTC), datetime.now(UTC)))
        self._tally.unsound += history.back_up() is None
        history.close()

    def _spoil(self) -> None:
        """Turn a page into garbage; all that was acknowledged stands in the newest copy."""
        self._bring_back()
        file = self._profile / "history.db"
        pages = file.stat().st_size // _PAGE
        with file.open("r+b") as spoiled:
            spoiled.seek(self._chance.randrange(pages) * _PAGE)
            spoiled.write(self._chance.randbytes(_PAGE))

    def _killed(self, least_s: float, most_s: float, *, full: bool) -> None:
        """Let a process write and kill it; one that breaks off by itself is a failure of the round."""
        self._kills += 1
        ours, its = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(ours)
            try:
                _write_in_trouble(self._profile, self._seed * 1000 + self._kills, its, full=full)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        os.close(its)
        timer = threading.Timer(self._chance.uniform(least_s, most_s), os.kill, (child, signal.SIGKILL))
        timer.start()
        with os.fdopen(ours, "rb") as said:
            for line in said:
                self._tally.hear(line)
        timer.join()
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            raise RuntimeError(f"the writer ended by itself in round {self._seed}")


def _told_by(seed: int) -> str:
    """Run a round; return what it told, "" where it broke off."""
    ours, its = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        signal.alarm(int(_LONGEST_S))
        with tempfile.TemporaryDirectory(prefix="yagpt-compound-") as folder:
            try:
                os.write(its, Round(Path(folder), seed).go().encode())
            except BaseException:
                traceback.print_exc()
        os._exit(0)
    os.close(its)
    with os.fdopen(ours) as told:
        answer = told.read()
    os.waitpid(child, 0)
    return answer


def measures(rounds: int, first: int = 0) -> list[Measure]:
    """Run so many rounds and count what is missing; all bars are 0."""
    whole = Outcome()
    for number in range(first, first + rounds):
        before = (whole.lost, whole.unsound, whole.broken)
        whole.add(_told_by(SEED + number))
        if before != (whole.lost, whole.unsound, whole.broken):
            print(
                f"  round {number}: lost, unsound, broken now {whole.lost, whole.unsound, whole.broken}",
                flush=True,
            )
    told = ", ".join(f"{name} {count}" for name, count in sorted(whole.troubles.items()))
    print(f"  {rounds} rounds, {whole.kills} kills, {whole.acknowledged} acknowledged; {told}")
    return [
        Measure("acknowledged messages lost", whole.lost, 0),
        Measure("damaged files", whole.unsound, 0),
        Measure("rounds that broke off", whole.broken, 0),
    ]


def main(arguments: Sequence[str]) -> int:
    """Run, count."""
    parser = argparse.ArgumentParser(prog="history_compound")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the table there too")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="begin with this round: to see one again")
    options = parser.parse_args(arguments)
    table = measures(options.rounds, options.first)
    print_table(TITLE, table)
    if options.json:
        keep(options.json, {TITLE: table})
    return 0 if all(one.holds for one in table) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
