"""How much of a foreign file is taken in, and the checks that hold it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from yagpt_desktop.domain.errors import ImportFault, ImportRefused

MOST_BYTES: Final = 200_000_000
MOST_MESSAGES: Final = 100_000
MOST_FOLDERS: Final = 1000
LONGEST_TEXT_BYTES: Final = 2_000_000
DEEPEST: Final = 50

_HALF: Final = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Tally:
    """Counts what one file has brought so far.  Every method raises ``ImportRefused`` at its limit."""

    bytes_read: int = 0
    messages: int = 0
    chats: int = 0
    folders: set[str] = field(default_factory=set)

    def add_bytes(self, count: int) -> None:
        """Count what was read, unpacked."""
        self.bytes_read += count
        if self.bytes_read > MOST_BYTES:
            raise ImportRefused(f"over {MOST_BYTES} bytes", fault=ImportFault.TOO_BIG)

    def add_chat(self) -> None:
        """Count a chat; an empty one costs room, too."""
        self.chats += 1
        if self.chats > MOST_MESSAGES:
            raise ImportRefused(f"over {MOST_MESSAGES} chats", fault=ImportFault.TOO_MANY)

    def add_folder(self, folder_id: str) -> None:
        """Count a folder, once."""
        self.folders.add(folder_id)
        if len(self.folders) > MOST_FOLDERS:
            raise ImportRefused(f"over {MOST_FOLDERS} folders", fault=ImportFault.TOO_MANY)

    def add_message(self) -> None:
        """Count a message."""
        self.messages += 1
        if self.messages > MOST_MESSAGES:
            raise ImportRefused(f"over {MOST_MESSAGES} messages", fault=ImportFault.TOO_MANY)


def whole(text: str) -> str:
    """Return a text with half characters, which no file can hold, made visible as U+FFFD."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def limited(text: str) -> str:
    """Return a foreign text as it may be kept.

    Raises:
        ImportRefused: It is too long.
    """
    found = whole(text)
    if 4 * len(found) > LONGEST_TEXT_BYTES and len(found.encode()) > LONGEST_TEXT_BYTES:
        raise ImportRefused(f"a text over {LONGEST_TEXT_BYTES} bytes", fault=ImportFault.TOO_LONG)
    return found


def damaged(detail: str) -> ImportRefused:
    """Return the error for a file that is broken or made wrong; ``detail`` quotes nothing of it."""
    return ImportRefused(detail, fault=ImportFault.DAMAGED)
