"""The whole archive: a zip with one file of JSON lines, a head and then a chat in each line.

Equal chats give equal bytes, so two archives can be compared and a copy of one wastes no room.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, Final

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.errors import ImportFault, ImportRefused

from .json_reading import check_depth, value_of, without_mark
from .limits import MOST_BYTES, MOST_MESSAGES, Tally, damaged
from .own_form import VERSION, chat_json, chat_of_json

ARCHIVE_FORMAT: Final = "yagpt-archive"
MEMBER: Final = "chats.jsonl"

_FULL_BYTES, _FULL_MESSAGES = MOST_BYTES * 9 // 10, MOST_MESSAGES * 9 // 10
_HEAD_START: Final = b'{"format":"yagpt-archive"'
_ANY_TIME: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o600 << 16
_MOST_PACKED: Final = 100


def archives(chats: Iterable[ExportedChat]) -> Iterator[bytes]:
    """Yield the files that hold the chats: one, or as many as it takes for each to be read again."""
    lines: list[bytes] = []
    size = messages = 0
    for exported in sorted(chats, key=lambda one: (one.chat.created_at, one.chat.id)):
        line = _line(chat_json(exported))
        count = len(exported.messages)
        if lines and (size + len(line) > _FULL_BYTES or messages + count > _FULL_MESSAGES):
            yield _packed(lines)
            lines, size, messages = [], 0, 0
        lines.append(line)
        size += len(line)
        messages += count
    yield _packed(lines)


def is_archive(document: bytes) -> bool:
    """Whether a document is the file of lines of an archive."""
    return without_mark(document[:100]).startswith(_HEAD_START)


def chats_in(document: bytes, tally: Tally) -> Iterator[ExportedChat]:
    """Yield the chats of a file of lines.

    Raises:
        ImportRefused: It is broken, cut off, newer than this program, or over a limit.
    """
    lines = iter(without_mark(document).split(b"\n"))
    head = _value(next(lines))
    if not isinstance(head, dict) or head.get("format") != ARCHIVE_FORMAT:
        raise damaged("the head of the archive is broken")
    refuse_newer(head)
    expected, found = head.get("chats"), 0
    for line in lines:
        if line.strip():
            found += 1
            yield chat_of_json(_value(line), tally)
    if expected != found:
        raise damaged("chats are missing")


def refuse_newer(document: dict[str, Any]) -> None:
    """Refuse what a newer program wrote.

    Raises:
        ImportRefused: It did, or the version is none.
    """
    version = document.get("version")
    if type(version) is not int or version < 1:
        raise damaged("the version is none")
    if version > VERSION:
        raise ImportRefused(f"version {version}", fault=ImportFault.NEWER)


def _value(line: bytes) -> Any:
    check_depth(line)
    return value_of(line)


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _packed(lines: list[bytes]) -> bytes:
    head = {"format": ARCHIVE_FORMAT, "version": VERSION, "chats": len(lines)}
    content = b"\n".join([_line(head), *lines, b""])
    packed = _zipped(content, zipfile.ZIP_DEFLATED)
    # Nobody may take a chat of one repeated letter for a bomb.
    return packed if len(content) < _MOST_PACKED * len(packed) else _zipped(content, zipfile.ZIP_STORED)


def _zipped(content: bytes, how: int) -> bytes:
    member = zipfile.ZipInfo(MEMBER, _ANY_TIME)
    member.compress_type = how
    member.external_attr = _READABLE
    # The zip of one system is that of every other.
    member.create_system = 3
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(member, content, compresslevel=9)
    return packed.getvalue()
