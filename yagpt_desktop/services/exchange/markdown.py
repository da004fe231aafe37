"""A chat as Markdown that shows what was said and fetches nothing."""

from __future__ import annotations

import re
from typing import Final

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import ChatMessage
from yagpt_desktop.text.blocks import Block, CodeBlock, Face, Span, TableBlock, TextBlock
from yagpt_desktop.text.display import fit, with_plain_breaks
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.units import split

from .captions import Captions, told

# A picture would be fetched as soon as the file is looked at, and a tag may be a script.
_HARMFUL: Final = re.compile(r"!(?=\[)|<(?=[A-Za-z/!?])")
_AUTOLINK: Final = re.compile(r"<(?:https?://|mailto:)[^\s<>]*>", re.IGNORECASE)
_MEANINGFUL: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown(exported: ExportedChat, captions: Captions) -> bytes:
    """Return the file: the title, the role, and what is in view."""
    parts = [f"# {_escaped(captions.title(exported))}"]
    if exported.chat.role_text.strip():
        quoted = "\n".join(f"> {line}".rstrip() for line in inert(exported.chat.role_text).split("\n"))
        parts += [f"**{_escaped(captions.role)}**", quoted]
    for message in told(exported):
        parts += [f"## {_escaped(captions.heading(message))}", _body(message)]
    return ("\n\n".join(parts) + "\n").encode()


def inert(text: str) -> str:
    """Return Markdown whose pictures are links and whose tags are text; code stays as it is."""
    text = fit(with_plain_breaks(text))
    if not _HARMFUL.search(text):
        return text
    woven, end = [], 0
    for unit in split(text):
        # Between units there are blank lines alone, which belong to none.
        woven += [text[end : unit.start], _disarmed(unit.source, _code_in(blocks_of(unit)))]
        end = unit.end
    return "".join([*woven, text[end:]])


def _disarmed(source: str, code: list[tuple[int, int]]) -> str:
    parts, end = [], 0
    for found in _HARMFUL.finditer(source):
        at = found.start()
        is_code = any(low <= at < high for low, high in code)
        is_escaped = (len(source[:at]) - len(source[:at].rstrip("\\"))) % 2 == 1
        if is_code or is_escaped or _AUTOLINK.match(source, at):
            continue
        parts += [source[end:at], "\\"]
        end = at
    return "".join([*parts, source[end:]])


def _code_in(blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    """Return where code stands in a unit's source."""
    found: list[Span] = []
    for block in blocks:
        if isinstance(block, CodeBlock):
            found += block.lines
        elif isinstance(block, TextBlock):
            found += [span for span in block.spans if span.face & (Face.CODE | Face.FORMULA)]
        elif isinstance(block, TableBlock):
            cells = (cell for row in (block.head, *block.rows) for cell in row)
            found += [span for cell in cells for span in cell if span.face & (Face.CODE | Face.FORMULA)]
    return [(span.at, span.at + span.size) for span in found]


def _body(message: ChatMessage) -> str:
    return inert(message.text).strip("\n")


def _escaped(text: str) -> str:
    return _MEANINGFUL.sub(r"\\\1", fit(text))
