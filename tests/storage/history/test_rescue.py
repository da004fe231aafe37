"""What is brought back beside the messages: what was paid, and what a chat's beginning was summed up to."""

from __future__ import annotations

from datetime import UTC, datetime

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.folder import ChatOptions, Folder
from yagpt_desktop.storage.history.chats import SqliteChatStore
from yagpt_desktop.storage.history.database import open_database
from yagpt_desktop.storage.history.rescue import Remains, put, remains_of

START = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_summaries_and_what_was_paid_for_them_come_back_once(tmp_path):
    kept = Chat("c", "Чат", START, START, summary="Шла речь о ёлках.", summary_until="m7")
    old = open_database(tmp_path / "old.db")
    store = SqliteChatStore(old)
    store.save_chat(kept)
    store.add_expense("c", START, 0.25)
    old.close()
    new = open_database(tmp_path / "new.db")
    for _ in range(2):
        with new.connection:
            put(remains_of(tmp_path / "old.db"), new.connection)
    found = SqliteChatStore(new)
    assert list(found.chats()) == [kept]
    assert found.spending("c", START).month_roubles == 0.25
    new.close()


def test_folders_and_tags_come_back_once_and_what_is_there_stands_above_them(tmp_path):
    kept = Chat("c", "Чат", START, START, folder_id="f", tags=("Дача", "работа"))
    folder = Folder("f", "Дом", 3, "Пиши тепло.", ChatOptions(temperature=0.5, stream=False), is_closed=True)
    old = open_database(tmp_path / "old.db")
    store = SqliteChatStore(old)
    store.save_chat(kept)
    store.save_folder(folder)
    store.save_folder(Folder("g", "Старое имя"))
    old.close()
    new = open_database(tmp_path / "new.db")
    found = SqliteChatStore(new)
    found.save_folder(Folder("g", "Новое имя"))
    for _ in range(2):
        with new.connection:
            put(remains_of(tmp_path / "old.db"), new.connection)
    assert list(found.chats()) == [kept]
    assert list(found.folders()) == [Folder("g", "Новое имя"), folder]
    new.close()


def test_a_folder_whose_options_are_damaged_comes_back_without_them(tmp_path):
    remains = Remains(folders={1: (1, "f", "Дом", 0, "Пиши тепло.", 7, "m", 0.5, 9, 1, 0, "?")})
    new = open_database(tmp_path / "new.db")
    with new.connection:
        put(remains, new.connection)
    assert SqliteChatStore(new).folders() == [Folder("f", "Дом", 0, "Пиши тепло.")]
    new.close()
