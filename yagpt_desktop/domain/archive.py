"""Chats with all they hold, as they leave the program and come back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from .chat import Chat, ChatMessage
from .folder import Folder


@dataclass(frozen=True, slots=True)
class ExportedChat:
    """A chat with every version of every message.

    Attributes:
        messages: Parents before what follows them, versions of one message in their order.
        active: Ids of the messages that are chosen among their versions, in view or not.
        folder: The folder it is in; None for none.
    """

    chat: Chat
    messages: tuple[ChatMessage, ...]
    active: frozenset[str]
    folder: Folder | None = None

    @property
    def path(self) -> tuple[ChatMessage, ...]:
        """The messages in view, oldest first."""
        chosen = {message.parent_id: message for message in self.messages if message.id in self.active}
        path: list[ChatMessage] = []
        step = chosen.pop(None, None)
        while step is not None:
            path.append(step)
            step = chosen.pop(step.id, None)
        return tuple(path)


@dataclass(frozen=True, slots=True)
class ImportCount:
    """What became of chats that were brought in.

    Attributes:
        added: Chats that were not there.
        present: Chats that were there already.
        extended: How many of those got messages that they lacked.
        messages: Messages that came, in all.
    """

    added: int = 0
    present: int = 0
    extended: int = 0
    messages: int = 0


class ChatImport(Protocol):
    """Chats on their way in, a small part at a time, so that nothing else waits for long.

    Nobody sees any of it before all of it is there.  The thread of the store; each step may block on disk.
    """

    def step(self) -> ImportCount | None:
        """Do the next part; return what has come where that was the last one, None where one is to follow.

        Where a part fails, the next ones remove what had come, and the last of them raises.

        Raises:
            StorageError: It could not be brought in; nothing has come.
        """
        ...


class ArchiveStore(Protocol):
    """Gives chats out whole and takes them in.  One thread at a time; may block on disk.

    Every method raises ``StorageError``; ``KeyError`` for an unknown id.
    """

    def chats(self) -> Sequence[Chat]:
        """Return all chats outside the trash, the last used first."""
        ...

    def exported(self, chat_id: str) -> ExportedChat:
        """Return a chat with all its versions; what was deleted from it is left out."""
        ...

    def bring_in(self, chats: Sequence[ExportedChat]) -> ChatImport:
        """Return the work of adding what is not there yet, all of it or nothing; what is there stays.

        One at a time: where a second one begins, the first one fails.
        """
        ...


FileWriter: TypeAlias = Callable[[Path, bytes], None]
"""Puts a file in its place whole; blocks on disk.  Raises ``StorageError``: the old file is whole."""
