"""Every write that can fail, failed once and for ever; the power cut off; the disk full or closed."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.errors import DiskFull, StorageError
from yagpt_desktop.storage.history import database, pace
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.database import open_database
from yagpt_desktop.storage.history.store import History

STRIDE = 1 if os.environ.get("YAGPT_LONG_ROUNDS") else 7
"""``YAGPT_LONG_ROUNDS=1`` lets every single write fail."""

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LONG = "Ответ на вопрос о договоре. " * 400


class Disk(apsw.VFS):
    """SQLite's way to the files, which can be made to fail and remembers what a power cut would leave."""

    def __init__(self) -> None:
        self.steps = 0
        self.fails: Callable[[int], bool] = lambda step: False
        self.error: type[apsw.Error] = apsw.IOError
        self.at = ""
        self.before_step: Callable[[], None] = lambda: None
        self.durable: dict[str, bytearray] = {}
        self.pending: dict[str, list[tuple[int, bytes | None]]] = {}
        super().__init__("tests-disk", "unix", makedefault=True)

    def xOpen(self, name, flags):
        return DiskFile(self, name, flags)

    def xDelete(self, name, sync):
        self.step()
        self.durable.pop(name, None)
        self.pending.pop(name, None)
        super().xDelete(name, sync)

    def step(self, name: str = "") -> None:
        self.steps += 1
        self.at = name
        self.before_step()
        if self.fails(self.steps):
            raise self.error("made up")

    def image(self, folder: Path, chance: random.Random) -> None:
        """Write what stands on the disk if the power goes now: of what was not synced, any part."""
        for name, content in self.durable.items():
            whole = bytearray(content)
            for offset, data in self.pending.get(name, []):
                if chance.random() < 0.5:
                    apply(whole, offset, data)
            (folder / Path(name).name).write_bytes(whole)


def apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        return
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


