"""What is to be told about the file of chats."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rescue:
    """What became of a damaged file.

    Attributes:
        aside: The file's path now; it was not touched.
        messages: How many messages were brought back from it.
        from_backup: How many more came from the newest good copy.
    """

    aside: str
    messages: int
    from_backup: int


@dataclass(frozen=True, slots=True)
class BrokenImport:
    """An import had begun when the program ended; nothing of it is there."""


@dataclass(frozen=True, slots=True)
class Spending:
    """What has been asked for has cost, by the tables of its days; what has no known price counts nothing.

    Attributes:
        chat_roubles: All versions of all answers of one chat, its summaries and its title.
        month_roubles: All chats since the month began, those in the trash too.
    """

    chat_roubles: float = 0.0
    month_roubles: float = 0.0
