"""A chat as it grows: every change is a new frozen value, kept through the port."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import (
    DEMO_MODEL_VERSION,
    CompletionOptions,
    CompletionUpdate,
    Message,
    Role,
)
from yagpt_desktop.domain.errors import DiskFull
from yagpt_desktop.domain.ports import ChatStore

from .models import cost_roubles

TITLE_LIMIT: Final = 48

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file that goes with a question.

    Attributes:
        name: The file's name without its folders.
        text: Its whole content.
    """

    name: str
    text: str


def new_id() -> str:
    """Return a fresh name for a chat or a message."""
    return uuid.uuid4().hex


def now() -> datetime:
    """Return the time in UTC, aware."""
    return datetime.now(UTC)


def new_chat(role_text: str = "", account_id: str = "", folder_id: str = "") -> Chat:
    """Return an empty chat; it has no title until the first question."""
    moment = now()
    return Chat(
        new_id(),
        title="",
        created_at=moment,
        updated_at=moment,
        role_text=role_text,
        account_id=account_id,
        folder_id=folder_id,
    )


def title_of(text: str) -> str:
    """Make a title of a question: its first line, cut at a word."""
    line = _BLANKS.sub(" ", next((line for line in text.splitlines() if line.strip()), "")).strip()
    if len(line) <= TITLE_LIMIT:
        return line
    cut = line[:TITLE_LIMIT].rsplit(" ", 1)[0]
    return (cut if len(cut) > TITLE_LIMIT // 2 else line[:TITLE_LIMIT]).rstrip(" ,.;:—-") + "…"


def question(text: str, attachments: Sequence[Attachment] = (), parent_id: str | None = None) -> ChatMessage:
    """Return the person's message; files go before the words, each framed by its name."""
    framed = "".join(f"«{file.name}»:\n\n{file.text.strip()}\n\n———\n\n" for file in attachments)
    return ChatMessage(new_id(), parent_id, Role.USER, framed + text, now())


def pending_answer(
    parent_id: str, model: str, role_text: str = "", options: CompletionOptions | None = None
) -> ChatMessage:
    """Return the place that the answer will fill, with what is asked for it."""
    facts = AnswerFacts(model=model, role_text=role_text, options=options or CompletionOptions())
    return ChatMessage(new_id(), parent_id, Role.ASSISTANT, "", now(), MessageState.STREAMING, facts)


def asked_anew(answer: ChatMessage, model: str, options: CompletionOptions) -> ChatMessage:
    """Return an answer with what is asked for the rest of it."""
    return replace(answer, facts=replace(answer.facts or AnswerFacts(), model=model, options=options))


def grown(message: ChatMessage, update: CompletionUpdate) -> ChatMessage:
    """Return the answer with the newest text and facts; it still streams."""
    facts = replace(
        message.facts or AnswerFacts(),
        model_version=update.model_version,
        status=update.status,
        usage=update.usage,
        request_id=update.request_id,
    )
    return replace(message, text=update.text, facts=facts)


def ended(
    message: ChatMessage, state: MessageState, elapsed_s: float, error_code: str = "", request_id: str = ""
) -> ChatMessage:
    """Return the answer as it stays: complete, stopped, or broken with what had arrived."""
    facts = message.facts or AnswerFacts()
    facts = replace(
        facts, elapsed_s=elapsed_s, error_code=error_code, request_id=request_id or facts.request_id
    )
    return replace(message, state=state, facts=facts)


def priced(message: ChatMessage, *, deferred: bool) -> ChatMessage:
    """Return the answer with its price by the table of today; later tables do not change it."""
    facts = message.facts or AnswerFacts()
    is_paid = facts.usage.total_tokens and facts.model_version != DEMO_MODEL_VERSION
    cost = cost_roubles(facts.model, facts.usage, deferred=deferred) if is_paid else None
    return replace(message, facts=replace(facts, cost_roubles=cost))


def keep_asked(store: ChatStore, chat_id: str, question: ChatMessage | None, answer: ChatMessage) -> None:
    """Keep a new question, if there is one, and the place of its answer.

    Raises:
        StorageError: Not everything is kept.
    """
    try:
        if question is not None:
            store.add_message(chat_id, question)
    except DiskFull:
        # The answer has to wait behind it: what is not there could not be filled in later.
        store.add_message(chat_id, answer)
        raise
    store.add_message(chat_id, answer)


def turns(messages: Sequence[ChatMessage]) -> tuple[Message, ...]:
    """Return what the model is told of a path of messages.

    An answer that never came is left out; two questions in a row, which that leaves behind, become one, as
    the service wants user and assistant in turn.
    """
    told: list[Message] = []
    for message in messages:
        if not message.text.strip():
            continue
        if told and told[-1].role is message.role:
            told[-1] = Message(message.role, f"{told[-1].text}\n\n{message.text}")
        else:
            told.append(Message(message.role, message.text))
    return tuple(told)