class DiskFile(apsw.VFSFile):
    def __init__(self, disk: Disk, name, flags) -> None:
        self._disk = disk
        self._name = name.filename() if isinstance(name, apsw.URIFilename) else (name or "")
        if self._name:
            there = Path(self._name)
            disk.durable.setdefault(self._name, bytearray(there.read_bytes() if there.exists() else b""))
        super().__init__("unix", name, flags)

    def xWrite(self, data, offset):
        self._disk.step(self._name)
        self._disk.pending.setdefault(self._name, []).append((offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size):
        self._disk.step(self._name)
        self._disk.pending.setdefault(self._name, []).append((size, None))
        super().xTruncate(size)

    def xSync(self, flags):
        self._disk.step(self._name)
        super().xSync(flags)
        for offset, data in self._disk.pending.pop(self._name, []):
            apply(self._disk.durable.setdefault(self._name, bytearray()), offset, data)


@pytest.fixture
def disk() -> Iterator[Disk]:
    made = Disk()
    yield made
    made.unregister()


def history_in(folder: Path) -> History:
    copies = folder / "backups"

    def made() -> Path:
        copies.mkdir(exist_ok=True)
        return copies

    return History(folder / "history.db", Backups(made))


class Send:
    """A question and its answer as the window keeps them, and what it knows to be kept."""

    def __init__(self, folder: Path) -> None:
        self.history = history_in(folder)
        self.acknowledged: dict[str, str] = {}
        self.wanted: dict[str, str] = {}

    def go(self, turns: int = 1) -> None:
        parent = None
        for turn in range(turns):
            question = ChatMessage(f"q{turn}", parent, Role.USER, f"Вопрос {turn}", NOW)
            answer = ChatMessage(f"a{turn}", question.id, Role.ASSISTANT, "", NOW, MessageState.STREAMING)
            self.try_to(lambda: self.history.save_chat(Chat("c", "Чат", NOW, NOW, draft="черновик")))
            self.keep(question, lambda one=question: self.history.add_message("c", one))
            self.keep(answer, lambda one=answer: self.history.add_message("c", one))
            for share in (0.3, 1.0):
                text = LONG[: int(len(LONG) * share)]
                state = MessageState.COMPLETE if share == 1 else MessageState.STREAMING
                grown = ChatMessage(answer.id, question.id, Role.ASSISTANT, text, NOW, state, AnswerFacts())
                self.keep(grown, lambda one=grown: self.history.update_message("c", one))
            self.try_to(self.history.back_up)
            parent = answer.id

    def keep(self, message: ChatMessage, act: Callable[[], object]) -> None:
        self.wanted[message.id] = message.text
        if self.try_to(act):
            self.acknowledged[message.id] = message.text

    def try_to(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except StorageError:
            return False
        return True


def kept_in(folder: Path) -> dict[str, str]:
    """What the next start finds; the file must be sound."""
    opened = open_database(folder / "history.db")
    assert opened.check()
    opened.close()
    history = history_in(folder)
    try:
        kept = {one.id: one.text for chat in history.chats() for one in history.messages(chat.id)}
        assert history.take_rescue() is None
        return kept
    finally:
        history.close()


@pytest.mark.parametrize("for_ever", [False, True])
@pytest.mark.parametrize("error", [apsw.IOError, apsw.FullError])
@pytest.mark.parametrize("is_new", [True, False])
def test_whichever_write_fails_the_message_is_kept_or_still_there(disk, tmp_path, for_ever, error, is_new):
    disk.error = error
    for step in itertools.count(1, STRIDE):
        folder = tmp_path / str(step)
        folder.mkdir()
        send = Send(folder)
        if not is_new:
            send.history.save_chat(Chat("old", "Старый", NOW, NOW))
        begun = disk.steps
        disk.fails = lambda now, at=begun + step: now == at or (for_ever and now > at)
        send.go()
        reached = disk.steps >= begun + step
        disk.fails = lambda now: False
        # Room again: what the window asks for after a while, without a restart.
        send.history.flush()
        assert {m.id: m.text for m in send.history.messages("c")} == send.wanted, step
        send.history.close()
        assert kept_in(folder) == send.wanted, step
        shutil.rmtree(folder)
        if not reached:
            break
    assert step > 60


def test_a_close_that_fails_loses_nothing_that_was_acknowledged(disk, tmp_path):
    for step in range(1, 12):
        folder = tmp_path / str(step)
        folder.mkdir()
        send = Send(folder)
        send.go()
        begun = disk.steps
        disk.fails = lambda now, at=begun + step: now >= at
        send.try_to(send.history.close)
        disk.fails = lambda now: False
        assert kept_in(folder) == send.acknowledged


def test_what_was_acknowledged_outlives_a_power_cut(disk, tmp_path):
    """Of what was not synced any part may be lost, in any order."""
    chance = random.Random(2026)
    images: list[tuple[Path, dict[str, str]]] = []
    send = Send(tmp_path)
    wanted = set(chance.sample(range(30, 330), 60))

    def cut() -> None:
        if disk.steps in wanted:
            folder = tmp_path / f"cut-{disk.steps}"
            folder.mkdir()
            disk.image(folder, chance)
            images.append((folder, dict(send.acknowledged)))

    disk.before_step = cut
    send.go(turns=6)
    send.history.close()
    disk.before_step = lambda: None
    assert len(images) >= 30
    for folder, acknowledged in images:
        for name in list(folder.iterdir()):
            if not name.name.startswith("history.db"):
                name.unlink()
        kept = kept_in(folder)
        assert acknowledged.keys() <= kept.keys(), folder.name
        assert all(kept[uid].startswith(text) for uid, text in acknowledged.items()), folder.name


def test_a_rescue_that_finds_the_disk_full_is_made_anew(disk, tmp_path):
    """The damaged file stays where it is until a new one is complete."""
    for step in range(1, 60, STRIDE):
        folder = tmp_path / str(step)
        folder.mkdir()
        send = Send(folder)
        send.go(turns=3)
        send.history.close()
        file = folder / "history.db"
        spoiled = bytearray(file.read_bytes())
        spoiled[2 * 4096 : 3 * 4096] = os.urandom(4096)
        file.write_bytes(spoiled)
        history = history_in(folder)
        begun = disk.steps
        disk.fails = lambda now, at=begun + step: now >= at
        send.try_to(history.check)
        disk.fails = lambda now: False
        history.check()
        texts = {one.text for chat in history.chats() for one in history.messages(chat.id)}
        assert texts >= set(send.acknowledged.values()), step
        history.close()


@pytest.mark.parametrize("at", ["log", "file"])
def test_a_rescue_that_was_killed_on_its_last_steps_goes_on(tmp_path, at, monkeypatch):
    send = Send(tmp_path)
    send.go()
    send.history.close()
    (tmp_path / "history.db").write_bytes(b"\xff" * 50_000)
    (tmp_path / "history.db-wal").write_bytes(b"\xff" * 5000)
    whole = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if self.name == ("history.db" if at == "log" else "history-rescued.db"):
            raise KeyboardInterrupt
        return whole(self, target)

    history = history_in(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            history.chats()
    history = history_in(tmp_path)
    assert {one.id: one.text for one in history.messages("c")} == send.acknowledged
    history.close()


def test_the_log_of_another_history_does_no_harm_that_cannot_be_undone(tmp_path):
    mine, other = tmp_path / "mine", tmp_path / "other"
    for folder in (mine, other):
        folder.mkdir()
    send = Send(mine)
    send.go(turns=2)
    send.history.close()
    foreign = Send(other)
    foreign.go(turns=5)
    shutil.copy(other / "history.db-wal", mine / "history.db-wal")
    foreign.history.close()
    before = (mine / "history.db").read_bytes()
    history = history_in(mine)
    history.check()
    texts = {one.text for chat in history.chats() for one in history.messages(chat.id)}
    assert texts >= set(send.acknowledged.values())
    rescue = history.take_rescue()
    assert rescue is None or Path(rescue.aside).read_bytes() == before
    history.close()


def test_a_limit_of_the_system_is_a_full_disk_and_room_again_saves_everything(tmp_path):
    code = """
import resource, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.errors import DiskFull
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder, limit = Path(sys.argv[1]), int(sys.argv[2])
history = History(folder / "history.db", Backups(lambda: folder))
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
now, full, parent = datetime.now(UTC), 0, None
for number in range(60):
    try:
        if number == 0:
            history.save_chat(Chat("c", "t", now, now))
    except DiskFull:
        full += 1
    try:
        history.add_message("c", ChatMessage(f"m{number}", parent, Role.USER, "слово " * 500, now))
    except DiskFull:
        full += 1
    parent = f"m{number}"
assert full, "never full"
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
history.flush()
assert len(history.messages("c")) == 60
history.close()
"""
    for limit in (1000, 20_000, 60_000, 123_456, 200_000):
        folder = tmp_path / str(limit)
        folder.mkdir()
        subprocess.run([sys.executable, "-c", code, str(folder), str(limit)], check=True, timeout=60)
        assert len(kept_in(folder)) == 60


@contextmanager
def nothing_can_be_written(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The tests may run as a user to whom no folder is closed."""

    def full(_path: Path) -> None:
        raise DiskFull("no inode left")

    with monkeypatch.context() as patch:
        patch.setattr(database, "_make_private", full)
        yield


def test_a_disk_that_is_full_before_anything_was_opened_costs_nothing(tmp_path, monkeypatch):
    send = Send(tmp_path)
    with nothing_can_be_written(monkeypatch):
        send.go(turns=2)
        with pytest.raises(DiskFull):
            send.history.flush()
    assert send.acknowledged == {}
    send.history.flush()
    send.history.close()
    assert kept_in(tmp_path) == send.wanted


class Limit:
    """A disk without room, by a limit of the tests' own."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk

    def __enter__(self) -> None:
        self._disk.error = apsw.FullError
        self._disk.fails = lambda now: True

    def __exit__(self, *_: object) -> None:
        self._disk.fails = lambda now: False


def turn_to_garbage(file: Path, pages: range | None = None) -> None:
    spoiled = bytearray(file.read_bytes())
    for page in pages or range(len(spoiled) // 4096):
        spoiled[page * 4096 : (page + 1) * 4096] = random.Random(page).randbytes(4096)
    file.write_bytes(spoiled)


def texts_of(history: History) -> dict[str, str]:
    return {one.id: one.text for chat in history.chats() for one in history.messages(chat.id)}


def waiting_beside_damage(folder: Path, disk: Disk) -> Send:
    """What was kept has a copy; what came later waits for room; then the file turns into garbage."""
    send = Send(folder)
    send.go()
    send.history.close()
    send = Send(folder)
    send.history.chats()
    with Limit(disk):
        question = ChatMessage("later", "a0", Role.USER, "Ещё вопрос", NOW)
        send.keep(question, lambda: send.history.add_message("c", question))
        answer = ChatMessage("last", "later", Role.ASSISTANT, "", NOW, MessageState.STREAMING)
        send.keep(answer, lambda: send.history.add_message("c", answer))
        grown = ChatMessage("last", "later", Role.ASSISTANT, LONG, NOW)
        send.keep(grown, lambda: send.history.update_message("c", grown))
        new = ChatMessage("n", None, Role.USER, "В новом чате", NOW)
        send.try_to(lambda: send.history.save_chat(Chat("new", "Новый", NOW, NOW)))
        send.keep(new, lambda: send.history.add_message("new", new))
    assert send.acknowledged == {}
    turn_to_garbage(folder / "history.db")
    (folder / "history.db-wal").write_bytes(b"")
    return send


@pytest.mark.parametrize("how", ["flush", "read", "write", "check", "close"])
def test_what_waits_for_room_goes_into_the_file_that_takes_a_damaged_ones_place(disk, tmp_path, how):
    send = waiting_beside_damage(tmp_path, disk)
    history = send.history
    if how == "write":
        history.save_chat(Chat("third", "Третий", NOW, NOW))
    elif how != "close":
        {"flush": history.flush, "read": history.chats, "check": history.check}[how]()
        # A reader has the damaged file in its memory: it finds out when it writes.
        history.flush()
    history.close()
    history = history_in(tmp_path)
    kept = texts_of(history)
    history.close()
    assert send.wanted.items() <= kept.items()


def test_what_waits_is_written_once_though_damage_comes_in_between(disk, tmp_path):
    """Whatever step of the writing it is at which there is no room again."""
    for step in range(1, 60, STRIDE):
        folder = tmp_path / str(step)
        folder.mkdir()
        send = waiting_beside_damage(folder, disk)
        begun = disk.steps
        disk.fails = lambda now, at=begun + step: now >= at
        send.try_to(send.history.flush)
        disk.fails = lambda now: False
        send.history.flush()
        assert send.wanted.items() <= texts_of(send.history).items(), step
        assert [one.id for one in send.history.messages("c")][-2:] == ["later", "last"]
        send.history.close()
        assert send.wanted.items() <= kept_in(folder).items(), step


def test_words_that_wait_are_kept_though_their_chat_is_lost(disk, tmp_path):
    send = waiting_beside_damage(tmp_path, disk)
    for copy in (tmp_path / "backups").iterdir():
        copy.unlink()
    send.history.flush()
    kept = texts_of(send.history)
    assert kept["later"] == "Ещё вопрос"
    assert kept["last"] == LONG
    assert kept["n"] == "В новом чате"
    assert [one.id for one in send.history.messages("c")] == ["later", "last"]
    assert {chat.id: chat.title for chat in send.history.chats()} == {"c": "Ещё вопрос", "new": "Новый"}
    send.history.close()


def test_an_import_that_found_no_room_does_not_come_by_itself_later(tmp_path, monkeypatch):
    send = Send(tmp_path)
    whole = ExportedChat(Chat("came", "Чат", NOW, NOW), (), frozenset())
    with nothing_can_be_written(monkeypatch), pytest.raises(DiskFull):
        send.history.add_chats([whole])
    send.history.flush()
    assert send.history.chats() == []
    send.history.close()


@pytest.mark.parametrize("for_ever", [False, True])
def test_whichever_write_of_an_import_fails_all_of_it_comes_or_nothing(disk, tmp_path, monkeypatch, for_ever):
    for name in ("_FIRST", "_LEAST", "_MOST"):
        monkeypatch.setattr(pace, name, 30_000)
    chats = [
        ExportedChat(
            Chat(name, "Чат", NOW, NOW),
            tuple(ChatMessage(f"x{at}", None, Role.USER, LONG, NOW) for at in range(4)),
            frozenset({"x0"}),
        )
        for name in ("c", "d", "e")
    ]
    for step in itertools.count(1, STRIDE):
        folder = tmp_path / str(step)
        folder.mkdir()
        send = Send(folder)
        send.go()
        begun = disk.steps
        disk.fails = lambda now, at=begun + step: now == at or (for_ever and now > at)
        has_come = send.try_to(lambda one=send: one.history.add_chats(chats))
        reached = disk.steps >= begun + step
        # Both of these wait for room, if there is none.
        question = ChatMessage("later", "a0", Role.USER, "Ещё вопрос", NOW)
        send.keep(question, lambda one=send, new=question: one.history.add_message("c", new))
        disk.fails = lambda now: False
        send.history.flush()
        while send.history.sweep():
            pass
        assert texts_of(send.history).items() >= send.wanted.items(), step
        assert [len(send.history.exported(one.id).messages) for one in send.history.chats()] == (
            [4, 4, 7] if has_come else [3]
        ), step
        send.history.close()
        assert rows_in(folder / "history.db") == (15 if has_come else 3), step
        shutil.rmtree(folder)
        if not reached:
            break
    assert step > 20
    assert has_come


def rows_in(file: Path) -> int:
    connection = apsw.Connection(str(file))
    try:
        return connection.execute("SELECT count(*) FROM message").get
    finally:
        connection.close()


def test_a_new_file_whose_log_finds_no_room_takes_nobodys_place(disk, tmp_path):
    """SQLite says nothing of it when it closes a file."""
    send = Send(tmp_path)
    send.go(turns=3)
    send.history.close()
    turn_to_garbage(tmp_path / "history.db", range(2, 4))
    before = (tmp_path / "history.db").read_bytes()
    history = history_in(tmp_path)
    disk.fails = lambda now: disk.at.endswith("history-rescue.db")
    with pytest.raises(DiskFull):
        history.check()
    assert (tmp_path / "history.db").read_bytes() == before
    disk.fails = lambda now: False
    history.check()
    assert send.acknowledged.items() <= texts_of(history).items()
    history.close()


def root_page_of(file: Path, name: str) -> int:
    connection = apsw.Connection(str(file))
    try:
        return connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).get - 1
    finally:
        connection.close()


def test_a_text_whose_bytes_have_gone_is_taken_from_the_copy(tmp_path):
    send = Send(tmp_path)
    send.go()
    send.history.close()
    file = tmp_path / "history.db"
    # It is noticed by something else: nobody can tell a text from another.
    index = root_page_of(file, "chat_by_use")
    turn_to_garbage(file, range(index, index + 1))
    spoiled = bytearray(file.read_bytes())
    place = spoiled.find("договоре".encode(), len(spoiled) // 2)
    spoiled[place : place + 16] = b"\xff" * 16
    file.write_bytes(spoiled)
    history = history_in(tmp_path)
    history.check()
    assert texts_of(history) == send.acknowledged
    history.close()


def test_a_chat_whose_own_row_is_lost_comes_back_under_its_name_and_once(tmp_path):
    send = Send(tmp_path)
    send.go(turns=2)
    send.history.close()
    page = root_page_of(tmp_path / "history.db", "chat")
    turn_to_garbage(tmp_path / "history.db", range(page, page + 1))
    history = history_in(tmp_path)
    history.check()
    assert [(chat.id, chat.title) for chat in history.chats()] == [("c", "Чат")]
    assert {one.id: one.text for one in history.messages("c")} == send.acknowledged
    history.close()


@pytest.mark.parametrize("ends", ["killed", "spoiled"])
def test_a_start_after_a_kill_may_fail_at_any_step(disk, tmp_path, ends):
    """One trouble on top of another: what a kill has left is opened, and now the disk is full."""
    whole = tmp_path / "whole"
    whole.mkdir()
    send = Send(whole)
    send.go(turns=2)
    left = tmp_path / "left"
    shutil.copytree(whole, left)
    acknowledged = dict(send.acknowledged)
    send.history.close()
    if ends == "spoiled":
        turn_to_garbage(left / "history.db", range(3, 5))
    for step in itertools.count(1, STRIDE):
        folder = tmp_path / str(step)
        shutil.copytree(left, folder)
        history = history_in(folder)
        begun = disk.steps
        disk.fails = lambda now, at=begun + step: now >= at
        message = ChatMessage("later", "a1", Role.USER, "Ещё вопрос", NOW)
        with suppress(StorageError):
            history.check()
        with suppress(DiskFull):
            history.add_message("c", message)
        reached = disk.steps >= begun + step
        disk.fails = lambda now: False
        history.flush()
        kept = texts_of(history)
        history.close()
        assert acknowledged.items() <= kept.items(), step
        assert kept["later"] == message.text
        assert acknowledged.items() <= kept_in(folder).items(), step
        shutil.rmtree(folder)
        if not reached:
            break
    assert step > 10


@pytest.mark.parametrize("name", ["Мои чаты", " пробелы  тут ", "я" * 100, "a?b=c&d#e%20f"])
def test_the_folder_may_have_any_name(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    send = Send(folder)
    send.go()
    send.history.close()
    assert kept_in(folder) == send.acknowledged


def test_all_files_are_their_owners_alone_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        send = Send(tmp_path)
        send.go()
        send.history.check()
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*") if path.is_file()}
        send.history.close()
    finally:
        os.umask(before)
    assert len(modes) >= 4
    assert set(modes.values()) == {0o600}


def test_the_words_of_an_erased_chat_are_nowhere_in_the_file(tmp_path):
    canary = "канарейкаъъ"
    history = history_in(tmp_path)
    history.save_chat(
        Chat("c", f"О {canary}", NOW, NOW, role_text=f"роль {canary}", draft=f"{canary} черновик")
    )
    history.save_chat(Chat("other", "Другой", NOW, NOW))
    history.add_message("c", ChatMessage("q", None, Role.USER, f"{canary} " * 3000, NOW))
    history.add_message("c", ChatMessage("a", "q", Role.ASSISTANT, f"ответ {canary}", NOW))
    history.update_message("c", ChatMessage("a", "q", Role.ASSISTANT, f"другой {canary}", NOW))
    history.add_message("other", ChatMessage("q", None, Role.USER, "остаётся", NOW))
    assert history.search("канарейкаъ")
    history.delete_chat("c")
    history.erase_chat("c")
    holding = [path.name for path in tmp_path.glob("history.db*") if holds(path, canary)]
    assert holding == []
    history.close()
    assert not holds(tmp_path / "history.db", canary)
    assert holds(tmp_path / "history.db", "остаётся")


def holds(path: Path, text: str) -> bool:
    return text.encode() in path.read_bytes()
