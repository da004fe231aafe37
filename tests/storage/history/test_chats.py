"""Chats on the disk: what was kept is there after the program ended, however it ended."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import CompletionOptions, CompletionStatus, ReasoningMode, Role, Usage
from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.folder import ChatOptions, Folder
from yagpt_desktop.domain.search import SearchQuery
from yagpt_desktop.domain.tag import tags_of
from yagpt_desktop.storage.history.chats import TRASH_KEPT, SqliteChatStore
from yagpt_desktop.storage.history.database import open_database
from yagpt_desktop.storage.memory_chats import MemoryChatStore

START = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)
OPTIONS = st.builds(
    ChatOptions,
    st.sampled_from([None, "", "yandexgpt-lite"]),
    st.sampled_from([None, 0.0, 0.5]),
    st.sampled_from([None, 1, 500]),
    st.sampled_from([None, False, True]),
    st.sampled_from([None, False, True]),
    st.sampled_from([None, *ReasoningMode]),
)


def chat(name: str, minutes: int = 0, **values: object) -> Chat:
    at = START + timedelta(minutes=minutes)
    return Chat(name, str(values.pop("title", name)), at, at, **values)  # type: ignore[arg-type]


def message(name: str, parent: str | None = None, text: str = "", minutes: int = 0) -> ChatMessage:
    role = Role.USER if parent is None else Role.ASSISTANT
    return ChatMessage(name, parent, role, text or name, START + timedelta(minutes=minutes))


class Disk:
    """A file that can be closed and opened again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = START
        self.open()

    def open(self) -> None:
        self.database = open_database(self.path)
        self.store = SqliteChatStore(self.database, lambda: self.now)

    def again(self) -> SqliteChatStore:
        self.database.close()
        self.open()
        return self.store

    def holds(self, text: str) -> bool:
        files = self.path.parent.glob(self.path.name + "*")
        return any(text.encode() in file.read_bytes() for file in files)


@pytest.fixture
def disk(tmp_path):
    disk = Disk(tmp_path / "history.db")
    yield disk
    disk.database.close()


def test_everything_that_is_known_of_a_chat_is_there_again(disk):
    whole = chat("c", title="Ёлка", role_text="Пиши кратко.", draft="ещё не", account_id="work", pinned=True)
    whole = replace(
        whole,
        archived=True,
        unread=True,
        folder_id="f",
        tags=("Ёлки", "работа"),
        draft_of="m",
        draft_aside="ещё",
    )
    facts = AnswerFacts(
        model="yandexgpt-5.1",
        model_version="09.02.2026",
        status=CompletionStatus.TRUNCATED,
        usage=Usage(7, 8, 15, 3),
        elapsed_s=1.25,
        request_id="made-up-request",
        error_code="E-CUT",
        role_text="Пиши кратко.",
        options=CompletionOptions(False, 0.25, 500, ReasoningMode.ENABLED_HIDDEN),
        cost_roubles=0.012,
    )
    answer = replace(message("a", "q"), text="ответ 👍🏽\0\r\n", state=MessageState.STOPPED, facts=facts)
    disk.store.save_chat(whole)
    disk.store.add_message("c", message("q"))
    disk.store.add_message("c", answer)
    store = disk.again()
    assert store.chats() == [whole]
    assert store.messages("c") == [message("q"), answer]


def test_half_a_character_is_made_visible(disk):
    disk.store.save_chat(chat("c", title="a\ud83d"))
    disk.store.add_message("c", message("q", text="\udfffb"))
    assert disk.store.chats()[0].title == "a?".replace("?", "�")
    assert disk.store.messages("c")[0].text == "�b"


def test_an_answer_that_was_on_its_way_is_interrupted_after_the_next_start(disk):
    disk.store.save_chat(chat("c"))
    disk.store.add_message("c", message("q"))
    disk.store.add_message("c", replace(message("a", "q"), text="часть ответа", state=MessageState.STREAMING))
    assert disk.store.search("часть") == []
    store = disk.again()
    assert store.reconcile() == 1
    assert store.messages("c")[-1].state is MessageState.INTERRUPTED
    assert [found.id for found in store.search("часть ответ")] == ["c"]
    assert store.reconcile() == 0


