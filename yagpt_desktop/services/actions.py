"""Actions on texts: the ready ones, and how one becomes a task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yagpt_desktop.domain.saved_prompt import Destination
from yagpt_desktop.domain.text_task import ActionTask

from .prompt_variables import Variable, filled, variables
from .text_prompts import ready_texts


class ReadyAction(StrEnum):
    """The actions that ship with the program; what they are called is the interface's to say."""

    LETTER = "letter"
    BRIEF = "brief"
    LIST = "list"
    EXPLAIN = "explain"
    TONE = "tone"


_DESTINATIONS: Final = {ReadyAction.TONE: Destination.CHANGES}


@dataclass(frozen=True, slots=True)
class ReadyActionPrompt:
    """What a ready action tells the model, in one language."""

    action: ReadyAction
    text: str
    destination: Destination = Destination.SHOW

    @property
    def variables(self) -> tuple[Variable, ...]:
        """What has to be asked for."""
        return variables(self.text)


def ready_actions(language: str) -> tuple[ReadyActionPrompt, ...]:
    """Return the ready actions in "ru", or in English for any other language."""
    texts = ready_texts(language)
    return tuple(
        ReadyActionPrompt(action, texts[action.value], _DESTINATIONS.get(action, Destination.SHOW))
        for action in ReadyAction
    )


def action_task(name: str, text: str, values: Mapping[str, str]) -> ActionTask:
    """Return the task of an action, ready or the person's own, with its variables filled in.

    Raises:
        VariableUnfit: A value is missing or does not fit.
    """
    return ActionTask(name, filled(text, values))
