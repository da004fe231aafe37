"""The person's prompts as a file, to be given to others and taken from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final, TypeVar

from yagpt_desktop.domain.saved_prompt import Destination, PromptUse, SavedPrompt

from .own_prompts import LONGEST_NAME, MOST_PROMPTS, plain_name, problem_of

LARGEST_FILE_BYTES: Final = 5_000_000
_FORMAT: Final = "yagpt-desktop-prompts"
_VERSION: Final = 1

_Choice = TypeVar("_Choice", bound=StrEnum)


class PromptsUnreadable(ValueError):
    """A file holds no prompts of ours."""


def exported(prompts: Sequence[SavedPrompt]) -> str:
    """Return prompts as JSON: what they say now, without their versions, which are the person's own."""
    content = {
        "format": _FORMAT,
        "version": _VERSION,
        "prompts": [
            {
                "name": prompt.name,
                "text": prompt.text,
                "use": prompt.use.value,
                "destination": prompt.destination.value,
            }
            for prompt in prompts
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def imported(content: bytes) -> tuple[tuple[SavedPrompt, ...], int]:
    """Return the prompts of a file, and how many of its entries cannot be used.

    The prompts have no ids yet: :meth:`PromptLibrary.take_in` gives them.  The file may come from anybody: a
    destination that would write over another program's text becomes the window.

    Raises:
        PromptsUnreadable: It is too large, no JSON, or something else.
    """
    if len(content) > LARGEST_FILE_BYTES:
        raise PromptsUnreadable("too large")
    try:
        raw = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise PromptsUnreadable("no JSON") from error
    entries = raw.get("prompts") if isinstance(raw, dict) and raw.get("format") == _FORMAT else None
    if not isinstance(entries, list):
        raise PromptsUnreadable("no prompts")
    found = [_prompt(entry) for entry in entries[:MOST_PROMPTS]]
    good = tuple(prompt for prompt in found if prompt is not None)
    return good, len(entries) - len(good)


def _prompt(entry: Any) -> SavedPrompt | None:
    if not isinstance(entry, dict):
        return None
    name, text = entry.get("name"), entry.get("text")
    use = _choice(PromptUse, entry.get("use"))
    if not isinstance(name, str) or not isinstance(text, str) or use is None:
        return None
    if any("\ud800" <= sign <= "\udfff" for sign in name + text):
        return None
    name = plain_name(name)[:LONGEST_NAME].strip()
    if problem_of(name, text, use) is not None:
        return None
    destination = _choice(Destination, entry.get("destination")) or Destination.SHOW
    if destination is Destination.REPLACE:
        destination = Destination.SHOW
    return SavedPrompt("", name, text, use, destination)


def _choice(of: type[_Choice], raw: object) -> _Choice | None:
    return next((choice for choice in of if choice.value == raw), None)
