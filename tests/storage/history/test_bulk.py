"""Chats that come by the thousand: found like all others, all of them or none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.errors import DiskFull
from yagpt_desktop.storage.history import arrival
from yagpt_desktop.storage.history.chat_import import StoreImport, whole
from yagpt_desktop.storage.history.chats import SqliteChatStore
from yagpt_desktop.storage.history.database import open_database

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path):
    opened = open_database(tmp_path / "history.db")
    yield opened
    opened.close()


def came(number: int, text: str) -> ExportedChat:
    uid = f"c{number}"
    messages = (
        ChatMessage("q", None, Role.USER, text, NOW),
        ChatMessage("a", "q", Role.ASSISTANT, f"ответ {number}", NOW),
    )
    return ExportedChat(Chat(uid, f"Чат {number}", NOW, NOW), messages, frozenset({"q", "a"}))


def bring_in(store: SqliteChatStore, chats: list[ExportedChat]) -> None:
    whole(StoreImport(lambda act: act(store), chats))


def breaks_off(_connection: apsw.Connection) -> None:
    raise apsw.FullError("made up")


def is_sound(connection: apsw.Connection) -> bool:
    """Whether the index holds exactly the words of the messages."""
    connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    return connection.execute("PRAGMA integrity_check").get == "ok"


def test_what_came_at_once_is_found_and_so_is_what_follows(database):
    store = SqliteChatStore(database)
    store.save_chat(Chat("mine", "Мой", NOW, NOW))
    store.add_message("mine", ChatMessage("m", None, Role.USER, "первое письмо", NOW))
    bring_in(store, [came(number, f"вопрос о письмах {number}") for number in range(50)])
    bring_in(store, [came(50, "ещё одно письмо")])
    store.add_message("mine", ChatMessage("n", "m", Role.USER, "последнее письмо", NOW))
    assert len(store.search("письмо")) == 52
    assert [chat.id for chat in store.search("последнее")] == ["mine"]
    store.erase_chat("c7")
    assert len(store.search("письмо")) == 51
    assert is_sound(database.connection)


def test_where_it_breaks_off_nothing_has_come_and_new_messages_are_still_found(database, monkeypatch):
    store = SqliteChatStore(database)
    with monkeypatch.context() as patch:
        patch.setattr(arrival, "unmark_all", breaks_off)
        with pytest.raises(DiskFull, match="made up"):
            bring_in(store, [came(number, "письмо") for number in range(5)])
    assert store.chats() == []
    bring_in(store, [came(1, "письмо")])
    store.add_message("c1", ChatMessage("n", "a", Role.USER, "последнее", NOW))
    assert len(store.search("письмо")) == len(store.search("последнее")) == 1
    assert is_sound(database.connection)
