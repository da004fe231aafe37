"""What can be done with one or several chats of the list."""

from __future__ import annotations

from enum import StrEnum


class ChatAction(StrEnum):
    """A wish; all but ``ERASE`` can be taken back."""

    PIN = "pin"
    UNPIN = "unpin"
    ARCHIVE = "archive"
    UNARCHIVE = "unarchive"
    DELETE = "delete"
    RESTORE = "restore"
    ERASE = "erase"
