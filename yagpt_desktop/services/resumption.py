"""An answer that broke off goes on: what the model is told, and how the rest is joined to what was there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from yagpt_desktop.domain.chat import AnswerFacts, ChatMessage, MessageState
from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate, Role, Usage, is_refusal
from yagpt_desktop.domain.settings import BeyondMemory, Settings

from .conversation import grown, new_id, now, priced, question
from .prompt import language_of, prompt_text

_BROKEN: Final = frozenset({MessageState.INTERRUPTED, MessageState.STOPPED})
_HALF_WORD: Final = re.compile(r"\w{1,40}\Z")
_FENCE: Final = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_OPENING: Final = re.compile(r"\s*(?:```|~~~)[^\n]*\n")
_SHORTEST_REPEAT: Final = 8
_LONGEST_REPEAT: Final = 400


def can_resume(message: ChatMessage) -> bool:
    """Whether an answer ended before its end: it broke off, was stopped, or met the limit of tokens."""
    if message.role is not Role.ASSISTANT or message.is_blank:
        return False
    is_cut = message.facts is not None and message.facts.status is CompletionStatus.TRUNCATED
    return message.state in _BROKEN or (message.state is MessageState.COMPLETE and is_cut)


@dataclass(frozen=True, slots=True)
class Resumption:
    """One answer that goes on.

    Attributes:
        before: The answer as it broke off, with the facts that the rest is added to.
    """

    before: ChatMessage

    @property
    def place(self) -> ChatMessage:
        """The answer as it waits for its rest: nothing of its text is lost where none comes."""
        return replace(self.before, state=MessageState.STREAMING)

    def path(self, path: Sequence[ChatMessage]) -> tuple[ChatMessage, ...]:
        """Return what the model is told after ``path``, which ends with the question; none of it is kept."""
        told = replace(self.before, text=stem_of(self.before.text))
        return (*path, told, question(prompt_text("resume", language_of(told.text)), (), told.id))

    def grown(self, message: ChatMessage, update: CompletionUpdate) -> ChatMessage:
        """Return the answer with its beginning, the newest of its rest, and the tokens of both."""
        message = grown(message, update)
        facts = message.facts or AnswerFacts()
        text = joined(self.before.text, update.text)
        if is_refusal(update):
            text = f"{self.before.text.rstrip()}\n\n{update.text.strip()}"
        return replace(message, text=text, facts=replace(facts, usage=self._facts.usage + update.usage))

    def ended(self, message: ChatMessage, *, deferred: bool) -> ChatMessage:
        """Return the answer with the time and the price of both parts; each has the price of its own day."""
        facts = message.facts or AnswerFacts()
        rest = replace(
            message, facts=replace(facts, usage=facts.usage - self._facts.usage, cost_roubles=None)
        )
        costs = [_cost(self.before, deferred=False), _cost(rest, deferred=deferred)]
        known = [cost for cost in costs if cost is not None]
        whole = replace(
            facts,
            elapsed_s=self._facts.elapsed_s + facts.elapsed_s,
            cost_roubles=sum(known) if known else None,
        )
        return replace(message, facts=whole)

    @property
    def _facts(self) -> AnswerFacts:
        return self.before.facts or AnswerFacts()


def resumption_of(message: ChatMessage, *, is_followed: bool) -> Resumption:
    """Return how an answer goes on: by itself, or as another version where something follows it.

    A version has only its own tokens and price: those of the beginning stay with the old one.
    """
    if not is_followed:
        return Resumption(message)
    version, facts = message.versions + 1, message.facts or AnswerFacts()
    facts = replace(facts, usage=Usage(), cost_roubles=None, elapsed_s=0.0)
    fresh = replace(message, id=new_id(), created_at=now(), facts=facts, version=version, versions=version)
    return Resumption(fresh)


def settings_to_resume(settings: Settings) -> Settings:
    """Return what a rest is asked with: nothing is summed up meanwhile, the answer itself least of all."""
    return replace(settings, beyond_memory=BeyondMemory.DROP_OLDEST)


def stem_of(text: str) -> str:
    """Return what of a broken text the model is told: without a word, or a line of code, cut in half.

    Where the text broke off inside a word nobody knows whether the rest begins with the word or its end.
    """
    if _is_in_code(text):
        stem = text[: text.rfind("\n") + 1]
        return stem if _is_in_code(stem) else text
    stem = _HALF_WORD.sub("", text)
    return stem if stem.strip() else text


def joined(before: str, rest: str) -> str:
    """Return a broken text with its rest; never less than there was while the rest is still short."""
    stem = stem_of(before)
    in_code = _is_in_code(stem)
    if in_code:
        # A model likes to open the block again, which would close it.
        rest = _OPENING.sub("", rest, count=1) if _OPENING.match(rest) else rest
        rest = rest.lstrip("\n") if stem.endswith("\n") else rest
    rest = rest[_repeated(stem, rest) :]
    text = stem + (rest if in_code else _spaced(stem, rest))
    return before if before.startswith(text) else text


def _repeated(stem: str, rest: str) -> int:
    """Return how many signs at the beginning of the rest only repeat the end of what was there."""
    skipped = len(rest) - len(rest.lstrip())
    body = rest[skipped:]
    for end in (stem, stem.rstrip()):
        for size in range(min(len(end), len(body), _LONGEST_REPEAT), _SHORTEST_REPEAT - 1, -1):
            if end.endswith(body[:size]):
                return skipped + size
    return 0


def _spaced(stem: str, rest: str) -> str:
    if stem[-1:].isspace():
        return rest.lstrip(" ") if stem.endswith(" ") else rest.lstrip("\n")
    if rest[:1].isalnum() and stem[-1:] in ".,;:!?…»)":
        return f" {rest}"
    return rest


def _is_in_code(text: str) -> bool:
    return len(_FENCE.findall(text)) % 2 == 1


def _cost(message: ChatMessage, *, deferred: bool) -> float | None:
    facts = message.facts or AnswerFacts()
    if facts.cost_roubles is not None:
        return facts.cost_roubles
    return (priced(message, deferred=deferred).facts or facts).cost_roubles
