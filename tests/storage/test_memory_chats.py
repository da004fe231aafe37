from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.history import Spending
from yagpt_desktop.storage.memory_chats import MemoryChatStore

START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def chat(name: str, minutes: int = 0, **values: object) -> Chat:
    at = START + timedelta(minutes=minutes)
    return Chat(name, str(values.pop("title", name)), at, at, **values)  # type: ignore[arg-type]


def message(name: str, parent: str | None = None, text: str = "", minutes: int = 0) -> ChatMessage:
    role = Role.USER if parent is None else Role.ASSISTANT
    return ChatMessage(name, parent, role, text or name, START + timedelta(minutes=minutes))


@pytest.fixture
def store() -> MemoryChatStore:
    store = MemoryChatStore()
    store.save_chat(chat("c"))
    return store


def path_of(store: MemoryChatStore) -> list[str]:
    return [found.id for found in store.messages("c")]


def test_an_answer_follows_its_question(store: MemoryChatStore) -> None:
    store.add_message("c", message("q"))
    added = store.add_message("c", message("a", "q"))
    assert path_of(store) == ["q", "a"]
    assert (added.version, added.versions) == (1, 1)


def test_a_second_answer_is_a_version_and_comes_into_view(store: MemoryChatStore) -> None:
    store.add_message("c", message("q"))
    store.add_message("c", message("a1", "q"))
    added = store.add_message("c", message("a2", "q"))
    assert (added.version, added.versions) == (2, 2)
    assert path_of(store) == ["q", "a2"]
    assert [found.id for found in store.choose_version("c", "a2", 1)] == ["q", "a1"]
    assert store.messages("c")[1].versions == 2


def test_a_version_keeps_the_talk_that_followed_it(store: MemoryChatStore) -> None:
    store.add_message("c", message("q1"))
    store.add_message("c", message("a1", "q1"))
    store.add_message("c", message("q2"))
    assert path_of(store) == ["q2"]
    store.choose_version("c", "q2", 1)
    assert path_of(store) == ["q1", "a1"]


def test_an_answer_to_something_out_of_view_brings_it_into_view(store: MemoryChatStore) -> None:
    store.add_message("c", message("q1"))
    store.add_message("c", message("q2"))
    store.add_message("c", message("a1", "q1"))
    assert path_of(store) == ["q1", "a1"]


def test_an_update_changes_what_was_said_and_not_where(store: MemoryChatStore) -> None:
    store.add_message("c", message("q"))
    store.add_message("c", message("a", "q"))
    facts = AnswerFacts(model="yandexgpt-5.1")
    changed = ChatMessage("a", None, Role.USER, "text", START, MessageState.STOPPED, facts)
    store.update_message("c", changed)
    found = store.messages("c")[1]
    assert (found.text, found.state, found.facts) == ("text", MessageState.STOPPED, facts)
    assert (found.parent_id, found.role) == ("q", Role.ASSISTANT)


def test_what_is_paid_beside_the_answers_counts_and_goes_with_its_chat(store: MemoryChatStore) -> None:
    store.add_expense("c", START, 2.0)
    store.add_expense("c", START + timedelta(minutes=2), 0.5)
    assert store.spending("c", START + timedelta(minutes=1)) == Spending(2.5, 0.5)
    store.erase_chat("c")
    assert store.spending("c", START) == Spending()
    with pytest.raises(KeyError):
        store.add_expense("c", START, 1.0)


def test_the_last_used_chat_comes_first(store: MemoryChatStore) -> None:
    store.save_chat(chat("later", 5))
    assert [found.id for found in store.chats()] == ["later", "c"]
    store.add_message("c", message("q", minutes=9))
    assert [found.id for found in store.chats()] == ["c", "later"]


def test_a_saved_chat_keeps_its_messages(store: MemoryChatStore) -> None:
    store.add_message("c", message("q"))
    store.save_chat(chat("c", title="renamed"))
    assert store.chats()[0].title == "renamed"
    assert path_of(store) == ["q"]


