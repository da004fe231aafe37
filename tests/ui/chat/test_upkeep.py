"""The file of chats is looked after: checked, tried again when the disk was full, copied, closed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.errors import DiskFull, HistoryNewer, HistoryReadOnly, StorageError
from yagpt_desktop.domain.history import BrokenImport, Rescue
from yagpt_desktop.storage.history import database, pace
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.ui.chat.chat_library import ChatLibrary
from yagpt_desktop.ui.chat.upkeep import Upkeep
from yagpt_desktop.workers.job import single_thread

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
AGAIN_MS = 30


class Told:
    """What the window would show."""

    def __init__(self, upkeep: Upkeep) -> None:
        self.all: list[Rescue | BrokenImport | StorageError] = []
        self.listed_anew = 0
        self.room_again = 0
        upkeep.told.connect(self.all.append)
        upkeep.brought_back.connect(self._on_brought_back)
        upkeep.room_again.connect(self._on_room)

    def _on_brought_back(self) -> None:
        self.listed_anew += 1

    def _on_room(self) -> None:
        self.room_again += 1


class Place:
    """A profile, its store's thread, and what looks after it."""

    def __init__(self, folder: Path, qapp: object) -> None:
        self.file = folder / "history.db"
        self.copies = folder / "backups"
        self.copies.mkdir(exist_ok=True)
        self.history = History(self.file, Backups(lambda: self.copies))
        self.pool = single_thread(qapp)
        self.upkeep = Upkeep(self.history, self.pool, again_ms=AGAIN_MS)
        self.told = Told(self.upkeep)

    def fill(self, count: int = 30) -> None:
        self.history.save_chat(Chat("c", "Чат", NOW, NOW))
        parent = None
        for number in range(count):
            self.history.add_message("c", ChatMessage(f"m{number}", parent, Role.USER, "слово " * 200, NOW))
            parent = f"m{number}"

    def wait(self, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: not (self.upkeep._checking.busy or self.upkeep._writing.busy))

    def close(self) -> None:
        self.upkeep.close()
        assert self.pool.waitForDone(10_000)


@pytest.fixture
def place(tmp_path, qapp):
    made = []

    def begin() -> Place:
        made.append(Place(tmp_path, qapp))
        return made[-1]

    yield begin
    for one in made:
        one.close()


def test_a_sound_file_is_nothing_to_talk_about(qtbot, place):
    here = place()
    here.upkeep.check()
    here.wait(qtbot)
    assert here.told.all == []
    assert not here.history.is_check_due


def test_a_damaged_file_is_told_with_what_came_back(qtbot, place):
    first = place()
    first.fill()
    first.close()
    spoiled = bytearray(first.file.read_bytes())
    spoiled[5 * 4096 : 6 * 4096] = b"\x99" * 4096
    first.file.write_bytes(spoiled)
    here = place()
    here.upkeep.check()
    qtbot.waitUntil(lambda: bool(here.told.all))
    (rescue,) = here.told.all
    assert isinstance(rescue, Rescue)
    assert rescue.messages + rescue.from_backup == 30
    assert here.told.listed_anew == 1
    assert len(here.history.messages("c")) == 30


def test_after_a_good_end_the_file_is_not_read_again_the_same_day(qtbot, place, monkeypatch):
    first = place()
    first.upkeep.check()
    first.wait(qtbot)
    first.close()
    here = place()
    monkeypatch.setattr(here.history, "check", lambda: pytest.fail("it was read"))
    here.upkeep.check()
    here.wait(qtbot)
    assert here.told.all == []


def test_after_a_bad_end_the_file_is_read_whole(qtbot, place, tmp_path):
    first = place()
    first.upkeep.check()
    first.wait(qtbot)
    first.fill(2)
    left = {path.name: path.read_bytes() for path in tmp_path.glob("history.db*")}
    first.close()
    for name, content in left.items():
        (tmp_path / name).write_bytes(content)
    here = place()
    assert here.history.is_check_due
    here.upkeep.check()
    here.wait(qtbot)
    assert not here.history.is_check_due
    assert len(here.history.messages("c")) == 2


def test_what_an_import_has_left_goes_by_parts_behind_what_the_person_does(
    qtbot, place, tmp_path, monkeypatch
):
    for name in ("_FIRST", "_LEAST", "_MOST"):
        monkeypatch.setattr(pace, name, 600)
    first = place()
    first.fill(2)
    said = (ChatMessage("q", None, Role.USER, "вопрос", NOW),)
    chats = [ExportedChat(Chat(f"n{number}", "Чат", NOW, NOW), said, frozenset("q")) for number in range(9)]
    work = first.history.bring_in(chats)
    for _ in range(6):
        assert work.step() is None
    first.close()
    here = place()
    left: list[bool] = []
    sweep = here.history.sweep

    def swept() -> bool:
        if not left:
            here.pool.start(lambda: left.append(here.history.chats() == []))
        left.append(sweep())
        return left[-1]

    monkeypatch.setattr(here.history, "sweep", swept)
    here.upkeep.check()
    qtbot.waitUntil(lambda: len(left) > 3 and not here.upkeep._sweeping.busy)
    # The list was read between the first part and the second.
    assert left[:3] == [True, False, True]
    assert not left[-1]
    assert [chat.id for chat in here.history.chats()] == ["c"]
    assert here.told.all == [BrokenImport()]
    assert not here.history.has_broken_import