def test_the_trash_is_emptied_after_its_time_and_leaves_no_byte(disk):
    disk.store.save_chat(chat("c", title="канарейка"))
    disk.store.add_message("c", message("q", text="пересмешник"))
    disk.store.delete_chat("c")
    assert [found.id for found in disk.store.trash()] == ["c"]
    disk.now += TRASH_KEPT - timedelta(seconds=1)
    disk.store.reconcile()
    assert disk.store.trash()
    disk.now += timedelta(seconds=2)
    disk.store.reconcile()
    assert not disk.store.trash()
    assert not disk.holds("канарейка")
    assert not disk.holds("пересмешник")
    assert not disk.holds("пересмешник"[:8])


def test_a_taken_id_changes_nothing(disk):
    disk.store.save_chat(chat("c"))
    disk.store.add_message("c", message("q", text="первый"))
    with pytest.raises(StorageError):
        disk.store.add_message("c", message("q", text="второй"))
    assert [one.text for one in disk.store.messages("c")] == ["первый"]


@pytest.mark.parametrize(
    "act",
    [
        lambda store: store.messages("x"),
        lambda store: store.delete_chat("x"),
        lambda store: store.restore_chat("x"),
        lambda store: store.add_message("x", message("q")),
        lambda store: store.add_message("c", message("a", "x")),
        lambda store: store.update_message("c", message("x")),
        lambda store: store.choose_version("c", "x", 1),
        lambda store: store.choose_version("c", "q", 2),
        lambda store: store.delete_message("c", "x"),
        lambda store: store.restore_message("c", "x"),
        lambda store: store.erase_chat("x"),
        lambda store: store.show_message("c", "x"),
        lambda store: store.show_message("x", "q"),
    ],
)
def test_what_is_not_there_is_said_to_be_unknown(disk, act):
    disk.store.save_chat(chat("c"))
    disk.store.add_message("c", message("q"))
    with pytest.raises(KeyError):
        act(disk.store)


def test_a_chat_of_many_messages_can_be_erased(disk):
    disk.store.save_chat(chat("c"))
    parent = None
    for number in range(1500):
        disk.store.add_message("c", message(f"m{number}", parent))
        parent = f"m{number}"
    assert len(disk.store.messages("c")) == 1500
    disk.store.erase_chat("c")
    assert disk.store.chats() == []
    assert disk.database.check()


def test_another_version_of_the_past_can_be_brought_into_view(disk):
    disk.store.save_chat(chat("c"))
    disk.store.add_message("c", message("q"))
    disk.store.add_message("c", message("a1", "q"))
    disk.store.add_message("c", message("b", "a1"))
    disk.store.add_message("c", message("a2", "q"))
    assert [one.id for one in disk.store.show_message("c", "b")] == ["q", "a1", "b"]
    assert [one.id for one in disk.again().messages("c")] == ["q", "a1", "b"]


def test_what_was_deleted_with_a_message_above_it_is_not_found(disk):
    disk.store.save_chat(chat("c"))
    disk.store.add_message("c", message("q"))
    disk.store.add_message("c", message("a", "q", text="пересмешник"))
    disk.store.delete_message("c", "q")
    assert disk.store.find(SearchQuery("пересмешник")) == []
    disk.store.restore_message("c", "q")
    assert [hit.message_id for hit in disk.store.find(SearchQuery("пересмешник"))] == ["a"]


def test_a_title_is_found_by_the_time_its_chat_was_used(disk):
    disk.store.save_chat(chat("old", title="отчёт"))
    disk.store.save_chat(chat("new", minutes=60, title="отчёты"))
    later = START + timedelta(minutes=30)
    assert [hit.chat_id for hit in disk.store.find(SearchQuery("отчет", since=later))] == ["new"]
    assert [hit.chat_id for hit in disk.store.find(SearchQuery("отчет", until=later))] == ["old"]
    assert disk.store.find(SearchQuery("отчет", role=Role.USER)) == []


def test_the_archive_is_searched(disk):
    disk.store.save_chat(chat("c", title="отчёт", archived=True))
    assert [hit.chat_id for hit in disk.store.find(SearchQuery("отчет"))] == ["c"]