def test_the_trash_gives_back_what_it_took(store: MemoryChatStore) -> None:
    store.add_message("c", message("q"))
    store.delete_chat("c")
    store.delete_chat("c")
    assert list(store.chats()) == list(store.search("q")) == []
    store.save_chat(chat("c"))
    assert list(store.chats()) == []
    store.restore_chat("c")
    assert [found.id for found in store.chats()] == ["c"]
    assert path_of(store) == ["q"]


@pytest.mark.parametrize(
    "query", ["ёлка", "ЕЛКА", "Елка зелен", " зелёная ", "strasse", "йод", "и\u0306од", ""]
)
def test_a_search_does_not_look_at_case_or_dots(store: MemoryChatStore, query: str) -> None:
    store.add_message("c", message("q", text="Ёлка зелёная, straße, йод"))
    store.save_chat(chat("other"))
    assert "c" in [found.id for found in store.search(query)]


def test_a_search_looks_at_titles_and_at_versions_out_of_view(store: MemoryChatStore) -> None:
    store.save_chat(chat("titled", title="План отпуска"))
    store.add_message("c", message("q1", text="первый вопрос"))
    store.add_message("c", message("q2", text="второй"))
    assert [found.id for found in store.search("отпуск")] == ["titled"]
    assert [found.id for found in store.search("первый")] == ["c"]
    assert list(store.search("третий")) == []


def test_a_deleted_message_takes_what_follows_with_it_and_comes_back_with_it(store: MemoryChatStore) -> None:
    for name, parent in (("q", None), ("a", "q"), ("q2", "a"), ("a2", "q2")):
        store.add_message("c", message(name, parent))
    assert [found.id for found in store.delete_message("c", "q2")] == ["q", "a"]
    assert list(store.search("a2")) == []
    with pytest.raises(KeyError):
        store.add_message("c", message("a3", "a2"))
    assert [found.id for found in store.restore_message("c", "q2")] == ["q", "a", "q2", "a2"]
    assert store.search("a2")


def test_the_version_next_to_a_deleted_one_takes_its_place(store: MemoryChatStore) -> None:
    store.add_message("c", message("q"))
    for name in ("a1", "a2", "a3"):
        store.add_message("c", message(name, "q"))
    path = store.delete_message("c", "a3")
    assert [(found.id, found.version, found.versions) for found in path][1] == ("a2", 2, 2)
    assert [found.id for found in store.choose_version("c", "a2", 1)] == ["q", "a1"]
    assert [found.id for found in store.delete_message("c", "a1")] == ["q", "a2"]
    path = store.restore_message("c", "a3")
    assert [(found.id, found.version, found.versions) for found in path][1] == ("a3", 2, 2)


def test_an_answer_restored_below_a_deleted_question_is_seen_when_the_question_comes_back(
    store: MemoryChatStore,
) -> None:
    store.add_message("c", message("q"))
    for name in ("a1", "a2"):
        store.add_message("c", message(name, "q"))
        store.delete_message("c", name)
    store.delete_message("c", "q")
    assert store.restore_message("c", "a2") == store.restore_message("c", "a1") == []
    path = store.restore_message("c", "q")
    assert [(found.id, found.version, found.versions) for found in path] == [("q", 1, 1), ("a1", 1, 2)]


def test_an_update_reaches_a_hidden_message(store: MemoryChatStore) -> None:
    store.add_message("c", message("q"))
    store.delete_message("c", "q")
    store.update_message("c", message("q", text="grown"))
    assert store.messages("c") == []
    assert [found.text for found in store.restore_message("c", "q")] == ["grown"]


