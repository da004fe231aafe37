"""Chats that come in by parts: nobody waits behind them, nobody sees half of them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from yagpt_desktop.domain.archive import ChatImport, ExportedChat, ImportCount
from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.errors import DiskFull, StorageError
from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.domain.search import SearchQuery
from yagpt_desktop.storage.history import database as database_module
from yagpt_desktop.storage.history import pace
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.chat_import import StoreImport, whole
from yagpt_desktop.storage.history.chats import SqliteChatStore
from yagpt_desktop.storage.history.database import open_database
from yagpt_desktop.storage.history.migration import APPLICATION_ID, steps
from yagpt_desktop.storage.history.rescue import put, remains_of
from yagpt_desktop.storage.history.store import History

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
EXAMPLES = 500 if os.environ.get("YAGPT_LONG_ROUNDS") else 30
"""``YAGPT_LONG_ROUNDS=1`` makes it the long form."""
TABLES = ("chat", "message", "facts", "folder", "arriving_chat", "arriving_message")


def said(name: str, parent: str | None = None, text: str = "письмо", minutes: int = 0) -> ChatMessage:
    facts = AnswerFacts(model="made-up", cost_roubles=1.0) if parent else None
    role = Role.ASSISTANT if parent else Role.USER
    return ChatMessage(name, parent, role, f"{text} {name}", NOON + timedelta(minutes=minutes), facts=facts)


def came(name: str, count: int = 4, folder: Folder | None = None) -> ExportedChat:
    messages = [said("m0")]
    messages += [said(f"m{number}", f"m{number - 1}") for number in range(1, count)]
    chat = Chat(name, f"Чат {name}", NOON, NOON, folder_id=folder.id if folder else "", tags=("почта",))
    return ExportedChat(chat, tuple(messages), frozenset(one.id for one in messages), folder)


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """One or two messages each."""
    for name in ("_FIRST", "_LEAST", "_MOST"):
        monkeypatch.setattr(pace, name, 600)


def history_in(folder: Path) -> History:
    (folder / "backups").mkdir(exist_ok=True)
    return History(folder / "history.db", Backups(lambda: folder / "backups"))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = history_in(tmp_path)
    yield opened
    opened.close()


def sql_of(history: History) -> apsw.Connection:
    assert history._database is not None
    return history._database.connection


def rows_of(connection: apsw.Connection, chat: str) -> list[list[object]]:
    """Every value that is kept of a chat."""
    return [
        connection.execute(f"SELECT * FROM chat WHERE uid = '{chat}'").fetchall(),
        connection.execute(
            f"SELECT m.*, f.* FROM message AS m JOIN chat AS c ON c.id = m.chat LEFT JOIN facts AS f"
            f" ON f.message = m.id WHERE c.uid = '{chat}' ORDER BY m.id"
        ).fetchall(),
    ]


def counts_of(connection: apsw.Connection) -> dict[str, int]:
    return {name: connection.execute(f"SELECT count(*) FROM {name}").get for name in TABLES}


def is_sound(connection: apsw.Connection) -> bool:
    """Whether the file is, and the indexes hold exactly the words of the rows."""
    for table in ("words", "titles"):
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    return connection.execute("PRAGMA integrity_check").get == "ok"


def seen(store: History | SqliteChatStore) -> dict[str, object]:
    """All that anybody can see; in an order of its own where the rows' numbers decide."""
    chats = sorted(store.chats(), key=lambda one: one.id)
    trash = sorted(store.trash(), key=lambda one: one.id)
    exported = [store.exported(one.id) for one in (*chats, *trash)]
    return {
        "chats": chats,
        "trash": trash,
        "paths": {one.id: [m.id for m in store.messages(one.id)] for one in (*chats, *trash)},
        "all": {
            one.chat.id: sorted((m.id, m.parent_id or "", m.text, m.created_at) for m in one.messages)
            for one in exported
        },
        "active": {one.chat.id: one.active for one in exported},
        "folders": list(store.folders()),
        "spending": [store.spending(one.id, NOON) for one in (*chats, *trash)],
        "month": store.spending("nobody", NOON - timedelta(days=30)),
        "search": {
            word: sorted(one.id for one in store.search(word)) for word in ("письмо", "чат", "m1", "c++", "")
        },
        "places": {
            text: sorted((one.chat_id, one.message_id) for one in store.find(SearchQuery(text, tag=tag)))
            for text, tag in (("письмо", ""), ("чат", ""), ("", "почта"), ("-", ""))
        },
    }