def test_a_folder_that_comes_back_has_its_chats_again(disk):
    whole = ChatOptions("yandexgpt-lite", 0.0, 500, False, True, ReasoningMode.ENABLED_HIDDEN)
    folder = Folder("f", "Работа", 2, "Пиши сухо.", whole, is_closed=True)
    disk.store.save_folder(folder)
    disk.store.save_folder(Folder("e", "Дом", 1))
    disk.store.save_chat(chat("c", folder_id="f"))
    assert disk.again().folders() == [Folder("e", "Дом", 1), folder]
    disk.store.delete_folder("f")
    with pytest.raises(KeyError):
        disk.store.delete_folder("f")
    assert [one.folder_id for one in disk.again().chats()] == ["f"]
    disk.store.save_folder(folder)
    assert disk.store.find(SearchQuery("c", folder_id="f"))


def test_a_search_keeps_to_a_folder_and_to_a_tag_in_any_case(disk):
    for name, folder, tags in (("a", "f", "Ёлки"), ("b", "f", ""), ("c", "", "ёлки")):
        disk.store.save_chat(chat(name, title="отчёт", folder_id=folder, tags=tags_of([tags])))
        disk.store.add_message(name, message("q", text="отчёты"))

    def found(**values):
        return sorted(
            (hit.chat_id, hit.message_id) for hit in disk.store.find(SearchQuery("отчёт", **values))
        )

    assert found(folder_id="f") == [("a", ""), ("a", "q"), ("b", ""), ("b", "q")]
    assert found(tag="ЁЛКИ") == [("a", ""), ("a", "q"), ("c", ""), ("c", "q")]
    assert found(tag="ёлки", folder_id="f") == [("a", ""), ("a", "q")]
    assert found(tag="ёлк") == found(folder_id="g") == []


def test_without_a_word_the_chats_of_a_folder_or_tag_are_found(disk):
    for name, minutes, folder in (("a", 0, "f"), ("b", 5, "f"), ("c", 9, "")):
        disk.store.save_chat(chat(name, minutes, folder_id=folder, tags=("Ёж",)))
    disk.store.save_chat(chat("d", title="", folder_id="f"))

    def found(**values):
        return [hit.chat_id for hit in disk.store.find(SearchQuery(" ", **values))]

    assert found(folder_id="f") == ["b", "a"]
    assert found(tag="ёж") == ["c", "b", "a"]
    assert found(tag="ёж", since=START + timedelta(minutes=3)) == ["c", "b"]
    assert found(tag="ёж", role=Role.USER) == found(tag="ёж", model="m") == found() == []


def test_an_answer_restored_below_a_deleted_question_is_seen_when_the_question_comes_back(disk):
    disk.store.save_chat(chat("c"))
    disk.store.add_message("c", message("q"))
    disk.store.add_message("c", message("a", "q"))
    disk.store.delete_message("c", "a")
    disk.store.delete_message("c", "q")
    assert disk.store.restore_message("c", "a") == []
    disk.again()
    assert [found.id for found in disk.store.restore_message("c", "q")] == ["q", "a"]


