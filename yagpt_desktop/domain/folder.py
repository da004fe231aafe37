"""Folders of chats: a role and options that the chats in them are asked with."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, Protocol

from .completion import ReasoningMode
from .settings import Settings

LONGEST_FOLDER_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class ChatOptions:
    """What the chats of a folder are asked with; None means "as in the settings".

    The names are those of :class:`Settings`, and so are the bounds.  Options belong to the folder, never to
    one chat: what the person sets while a chat is in view goes to its folder where that has options of its
    own, else to the settings.  So two chats of one folder answer alike, and a folder of which only the name
    was given changes nothing.
    """

    model: str | None = None
    temperature: float | None = None
    max_tokens: int | None = None
    stream: bool | None = None
    deferred: bool | None = None
    reasoning: ReasoningMode | None = None

    @property
    def is_empty(self) -> bool:
        """Whether everything is as in the settings."""
        return self == ChatOptions()

    def over(self, settings: Settings) -> Settings:
        """Return settings with these options laid over them."""
        own = {name: value for name in OPTION_NAMES if (value := getattr(self, name)) is not None}
        return replace(settings, **own)

    def after(self, shown: Settings, wanted: Settings) -> ChatOptions:
        """Return the options after the person turned what is ``shown`` into what is ``wanted``."""
        changed: dict[str, Any] = {
            name: getattr(wanted, name)
            for name in OPTION_NAMES
            if getattr(wanted, name) != getattr(shown, name)
        }
        return replace(self, **changed)


OPTION_NAMES: Final = tuple(spec.name for spec in fields(ChatOptions))


@dataclass(frozen=True, slots=True)
class Folder:
    """A named place for chats.  A chat is in one folder or in none.

    Attributes:
        place: Where it stands among the folders; those of one place stand by their ids.
        role_text: The system prompt of its chats that have none of their own; "" for none.
        is_closed: Its chats are not shown in the list.
    """

    id: str
    name: str
    place: int = 0
    role_text: str = ""
    options: ChatOptions = field(default_factory=ChatOptions)
    is_closed: bool = False

    def role_for(self, own_text: str) -> str:
        """Return the system prompt of a chat: its own, or the folder's where it has none."""
        return own_text if own_text.strip() else self.role_text


def folder_name(text: str) -> str:
    """Return a name as it is kept: one line, without blanks around it; "" where nothing is left."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    return line[:LONGEST_FOLDER_NAME].rstrip()


class FolderStore(Protocol):
    """Keeps the folders.  One thread at a time; may block on disk.

    A chat may name a folder that is not there: then it is in none.  So a folder that is deleted takes
    nothing with it, and has its chats again when it is saved again.  Every method raises ``StorageError``.
    """

    def folders(self) -> Sequence[Folder]:
        """Return all folders in their order."""
        ...

    def save_folder(self, folder: Folder) -> None:
        """Add a folder or replace the one with its id."""
        ...

    def delete_folder(self, folder_id: str) -> None:
        """Remove a folder; its chats stay.

        Raises:
            KeyError: No such folder.
        """
        ...