def mine(history: History) -> None:
    """What a person has."""
    history.save_chat(Chat("mine", "Мой чат", NOON, NOON, draft="черновик"))
    history.add_message("mine", said("m0"))
    history.add_message("mine", said("m1", "m0"))


def test_whatever_is_asked_for_meanwhile_is_done_between_two_parts(history: History) -> None:
    """One thread and one queue, as in the window; the order is what counts, and not the time."""
    mine(history)
    done: list[str] = []
    with ThreadPoolExecutor(1) as thread:
        work = history.bring_in([came(f"c{number}") for number in range(20)])

        def save(number: int) -> None:
            history.add_message("mine", said(f"n{number}", "m1"))
            done.append("save")

        def step() -> ImportCount | None:
            count = work.step()
            done.append("part")
            return count

        saves = []
        count = None
        while count is None:
            part = thread.submit(step)
            # Asked for while the part is being written, or before.
            saves.append(thread.submit(save, len(saves)))
            count = part.result(30)
        for one in saves:
            one.result(30)
    assert count == ImportCount(added=20, messages=80)
    assert done.count("part") > 40
    assert done == ["part", "save"] * (len(done) // 2)
    assert len(history.chats()) == 21
    assert is_sound(sql_of(history))


def test_nobody_sees_any_of_it_before_all_of_it_is_there(history: History) -> None:
    mine(history)
    before, rows = seen(history), rows_of(sql_of(history), "mine")
    folder = Folder("f", "Из архива", 5)
    work = history.bring_in([came("c", 6, folder), came("d", 6, folder), came("mine", 6)])
    parts = 0
    while (count := work.step()) is None:
        parts += 1
        assert seen(history) == before
        for uid in ("c", "d"):
            for ask in (history.messages, history.exported, history.delete_chat, history.erase_chat):
                with pytest.raises(KeyError):
                    ask(uid)
            assert history.spending(uid, NOON).chat_roubles == 0
        for name in ("m2", "m5"):
            with pytest.raises(KeyError):
                history.show_message("mine", name)
            with pytest.raises(KeyError):
                history.delete_message("mine", name)
        after = rows_of(sql_of(history), "mine")
        assert (after[0], after[1][:2]) == (rows[0], rows[1])
    assert parts > 6
    assert count == ImportCount(added=2, present=1, extended=1, messages=16)
    assert {one.id for one in history.chats()} == {"mine", "c", "d"}
    assert [one.id for one in history.messages("mine")] == [f"m{number}" for number in range(6)]
    assert history.folders() == [folder]
    assert len(history.search("письмо")) == 3
    after = rows_of(sql_of(history), "mine")
    assert after[1][:2] == rows[1]
    assert counts_of(sql_of(history))["arriving_chat"] == counts_of(sql_of(history))["arriving_message"] == 0
    assert is_sound(sql_of(history))


def test_a_small_import_is_one_transaction(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_FIRST", 60_000)
    assert history.bring_in([came("c"), came("d")]).step() == ImportCount(added=2, messages=8)


def test_where_a_late_chat_is_refused_all_of_it_is_swept_and_then_it_is_said(history: History) -> None:
    mine(history)
    before, counts = seen(history), counts_of(sql_of(history))
    bad = ExportedChat(Chat("x" * 65, "", NOON, NOON), (), frozenset())
    work = history.bring_in([came(f"c{number}") for number in range(6)] + [came("mine", 6), bad])
    parts = 0
    with pytest.raises(StorageError):
        while work.step() is None:
            parts += 1
            assert seen(history) == before
    assert parts > 20
    assert counts_of(sql_of(history)) == counts
    assert is_sound(sql_of(history))
    orphan = ExportedChat(Chat("o", "", NOON, NOON), (said("b", "nowhere"),), frozenset())
    with pytest.raises(KeyError):
        history.add_chats([came("c"), orphan])
    assert counts_of(sql_of(history)) == counts


def test_a_disk_that_is_full_in_the_middle_leaves_everything_as_it_was(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine(history)
    before, counts = seen(history), counts_of(sql_of(history))
    work = history.bring_in([came(f"c{number}") for number in range(6)])
    for _ in range(5):
        assert work.step() is None
    with monkeypatch.context() as patch:
        patch.setattr(SqliteChatStore, "_in_transaction", full)
        with pytest.raises(DiskFull):
            work.step()
    assert seen(history) == before
    # It is not brought in by itself later; what could not be removed is removed now.
    history.save_chat(Chat("mine", "Мой чат", NOON, NOON, draft="черновик"))
    assert seen(history) == before
    while history.sweep():
        assert seen(history) == before
    assert counts_of(sql_of(history)) == counts
    assert history.add_chats([came("c0")]) == ImportCount(added=1, messages=4)


def full(_store: SqliteChatStore, _act: Callable[[], object]) -> None:
    raise DiskFull("made up")


def crashed(folder: Path, to: Path) -> Path:
    """What a kill would leave."""
    to.mkdir()
    for file in folder.glob("history.db*"):
        shutil.copy(file, to / file.name)
    return to


def test_what_a_kill_has_left_is_seen_by_nobody_and_goes_by_parts(history: History, tmp_path: Path) -> None:
    mine(history)
    before, counts = seen(history), counts_of(sql_of(history))
    work = history.bring_in([came(f"c{number}") for number in range(6)] + [came("mine", 6), came("last")])
    number = 0
    while work.step() is None:
        number += 1
        if number % 4:
            continue
        again = history_in(crashed(tmp_path, tmp_path / str(number)))
        assert seen(again) == before
        again.check()
        while again.sweep():
            assert seen(again) == before
        assert seen(again) == before
        assert counts_of(sql_of(again)) == counts
        assert is_sound(sql_of(again))
        again.close()
    assert number > 12


def test_a_new_import_sweeps_first_and_an_import_under_way_is_not_swept(
    history: History, tmp_path: Path
) -> None:
    first = history.bring_in([came(f"c{number}") for number in range(6)])
    for _ in range(9):
        first.step()
    held = counts_of(sql_of(history))["message"]
    assert not history.sweep()
    assert counts_of(sql_of(history))["message"] == held
    second = history.bring_in([came("c0"), came("d")])
    assert second.step() is None
    with pytest.raises(StorageError):
        whole(first)
    assert whole(second) == ImportCount(added=2, messages=8)
    assert {one.id for one in history.chats()} == {"c0", "d"}
    assert is_sound(sql_of(history))


@pytest.mark.parametrize("how", ["close", "erase_all"])
def test_an_import_ends_with_its_file_and_opens_no_other(tmp_path: Path, how: str) -> None:
    history = history_in(tmp_path)
    mine(history)
    work = history.bring_in([came("c"), came("d")])
    for _ in range(3):
        assert work.step() is None
    getattr(history, how)()
    with pytest.raises(StorageError):
        work.step()
    assert history._database is None
    assert not history.sweep()
    assert history._database is None
    assert [one.id for one in history.chats()] == (["mine"] if how == "close" else [])
    history.close()


def run_until(work: ChatImport, parts: int) -> None:
    for _ in range(parts):
        assert work.step() is None


def test_what_a_person_writes_comes_before_what_has_its_name(history: History) -> None:
    """It is hardly possible, and must cost nobody a word."""
    mine(history)
    work = history.bring_in([came("c"), came("mine", 6), came("d")])
    run_until(work, 5)
    history.save_chat(Chat("c", "Моё", NOON, NOON))
    history.add_message("c", said("m0", text="моё"))
    run_until(work, 12)
    history.add_message("mine", said("m4", "m1", text="моё"))
    history.add_path(Chat("d", "Моё", NOON, NOON), [said("m0", text="моё")])
    assert [one.text for one in history.messages("d")] == ["моё m0"]
    assert whole(work) == ImportCount(present=3, extended=3, messages=3 + 3 + 3)
    assert [one.text for one in history.messages("c")][:2] == ["моё m0", "письмо m1"]
    assert [one.text for one in history.messages("mine")][1:] == ["письмо m1", "моё m4", "письмо m5"]
    assert {one.title for one in history.chats()} == {"Мой чат", "Моё"}
    assert is_sound(sql_of(history))


def test_what_a_person_has_just_written_is_there_already_and_keeps_its_place(history: History) -> None:
    mine(history)
    work = history.bring_in([came("mine", 6)])
    run_until(work, 1)
    history.add_message("mine", said("m3", "m1", text="моё"))
    history.add_message("mine", said("own", "m3", text="моё"))
    assert whole(work) == ImportCount(present=1, extended=1, messages=3)
    assert [one.id for one in history.messages("mine")] == ["m0", "m1", "m3", "own"]
    assert {one.id: one.versions for one in history.exported("mine").messages} == {
        "m0": 1,
        "m1": 1,
        "m2": 2,
        "m3": 2,
        "own": 2,
        "m4": 2,
        "m5": 1,
    }
    assert is_sound(sql_of(history))


def test_a_chat_that_is_erased_meanwhile_comes_from_the_archive_whole(history: History) -> None:
    mine(history)
    work = history.bring_in([came("mine", 6), came("c")])
    run_until(work, 3)
    history.erase_chat("mine")
    history.save_chat(Chat("new", "На той же строке", NOON, NOON))
    history.add_message("new", said("m0", text="другое"))
    assert whole(work) == ImportCount(added=2, messages=10)
    assert [one.text for one in history.messages("new")] == ["другое m0"]
    assert len(history.messages("mine")) == 6
    assert is_sound(sql_of(history))


def test_an_import_goes_on_in_the_file_that_takes_a_damaged_ones_place(
    history: History, tmp_path: Path
) -> None:
    mine(history)
    work = history.bring_in([came(f"c{number}") for number in range(6)])
    run_until(work, 9)
    history._bring_back()
    before = seen(history)
    assert [one.id for one in history.chats()] == ["mine"]
    assert work.step() is None
    assert seen(history) == before
    assert whole(work) == ImportCount(added=6, messages=24)
    assert len(history.chats()) == 7
    assert is_sound(sql_of(history))


def test_a_copy_that_was_made_meanwhile_brings_no_half_back(history: History, tmp_path: Path) -> None:
    mine(history)
    before = seen(history)
    work = history.bring_in([came("c", 6), came("mine", 6)])
    run_until(work, 6)
    assert history.back_up() is not None
    history.close()
    (tmp_path / "history.db").write_bytes(b"\xff" * 50_000)
    for rest in tmp_path.glob("history.db-*"):
        rest.unlink()
    again = history_in(tmp_path)
    assert seen(again) == before
    assert again.take_rescue() is not None
    again.close()


def test_a_mark_with_another_name_costs_nobody_anything(history: History, tmp_path: Path) -> None:
    """Damage may turn a mark's number into that of a person's own chat."""
    mine(history)
    before = seen(history)
    for table, number in (("arriving_chat", 1), ("arriving_message", 2)):
        sql_of(history).execute(f"INSERT INTO {table} VALUES ({number}, 0, 'another')")
    assert history.chats() == []
    new = open_database(tmp_path / "new.db")
    with new.connection:
        assert put(remains_of(crashed(tmp_path, tmp_path / "left") / "history.db"), new.connection) == 2
    new.close()
    while history.sweep():
        pass
    assert seen(history) == before


def made_by_an_older_version(file: Path) -> None:
    """A file of the schema before, with a chat in it."""
    connection = apsw.Connection(str(file))
    database_module.stems.register(connection)
    for script in steps()[:2]:
        connection.execute(script)
    connection.pragma("application_id", APPLICATION_ID)
    connection.pragma("user_version", 2)
    connection.execute(
        "INSERT INTO chat VALUES"
        " (1, 'old', 'Старый чат', 5, 5, '', '', '', 0, 0, 0, '', '', '', '', '', '', NULL);"
        "INSERT INTO message VALUES (1, 'm0', 1, NULL, 1, NULL, 'user', 'старое письмо', 5, 'complete')"
    )
    connection.close()


def test_an_older_file_is_carried_over_and_takes_chats_in(history: History, tmp_path: Path) -> None:
    made_by_an_older_version(tmp_path / "history.db")
    assert [one.id for one in history.search("письмо")] == ["old"]
    assert len(list((tmp_path / "backups").iterdir())) == 1
    assert whole(history.bring_in([came("c"), came("old")])) == ImportCount(1, 1, 1, 7)
    assert len(history.messages("old")) == 4


def test_an_older_file_that_may_not_be_carried_over_is_shown(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by_an_older_version(tmp_path / "history.db")
    before = (tmp_path / "history.db").read_bytes()

    def closed(_path: Path) -> None:
        raise database_module.HistoryReadOnly("closed")

    # The tests may run as a user to whom no file is closed.
    monkeypatch.setattr(database_module, "_make_private", closed)
    assert [one.id for one in history.search("письмо")] == ["old"]
    assert [one.text for one in history.messages("old")] == ["старое письмо"]
    assert history.exported("old").path == tuple(history.messages("old"))
    assert history.find(SearchQuery("чат"))
    assert not history.sweep()
    with pytest.raises(StorageError):
        history.add_chats([came("c")])
    assert (tmp_path / "history.db").read_bytes() == before


def test_a_newer_file_in_which_an_import_broke_off_shows_nothing_of_it(
    history: History, tmp_path: Path
) -> None:
    mine(history)
    before = seen(history)
    run_until(history.bring_in([came("c", 6), came("mine", 6)]), 6)
    history.close()
    newer = apsw.Connection(str(tmp_path / "history.db"))
    newer.pragma("user_version", len(steps()) + 1)
    newer.close()
    assert seen(history) == before
    assert history.read_only is not None
    assert not history.sweep()


NAMES = st.sampled_from(["c", "d", "e", "f"])
IDS = st.sampled_from([f"m{number}" for number in range(8)])


@st.composite
def archives(draw: st.DrawFn) -> list[ExportedChat]:
    chats = []
    for name in draw(st.lists(NAMES, unique=True, min_size=1)):
        messages: list[ChatMessage] = []
        for uid in draw(st.lists(IDS, unique=True, max_size=6)):
            parent = draw(st.sampled_from([None, *(one.id for one in messages)]))
            messages.append(said(uid, parent, minutes=draw(st.integers(0, 9))))
        active = draw(st.frozensets(st.sampled_from([one.id for one in messages]))) if messages else ()
        folder = draw(st.sampled_from([None, Folder("f", "Их", 1), Folder("g", "Другой", 2)]))
        chat = Chat(name, f"Чат {name}", NOON, NOON, folder_id=folder.id if folder else "", tags=("почта",))
        chats.append(ExportedChat(chat, tuple(messages), frozenset(active), folder))
    return chats


class BesideAnImport(RuleBasedStateMachine):
    """Whatever a person does meanwhile: to all others an import happens at once, with its last part."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.opened = [open_database(Path(self.folder.name, f"{name}.db")) for name in ("parts", "once")]
        for one in self.opened:
            one.connection.pragma("synchronous", "OFF")
        self.parts, self.once = (SqliteChatStore(one, lambda: NOON) for one in self.opened)
        self.chats: list[ExportedChat] = []
        self.work: ChatImport | None = None
        self.is_over = False

    def both(self, act: Callable[[SqliteChatStore], object]) -> None:
        outcomes = []
        for store in (self.parts, self.once):
            try:
                act(store)
                outcomes.append(None)
            except (KeyError, StorageError) as error:
                outcomes.append(type(error))
        assert outcomes[0] == outcomes[1]

    @precondition(lambda self: self.work is None)
    @rule(chats=archives())
    def begin(self, chats: list[ExportedChat]) -> None:
        self.chats = chats
        self.work = StoreImport(lambda act: act(self.parts), chats)

    @precondition(lambda self: self.work is not None and not self.is_over)
    @rule(parts=st.integers(1, 5))
    def go_on(self, parts: int) -> None:
        for _ in range(parts):
            count = self.work.step()
            if count is not None:
                self.is_over = True
                assert count == whole(StoreImport(lambda act: act(self.once), self.chats))
                return
            self.nobody_can_tell()

    # The order of versions is that in which they came, so what a person does later may differ.
    going = precondition(lambda self: not self.is_over)

    @going
    @rule(name=NAMES, pinned=st.booleans())
    def save(self, name: str, pinned: bool) -> None:
        self.both(lambda store: store.save_chat(Chat(name, "Мой чат", NOON, NOON, pinned=pinned)))

    @going
    @rule(name=NAMES, uid=IDS, parent=st.none() | IDS)
    def add(self, name: str, uid: str, parent: str | None) -> None:
        self.both(lambda store: store.add_message(name, said(uid, parent, "моё", 3)))

    @going
    @rule(name=NAMES, uid=IDS)
    def update(self, name: str, uid: str) -> None:
        self.both(lambda store: store.update_message(name, replace(said(uid), text="иначе")))

    @going
    @rule(name=NAMES, uid=IDS, back=st.booleans())
    def hide(self, name: str, uid: str, back: bool) -> None:
        self.both(lambda store: (store.restore_message if back else store.delete_message)(name, uid))

    @going
    @rule(name=NAMES, uid=IDS)
    def lead_to(self, name: str, uid: str) -> None:
        self.both(lambda store: store.show_message(name, uid))

    @going
    @rule(name=NAMES, how=st.sampled_from(["delete_chat", "restore_chat", "erase_chat"]))
    def throw_away(self, name: str, how: str) -> None:
        self.both(lambda store: getattr(store, how)(name))

    @going
    @rule(name=NAMES, uids=st.lists(IDS, unique=True, max_size=3))
    def add_path(self, name: str, uids: list[str]) -> None:
        chat = Chat(name, "Ветка", NOON, NOON)
        parents = [None, *uids]
        path = [said(uid, parents[place], "моё") for place, uid in enumerate(uids)]
        self.both(lambda store: store.add_path(chat, path))

    @going
    @rule(uid=st.sampled_from(["f", "g"]), there=st.booleans())
    def file(self, uid: str, there: bool) -> None:
        self.both(lambda store: store.save_folder(Folder(uid, "Мой")) if there else store.delete_folder(uid))

    @going
    @rule(name=NAMES)
    def pay(self, name: str) -> None:
        self.both(lambda store: store.add_expense(name, NOON, 0.5))

    @going
    @rule()
    def start_again(self) -> None:
        """An import that was under way is broken off, as by a kill."""
        self.parts = SqliteChatStore(self.opened[0], lambda: NOON)
        self.work = None

    @precondition(lambda self: self.is_over)
    @rule()
    def begin_with_nothing(self) -> None:
        for store in (self.parts, self.once):
            for chat in (*store.chats(), *store.trash()):
                store.erase_chat(chat.id)
            for folder in store.folders():
                store.delete_folder(folder.id)
        self.work, self.is_over = None, False

    @invariant()
    def nobody_can_tell(self) -> None:
        assert seen(self.parts) == seen(self.once)

    def teardown(self) -> None:
        with suppress(StorageError):
            while self.parts.sweep():
                pass
        for database in self.opened:
            assert is_sound(database.connection)
            database.close()
        self.folder.cleanup()


BesideAnImport.TestCase.settings = settings(max_examples=EXAMPLES, stateful_step_count=40, deadline=None)


TestBesideAnImport = pytest.mark.timeout(1800)(BesideAnImport.TestCase)
