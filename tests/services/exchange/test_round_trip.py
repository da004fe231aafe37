"""Chats out of one history and into another, over anything that may happen to the file on the way."""

from __future__ import annotations

import io
import json
import random
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.errors import ImportRefused
from yagpt_desktop.services.exchange.archive import archives
from yagpt_desktop.services.exchange.importing import read_chats
from yagpt_desktop.services.exchange.own_form import one_chat
from yagpt_desktop.storage.history.chat_import import StoreImport, whole
from yagpt_desktop.storage.history.chats import SqliteChatStore
from yagpt_desktop.storage.history.database import Database, open_database

TRIES_OF_EACH = 200
"""With five kinds of files, 1,000 in all."""

_ROWS = (
    "SELECT * FROM chat WHERE uid = 'c'",
    "SELECT m.* FROM message AS m JOIN chat ON chat.id = m.chat WHERE chat.uid = 'c' ORDER BY m.id",
    "SELECT * FROM facts WHERE message IN (SELECT id FROM message WHERE chat = 1) ORDER BY message",
)
_NASTY: tuple[bytes, ...] = (
    b"NaN",
    b"-Infinity",
    b"1e999",
    b"null",
    b"true",
    b"-1",
    b'""',
    b"[]",
    b"{}",
    b'"\\ud800"',
    b'"\\u0000"',
    b"\\",
    b'"',
    b"[[[[",
    b"}}}}",
    b"\x00",
    b"\xff",
    b"\xed\xa0\x80",
    b"99999999999999999999999",
    b"\n",
)
_VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    2**70,
    1e308,
    "",
    "x",
    "../x",
    "\0",
    "2026-13-99",
    [],
    {},
    [None],
    {"": None},
    "user",
)


@contextmanager
def history() -> Iterator[tuple[SqliteChatStore, Database]]:
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder, "history.db"))
        try:
            yield SqliteChatStore(database), database
        finally:
            database.close()


def bring_in(store: SqliteChatStore, chats: list[ExportedChat]) -> None:
    whole(StoreImport(lambda act: act(store), chats))


def taken_in(store: SqliteChatStore, chats: list[ExportedChat]) -> list[ExportedChat]:
    bring_in(store, chats)
    return sorted((store.exported(chat.id) for chat in store.chats()), key=lambda one: one.chat.id)


def test_every_chat_is_the_same_in_another_history(
    archives_of_chats: st.SearchStrategy[list[ExportedChat]],
) -> None:
    @settings(max_examples=40, deadline=None)
    @given(archives_of_chats.filter(bool))
    def holds(chats: list[ExportedChat]) -> None:
        with history() as (first, _), history() as (second, _):
            kept = taken_in(first, chats)
            assert kept == sorted(chats, key=lambda one: one.chat.id)
            (content,) = archives(kept)
            with tempfile.TemporaryDirectory() as folder:
                Path(folder, "a.zip").write_bytes(content)
                assert taken_in(second, read_chats(Path(folder, "a.zip"))) == kept
            assert [one.path for one in kept] == [tuple(first.messages(one.chat.id)) for one in kept]

    holds()


def _mutated_bytes(content: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(spoiled) + 1)
        until = min(len(spoiled), at + chance.randint(0, 40))
        match chance.randrange(6):
            case 0:
                spoiled[at:until] = chance.randbytes(until - at)
            case 1:
                spoiled[at:until] = chance.choice(_NASTY)
            case 2:
                del spoiled[at:until]
            case 3:
                spoiled[at:at] = spoiled[at:until] * chance.randint(1, 30)
            case 4:
                del spoiled[at:]
            case _:
                spoiled[at:at] = chance.choice(_NASTY)
    return bytes(spoiled)


