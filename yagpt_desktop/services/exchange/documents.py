"""The JSON documents in a file: the file itself, or what a zip archive holds; nothing is unpacked to disk."""

from __future__ import annotations

import errno
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, Final

from yagpt_desktop.domain.errors import ImportFault, ImportRefused, InputUnreadable

from .json_reading import looks_like_json
from .limits import Tally, damaged

_CHUNK_BYTES: Final = 1_000_000
_PEEK_BYTES: Final = 64
_MOST_MEMBERS: Final = 20_000
_LARGEST_DIRECTORY_BYTES: Final = 10_000_000
_HIGHEST_RATIO: Final = 250
_RATIO_COUNTS_FROM_BYTES: Final = 10_000_000

_ZIP_SIGNATURE: Final = b"PK\x03\x04"
_END_SIGNATURE: Final = b"PK\x05\x06"
_END_64_SIGNATURE: Final = b"PK\x06\x07"
_END_BYTES, _END_64_BYTES, _LONGEST_COMMENT = 22, 20, 65_535
_KNOWN_PACKING: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BREAKS: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, KeyError, IndexError),
    *(RuntimeError, OverflowError),
)


def documents_in(path: Path, tally: Tally) -> Iterator[list[bytes]]:
    """Yield groups of documents that may be JSON; of a zip archive the outer folders' come first.

    Reads from disk: worker threads only.

    Raises:
        InputUnreadable: The file is not there, or may not be opened.
        ImportRefused: It is broken, or over a limit.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(_ZIP_SIGNATURE)) == _ZIP_SIGNATURE:
                yield from _groups(file, tally)
            else:
                file.seek(0)
                yield [_read(file, tally)]
    except OSError as error:
        raise InputUnreadable.closed(path.name, error) from error


def _groups(file: BinaryIO, tally: Tally) -> Iterator[list[bytes]]:
    _check_directory(file)
    try:
        with zipfile.ZipFile(file) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_members(members)
            members.sort(key=lambda member: (_depth(member), member.filename))
            for _, group in groupby(members, key=_depth):
                yield [_unpacked(archive, member, tally) for member in group if _may_be(archive, member)]
    except _BREAKS as error:
        raise damaged(f"the archive is broken: {type(error).__name__}") from error
    except OSError as error:
        # An archive that names a place before its own beginning.
        if error.errno == errno.EINVAL:
            raise damaged("the archive is broken: it points out of the file") from error
        raise


def _check_directory(file: BinaryIO) -> None:
    """Refuse a list of contents that would fill the memory as soon as it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_COMMENT - _END_BYTES - _END_64_BYTES))
    tail = file.read()
    at = tail.rfind(_END_SIGNATURE)
    if at < 0 or len(tail) < at + _END_BYTES:
        raise damaged("the archive has no end")
    (directory_bytes,) = struct.unpack_from("<L", tail, at + 12)
    is_huge = tail[max(0, at - _END_64_BYTES) : at].startswith(_END_64_SIGNATURE)
    if is_huge or directory_bytes > _LARGEST_DIRECTORY_BYTES:
        raise ImportRefused("too many files in the archive", fault=ImportFault.TOO_BIG)
    file.seek(0)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > _MOST_MEMBERS:
        raise ImportRefused("too many files in the archive", fault=ImportFault.TOO_BIG)
    names = {member.filename for member in members}
    if len(names) != len(members):
        raise damaged("two files of the archive have one name")
    for name in names:
        # Nothing is ever unpacked there; who names such a place means harm.
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0][1:2]:
            raise damaged("a file of the archive points out of it")


def _depth(member: zipfile.ZipInfo) -> int:
    return member.filename.replace("\\", "/").count("/")


def _may_be(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    if member.compress_type not in _KNOWN_PACKING or member.flag_bits & 1:
        return False
    with archive.open(member) as packed:
        return looks_like_json(packed.read(_PEEK_BYTES))


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, tally: Tally) -> bytes:
    with archive.open(member) as packed:
        return _read(packed, tally, member.compress_size)


def _read(file: IO[bytes], tally: Tally, packed_bytes: int = 0) -> bytes:
    parts = []
    size = 0
    while chunk := file.read(_CHUNK_BYTES):
        size += len(chunk)
        tally.add_bytes(len(chunk))
        if packed_bytes and size > max(_RATIO_COUNTS_FROM_BYTES, _HIGHEST_RATIO * packed_bytes):
            raise ImportRefused("the archive unpacks to too much", fault=ImportFault.TOO_BIG)
        parts.append(chunk)
    return b"".join(parts)
