"""The frame in which a client sends a text apart from what is to be done with it."""

from __future__ import annotations

import re
from typing import Final

_MARK: Final = r"[0-9a-f]{8}"
_FRAMED: Final = re.compile(
    rf"<(text(?:-{_MARK})?|list-{_MARK}|текст)>\n?(.*?)\n?</\1>\s*\Z", re.DOTALL | re.IGNORECASE
)
_MARKED: Final = re.compile(rf"</text-{_MARK}>\s*\Z")


def framed(message: str) -> str:
    """Return the text between the last tags of a message; the whole message where it has none."""
    match = _FRAMED.search(message)
    return match[2] if match else message


def reframed(message: str, text: str) -> str:
    """Return the message with another text between its tags; the text alone where it has none."""
    match = _FRAMED.search(message)
    return message[: match.start(2)] + text + message[match.end(2) :] if match else text


def is_marked(message: str) -> bool:
    """Whether a text comes in a frame of a text tool, which wants a bare result."""
    return _MARKED.search(message) is not None
