"""The archive: the same bytes for the same chats, and every chat back as it was."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import MessageState
from yagpt_desktop.domain.errors import ImportRefused
from yagpt_desktop.services.exchange import archive
from yagpt_desktop.services.exchange.archive import archives
from yagpt_desktop.services.exchange.importing import read_chats


def test_equal_chats_give_equal_bytes_in_any_order(make_chat: Callable[..., ExportedChat]) -> None:
    one = make_chat()
    other = replace(one, chat=replace(one.chat, id="d"))
    assert list(archives([one, other])) == list(archives([other, one]))


def test_nothing_of_an_account_is_in_it_and_what_streams_is_interrupted(
    make_chat: Callable[..., ExportedChat], tmp_path: Path
) -> None:
    chat = make_chat()
    streaming = replace(chat.messages[1], state=MessageState.STREAMING)
    chat = replace(
        chat, chat=replace(chat.chat, account_id="MADE-UP-account"), messages=(chat.messages[0], streaming)
    )
    (content,) = archives([chat])
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        (name,) = packed.namelist()
        assert b"MADE-UP" not in packed.read(name)
    (tmp_path / "a.zip").write_bytes(content)
    (back,) = read_chats(tmp_path / "a.zip")
    assert back.path[1].state is MessageState.INTERRUPTED


def test_very_many_chats_go_into_several_files_each_of_which_can_be_read(
    make_chat: Callable[..., ExportedChat], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_FULL_MESSAGES", 5)
    one = make_chat()
    chats = [replace(one, chat=replace(one.chat, id=f"c{number}")) for number in range(7)]
    found = []
    for number, content in enumerate(archives(chats)):
        (tmp_path / f"{number}").write_bytes(content)
        found += read_chats(tmp_path / f"{number}")
    assert number == 3
    assert found == chats


def test_a_chat_of_one_repeated_letter_is_not_taken_for_a_bomb(
    make_chat: Callable[..., ExportedChat], tmp_path: Path
) -> None:
    said = make_chat("a" * 1_900_000)
    chats = [replace(said, chat=replace(said.chat, id=f"c{number}")) for number in range(8)]
    (content,) = archives(chats)
    (tmp_path / "a.zip").write_bytes(content)
    assert read_chats(tmp_path / "a.zip") == chats


def test_a_question_with_large_files_in_it_does_not_cost_the_restore(
    make_chat: Callable[..., ExportedChat], tmp_path: Path
) -> None:
    (content,) = archives([make_chat(question="ж" * 3_000_000)])
    (tmp_path / "a.zip").write_bytes(content)
    assert read_chats(tmp_path / "a.zip") == [make_chat(question="ж" * 3_000_000)]
    (content,) = archives([make_chat(question="ж" * 10_000_001)])
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(ImportRefused):
        read_chats(tmp_path / "a.zip")


def test_every_chat_comes_back_as_it_was(archives_of_chats: st.SearchStrategy[list[ExportedChat]]) -> None:
    @settings(max_examples=80, deadline=None)
    @given(archives_of_chats)
    def holds(chats: list[ExportedChat]) -> None:
        (content,) = archives(chats)
        if not chats:
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "archive.zip")
            path.write_bytes(content)
            back = read_chats(path)
        assert {one.chat.id: _counted(one) for one in back} == {one.chat.id: one for one in chats}
        assert list(archives(back)) == [content]

    holds()


def _counted(exported: ExportedChat) -> ExportedChat:
    """The archive leaves the counts of versions to the history."""
    parents = [message.parent_id for message in exported.messages]
    messages = tuple(
        replace(one, version=parents[: at + 1].count(one.parent_id), versions=parents.count(one.parent_id))
        for at, one in enumerate(exported.messages)
    )
    return replace(exported, messages=messages)