def test_unknown_ids_are_key_errors(store: MemoryChatStore) -> None:
    store.add_message("c", message("q"))
    for call in (
        lambda: store.messages("?"),
        lambda: store.delete_chat("?"),
        lambda: store.restore_chat("?"),
        lambda: store.add_message("?", message("x")),
        lambda: store.add_message("c", message("x", "?")),
        lambda: store.update_message("c", message("?")),
        lambda: store.choose_version("c", "?", 1),
        lambda: store.choose_version("c", "q", 2),
        lambda: store.choose_version("c", "q", 0),
        lambda: store.delete_message("?", "q"),
        lambda: store.delete_message("c", "?"),
        lambda: store.restore_message("c", "?"),
    ):
        with pytest.raises(KeyError):
            call()
    with pytest.raises(StorageError):
        store.add_message("c", message("q"))
    assert path_of(store) == ["q"]


class ChatTree(RuleBasedStateMachine):
    """Whatever is done, the view is one path through the tree and nothing is lost."""

    messages = Bundle("messages")

    def __init__(self) -> None:
        super().__init__()
        self.store = MemoryChatStore()
        self.store.save_chat(chat("c"))
        self.parents: dict[str, str | None] = {}
        self.hidden: set[str] = set()

    def _is_living(self, name: str | None) -> bool:
        return name is None or (name not in self.hidden and self._is_living(self.parents[name]))

    def _versions(self, parent: str | None) -> list[str]:
        return [
            known
            for known, its_parent in self.parents.items()
            if its_parent == parent and known not in self.hidden
        ]

    @rule(target=messages)
    def ask(self) -> str:
        return self._add(None)

    @rule(target=messages, parent=messages)
    def answer(self, parent: str) -> str:
        return self._add(parent)

    def _add(self, parent: str | None) -> str:
        name = f"m{len(self.parents)}"
        if not self._is_living(parent):
            with pytest.raises(KeyError):
                self.store.add_message("c", message(name, parent))
            return str(parent)
        siblings = self._versions(parent)
        self.parents[name] = parent
        added = self.store.add_message("c", message(name, parent))
        assert (added.version, added.versions) == (len(siblings) + 1, len(siblings) + 1)
        assert added.id in path_of(self.store)
        return name

    @rule(chosen=messages, data=st.data())
    def choose(self, chosen: str, data: st.DataObject) -> None:
        if not self._is_living(chosen):
            with pytest.raises(KeyError):
                self.store.choose_version("c", chosen, 1)
            return
        siblings = self._versions(self.parents[chosen])
        version = data.draw(st.integers(1, len(siblings)))
        path = self.store.choose_version("c", chosen, version)
        assert siblings[version - 1] in [found.id for found in path]

    @rule(changed=messages)
    def update(self, changed: str) -> None:
        before = path_of(self.store)
        self.store.update_message("c", message(changed, text="changed"))
        assert path_of(self.store) == before

    @rule(unwanted=messages)
    def delete(self, unwanted: str) -> None:
        if not self._is_living(unwanted):
            with pytest.raises(KeyError):
                self.store.delete_message("c", unwanted)
            return
        before = path_of(self.store)
        path = [found.id for found in self.store.delete_message("c", unwanted)]
        self.hidden.add(unwanted)
        assert unwanted not in path
        if unwanted not in before:
            assert path == before

    @rule(wanted=messages)
    def restore(self, wanted: str) -> None:
        path = [found.id for found in self.store.restore_message("c", wanted)]
        self.hidden.discard(wanted)
        assert (wanted in path) == self._is_living(wanted)

    @invariant()
    def the_view_is_a_path_from_the_root_to_a_leaf(self) -> None:
        path = self.store.messages("c")
        expected_parent = None
        for found in path:
            assert found.parent_id == expected_parent == self.parents[found.id]
            siblings = self._versions(found.parent_id)
            assert (found.version, found.versions) == (siblings.index(found.id) + 1, len(siblings))
            expected_parent = found.id
        assert self._versions(expected_parent) == []


TestChatTree = ChatTree.TestCase
