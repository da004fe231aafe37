"""Killed while chats come in: all of an import is there or nothing, and so is every message that was kept."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History

ROUNDS = 150 if os.environ.get("YAGPT_LONG_ROUNDS") else 6
"""``YAGPT_LONG_ROUNDS=1`` makes it the long form."""
LONGEST_S = 0.8
CHATS, MESSAGES = 12, 10

# Imports and questions by turns, until it is killed; at first it sweeps as a start does.
WRITER = f"""
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.storage.history import pace
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History

NOW = datetime.now(UTC)
pace._FIRST = pace._LEAST = pace._MOST = 4000
folder, name = Path(sys.argv[1]), sys.argv[2]
history = History(folder / "history.db", Backups(lambda: folder))


def said(uid, parent=None):
    return ChatMessage(uid, parent, Role.USER, "слово письмо " * 40 + uid, NOW)


def archive(number):
    for chat in range({CHATS}):
        ids = [f"i{{name}}-{{number}}-{{chat}}-{{at}}" for at in range({MESSAGES})]
        uid = f"c{{name}}-{{number}}-{{chat}}" if chat else "mine"
        messages = [said(one, ids[at - 1] if at else None) for at, one in enumerate(ids)]
        yield ExportedChat(Chat(uid, "Чат", NOW, NOW), tuple(messages), frozenset(ids))


print("begun", flush=True)
history.chats()
while history.sweep():
    pass
if "mine" not in {{chat.id for chat in history.chats()}}:
    history.save_chat(Chat("mine", "Мой", NOW, NOW))
for number in count():
    work, part = history.bring_in(list(archive(number))), 0
    while work.step() is None:
        part += 1
        uid = f"k{{name}}-{{number}}-{{part}}"
        history.add_message("mine", said(uid))
        print("kept", uid, flush=True)
    print("came", f"{{name}}-{{number}}", flush=True)
"""


def killed_writer(folder: Path, name: str, chance: random.Random) -> list[list[str]]:
    """Return what it said before it died."""
    command = [sys.executable, "-c", WRITER, str(folder), name]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"begun\n"
        time.sleep(chance.uniform(0, LONGEST_S))
        writer.kill()
        lines = writer.stdout.read().split(b"\n")[:-1]
    return [line.decode().split() for line in lines]


@pytest.mark.timeout(1800)
def test_a_kill_leaves_all_of_an_import_or_nothing(tmp_path: Path) -> None:
    chance = random.Random(20_261_123)
    kept: set[str] = set()
    came: set[str] = set()
    halves = 0
    for number in range(ROUNDS):
        for what, uid in killed_writer(tmp_path, str(number), chance):
            (kept if what == "kept" else came).add(uid)
        history = History(tmp_path / "history.db", Backups(lambda: tmp_path))
        sizes = {one.id: history.exported(one.id) for one in history.chats()}
        ids = {message.id for chat in sizes.values() for message in chat.messages}
        found: dict[str, int] = {}
        for uid in ids:
            if uid.startswith("i"):
                name = uid[1:].rsplit("-", 2)[0]
                found[name] = found.get(name, 0) + 1
        assert kept <= ids
        assert came <= set(found)
        assert set(found.values()) <= {CHATS * MESSAGES}
        assert history.check()
        sql = history._database.connection
        halves += sql.execute("SELECT EXISTS (SELECT 1 FROM arriving_chat)").get
        if chance.random() < 0.5:
            # Or it is left to the next writer, which may be killed at that.
            while history.sweep():
                pass
            assert sql.execute("SELECT count(*) FROM message").get == len(ids)
            assert sql.execute("SELECT count(*) FROM chat").get == len(sizes)
            sql.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
        history.close()
    assert halves > ROUNDS // 4
    assert came