def _mutated_value(value: Any, chance: random.Random) -> Any:
    """Change some place in JSON: the syntax stays whole, so that it comes further."""
    places: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list):
            found = list(one.items()) if isinstance(one, dict) else list(enumerate(one))
            places += [(one, key) for key, _ in found]
            waiting += [inner for _, inner in found]
    for _ in range(chance.randint(1, 4)):
        holder, key = chance.choice(places)
        other_holder, other_key = chance.choice(places)
        try:
            match chance.randrange(4):
                case 0:
                    holder[key] = chance.choice(_VALUES)
                case 1:
                    del holder[key]
                case 2:
                    holder[key] = json.loads(json.dumps(other_holder[other_key]))
                case _ if isinstance(holder, list):
                    holder.append(json.loads(json.dumps(holder[key])))
        except (KeyError, IndexError):
            continue
    return value


def _zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return file.getvalue()


def _spoiled(kind: str, content: bytes, chance: random.Random) -> bytes:
    if kind == "archive":
        return _spoiled_archive(content, chance)
    if chance.random() < 0.5:
        content = json.dumps(_mutated_value(json.loads(content), chance), ensure_ascii=False).encode(
            errors="surrogatepass"
        )
    else:
        content = _mutated_bytes(content, chance)
    if chance.random() < 0.3:
        content = _zipped("data.json", content)
        return _mutated_bytes(content, chance) if chance.random() < 0.3 else content
    return content


def _spoiled_archive(content: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.3:
        return _mutated_bytes(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        head, *lines = packed.read("chats.jsonl").splitlines()
    if chance.random() < 0.3:
        return _zipped("chats.jsonl", _mutated_bytes(b"\n".join([head, *lines]), chance))
    at = chance.randrange(len(lines))
    line = json.dumps(_mutated_value(json.loads(lines[at]), chance), ensure_ascii=False)
    lines[at] = line.encode(errors="surrogatepass")
    return _zipped("chats.jsonl", b"\n".join([head, *lines]))


@pytest.mark.parametrize("kind", ["archive", "chat", "chatgpt", "chatbox", "cherry"])
def test_whatever_happened_to_a_file_what_is_there_stays_as_it_is(
    kind: str, data: Path, tmp_path: Path, make_chat: Callable[..., ExportedChat]
) -> None:
    mine = make_chat()
    others = {"archive": next(archives([mine, _other(mine)])), "chat": one_chat(mine)}
    content = others[kind] if kind in others else (data / f"{kind}.json").read_bytes()
    chance = random.Random(f"{kind} 2026-11-23")
    came = refused = 0
    path = tmp_path / "file"
    with history() as (store, database):
        bring_in(store, [mine])
        before = [database.connection.execute(rows).fetchall() for rows in _ROWS]
        for _ in range(TRIES_OF_EACH):
            path.write_bytes(_spoiled(kind, content, chance))
            try:
                bring_in(store, read_chats(path))
                came += 1
            except ImportRefused:
                refused += 1
            after = [database.connection.execute(rows).fetchall() for rows in _ROWS]
            assert after[0][0][:3] == before[0][0][:3]
            # A chat of this id may have got messages; nothing that was there may be another.
            assert after[1][: len(before[1])] == before[1]
            assert after[2][: len(before[2])] == before[2]
        assert database.check()
        for chat in store.chats():
            assert store.exported(chat.id).path == tuple(store.messages(chat.id))
    assert came > 10
    assert refused > 10


def _other(mine: ExportedChat) -> ExportedChat:
    later = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(days=1)
    chat = type(mine.chat)("d", "Другой", later, later)
    return ExportedChat(chat, mine.messages, mine.active)


def test_a_refused_file_leaves_every_byte_of_the_history(
    tmp_path: Path, data: Path, make_chat: Callable[..., ExportedChat]
) -> None:
    database = open_database(tmp_path / "history.db")
    store = SqliteChatStore(database)
    bring_in(store, [make_chat()])
    database.close()
    whole = (tmp_path / "history.db").read_bytes()
    database = open_database(tmp_path / "history.db")
    store = SqliteChatStore(database)
    (tmp_path / "f").write_bytes((data / "chatgpt.json").read_bytes()[:-1])
    with pytest.raises(ImportRefused):
        bring_in(store, read_chats(tmp_path / "f"))
    database.close()
    assert (tmp_path / "history.db").read_bytes() == whole
