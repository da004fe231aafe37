"""Texts on the disk: the same as in memory, whatever is done to them and however often the file is opened."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from yagpt_desktop.domain.change import ChangeKind, ToldReason
from yagpt_desktop.domain.completion import Usage
from yagpt_desktop.domain.errors import DiskFull, StorageError
from yagpt_desktop.domain.text_task import (
    ActionTask,
    ChunkState,
    Finding,
    FixMode,
    FixTask,
    GlossaryRow,
    TextChunk,
    TextRun,
    TextTask,
    Tone,
    TranslateTask,
)
from yagpt_desktop.storage.history import database, migration
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.chats import SqliteChatStore
from yagpt_desktop.storage.history.database import open_database
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.storage.history.texts import SqliteTextStore
from yagpt_desktop.storage.memory_texts import MemoryTextStore
from yagpt_desktop.storage.text_shelf import MOST_RUNS, RUNS_KEPT

START = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
TERM = GlossaryRow("g1", "ёлка", "fir", "ru", "en", "дерево")
TASKS: tuple[TextTask, ...] = (
    FixTask(),
    FixTask(FixMode.FORMAL),
    TranslateTask("", "en", Tone.POLITE, (TERM,)),
    ActionTask("Письмо", "Сделай из этого письмо."),
)
SOURCE = "Ёлка стоит.\n\nОна зелёная."


def run(name: str, minutes: int = 0, task: TextTask = TASKS[0], *, pinned: bool = False) -> TextRun:
    chunks = (
        TextChunk(0, 0, 13, ChunkState.DONE, "Сосна.\n\n", (Finding.REWRITTEN,), Usage(5, 6, 11, 2)),
        TextChunk(1, 13, len(SOURCE)),
    )
    at = START + timedelta(minutes=minutes)
    return TextRun(name, task, SOURCE, at, "yandexgpt-5.1", chunks, pinned=pinned, cost_roubles=0.25)


def history_in(folder: Path) -> History:
    (folder / "backups").mkdir(exist_ok=True)
    return History(folder / "history.db", Backups(lambda: folder / "backups"), lambda: START)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    made = history_in(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("task", TASKS)
def test_everything_that_is_known_of_a_run_is_there_again(history, tmp_path, task):
    whole = replace(run("r", task=task, pinned=True), edited="правлено 👍🏽\0\r\n")
    whole = replace(whole, chunks=(whole.chunks[0], replace(whole.chunks[1], error_code="E-CUT")))
    history.texts.save_run(whole)
    history.close()
    assert history_in(tmp_path).texts.runs() == [whole]


WHY = ToldReason("ё", 'е"\n👍', ChangeKind.YO, "ru", "«Ё» пишут 👍")


@pytest.mark.parametrize("task", TASKS)
def test_reasons_are_added_to_those_that_are_there_and_leave_the_task_alone(history, tmp_path, task):
    texts, newer = history.texts, replace(WHY, text="Потому что")
    texts.save_run(replace(run("r", task=task), reasons=(WHY,)))
    english = replace(WHY, language="en", text="Because")
    texts.update_run(replace(run("r"), reasons=(english, newer), edited="моё"))
    texts.update_run(replace(run("r"), pinned=True))
    texts.update_chunk("r", replace(run("r").chunks[0], text="Пихта."), 0.5)
    history.close()
    (found,) = history_in(tmp_path).texts.runs()
    assert found.task == task
    assert found.reasons == (newer, english)
    assert found.pinned


def test_reasons_that_cannot_be_read_cost_only_themselves(history, tmp_path):
    history.texts.save_run(replace(run("r"), reasons=(WHY, replace(WHY, language="en"))))
    history.texts.save_run(replace(run("s"), reasons=(WHY,)))
    history.close()
    opened = open_database(tmp_path / "history.db")
    sql = opened.connection
    sql.execute("UPDATE text_run SET task = json_set(task, '$.reasons[0].kind', 'later') WHERE uid = 'r'")
    sql.execute("UPDATE text_run SET task = json_set(task, '$.reasons', 7) WHERE uid = 's'")
    opened.close()
    texts = history_in(tmp_path).texts
    found = {one.id: one for one in texts.runs()}
    assert found["r"].reasons == (replace(WHY, language="en"),)
    assert found["s"].reasons == ()
    assert found["r"].task == found["s"].task == FixTask()
    texts.update_run(replace(run("s"), reasons=(WHY,)))
    assert {one.reasons for one in texts.runs() if one.id == "s"} == {(WHY,)}


def test_half_a_character_is_made_visible(history):
    history.texts.save_run(replace(run("r"), source="a\ud83d" + SOURCE[2:], edited="\udfff"))
    found = history.texts.runs()[0]
    assert found.source[:2] == "a\N{REPLACEMENT CHARACTER}"
    assert found.edited == "\N{REPLACEMENT CHARACTER}"
    assert len(found.source) == len(SOURCE)


def test_a_chunk_and_the_price_are_kept_without_touching_what_the_person_did(history):
    texts = history.texts
    texts.save_run(run("r"))
    texts.update_run(replace(run("r"), pinned=True, edited="моё", chunks=()))
    done = TextChunk(1, 13, len(SOURCE), ChunkState.DONE, "Она зелена.", usage=Usage(1, 2, 3))
    texts.update_chunk("r", done, 0.75)
    texts.update_chunk("r", replace(done, index=9))
    found = texts.runs()[0]
    assert found == replace(
        run("r", pinned=True), edited="моё", chunks=(run("r").chunks[0], done), cost_roubles=0.75
    )


@pytest.mark.parametrize("act", ["update_run", "update_chunk", "replace_chunks"])
def test_an_unknown_run_is_a_key_error(history, act):
    arguments = {"update_run": (run("x"),), "update_chunk": ("x", run("x").chunks[0])}
    for store in (history.texts, MemoryTextStore()):
        with pytest.raises(KeyError):
            getattr(store, act)(*arguments.get(act, ("x", ())))


@pytest.mark.parametrize(
    ("query", "finds"),
    [("елка", 1), ("СОСНА", 1), ("зелёная ёлка", 1), ("берёза", 0), ("  ", 1), ("%", 0), ("стоит%", 0)],
)
def test_a_search_looks_into_source_and_result_alike(history, query, finds):
    history.texts.save_run(run("r"))
    memory = MemoryTextStore()
    memory.save_run(run("r"))
    assert len(history.texts.runs(query)) == len(memory.runs(query)) == finds


def test_what_ran_when_the_program_ended_waits(history, tmp_path):
    begun = run("r")
    history.texts.save_run(
        replace(begun, chunks=(begun.chunks[0], replace(begun.chunks[1], state=ChunkState.RUNNING)))
    )
    history.texts.save_run(replace(run("done"), chunks=begun.chunks[:1]))
    history.close()
    again = history_in(tmp_path)
    assert again.texts.unfinished() == [begun]
    assert begun in again.texts.runs()
    again.close()


def test_runs_that_are_old_go_unless_they_are_pinned(history, tmp_path):
    old = -int(RUNS_KEPT / timedelta(minutes=1)) - 1
    history.texts.save_run(run("old", old))
    history.texts.save_run(run("pinned", old, pinned=True))
    history.texts.save_run(run("new"))
    history.close()
    assert [one.id for one in history_in(tmp_path).texts.runs()] == ["pinned", "new"]


def test_of_too_many_runs_the_oldest_go(tmp_path):
    opened = open_database(tmp_path / "history.db")
    store = SqliteTextStore(opened.connection, SqliteChatStore(opened)._write, lambda: START, most_runs=3)
    for minute in (5, 1, 4, 2, 3, 0):
        store.save_run(run(f"r{minute}", minute))
    # The one that has just come is never the one that goes.
    assert [one.id for one in store.runs()] == ["r5", "r4", "r3", "r0"]
    opened.close()
    assert MOST_RUNS == 1000


def test_a_deleted_run_leaves_no_byte(history, tmp_path):
    history.texts.save_run(replace(run("r"), edited="канарейка"))
    history.texts.save_run(replace(run("p", pinned=True), edited="пересмешник"))
    history.texts.delete_run("r")
    history.texts.delete_run("r")
    files = list(tmp_path.glob("history.db*"))
    assert not any("канарейка".encode() in file.read_bytes() for file in files)
    history.texts.clear_runs()
    assert [one.id for one in history.texts.runs()] == ["p"]


def test_the_glossary_is_replaced_as_a_whole_or_not_at_all(history):
    history.texts.save_glossary([TERM])
    with pytest.raises(StorageError):
        history.texts.save_glossary([replace(TERM, source="а"), replace(TERM, source="б")])
    assert history.texts.glossary() == [TERM]
    history.texts.save_glossary([replace(TERM, id="2", source="Яма"), replace(TERM, id="1", source="ель")])
    assert [row.source for row in history.texts.glossary()] == ["ель", "Яма"]


def test_a_file_of_the_schema_before_gets_the_tables(tmp_path, monkeypatch):
    first = migration.steps()[:1]
    with monkeypatch.context() as patch:
        for room in (migration, database):
            patch.setattr(room, "steps", lambda: first)
        database.open_database(tmp_path / "history.db").close()
    history = history_in(tmp_path)
    history.texts.save_run(run("r"))
    assert history.texts.runs() == [run("r")]
    history.close()


def test_a_task_that_nobody_can_read_costs_no_text(history):
    history.texts.save_run(run("r"))
    history._database.connection.execute('UPDATE text_run SET task = \'{"kind": "later"}\'')
    history._database.connection.execute("UPDATE text_chunk SET findings = 'rewritten of-later'")
    found = history.texts.runs()[0]
    assert found.task == ActionTask("", "")
    assert found.chunks[0] == run("r").chunks[0]


def test_a_full_disk_is_told_and_what_was_to_be_kept_waits(tmp_path, monkeypatch):
    history = history_in(tmp_path)
    history.texts.save_run(run("r"))
    done = replace(run("r").chunks[1], state=ChunkState.DONE, text="Зелена.")
    with monkeypatch.context() as patch:

        def full(_connection: apsw.Connection) -> None:
            raise apsw.FullError("made up")

        patch.setattr("yagpt_desktop.storage.history.database.whole", full)
        with pytest.raises(DiskFull):
            history.texts.update_chunk("r", done, 1.5)
    history.flush()
    assert history.texts.runs()[0].chunks[1] == done
    history.close()
    assert history_in(tmp_path).texts.runs()[0].cost_roubles == 1.5


def filled(folder: Path) -> list[TextRun]:
    history = history_in(folder)
    runs = []
    for number in range(30):
        source = f"источник {number} " * 60
        middle = len(source) // 2
        chunks = (
            TextChunk(0, 0, middle, ChunkState.DONE, f"итог {number} " * 60),
            TextChunk(1, middle, len(source), ChunkState.DONE, f"второй {number} " * 60),
        )
        runs.append(TextRun(f"r{number}", FixTask(), source, START, "m", chunks, edited=None))
        history.texts.save_run(runs[-1])
    history.texts.save_glossary([TERM])
    history.texts.keep_word("Ёж")
    history.close()
    return runs


@pytest.mark.parametrize("has_copy", [True, False])
def test_damage_costs_at_most_what_stood_where_it_is(tmp_path, has_copy):
    whole = tmp_path / "whole"
    whole.mkdir()
    runs = {one.id: one for one in filled(whole)}
    content = (whole / "history.db").read_bytes()
    chance = random.Random(6)
    for number in range(int(os.environ.get("YAGPT_LONG_ROUNDS", "0") or 0) * 90 + 10):
        folder = tmp_path / str(number)
        shutil.copytree(whole, folder)
        if has_copy:
            shutil.copy(folder / "history.db", folder / "backups" / "history-20261123-110000.db")
        page = chance.randrange(1, len(content) // 4096)
        spoiled = content[: page * 4096] + chance.randbytes(4096) + content[(page + 1) * 4096 :]
        (folder / "history.db").write_bytes(spoiled)
        history = history_in(folder)
        history.check()
        assert history.check()
        found = {one.id: one for one in history.texts.runs()}
        for uid, one in found.items():
            assert one.source == runs[uid].source
            assert "".join(one.source[part.start : part.end] for part in one.chunks) == one.source
            assert all(part in runs[uid].chunks for part in one.chunks if part.state is ChunkState.DONE)
        if has_copy:
            assert found == runs
            assert history.texts.glossary() == [TERM]
            assert history.texts.kept_words() == {"ёж"}
        else:
            assert len(found) >= 26
        history.close()
        shutil.rmtree(folder)


def test_a_copy_fills_in_the_results_that_damage_has_taken(tmp_path):
    runs = filled(tmp_path)
    shutil.copy(tmp_path / "history.db", tmp_path / "backups" / "history-20261123-110000.db")
    opened = open_database(tmp_path / "history.db")
    opened.connection.execute("DELETE FROM text_chunk WHERE number = 0")
    opened.close()
    content = bytearray((tmp_path / "history.db").read_bytes())
    content[100:110] = b"\xff" * 10
    (tmp_path / "history.db").write_bytes(content)
    history = history_in(tmp_path)
    assert sorted(history.texts.runs(), key=lambda one: int(one.id[1:])) == runs
    assert history.take_rescue() is not None
    history.close()


names = st.sampled_from(["a", "b", "c", "d", "e"])
texts = st.text(alphabet="аеёЁ ab\n", max_size=6)
reasons_of_changes = st.lists(
    st.builds(ToldReason, texts, texts, st.sampled_from(ChangeKind), st.sampled_from(["ru", "en"]), texts),
    max_size=3,
    unique_by=lambda one: (one.before, one.after, one.kind, one.language),
).map(tuple)


@st.composite
def chunks_of(draw: st.DrawFn) -> tuple[TextChunk, ...]:
    states, count = st.sampled_from(ChunkState), draw(st.integers(0, 3))
    return tuple(
        TextChunk(
            index,
            index * 4,
            index * 4 + 4,
            draw(states),
            draw(texts),
            tuple(draw(st.lists(st.sampled_from(Finding), max_size=2, unique=True))),
            Usage(*draw(st.tuples(*[st.integers(0, 9)] * 4))),
            draw(st.sampled_from(["", "E-CUT"])),
        )
        for index in range(count)
    )


class SameAsInMemory(RuleBasedStateMachine):
    """Whatever is asked, file and memory answer alike, also after the file was opened again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.now = START
        self.memory = MemoryTextStore(now=lambda: self.now, most_runs=3)
        self.open()

    def open(self) -> None:
        self.database = open_database(Path(self.folder.name) / "history.db")
        chats = SqliteChatStore(self.database, lambda: self.now)
        self.disk = SqliteTextStore(self.database.connection, chats._write, lambda: self.now, most_runs=3)

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def both(self, act: str, *arguments: object, **named: object) -> None:
        answers = []
        for store in (self.disk, self.memory):
            try:
                answers.append(getattr(store, act)(*arguments, **named))
            except KeyError as error:
                answers.append(error.args)
        assert answers[0] == answers[1] or act not in {"runs", "unfinished"}
        assert isinstance(answers[0], tuple) == isinstance(answers[1], tuple)

    @rule(
        name=names,
        age=st.integers(0, 130),
        task=st.sampled_from(TASKS),
        source=texts,
        chunks=chunks_of(),
        pinned=st.booleans(),
        edited=st.none() | texts,
        cost=st.none() | st.floats(0, 9),
        reasons=reasons_of_changes,
    )
    def save(self, name, age, task, source, chunks, pinned, edited, cost, reasons):
        at = self.now - timedelta(days=age)
        run = TextRun(name, task, source, at, "m", chunks, pinned=pinned, edited=edited, cost_roubles=cost)
        self.both("save_run", replace(run, reasons=reasons))

    @rule(name=names, pinned=st.booleans(), edited=st.none() | texts, reasons=reasons_of_changes)
    def edit(self, name, pinned, edited, reasons):
        run = TextRun(name, FixTask(), "", START, "", pinned=pinned, edited=edited, reasons=reasons)
        self.both("update_run", run)

    @rule(name=names, chunks=chunks_of(), cost=st.none() | st.floats(0, 9))
    def keep(self, name, chunks, cost):
        for chunk in chunks:
            self.both("update_chunk", name, chunk, cost)

    @rule(name=names, chunks=chunks_of(), cost=st.none() | st.floats(0, 9))
    def cut_anew(self, name, chunks, cost):
        self.both("replace_chunks", name, chunks, cost)

    @rule(name=names)
    def delete(self, name):
        self.both("delete_run", name)

    @rule()
    def clear(self):
        self.both("clear_runs")

    @rule(words=st.lists(texts, max_size=4))
    def write_glossary(self, words):
        self.both("save_glossary", [GlossaryRow(str(i), word, "t") for i, word in enumerate(words)])

    @rule(word=texts, kept=st.booleans())
    def keep_word(self, word, kept):
        self.both("keep_word", word, kept=kept)

    @rule(query=texts, limit=st.integers(0, 4))
    def search(self, query, limit):
        self.both("runs", query, limit)

    @rule(days=st.integers(0, 60))
    def start_again(self, days):
        self.now += timedelta(days=days)
        self.database.close()
        self.open()
        self.both("reconcile")

    @invariant()
    def they_are_equal(self):
        self.both("runs")
        self.both("unfinished")
        assert self.disk.glossary() == self.memory.glossary()
        assert self.disk.kept_words() == self.memory.kept_words()


SameAsInMemory.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestSameAsInMemory = SameAsInMemory.TestCase
