"""The words of an exported chat; they come from the interface, in its language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role


@dataclass(frozen=True, slots=True)
class Captions:
    """What stands over the parts of a chat.

    Attributes:
        language: Of these words, as ``ru``.
        untitled: The title of a chat that has none.
        role: Over the system prompt.
        states: What is said of an answer that did not come to its end.
        moment: Writes a time as people read it.
    """

    language: str
    untitled: str
    user: str
    assistant: str
    system: str
    role: str
    states: Mapping[MessageState, str]
    moment: Callable[[datetime], str]

    def title(self, exported: ExportedChat) -> str:
        """Return the title, in one line."""
        return " ".join(exported.chat.title.split()) or self.untitled

    def speaker(self, message: ChatMessage) -> str:
        """Return who speaks: the model by its name where it is known."""
        if message.role is Role.ASSISTANT:
            return (message.facts.model if message.facts else "") or self.assistant
        return self.user if message.role is Role.USER else self.system

    def heading(self, message: ChatMessage) -> str:
        """Return who speaks, when, and whether they were cut short."""
        parts = (self.speaker(message), self.moment(message.created_at), self.states.get(message.state, ""))
        return " · ".join(" ".join(part.split()) for part in parts if part)


def told(exported: ExportedChat) -> list[ChatMessage]:
    """Return the messages in view that say something."""
    return [message for message in exported.path if message.text.strip()]