class TwoStores(RuleBasedStateMachine):
    """The database against the simple store in memory: whatever is done, both tell the same."""

    made = Bundle("made")
    gone = Bundle("gone")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="yagpt-history-")
        self.disk = Disk(Path(self.folder.name) / "h.db")
        self.memory = MemoryChatStore()
        self.count = 0
        self.do(lambda store: store.save_chat(chat("c")))

    def do(self, act):
        outcomes = []
        for store in (self.disk.store, self.memory):
            try:
                outcomes.append(act(store))
            except (KeyError, StorageError) as error:
                outcomes.append(type(error))
        ours, wanted = outcomes
        assert (list(ours) if isinstance(ours, list) else ours) == wanted

    @rule(
        target=made,
        parent=st.one_of(st.none(), made),
        text=st.text(st.characters(codec="utf-8"), max_size=20),
    )
    def add(self, parent, text):
        self.count += 1
        new = replace(message(f"m{self.count}", parent, minutes=self.count), text=text)
        self.do(lambda store: store.add_message("c", new))
        return new.id

    @rule(one=made, text=st.text(max_size=5), state=st.sampled_from(MessageState))
    def update(self, one, text, state):
        whole = text.encode("utf-8", "replace").decode()
        changed = replace(message(one), text=whole, state=state, facts=AnswerFacts(model="m"))
        self.do(lambda store: store.update_message("c", changed))

    @rule(one=made, version=st.integers(0, 4))
    def choose(self, one, version):
        self.do(lambda store: store.choose_version("c", one, version))

    @rule(target=gone, one=made)
    def hide(self, one):
        self.do(lambda store: store.delete_message("c", one))
        return one

    @rule(one=consumes(gone))
    def bring_back(self, one):
        self.do(lambda store: store.restore_message("c", one))

    @rule(one=made)
    def lead_to(self, one):
        self.do(lambda store: store.show_message("c", one))

    @rule(gone=st.booleans(), other=st.sampled_from(["c", "d"]))
    def throw_away(self, gone, other):
        self.do(lambda store: (store.delete_chat if gone else store.restore_chat)(other))

    @rule()
    def erase_another(self):
        self.do(lambda store: store.erase_chat("d"))

    @rule(count=st.integers(0, 3))
    def add_another_with_its_path(self, count):
        if any(one.id == "d" for one in (*self.memory.chats(), *self.memory.trash())):
            return
        path = [message(f"d{number}", f"d{number - 1}" if number else None) for number in range(count)]
        self.do(lambda store: store.add_path(chat("d", minutes=-5), path))
        self.do(lambda store: store.messages("d"))

    @rule()
    def start_again(self):
        self.disk.again()

    @rule(mark=st.sampled_from(["pinned", "archived", "unread"]), title=st.sampled_from(["", "а", "Ёж"]))
    def head(self, mark, title):
        self.do(lambda store: store.save_chat(replace(chat("c"), title=title, **{mark: True})))

    @rule(
        folder=st.sampled_from(["", "f", "g"]),
        tags=st.lists(st.sampled_from(["Ёж", "ёж", " a  b ", "#a b", ""]) | st.text(max_size=5)),
        title=st.sampled_from(["", "один", "Ёж"]),
    )
    def file(self, folder, tags, title):
        self.do(
            lambda store: store.save_chat(
                replace(chat("c"), folder_id=folder, tags=tags_of(tags), title=title)
            )
        )

    @rule(name=st.sampled_from(["f", "g"]), place=st.integers(-1, 1), options=OPTIONS, closed=st.booleans())
    def put_folder(self, name, place, options, closed):
        folder = Folder(name, f"Папка {name}", place, "Пиши кратко.", options, closed)
        self.do(lambda store: store.save_folder(folder))

    @rule(name=st.sampled_from(["f", "g"]))
    def drop_folder(self, name):
        self.do(lambda store: store.delete_folder(name))

    @rule(
        text=st.sampled_from(["Ёж", "", " "]),
        folder=st.sampled_from(["", "f", "g"]),
        tag=st.sampled_from(["", "ёж", "ЁЖ", "A B"]),
    )
    def look_for(self, text, folder, tag):
        query = SearchQuery(text, folder_id=folder, tag=tag)
        self.do(
            lambda store: sorted((h.chat_id, h.message_id) for h in store.find(query) if not h.message_id)
        )

    @rule(one=made, text=st.sampled_from(["", "Шла речь о ёлках."]))
    def sum_up(self, one, text):
        self.do(lambda store: store.save_chat(replace(chat("c"), summary=text, summary_until=one)))

    @rule(to=st.sampled_from(["c", "d", "nobody"]), minutes=st.integers(0, 9), cost=st.integers(0, 9))
    def pay_beside(self, to, minutes, cost):
        paid_at = START + timedelta(minutes=minutes)
        self.do(lambda store: store.add_expense(to, paid_at, float(cost)))
        self.do(lambda store: store.spending(to, START + timedelta(minutes=5)))

    @rule(one=made, cost=st.one_of(st.none(), st.integers(0, 9).map(float)))
    def pay(self, one, cost):
        paid = replace(message(one), facts=AnswerFacts(model="m", cost_roubles=cost))
        self.do(lambda store: store.update_message("c", paid))
        since = START + timedelta(minutes=self.count // 2)
        self.do(lambda store: store.spending("c", since))

    @invariant()
    def both_tell_the_same(self):
        self.do(lambda store: store.messages("c"))
        self.do(lambda store: list(store.chats()))
        self.do(lambda store: list(store.folders()))
        self.do(lambda store: sorted(one.id for one in store.trash()))

    def teardown(self) -> None:
        assert self.disk.database.check()
        self.disk.database.close()
        self.folder.cleanup()


TwoStores.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
test_two_stores = TwoStores.TestCase
