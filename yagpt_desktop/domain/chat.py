"""A conversation as the program keeps it: a tree of messages with one active path."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .completion import CompletionOptions, CompletionStatus, Role, Usage


class MessageState(StrEnum):
    """How far a message got."""

    COMPLETE = "complete"
    STREAMING = "streaming"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What is known about an answer beside its text.

    Attributes:
        elapsed_s: From sending to the last piece.
        error_code: The ``E-…`` code of a failed or interrupted answer, else "".
        role_text: The system prompt it was given under.
        options: What was asked for.
        cost_roubles: Its price by the table of its day, VAT included; None where no price was known.
    """

    model: str = ""
    model_version: str = ""
    status: CompletionStatus = CompletionStatus.UNSPECIFIED
    usage: Usage = field(default_factory=Usage)
    elapsed_s: float = 0.0
    request_id: str = ""
    error_code: str = ""
    role_text: str = ""
    options: CompletionOptions = field(default_factory=CompletionOptions)
    cost_roubles: float | None = None


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message of a chat.

    Attributes:
        parent_id: The message it answers or follows; None for the first.  Messages with one parent are
            versions of each other; the chat's active path names the one in view.
        version: Place among its versions, counted from 1.
        versions: How many there are.
    """

    id: str
    parent_id: str | None
    role: Role
    text: str
    created_at: datetime
    state: MessageState = MessageState.COMPLETE
    facts: AnswerFacts | None = None
    version: int = 1
    versions: int = 1

    @property
    def is_blank(self) -> bool:
        """Whether it is an answer without a word: one on its way, or one that never came."""
        return self.role is Role.ASSISTANT and not self.text.strip()


@dataclass(frozen=True, slots=True)
class Chat:
    """What the list of chats shows and what a new request of the chat starts from.

    Attributes:
        role_text: The system prompt; "" for none.
        draft: Text in the composer that was not sent.
        draft_of: The message (id) that the draft is another text for; "" where it is a new one.
        draft_aside: What was written when ``draft_of`` took its place; it comes back afterwards.
        account_id: The account last used; "" for none.
        archived: Kept out of the list, but found by a search.
        unread: An answer ended while another chat was in view.
        temporary: It lives as long as the program and is never written.
        summary: What the model is told in place of the chat's beginning, where that is beyond its memory.
        summary_until: The last message (id) that the summary speaks of; "" where there is none.
        folder_id: The folder it is in; "" for none, and so is an id that no folder has (any more).
        tags: As :func:`yagpt_desktop.domain.tag.tags_of` returns them.
    """

    id: str
    title: str
    created_at: datetime
    updated_at: datetime
    role_text: str = ""
    draft: str = ""
    account_id: str = ""
    pinned: bool = False
    archived: bool = False
    unread: bool = False
    temporary: bool = False
    summary: str = ""
    summary_until: str = ""
    folder_id: str = ""
    tags: tuple[str, ...] = ()
    draft_of: str = ""
    draft_aside: str = ""
