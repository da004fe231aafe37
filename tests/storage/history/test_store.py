"""A damaged, empty or foreign file in the place of the history."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest

from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.errors import HistoryBusy, HistoryNewer, HistoryReadOnly
from yagpt_desktop.storage.history.backup import Backups, kept_of
from yagpt_desktop.storage.history.database import open_database
from yagpt_desktop.storage.history.migration import steps
from yagpt_desktop.storage.history.store import History

START = datetime(2026, 11, 22, 12, tzinfo=UTC)
PAGE = 4096


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def start(tmp_path, clock):
    opened = []
    folder = tmp_path / "backups"
    folder.mkdir()

    def begin() -> History:
        history = History(tmp_path / "history.db", Backups(lambda: folder, clock), clock)
        opened.append(history)
        return history

    yield begin
    for history in opened:
        history.close()


def fill(history: History, chats: int = 20, messages: int = 10) -> set[str]:
    texts = set()
    for number in range(chats):
        history.save_chat(Chat(f"c{number}", f"Чат {number}", START, START))
        parent = None
        for place in range(messages):
            text = f"сообщение {number}-{place} " + "слово " * 60
            role = Role.ASSISTANT if place % 2 else Role.USER
            history.add_message(f"c{number}", ChatMessage(f"m{place}", parent, role, text, START))
            texts.add(text)
            parent = f"m{place}"
    return texts


def texts_of(history: History) -> set[str]:
    return {message.text for chat in history.chats() for message in history.messages(chat.id)}


def test_nothing_is_made_before_the_first_call(start, tmp_path):
    history = start()
    assert not (tmp_path / "history.db").exists()
    assert history.chats() == []
    assert (tmp_path / "history.db").stat().st_mode & 0o777 == 0o600


def test_a_damaged_page_costs_its_own_rows_alone(start, tmp_path):
    history = start()
    wanted = fill(history, chats=10, messages=60)
    history.close()
    for copy in (tmp_path / "backups").iterdir():
        copy.unlink()
    whole = (tmp_path / "history.db").read_bytes()
    chance = random.Random(2026)
    shares, found = [], 0
    for _ in range(12):
        spoiled = bytearray(whole)
        page = chance.randrange(len(whole) // PAGE)
        spoiled[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)
        (tmp_path / "history.db").write_bytes(spoiled)
        history = start()
        history.check()
        rescue = history.take_rescue()
        assert rescue is None or Path(rescue.aside).read_bytes() == bytes(spoiled)
        assert history.check()
        shares.append(len(texts_of(history) & wanted) / len(wanted))
        found += rescue is not None
        history.close()
        for copy in (tmp_path / "backups").iterdir():
            copy.unlink()
    assert found >= 10  # a page that holds nothing may be spoiled unseen
    assert sum(shares) / len(shares) >= 0.99
    assert min(shares) >= 0.95


def test_what_a_damaged_file_has_lost_comes_from_the_newest_copy(start, tmp_path):
    history = start()
    wanted = fill(history)
    history.close()
    assert len(list((tmp_path / "backups").iterdir())) == 1
    (tmp_path / "history.db").write_bytes(b"\xff" * 100_000)
    history = start()
    assert texts_of(history) == wanted
    rescue = history.take_rescue()
    assert (rescue.messages, rescue.from_backup) == (0, len(wanted))
    assert history.take_rescue() is None


@pytest.mark.parametrize("length", [0, 100, PAGE, 3 * PAGE])
def test_a_file_that_was_cut_off_is_brought_back(start, tmp_path, length):
    history = start()
    wanted = fill(history)
    history.close()
    with (tmp_path / "history.db").open("r+b") as file:
        file.truncate(length)
    history = start()
    history.check()
    assert texts_of(history) == wanted
    assert history.take_rescue() is not None


def test_a_database_of_another_program_is_set_aside(start, tmp_path):
    foreign = apsw.Connection(str(tmp_path / "history.db"))
    foreign.execute(
        "CREATE TABLE chat (id INTEGER PRIMARY KEY, secret TEXT); INSERT INTO chat VALUES (1, 'x')"
    )
    foreign.close()
    before = (tmp_path / "history.db").read_bytes()
    history = start()
    assert history.chats() == []
    assert Path(history.take_rescue().aside).read_bytes() == before


def test_a_newer_versions_file_is_shown_and_not_written(start, tmp_path):
    history = start()
    wanted = fill(history, chats=1)
    history.close()
    newer = apsw.Connection(str(tmp_path / "history.db"))
    newer.pragma("user_version", len(steps()) + 1)
    newer.close()
    before = (tmp_path / "history.db").read_bytes()
    history = start()
    assert texts_of(history) == wanted
    assert isinstance(history.read_only, HistoryNewer)
    with pytest.raises(HistoryNewer):
        history.save_chat(Chat("new", "новый", START, START))
    history.close()
    assert (tmp_path / "history.db").read_bytes() == before


def test_a_file_that_may_not_be_written_is_shown(start, tmp_path, monkeypatch):
    history = start()
    wanted = fill(history, chats=1)
    history.close()
    from yagpt_desktop.storage.history import database

    def closed(_path):
        raise HistoryReadOnly("closed")

    # The tests may run as a user to whom no file is closed.
    monkeypatch.setattr(database, "_make_private", closed)
    history = start()
    assert texts_of(history) == wanted
    with pytest.raises(HistoryReadOnly):
        history.delete_chat("c0")


def test_only_one_process_has_the_history(start, tmp_path):
    history = start()
    history.chats()
    with pytest.raises(HistoryBusy):
        open_database(tmp_path / "history.db")


def test_a_copy_is_made_after_a_change_and_not_too_often(start, tmp_path, clock):
    copies = tmp_path / "backups"
    history = start()
    history.chats()
    assert history.back_up() is None
    history.save_chat(Chat("c", "один", START, START))
    assert history.back_up() is not None
    history.save_chat(Chat("c", "два", START, START))
    assert history.back_up() is None
    clock.now += timedelta(minutes=31)
    assert history.back_up() is not None
    assert len(list(copies.iterdir())) == 2
    assert history.back_up() is None


def test_a_damaged_database_displaces_no_good_copy(start, tmp_path, clock):
    history = start()
    fill(history, chats=4)
    history.close()
    (good,) = (tmp_path / "backups").iterdir()
    spoiled = bytearray((tmp_path / "history.db").read_bytes())
    spoiled[5 * PAGE : 6 * PAGE] = b"\x55" * PAGE
    (tmp_path / "history.db").write_bytes(spoiled)
    clock.now += timedelta(days=1)
    connection = apsw.Connection(str(tmp_path / "history.db"))
    assert Backups(lambda: tmp_path / "backups", clock).make(connection) is None
    connection.close()
    assert list((tmp_path / "backups").iterdir()) == [good]


def test_of_many_copies_some_of_each_age_stay():
    times = [START - timedelta(hours=6 * number) for number in range(4 * 400)]
    kept = kept_of(times, START)
    assert {when for when in times if START - when <= timedelta(days=2)} <= kept
    assert len({when.date() for when in kept}) >= 12
    assert len({(when.year, when.month) for when in kept}) == 9
    assert len(kept) <= 9 + 12 + 10 + 9
    assert kept_of(kept, START) == kept


def test_a_step_of_an_update_that_breaks_off_changes_nothing(start, tmp_path, monkeypatch):
    history = start()
    wanted = fill(history, chats=2)
    history.close()
    from yagpt_desktop.storage.history import migration

    shutil.copy(tmp_path / "history.db", tmp_path / "before.db")
    known = steps()
    broken = "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);"
    monkeypatch.setattr(migration, "steps", lambda: (*known, broken))
    monkeypatch.setattr("yagpt_desktop.storage.history.database.steps", lambda: (*known, broken))
    with pytest.raises(Exception, match="nowhere"):
        start().chats()
    monkeypatch.undo()
    assert texts_of(start()) == wanted
    assert len(list((tmp_path / "backups").iterdir())) == 2


def test_all_chats_go_with_their_copies_and_what_was_set_aside(start, tmp_path):
    history = start()
    fill(history, chats=2)
    history.close()
    (tmp_path / "history.db").write_bytes(b"\xff" * 9000)
    history = start()
    assert history.chats()
    (tmp_path / "settings.json").write_text("{}")
    history.erase_all()
    left = {path.name for path in tmp_path.rglob("*")}
    assert left == {"backups", "settings.json"}
    assert history.chats() == []
    history.save_chat(Chat("c", "новый", START, START))
    assert [chat.title for chat in history.chats()] == ["новый"]
