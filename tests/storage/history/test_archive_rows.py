"""Whole trees out of the history and into it: what is there is never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from yagpt_desktop.domain.archive import ExportedChat, ImportCount
from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.folder import ChatOptions, Folder
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def chat(name: str) -> Chat:
    return Chat(name, f"чат {name}", NOON, NOON, "роль", "черновик", pinned=True)


def message(name: str, parent: str | None = None, minutes: int = 0) -> ChatMessage:
    role = Role.USER if name.startswith("q") else Role.ASSISTANT
    facts = AnswerFacts(model="made-up") if role is Role.ASSISTANT else None
    return ChatMessage(name, parent, role, name, NOON + timedelta(minutes=minutes), facts=facts)


def exported(name: str, *messages: ChatMessage, active: str) -> ExportedChat:
    return ExportedChat(chat(name), messages, frozenset(active.split()))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    history = History(tmp_path / "history.db", Backups(lambda: tmp_path))
    yield history
    history.close()


def names(history: History, chat_id: str = "c") -> list[str]:
    return [one.id for one in history.messages(chat_id)]


def test_every_version_goes_out_and_what_was_deleted_does_not(history: History) -> None:
    history.save_chat(chat("c"))
    for one in (
        message("q1"),
        message("a1", "q1"),
        message("a2", "q1"),
        message("q2", "a2"),
        message("q3", "a2"),
    ):
        history.add_message("c", one)
    history.choose_version("c", "q3", 1)
    history.delete_message("c", "a1")
    whole = history.exported("c")
    assert [one.id for one in whole.messages] == ["q1", "a2", "q2", "q3"]
    assert whole.path == tuple(history.messages("c"))
    assert [(one.version, one.versions) for one in whole.messages] == [(1, 1), (1, 1), (1, 2), (2, 2)]
    with pytest.raises(KeyError):
        history.exported("nobody")


def test_a_new_chat_comes_with_its_versions_and_its_view(history: History) -> None:
    came = exported("c", message("q1"), message("a1", "q1"), message("a2", "q1", 5), active="q1 a1")
    assert history.add_chats([came]) == ImportCount(added=1, messages=3)
    assert names(history) == ["q1", "a1"]
    assert history.chats() == [chat("c")]
    assert history.exported("c").active == came.active


def test_the_same_again_changes_nothing(history: History) -> None:
    came = exported("c", message("q1"), message("a1", "q1"), active="q1 a1")
    history.add_chats([came])
    before = history.exported("c")
    mine = replace(before.chat, title="Моё название", draft="")
    history.save_chat(mine)
    history.update_message("c", replace(message("a1", "q1"), text="моё"))
    assert history.add_chats([came]) == ImportCount(present=1)
    assert history.exported("c").chat == mine
    assert [one.text for one in history.messages("c")] == ["q1", "моё"]


def test_a_chat_that_is_there_gets_what_it_lacks_and_keeps_its_view(history: History) -> None:
    history.add_chats([exported("c", message("q1"), message("a1", "q1"), active="q1 a1")])
    longer = (message("q1"), message("a1", "q1"), message("a2", "q1"), message("q2", "a1", 3))
    assert history.add_chats([exported("c", *longer, active="q1 a2 q2")]) == ImportCount(
        present=1, extended=1, messages=2
    )
    assert names(history) == ["q1", "a1", "q2"]
    assert history.messages("c")[1].versions == 2
    assert history.chats()[0].updated_at == NOON + timedelta(minutes=3)


def test_what_was_deleted_stays_deleted_and_the_trash_stays_full(history: History) -> None:
    came = exported("c", message("q1"), message("a1", "q1"), active="q1 a1")
    history.add_chats([came])
    history.delete_message("c", "a1")
    history.add_chats([came])
    assert names(history) == ["q1"]
    history.delete_chat("c")
    assert history.add_chats([came]).present == 1
    assert history.chats() == []


def test_all_comes_or_nothing(history: History) -> None:
    history.add_chats([exported("c", message("q1"), active="q1")])
    bad = ExportedChat(chat("x" * 65), (), frozenset())
    with pytest.raises(StorageError):
        history.add_chats(
            [exported("d", message("q1"), active="q1"), exported("c", message("q9"), active=""), bad]
        )
    assert [one.id for one in history.chats()] == ["c"]
    assert names(history) == ["q1"]


def test_an_answer_that_streamed_elsewhere_is_interrupted_here(history: History) -> None:
    streaming = replace(message("a1", "q1"), state=MessageState.STREAMING)
    history.add_chats([exported("c", message("q1"), streaming, active="q1 a1")])
    assert history.messages("c")[1].state is MessageState.INTERRUPTED


def test_what_came_is_found(history: History) -> None:
    history.add_chats([exported("c", replace(message("q1"), text="яблочные пироги"), active="q1")])
    assert [one.id for one in history.search("пирог")] == ["c"]


def test_a_folder_comes_with_its_chats_and_one_that_is_there_stays_as_it_is(history: History) -> None:
    theirs = Folder("f", "Из архива", 5, "Пиши тепло.", ChatOptions(temperature=0.5))
    placed = replace(chat("d"), folder_id="f", tags=("Дача",))
    history.add_chats([ExportedChat(placed, (message("q1"),), frozenset({"q1"}), theirs)])
    assert (history.folders(), history.exported("d").folder) == ([theirs], theirs)
    mine = replace(theirs, name="Мой", options=ChatOptions())
    history.save_folder(mine)
    history.add_chats(
        [ExportedChat(replace(placed, id="e"), (message("q1"),), frozenset({"q1"}), theirs)],
    )
    assert history.folders() == [mine]
    assert {one.id: (one.folder_id, one.tags) for one in history.chats()} == {
        "d": ("f", ("Дача",)),
        "e": ("f", ("Дача",)),
    }
    history.delete_folder("f")
    assert history.exported("d").folder is None
