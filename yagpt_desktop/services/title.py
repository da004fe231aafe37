"""A chat's title by the model: asked for cheaply, cleaned, and never put over one that a person gave."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import (
    CompletionOptions,
    CompletionRequest,
    CompletionUpdate,
    Message,
    ReasoningMode,
    Role,
    is_refusal,
)
from yagpt_desktop.domain.settings import Settings

from .conversation import TITLE_LIMIT, title_of
from .models import known_models
from .prompt import language_of, prompt_text

ANSWER_TOKENS: Final = 40
_QUESTION_SIGNS: Final = 1500
_ANSWER_SIGNS: Final = 500
_TEMPERATURE: Final = 0.1

_QUOTES: Final = "«»\"'“”„‘’`*_#"
_LABEL: Final = re.compile(r"^(?:название|заголовок|тема|title)(?:\s+чата)?\s*[:—–-]\s*", re.IGNORECASE)
_TAG: Final = re.compile(r"</?\w+>")
_UNSEEN: Final = re.compile("[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def titled_by_itself(chat: Chat, path: Sequence[ChatMessage]) -> bool:
    """Whether a chat has just its first answer, and the title that was made of its question here."""
    return len(path) == 2 and path[0].role is Role.USER and chat.title == title_of(path[0].text)


def title_settings(settings: Settings) -> Settings:
    """Return the settings for a title: the cheapest model, a short answer at once."""
    priced = [info for info in known_models() if info.input_price is not None]
    cheapest = min(priced, key=lambda info: info.input_price or 0, default=None)
    return replace(
        settings,
        model=cheapest.name if cheapest else settings.model,
        temperature=_TEMPERATURE,
        max_tokens=ANSWER_TOKENS,
        deferred=False,
        reasoning=ReasoningMode.DISABLED,
    )


def title_request(settings: Settings, path: Sequence[ChatMessage]) -> CompletionRequest:
    """Return the request for a title by the beginnings of the first question and answer."""
    asked, answered = path[0].text[:_QUESTION_SIGNS], path[1].text[:_ANSWER_SIGNS]
    told = "".join(
        f'<message from="{message.role.value}">\n{text}\n</message>\n'
        for message, text in zip(path, (asked, answered), strict=True)
    )
    return CompletionRequest(
        settings.model,
        (
            Message(Role.SYSTEM, prompt_text("title", language_of(asked))),
            Message(Role.USER, f"<conversation>\n{told}</conversation>"),
        ),
        CompletionOptions(
            stream=settings.stream, temperature=settings.temperature, max_tokens=settings.max_tokens
        ),
    )


def title_in(update: CompletionUpdate) -> str:
    """Return the title of an answer, one line of at most ``TITLE_LIMIT`` signs; "" where there is none."""
    if is_refusal(update):
        return ""
    text = "\n".join(_UNSEEN.sub(" ", _TAG.sub("", line)) for line in update.text.splitlines())
    line = next((line for line in map(_bared, text.splitlines()) if line), "")
    title = title_of(_bared(_LABEL.sub("", line)))
    return title if len(title) <= TITLE_LIMIT else title[: TITLE_LIMIT - 1].rstrip() + "…"


def _bared(line: str) -> str:
    """Take off what stands around a title; a pair of quotes inside it stays whole."""
    line = line.strip()
    before = None
    while line != before:
        before = line
        line = line.rstrip(" .*_`").lstrip(" #*_`-")
        if len(line) > 1 and line[0] in _QUOTES and line[-1] in _QUOTES and not _inner(line):
            line = line[1:-1].strip()
    return "" if set(line) <= set(_QUOTES + " .…-—") else line


def _inner(line: str) -> bool:
    """Whether quotes stand inside too, so that the outer ones may belong to two pairs."""
    return any(sign in '«»“”„"' for sign in line[1:-1])