@pytest.mark.parametrize("reason", [HistoryReadOnly("closed"), HistoryNewer("schema 9")])
def test_a_file_that_can_only_be_read_is_told_once(qtbot, place, monkeypatch, reason):
    first = place()
    first.fill(3)
    first.close()

    def refuse(_path: Path) -> None:
        raise reason

    monkeypatch.setattr(database, "_make_private", refuse)
    here = place()
    here.upkeep.check()
    qtbot.waitUntil(lambda: bool(here.told.all))
    assert here.told.all == [reason]
    assert len(here.history.messages("c")) == 3


def test_what_found_the_disk_full_is_kept_without_a_restart(qtbot, place, monkeypatch, qapp):
    """From a disk that is full before the file is there, to room again, with the window's own parts."""
    here = place()
    library = ChatLibrary(here.history, here.pool, lambda *_: pytest.fail("nothing is asked"))
    library.failed.connect(here.upkeep.on_failed)
    errors: list[object] = []
    library.failed.connect(errors.append)
    full = [True]
    whole = database._make_private

    def make(path: Path) -> None:
        if full[0]:
            raise DiskFull("no room")
        whole(path)

    monkeypatch.setattr(database, "_make_private", make)
    talk = library.begin("", "")
    talk.set_chat(Chat("n", "Новый", NOW, NOW, draft="не потеряйся"))
    qtbot.waitUntil(lambda: bool(errors))
    assert all(isinstance(error, DiskFull) for error in errors)
    # It is tried and tried again.
    with qtbot.waitSignal(here.upkeep._writing.finished):
        pass
    with qtbot.waitSignal(here.upkeep._writing.finished):
        pass
    assert here.told.room_again == 0
    full[0] = False
    qtbot.waitUntil(lambda: here.told.room_again == 1)
    assert here.told.listed_anew == 1
    assert [chat.draft for chat in here.history.chats()] == ["не потеряйся"]
    assert not here.upkeep._again.isActive()
    assert library.shut_down()


def test_one_need_not_wait_until_it_is_tried_again_by_itself(qtbot, place, monkeypatch):
    here = place()
    here.fill(1)
    here.upkeep._again.setInterval(3_600_000)
    full = [DiskFull("no room")]
    flush = here.history.flush

    def refuse() -> None:
        if full:
            raise full[0]
        flush()

    monkeypatch.setattr(here.history, "flush", refuse)
    here.upkeep.on_failed(full[0])
    with qtbot.waitSignal(here.upkeep.still_full) as told:
        here.upkeep.save_now()
    assert told.args == full
    assert here.upkeep._again.isActive(), "and it goes on trying by itself"
    full.clear()
    with qtbot.waitSignal(here.upkeep.room_again):
        here.upkeep.save_now()
    assert not here.upkeep._again.isActive()


def test_other_troubles_are_not_tried_again(place):
    here = place()
    here.upkeep.on_failed(HistoryReadOnly("closed"))
    assert not here.upkeep._again.isActive()


def test_no_timer_runs_while_nothing_waits(qtbot, place):
    here = place()
    here.upkeep.check()
    here.wait(qtbot)
    assert not here.upkeep._again.isActive()
    assert not here.upkeep._copy.isActive()


def test_a_copy_is_made_some_time_after_a_change_and_at_the_end(qtbot, place):
    here = place()
    here.fill(2)
    here.upkeep._copy.setInterval(1)
    here.upkeep.on_changed()
    qtbot.waitUntil(lambda: len(list(here.copies.glob("history-*.db"))) == 1)
    (copy,) = here.copies.glob("history-*.db")
    copy.unlink()
    here.history.save_chat(Chat("d", "Ещё", NOW, NOW))
    here.close()
    assert len(list(here.copies.glob("history-*.db"))) == 1
    assert not here.file.with_name("history.db-wal").exists()


def test_unsent_words_of_a_new_chat_come_back_after_a_restart(qtbot, place):
    first = place()
    library = ChatLibrary(first.history, first.pool, lambda *_: pytest.fail("nothing is asked"))
    talk = library.begin("Ты — редактор.", "")
    talk.set_chat(Chat(talk.chat.id, "", NOW, NOW, role_text="Ты — редактор.", draft="  длинная мысль"))
    assert library.shut_down()
    first.close()
    here = place()
    again = ChatLibrary(here.history, here.pool, lambda *_: pytest.fail("nothing is asked"))
    with qtbot.waitSignal(again.unsent_found, check_params_cb=lambda uid: uid == talk.chat.id):
        again.refresh()
    found = again.open(talk.chat.id)
    assert found is not None
    with qtbot.waitSignal(found.path_changed):
        pass
    assert (found.chat.draft, found.chat.role_text) == ("  длинная мысль", "Ты — редактор.")
    assert again.shut_down()
