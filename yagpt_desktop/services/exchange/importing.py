"""Chats out of a file of any known form, which is found out by what is in it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.errors import ImportFault, ImportRefused

from . import archive, chatbox, chatgpt, cherry, own_form
from .documents import documents_in
from .foreign import exported
from .json_reading import elements_of, looks_like_json, value_of
from .limits import Tally, damaged

_SIGNS: Final = frozenset({archive.MEMBER, "conversations.json"})


def read_chats(path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> list[ExportedChat]:
    """Return all chats of a file: our archive, ChatGPT's, Chatbox's or Cherry Studio's.

    Reads from disk and takes its time: worker threads only.

    Raises:
        InputUnreadable: The file is not there, or may not be opened.
        ImportRefused: Its form is not known, it is broken, or it is over a limit; nothing of it is returned.
    """
    tally = Tally()
    for documents in documents_in(path, tally):
        found = [chats for one in documents if (chats := _chats_in(one, tally, now())) is not None]
        if found:
            return _without_doubles([chat for chats in found for chat in chats])
    raise ImportRefused("no known form", fault=ImportFault.UNKNOWN)


def is_packed_chats(path: Path) -> bool:
    """Whether a file is our archive, or one of ChatGPT's, by the names in it; nothing else is read.

    Reads from disk: worker threads only.
    """
    if path.suffix.casefold() != ".zip":
        return False
    try:
        with zipfile.ZipFile(path) as packed:
            names = {PurePosixPath(name).name for name in packed.namelist()}
    except (OSError, zipfile.BadZipFile, RuntimeError, ValueError):
        return False
    return bool(names & _SIGNS)


def _without_doubles(chats: list[ExportedChat]) -> list[ExportedChat]:
    if len({one.chat.id for one in chats}) != len(chats):
        raise damaged("two chats have one id")
    if not chats:
        raise ImportRefused("no chats", fault=ImportFault.EMPTY)
    return chats


def _chats_in(document: bytes, tally: Tally, now: datetime) -> list[ExportedChat] | None:
    """Return the chats of a document; None where it is something else."""
    if archive.is_archive(document):
        return list(archive.chats_in(document, tally))
    if not looks_like_json(document[:100]):
        return None
    chats: list[ExportedChat] = []
    is_known = False
    for element in elements_of(document):
        found = _known(value_of(element), tally, now)
        if found is not None:
            is_known = True
            chats += found
        elif not is_known:
            return None
    return chats if is_known else None


def _known(value: Any, tally: Tally, now: datetime) -> Iterator[ExportedChat] | None:
    if isinstance(value, dict) and value.get("format") == own_form.CHAT_FORMAT:
        archive.refuse_newer(value)
        return iter([own_form.chat_of_json(value, tally)])
    if chatgpt.is_chatgpt(value):
        chat = chatgpt.chat_in(value)
        return iter([exported(chat, tally, now)] if chat is not None else [])
    if chatbox.is_chatbox(value):
        return (exported(chat, tally, now) for chat in chatbox.chats_in(value))
    if cherry.is_cherry(value):
        return (exported(chat, tally, now) for chat in cherry.chats_in(value))
    return None
