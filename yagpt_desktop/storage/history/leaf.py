"""Rows read straight from the pages of a database file, where the way to them is damaged.

The form of pages, cells and records is SQLite's own: sqlite.org/fileformat2.html §1.6 and §2.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from struct import error as struct_error
from struct import unpack_from
from typing import Any, Final

_LEAF: Final = 0x0D
_HEAD_BYTES: Final = 100
_PAGE_BYTES: Final = 4096
_INTEGER_BYTES: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL, _ZERO, _ONE = 7, 8, 9
_FIRST_BLOB: Final = 12

_BROKEN: Final = (IndexError, ValueError, struct_error)
"""What reading nonsense ends in; UnicodeDecodeError is a ValueError."""


def rows_of_leaves(path: Path) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield row number and values of every row that stands whole on its pages, of all tables alike."""
    content = path.read_bytes()
    for number in range(len(content) // _PAGE_BYTES):
        start = number * _PAGE_BYTES
        head = start + (_HEAD_BYTES if number == 0 else 0)
        if content[head] == _LEAF:
            yield from _cells(content, start, head)


def _cells(content: bytes, start: int, head: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
    (count,) = unpack_from(">H", content, head + 3)
    for place in range(min(count, _PAGE_BYTES // 4)):
        try:
            (offset,) = unpack_from(">H", content, head + 8 + 2 * place)
            yield _cell(content, start, start + offset)
        except _BROKEN:
            continue


def _cell(content: bytes, start: int, at: int) -> tuple[int, tuple[Any, ...]]:
    length, at = _varint(content, at)
    row, at = _varint(content, at)
    local = _local_bytes(length)
    if length > len(content) or at + local > start + _PAGE_BYTES:
        raise ValueError("a cell over its page's end")
    payload = content[at : at + local]
    if local < length:
        (overflow,) = unpack_from(">I", content, at + local)
        payload += _overflow(content, overflow, length - local)
    return row, _record(payload)


def _local_bytes(length: int) -> int:
    longest = _PAGE_BYTES - 35
    if length <= longest:
        return length
    least = (_PAGE_BYTES - 12) * 32 // 255 - 23
    local = least + (length - least) % (_PAGE_BYTES - 4)
    return local if local <= longest else least


def _overflow(content: bytes, page: int, wanted: int) -> bytes:
    parts = []
    while wanted > 0:
        if page == 0:
            raise ValueError("the chain of pages ends too early")
        start = (page - 1) * _PAGE_BYTES
        (page,) = unpack_from(">I", content, start)
        part = content[start + 4 : start + min(_PAGE_BYTES, 4 + wanted)]
        wanted -= len(part)
        parts.append(part)
    return b"".join(parts)


def _record(payload: bytes) -> tuple[Any, ...]:
    header_bytes, at = _varint(payload, 0)
    kinds = []
    while at < header_bytes:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise ValueError("a record of another length")
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind in {0, _ZERO, _ONE}:
        return (None if kind == 0 else kind - _ZERO), at
    if kind in _INTEGER_BYTES:
        end = at + _INTEGER_BYTES[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind == _REAL:
        return unpack_from(">d", payload, at)[0], at + 8
    if kind < _FIRST_BLOB:
        raise ValueError("a kind of value that there is not")
    end = at + (kind - _FIRST_BLOB) // 2
    return (payload[at:end].decode("utf-8") if kind % 2 else payload[at:end]), end


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        byte = content[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | content[at + 8], at + 9
