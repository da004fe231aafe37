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
class Spending:
    """What answers have cost, by the tables of their days; answers of unknown price count nothing.

    Attributes:
        chat_roubles: All versions of all answers of one chat.
        month_roubles: All chats since the month began, those in the trash too.
    """

    chat_roubles: float = 0.0
    month_roubles: float = 0.0
