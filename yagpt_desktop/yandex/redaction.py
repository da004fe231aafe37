"""Takes secrets and message text out of what a server or a library said, before it becomes a detail."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

MAX_DETAIL_CHARACTERS: Final = 500
_READ_CHARACTERS: Final = 8000
_SHORTEST_ECHO: Final = 12
_GONE: Final = "[…]"

_SECRETS: Final = re.compile(
    r"""
    AQVN[\w-]{8,}                                  # API keys as seen
    | \bt\d\.[\w-]{6,}={0,2}(?:\.[\w-]{6,}={0,2})? # IAM tokens
    | \by[0-3]_[\w-]{6,}                           # OAuth tokens
    | \beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]+)?          # JWT
    | -----BEGIN[^-]*PRIVATE\ KEY-----.*?(?:-----END[^-]*PRIVATE\ KEY-----|\Z)
    | (?<=bearer\ )\S+ | (?<=api-key\ )\S+ | (?<=basic\ )\S+
    | (?<=://)[^/@\s]+(?=@)                        # user and password of a proxy
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


def private_texts(secret: str, messages: Iterable[str]) -> tuple[str, ...]:
    """Return what must not appear in a detail: the secret, and each longer line of the messages.

    The longest come first, so that a part of a longer text does not hide it.
    """
    lines = {line.strip() for message in messages for line in message.splitlines()}
    echoes = [line for line in lines if len(line) >= _SHORTEST_ECHO]
    return tuple(filter(None, (secret, *sorted(echoes, key=len, reverse=True))))


def redacted(text: str, private: Iterable[str] = ()) -> str:
    """Return ``text`` without secrets and control signs, cut to ``MAX_DETAIL_CHARACTERS``."""
    # A server may say megabytes; nobody will read more than the beginning.
    text = text[:_READ_CHARACTERS]
    for hidden in private:
        text = text.replace(hidden, _GONE)
    text = _CONTROL.sub(" ", _SECRETS.sub(_GONE, text)).strip()
    return text if len(text) <= MAX_DETAIL_CHARACTERS else text[: MAX_DETAIL_CHARACTERS - 1] + "…"
