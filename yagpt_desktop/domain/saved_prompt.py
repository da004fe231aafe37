"""The person's own prompts: roles of chats and actions on texts, with the versions they went through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

MOST_VERSIONS: Final = 50
"""Kept of one prompt; the oldest goes first."""


class PromptUse(StrEnum):
    """What a prompt is for."""

    ROLE = "role"
    ACTION = "action"


class Destination(StrEnum):
    """Where the result of an action goes."""

    SHOW = "show"
    CHANGES = "changes"
    CLIPBOARD = "clipboard"
    REPLACE = "replace"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class PromptVersion:
    """What a prompt said until it was changed."""

    text: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class RememberedValue:
    """What the person put into a variable of an action last time.

    Attributes:
        action: Id of the action, ready or the person's own.
        name: Of the variable.
    """

    action: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SavedPrompt:
    """A prompt under a name.

    Attributes:
        text: What it says now; an action's may hold variables in braces: ``{language}``, ``{tone:choice}``.
        destination: Of an action alone.
        versions: What it said before, the newest first.
    """

    id: str
    name: str
    text: str
    use: PromptUse = PromptUse.ACTION
    destination: Destination = Destination.SHOW
    versions: tuple[PromptVersion, ...] = ()
