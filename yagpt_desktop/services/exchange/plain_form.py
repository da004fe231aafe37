"""A chat as plain text."""

from __future__ import annotations

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.text.display import fit, with_plain_breaks
from yagpt_desktop.text.plain import plain_text

from .captions import Captions, told
from .said import said_of

_RULE = "———"


def plain(exported: ExportedChat, captions: Captions) -> bytes:
    """Return the file: no Markdown, cells parted by tabs."""
    parts = [fit(captions.title(exported))]
    if exported.chat.role_text.strip():
        parts.append(f"{captions.role}:\n{_as_it_is(exported.chat.role_text)}")
    parts += [f"{_RULE}\n{fit(captions.heading(one))}\n\n{_text(one)}" for one in told(exported)]
    return ("\n\n".join(parts) + "\n").encode()


def _text(message: ChatMessage) -> str:
    if message.role is Role.ASSISTANT:
        return plain_text(said_of(message)).strip("\n")
    return _as_it_is(message.text)


def _as_it_is(text: str) -> str:
    return fit(with_plain_breaks(text)).strip("\n")
