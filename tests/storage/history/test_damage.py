"""Bits that flip, files that are cut, logs that are missing: found, set aside, brought back."""

from __future__ import annotations

import os
import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAGE = 4096
ROUNDS = 200 if os.environ.get("YAGPT_LONG_ROUNDS") else 15
"""``YAGPT_LONG_ROUNDS=1`` makes it the long form."""


def history_in(folder: Path) -> History:
    (folder / "backups").mkdir(exist_ok=True)
    return History(folder / "history.db", Backups(lambda: folder / "backups"))


def texts_in(folder: Path) -> tuple[set[str], bool]:
    """What the next start has, and whether it found damage; afterwards everything must be sound."""
    history = history_in(folder)
    try:
        history.check()
        was_damaged = history.take_rescue() is not None
        assert history.check()
        return {one.text for chat in history.chats() for one in history.messages(chat.id)}, was_damaged
    finally:
        history.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    folder = tmp_path_factory.mktemp("whole")
    history = history_in(folder)
    texts = set()
    for chat in range(12):
        history.save_chat(Chat(f"c{chat}", f"Чат {chat}", NOW, NOW))
        for number in range(50):
            text = f"сообщение {chat}-{number} " + "слово " * 80
            parent = f"m{number - 1}" if number else None
            history.add_message(f"c{chat}", ChatMessage(f"m{number}", parent, Role.USER, text, NOW))
            texts.add(text)
    history.close()
    return folder / "history.db", texts


def spoiled(tmp_path: Path, number: int, content: bytes) -> Path:
    folder = tmp_path / str(number)
    folder.mkdir()
    (folder / "history.db").write_bytes(content)
    return folder


def test_bits_that_flip_cost_next_to_nothing(whole, tmp_path):
    file, texts = whole
    content, chance = file.read_bytes(), random.Random(2026)
    shares = []
    for number in range(ROUNDS):
        damaged = bytearray(content)
        for _ in range(chance.choice((1, 3, 10))):
            place = chance.randrange(100, len(damaged))
            damaged[place] ^= 1 << chance.randrange(8)
        folder = spoiled(tmp_path, number, damaged)
        found, was_damaged = texts_in(folder)
        if was_damaged:
            (aside,) = folder.glob("history-damaged-*.db")
            assert aside.read_bytes() == bytes(damaged)
        # A bit inside a text is another text: nobody can know, and it is not lost.
        shares.append(len(found & texts) / len(texts))
        shutil.rmtree(folder)
    assert sum(shares) / len(shares) >= 0.99
    assert min(shares) >= 0.9


def test_a_page_of_garbage_costs_its_own_rows(whole, tmp_path):
    file, texts = whole
    content, chance = file.read_bytes(), random.Random(2027)
    shares = []
    for number in range(ROUNDS):
        damaged = bytearray(content)
        page = chance.randrange(len(content) // PAGE)
        damaged[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)
        folder = spoiled(tmp_path, number, damaged)
        shares.append(len(texts_in(folder)[0] & texts) / len(texts))
        shutil.rmtree(folder)
    assert sum(shares) / len(shares) >= 0.99


def test_a_file_that_lost_its_end_gives_what_it_holds(whole, tmp_path):
    file, texts = whole
    content, chance = file.read_bytes(), random.Random(2028)
    for number in range(ROUNDS):
        length = chance.randrange(PAGE, len(content))
        folder = spoiled(tmp_path, number, content[:length])
        found, was_damaged = texts_in(folder)
        assert was_damaged
        assert found <= texts
        shutil.rmtree(folder)


def test_a_missing_log_leaves_what_the_file_holds(tmp_path):
    history = history_in(tmp_path)
    history.save_chat(Chat("c", "Чат", NOW, NOW))
    history.close()
    history = history_in(tmp_path)
    history.add_message("c", ChatMessage("m", None, Role.USER, "было в журнале", NOW))
    copy = tmp_path / "copy"
    copy.mkdir()
    shutil.copy(tmp_path / "history.db", copy / "history.db")
    history.close()
    again = history_in(copy)
    assert [chat.id for chat in again.chats()] == ["c"]
    assert again.check()
    again.close()


def test_a_log_of_garbage_is_passed_over(whole, tmp_path):
    file, texts = whole
    folder = spoiled(tmp_path, 0, file.read_bytes())
    (folder / "history.db-wal").write_bytes(random.Random(1).randbytes(50_000))
    assert texts_in(folder)[0] == texts
