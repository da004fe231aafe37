"""What is brought back beside the messages: what was paid, and what a chat's beginning was summed up to."""

from __future__ import annotations

from datetime import UTC, datetime

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.storage.history.chats import SqliteChatStore
from yagpt_desktop.storage.history.database import open_database
from yagpt_desktop.storage.history.rescue import put, remains_of

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
