"""Chats of other programs: what comes, in which shape, and what is refused."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.errors import ImportFault, ImportRefused, InputUnreadable
from yagpt_desktop.services.exchange import limits
from yagpt_desktop.services.exchange.archive import archives
from yagpt_desktop.services.exchange.importing import read_chats
from yagpt_desktop.services.exchange.own_form import one_chat


def texts(exported: ExportedChat) -> list[str]:
    return [message.text for message in exported.path]


def zipped(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[bytes], ImportFault]:
    """Says why a file is not taken in."""

    def fault_of(content: bytes) -> ImportFault:
        path = tmp_path / "file"
        path.write_bytes(content)
        with pytest.raises(ImportRefused) as error:
            read_chats(path)
        return error.value.fault

    return fault_of


def test_versions_and_the_one_in_view_come_from_chatgpt(data: Path) -> None:
    first, second = read_chats(data / "chatgpt.json")
    assert first.chat.title == "Пирог с яблоками"
    assert first.chat.pinned
    assert first.chat.created_at == datetime.fromtimestamp(1700000000.25, UTC)
    assert texts(first)[1].startswith("Второй **ответ**")
    assert texts(first)[2] == "🖼\n\nЧто на снимке?"
    versions = [message for message in first.messages if message.role is Role.ASSISTANT]
    assert [one.text.split()[0] for one in versions] == ["Первый", "Второй", "На"]
    assert versions[0].parent_id == versions[1].parent_id
    assert versions[2].state is MessageState.INTERRUPTED
    assert versions[0].facts is not None
    assert versions[0].facts.model == "gpt-4o"
    assert second.chat.title == "Вторая беседа без названия"
    assert texts(second) == ["Вторая беседа без названия", "Да."]


def test_forks_threads_and_the_role_come_from_chatbox(data: Path) -> None:
    main, thread = read_chats(data / "chatbox.json")
    assert (main.chat.title, main.chat.role_text, main.chat.pinned) == ("Переводы", "Ты переводчик.", True)
    assert texts(main) == ["Переведи: cat", "кошка", "А dog?", "собака"]
    parents = {message.text: message.parent_id for message in main.messages}
    assert parents["кот"] == parents["кошка"]
    assert parents["А если их двое?"] == parents["Спасибо"]
    assert main.path[-1].state is MessageState.INTERRUPTED
    assert (thread.chat.title, texts(thread)) == ("Раньше", ["Старый вопрос", "Старый ответ"])


def test_titles_blocks_and_several_models_answers_come_from_cherry_studio(data: Path) -> None:
    new, old = read_chats(data / "cherry.json")
    assert (new.chat.title, new.chat.role_text) == ("Стихи о зиме", "Отвечай стихами.")
    assert texts(new)[:3] == ["Напиши о снеге", "Бело вокруг", "И кода\n\n🖼"]
    assert texts(new)[3] == "Вот:\n\n```python\nprint('снег')\n```"
    assert {m.facts.model for m in new.messages if m.facts} == {"Модель А", "Модель Б", "m-b"}
    assert (old.chat.title, texts(old)) == ("Старая запись", ["Старая запись", "Ответ на неё"])


@pytest.mark.parametrize("name", ["chatgpt", "chatbox", "cherry"])
def test_the_same_file_gives_the_same_chats_and_no_secret_of_it(data: Path, name: str) -> None:
    chats = read_chats(data / f"{name}.json")
    assert chats == read_chats(data / f"{name}.json")
    assert "MADE-UP" not in repr(chats)


def test_a_form_is_known_by_what_is_in_it(data: Path, tmp_path: Path) -> None:
    content = (data / "chatgpt.json").read_bytes()
    (tmp_path / "holiday.png").write_bytes(b"\xef\xbb\xbf  " + content)
    assert len(read_chats(tmp_path / "holiday.png")) == 2
    one = json.dumps(json.loads(content)[0]).encode()
    (tmp_path / "one").write_bytes(one)
    assert len(read_chats(tmp_path / "one")) == 1
    user = ("user.json", b'{"email": "made-up@example.org"}')
    other = ("message_feedback.json", b'[{"id": "made-up", "rating": "thumbsUp"}]')
    picture = ("file-1.png", b"\x89PNG" + bytes(100))
    path = zipped(tmp_path / "export.bin", user, other, picture, ("conversations-000.json", content))
    assert len(read_chats(path)) == 2
    attached = ("Data/Files/attached.json", one)
    path = zipped(tmp_path / "cherry.zip", attached, ("data.json", (data / "cherry.json").read_bytes()))
    assert [chat.chat.title for chat in read_chats(path)] == ["Стихи о зиме", "Старая запись"]


def test_a_chat_saved_as_json_is_read_again(tmp_path: Path, make_chat: Callable[..., ExportedChat]) -> None:
    (tmp_path / "chat.json").write_bytes(one_chat(make_chat()))
    assert read_chats(tmp_path / "chat.json") == [make_chat()]


def test_nothing_known_is_said_to_be_so(refused: Callable[[bytes], ImportFault]) -> None:
    for content in (b"", b"hello", b"[]", b"{}", b"[1]", b'[{"mapping": 1}]', b"null", bytes(100)):
        assert refused(content) is ImportFault.UNKNOWN, content


def test_broken_files_are_refused(refused: Callable[[bytes], ImportFault], data: Path) -> None:
    whole = (data / "chatgpt.json").read_bytes()
    cut = [whole[: len(whole) // 2], whole[:-3], whole + b"]", whole.replace(b"gpt-4o", b"\xff\xfe")]
    inner = [
        b'[{"mapping": {}, "x": NaN}]',
        b'[{"mapping": {}, "x": 1e999}]',
        b'[{"mapping": {}, "mapping": {}}]',
        b'[{"mapping": {"a": {"parent": "b"}, "b": {"parent": "a"}}}]',
        b'[{"mapping": {}, "x": "' + b'\\"' * 100_000,
        b"[" + b'{"mapping": {}, "x": ' + b"9" * 5000 + b"}]",
    ]
    for content in cut + inner:
        assert refused(content) is ImportFault.DAMAGED, content[:80]
    assert refused(b'[{"mapping": {}}]') is ImportFault.EMPTY


def test_half_characters_become_visible(tmp_path: Path, data: Path) -> None:
    content = (data / "chatgpt.json").read_text("utf8").replace("Да.", "Да\\ud83d.\\ud83d\\ude00")
    (tmp_path / "f").write_text(content, "utf8")
    assert texts(read_chats(tmp_path / "f")[1])[1] == "Да\ufffd.😀"


def test_depth_has_a_limit_and_the_stack_is_safe(refused: Callable[[bytes], ImportFault]) -> None:
    for depth in (51, 1_000_000):
        content = b'[{"mapping": {}, "x": ' + b"[" * depth + b"]" * depth + b"}]"
        assert refused(content) is ImportFault.TOO_DEEP


def test_messages_and_their_length_have_limits(
    refused: Callable[[bytes], ImportFault], data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = (data / "chatgpt.json").read_text("utf8")
    fits = whole.replace("Да.", "ж" * 1_000_000)
    (tmp_path / "fits").write_text(fits, "utf8")
    assert len(read_chats(tmp_path / "fits")) == 2
    assert refused(fits.replace("жж", "жжж", 1).encode()) is ImportFault.TOO_LONG
    monkeypatch.setattr(limits, "MOST_MESSAGES", 6)
    assert refused(whole.encode()) is ImportFault.TOO_MANY
    monkeypatch.setattr(limits, "MOST_BYTES", 1000)
    assert refused(whole.encode()) is ImportFault.TOO_BIG


def test_a_bomb_is_put_down_while_it_is_read(refused: Callable[[bytes], ImportFault], tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "bomb.zip", ("conversations.json", b"[" + b" " * 150_000_000 + b"]"))
    assert bomb.stat().st_size < 1_000_000
    assert refused(bomb.read_bytes()) is ImportFault.TOO_BIG


def test_a_lie_about_the_size_in_an_archive_is_found(refused: Callable[[bytes], ImportFault]) -> None:
    content = b"[" + b" " * 1000 + b"]"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    name = b"conversations.json"
    sizes = struct.pack("<LLL", zlib.crc32(content), len(packed), 10)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", len(name), 0)
    central = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
    central += struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, 0) + name
    start = len(local) + len(name) + len(packed)
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(central), start, 0)
    assert refused(local + name + packed + central + end) is ImportFault.DAMAGED
    huge = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1, 1, 2**31, start, 0)
    assert refused(local + name + packed + central + huge) is ImportFault.TOO_BIG
    assert refused(b"PK\x03\x04" + bytes(50)) is ImportFault.DAMAGED


@pytest.mark.parametrize(
    "name", ["../../evil.json", "/etc/evil.json", "C:\\evil.json", "a/..\\..\\evil.json"]
)
def test_an_archive_that_points_out_of_itself_is_refused(
    refused: Callable[[bytes], ImportFault], data: Path, tmp_path: Path, name: str
) -> None:
    path = zipped(
        tmp_path / "slip.zip", ("conversations.json", (data / "chatgpt.json").read_bytes()), (name, b"[]")
    )
    assert refused(path.read_bytes()) is ImportFault.DAMAGED


def test_chats_with_one_id_are_refused(refused: Callable[[bytes], ImportFault], data: Path) -> None:
    chats = json.loads((data / "chatgpt.json").read_text("utf8"))
    assert refused(json.dumps([chats[0], chats[0]]).encode()) is ImportFault.DAMAGED


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable) as error:
        read_chats(tmp_path / "none.zip")
    assert error.value.path == "none.zip"
    with pytest.raises(InputUnreadable):
        read_chats(tmp_path)


def _with_line(archive: bytes, change: Callable[[list[bytes]], list[bytes]]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        lines = change(packed.read("chats.jsonl").split(b"\n"))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("chats.jsonl", b"\n".join(lines))
    return file.getvalue()


def test_our_archive_says_what_is_wrong_with_it(
    refused: Callable[[bytes], ImportFault], make_chat: Callable[..., ExportedChat]
) -> None:
    (archive,) = archives([make_chat()])
    assert refused(_with_line(archive, lambda lines: lines[:1])) is ImportFault.DAMAGED
    newer = _with_line(archive, lambda lines: [lines[0].replace(b'"version":1', b'"version":2'), *lines[1:]])
    assert refused(newer) is ImportFault.NEWER
    twice = _with_line(
        archive, lambda lines: [lines[0].replace(b'"chats":1', b'"chats":2'), lines[1], lines[1]]
    )
    assert refused(twice) is ImportFault.DAMAGED
    (empty,) = archives([])
    assert refused(empty) is ImportFault.EMPTY
    for old, new in (
        (b'"id":"q"', b'"id":"a"'),
        (b'"id":"q"', b'"id":""'),
        (b'"id":"c"', b'"id":"' + b"c" * 65 + b'"'),
        (b'"parent":"q"', b'"parent":"nobody"'),
        (b'"parent":"q"', b'"parent":null'),
        (b'"state":"stopped"', b'"state":"asleep"'),
        (b'"created_at":"2026', b'"created_at":"99999'),
        (b'"input_tokens":0', b'"input_tokens":1' + b"0" * 30),
        (b'"elapsed_s":0.0', b'"elapsed_s":true'),
        (b'"pinned":false', b'"pinned":0'),
        (b'"messages":[', b'"messages":[null,'),
    ):
        spoiled = _with_line(
            archive, lambda lines, old=old, new=new: [one.replace(old, new, 1) for one in lines]
        )
        assert refused(spoiled) is ImportFault.DAMAGED, old
