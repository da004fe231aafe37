"""The forms a chat can leave in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from itertools import count
from typing import Final

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.text.display import fit

from .captions import Captions
from .markdown import markdown
from .own_form import one_chat
from .plain_form import plain
from .web_page import web_page

Writer = Callable[[ExportedChat, Captions], bytes]

_LONGEST_NAME: Final = 80
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
_RESERVED: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)


class ExportForm(Enum):
    """A form; the value is the ending of its files."""

    MARKDOWN = "md"
    WORD = "docx"
    PDF = "pdf"
    WEB_PAGE = "html"
    TEXT = "txt"
    JSON = "json"


def _json(exported: ExportedChat, _captions: Captions) -> bytes:
    return one_chat(exported)


def _word(exported: ExportedChat, captions: Captions) -> bytes:
    # It loads lxml, which no start of the program should wait for.
    from .word_document import word_document  # noqa: PLC0415

    return word_document(exported, captions)


WRITERS: Final[dict[ExportForm, Writer]] = {
    ExportForm.MARKDOWN: markdown,
    ExportForm.WORD: _word,
    ExportForm.WEB_PAGE: web_page,
    ExportForm.TEXT: plain,
    ExportForm.JSON: _json,
}
"""All forms but PDF, whose pages need Qt to be set."""


def file_stem(title: str) -> str:
    """Return a title as a file's name on every system, without an ending; "" where nothing is left of it."""
    kept = "".join(" " if sign in _FORBIDDEN or not sign.isprintable() else sign for sign in fit(title))
    stem = " ".join(kept.replace("\ufffd", " ").split())[:_LONGEST_NAME].strip(" .")
    return f"{stem} 1" if stem.split(".")[0].casefold() in _RESERVED else stem


def free_names(stems: Iterable[str], form: ExportForm, is_taken: Callable[[str], bool]) -> list[str]:
    """Return a file's name for each title; equal ones are counted, and none that is taken is used."""
    names: list[str] = []
    used: set[str] = set()
    for stem in stems:
        endings = ("" if number == 1 else f" ({number})" for number in count(1))
        tries = (f"{stem}{ending}.{form.value}" for ending in endings)
        name = next(one for one in tries if one.casefold() not in used and not is_taken(one))
        used.add(name.casefold())
        names.append(name)
    return names
