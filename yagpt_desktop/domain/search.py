"""What is looked for in the history, and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .completion import Role

MOST_HITS: Final = 200
"""No search tells of more places than that."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Words, and where to look for them.

    Attributes:
        text: As typed; every word must occur, in any form; the last ones may be beginnings of words.  Without
            a word, the titles of the chats with the folder and the tag are found, if one is asked for.
        since: Messages written at this time or later, titles of chats used then; None for no limit.
        until: Messages written before this time; None for no limit.
        role: Whose messages; None for everybody's.
        model: The model that answered, part of its name; "" for any.
        folder_id: The folder that the chat is in; "" for any, or none.
        tag: A tag of the chat, in any case; "" for any, or none.
    """

    text: str
    since: datetime | None = None
    until: datetime | None = None
    role: Role | None = None
    model: str = ""
    folder_id: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a found text; ``hit`` where it is what was looked for."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One place where the words were found.

    Attributes:
        message_id: The message; "" where the chat's title holds the words.
        pieces: The text around them, shortened, in order.
    """

    chat_id: str
    message_id: str
    created_at: datetime
    pieces: tuple[Piece, ...]
