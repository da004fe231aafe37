"""What the text commands read, and where they write."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from yagpt_desktop.domain.errors import InputUnreadable
from yagpt_desktop.domain.fault import InputFault
from yagpt_desktop.services.document_text import read_document
from yagpt_desktop.services.glossary import MOST_BYTES
from yagpt_desktop.services.text_file import LARGEST_BYTES, decoded
from yagpt_desktop.ui.words.terminal_words import cannot_write
from yagpt_desktop.ui.words.text_command_words import (
    no_folder_for,
    no_text_given,
    output_exists,
    output_is_folder,
    output_is_source,
)

from .problem import OutputProblem, UsageProblem

STANDARD: Final = "-"

# In UTF-8 and Windows-1251, and in UTF-16 of either order.
_WINDOWS_BREAKS: Final = (b"\r\n", b"\r\0\n\0", b"\0\r\0\n")


@dataclass(frozen=True, slots=True)
class Source:
    """A text with Unix line ends, and how to give it back.

    Attributes:
        path: None for standard input.
        has_windows_breaks: Its result gets them again.
    """

    text: str
    path: Path | None = None
    has_windows_breaks: bool = False

    def dressed(self, result: str) -> str:
        """Return a result with the line ends of the source."""
        return result.replace("\n", "\r\n") if self.has_windows_breaks else result


def read_source(name: str | None) -> Source:
    """Read a file, or standard input to its end for "-" and for None where it is no terminal.

    Raises:
        UsageProblem: There is no text.
        InputUnreadable: It cannot be read.
    """
    source = _read_standard(name) if name in {None, STANDARD} else _read_file(Path(str(name)))
    if not source.text.strip():
        raise UsageProblem(no_text_given())
    return source


def _read_standard(name: str | None) -> Source:
    if sys.stdin is None or (name is None and sys.stdin.isatty()):
        raise UsageProblem(no_text_given())
    data = sys.stdin.buffer.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise InputUnreadable(f"over {LARGEST_BYTES} bytes", path=STANDARD, fault=InputFault.TOO_BIG)
    return Source(decoded(data, STANDARD), has_windows_breaks=_has_windows_breaks(data))


def _read_file(path: Path) -> Source:
    text = read_document(path)
    data = read_bytes(path, LARGEST_BYTES)
    # A Word file is text of another kind: its own line ends are ours already.
    is_plain = b"\0" not in data[:2] and not data.startswith((b"PK", b"%PDF"))
    return Source(text, path, is_plain and _has_windows_breaks(data))


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return what a file holds, and no more of it than one byte too many.

    Raises:
        InputUnreadable: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise InputUnreadable.closed(path.name, error) from error


def _has_windows_breaks(data: bytes) -> bool:
    return any(sign in data for sign in _WINDOWS_BREAKS)


def checked_output(name: str | None, source: Source, *, force: bool) -> Path | None:
    """Return where the result goes, None for standard output.  Nothing is written yet.

    Raises:
        UsageProblem: It must not or cannot go there; told before anything is paid for.
    """
    if name is None or name == STANDARD:
        return None
    path = Path(name)
    if source.path is not None and _is_same(path, source.path):
        raise UsageProblem(output_is_source(name))
    try:
        _check_place(path, name, force=force)
    except OSError as error:
        raise OutputProblem(cannot_write()) from error
    return path


def _check_place(path: Path, name: str, *, force: bool) -> None:
    if path.is_dir():
        raise UsageProblem(output_is_folder(name))
    if not force and os.path.lexists(path) and not _is_device(path):
        raise UsageProblem(output_exists(name))
    if not path.absolute().parent.is_dir():
        raise UsageProblem(no_folder_for(name))


def _is_same(one: Path, other: Path) -> bool:
    with contextlib.suppress(OSError):
        return one.samefile(other)
    return os.path.realpath(one) == os.path.realpath(other)


def _is_device(path: Path) -> bool:
    """Whether it takes what is written and keeps nothing: a terminal, a pipe, ``/dev/null``."""
    return path.exists() and not path.is_file()


def write_output(path: Path, text: str, *, force: bool) -> None:
    """Put a text into a file as UTF-8: whole, or not at all; a device or a pipe just gets it.

    Raises:
        OutputProblem: It could not be written, or somebody else made the file meanwhile.
    """
    try:
        if _is_device(path):
            path.write_bytes(text.encode())
        else:
            _write_file(path, text, force=force)
    except OSError as error:
        raise OutputProblem(cannot_write()) from error


def _write_file(path: Path, text: str, *, force: bool) -> None:
    target = Path(os.path.realpath(path))
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.draft")
    try:
        with draft.open("xb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        _put(draft, target, force=force)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _put(draft: Path, target: Path, *, force: bool) -> None:
    if force:
        with contextlib.suppress(OSError):
            shutil.copymode(target, draft)
        draft.replace(target)
        return
    try:
        # Fails where the name is taken, which a rename on Unix does not.
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:
        # A disk without hard links.
        if os.path.lexists(target):
            raise
        draft.replace(target)
