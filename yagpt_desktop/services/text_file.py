"""A text file of a person's, whatever program wrote it."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from yagpt_desktop.domain.errors import InputUnreadable, StorageError
from yagpt_desktop.domain.fault import InputFault

LARGEST_BYTES: Final = 2_000_000

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(path: Path) -> str:
    """Return the file's text: UTF-8, UTF-16 with a mark, or Windows-1251, with the line ends of Unix.

    Blocks on the disk; worker threads only.

    Raises:
        InputUnreadable: It is missing, too big, or no text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise InputUnreadable.closed(path.name, error) from error
    if len(data) > LARGEST_BYTES:
        raise InputUnreadable(f"over {LARGEST_BYTES} bytes", path=path.name, fault=InputFault.TOO_BIG)
    return decoded(data, path.name)


def decoded(data: bytes, name: str) -> str:
    """Return bytes as text; see :func:`read_text`."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if marked is None and b"\0" in data:
        raise InputUnreadable("not a text", path=name, fault=InputFault.NO_TEXT)
    for encoding in (marked,) if marked else ("utf-8", "cp1251"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise InputUnreadable("in no encoding that is known", path=name, fault=InputFault.NO_TEXT)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 where the person wants it.  Blocks on the disk; worker threads only.

    Raises:
        StorageError: It could not be written.
    """
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StorageError(f"{type(error).__name__} {error.strerror or ''}".strip()) from error
