"""Chats that come by the thousand: found like all others, all of them or none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.storage.history import chats
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


def is_sound(connection: apsw.Connection) -> bool:
    """Whether the index holds exactly the words of the messages."""
    connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    return connection.execute("PRAGMA integrity_check").get == "ok"


def test_what_came_at_once_is_found_and_so_is_what_follows(database):
    store = SqliteChatStore(database)
    store.save_chat(Chat("mine", "Мой", NOW, NOW))
    store.add_message("mine", ChatMessage("m", None, Role.USER, "первое письмо", NOW))
    store.add_chats([came(number, f"вопрос о письмах {number}") for number in range(50)])
    store.add_chats([came(50, "ещё одно письмо")])
    store.add_message("mine", ChatMessage("n", "m", Role.USER, "последнее письмо", NOW))
    assert len(store.search("письмо")) == 52
    assert [chat.id for chat in store.search("последнее")] == ["mine"]
    store.erase_chat("c7")
    assert len(store.search("письмо")) == 51
    assert is_sound(database.connection)


def test_where_it_breaks_off_nothing_has_come_and_new_messages_are_still_found(database, monkeypatch):
    store = SqliteChatStore(database)
    whole = chats.put_chats

    def breaks_off(connection, what):
        whole(connection, what)
        raise apsw.FullError("made up")

    with monkeypatch.context() as patch:
        patch.setattr(chats, "put_chats", breaks_off)
        with pytest.raises(Exception, match="made up"):
            store.add_chats([came(number, "письмо") for number in range(5)])
    assert store.chats() == []
    store.add_chats([came(1, "письмо")])
    store.add_message("c1", ChatMessage("n", "a", Role.USER, "последнее", NOW))
    assert len(store.search("письмо")) == len(store.search("последнее")) == 1
    assert is_sound(database.connection)
