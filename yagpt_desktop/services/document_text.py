"""The text of a document: Word, Excel, PDF, or plain text.

What is read is what will be sent; pictures, comments and hidden properties stay behind.
"""

from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from yagpt_desktop.domain.errors import InputUnreadable
from yagpt_desktop.domain.fault import InputFault

from .text_file import read_text

LARGEST_BYTES: Final = 50_000_000
LARGEST_UNPACKED_BYTES: Final = 300_000_000
LARGEST_CHARACTERS: Final = 2_000_000
LONGEST_S: Final = 60.0


def read_document(path: Path) -> str:
    """Return the text of a file; tables come as lines of cells with tabs between them.

    Blocks on the disk, and for up to ``LONGEST_S``; worker threads only.

    Raises:
        InputUnreadable: It is missing, too big, damaged, locked by a password, or holds no text.
    """
    reader = _READERS.get(path.suffix.casefold())
    if reader is None:
        return read_text(path)
    _expect_size(path)
    try:
        text = _joined(reader(path), path.name)
    except InputUnreadable:
        raise
    except Exception as error:
        detail = f"{type(error).__name__} in a {path.suffix} file"
        raise InputUnreadable(detail, path=path.name, fault=InputFault.DAMAGED) from error
    if not text.strip():
        detail = "no text in it; a scanned page is a picture"
        raise InputUnreadable(detail, path=path.name, fault=InputFault.EMPTY)
    return text


def _expect_size(path: Path) -> None:
    try:
        # Opened here: the libraries that read a document call a file damaged that they may not open.
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
        if size > LARGEST_BYTES:
            raise _too_big(f"{LARGEST_BYTES} bytes", path.name)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > LARGEST_UNPACKED_BYTES:
                raise _too_big(f"{LARGEST_UNPACKED_BYTES} bytes unpacked", path.name)
    except OSError as error:
        raise InputUnreadable.closed(path.name, error) from error
    except zipfile.BadZipFile as error:
        raise InputUnreadable(type(error).__name__, path=path.name, fault=InputFault.DAMAGED) from error


def _too_big(limit: str, name: str) -> InputUnreadable:
    return InputUnreadable(f"over {limit}", path=name, fault=InputFault.TOO_BIG)


def _joined(parts: Iterator[str], name: str) -> str:
    give_up_at = time.monotonic() + LONGEST_S
    kept: list[str] = []
    length = 0
    for part in parts:
        length += len(part) + 1
        if length > LARGEST_CHARACTERS:
            raise _too_big(f"{LARGEST_CHARACTERS} characters", name)
        if time.monotonic() > give_up_at:
            detail = f"not read within {LONGEST_S:.0f} s"
            raise InputUnreadable(detail, path=name, fault=InputFault.SLOW)
        kept.append(part)
    return "\n".join(kept)


def _word(path: Path) -> Iterator[str]:
    from docx import Document  # noqa: PLC0415 - loads XML rules that a chat without files does not need
    from docx.table import Table  # noqa: PLC0415

    for block in Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield "\t".join(cell.text.replace("\n", " ") for cell in row.cells)
        else:
            yield block.text


def _sheets(path: Path) -> Iterator[str]:
    from openpyxl import load_workbook  # noqa: PLC0415 - as above

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            yield sheet.title
            for row in sheet.iter_rows(values_only=True):
                yield "\t".join("" if value is None else str(value) for value in row).rstrip("\t")
    finally:
        book.close()


def _pages(path: Path) -> Iterator[str]:
    from pypdf import PdfReader  # noqa: PLC0415 - as above

    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputUnreadable("locked by a password", path=path.name, fault=InputFault.LOCKED)
    for page in reader.pages:
        yield page.extract_text()


_READERS: Final[dict[str, Callable[[Path], Iterator[str]]]] = {
    ".docx": _word,
    ".xlsx": _sheets,
    ".pdf": _pages,
}
