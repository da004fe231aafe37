"""The variables that a prompt of the person's own may hold, and how they are filled in.

``{subject}`` is any text, ``{style:choice strict|free}`` one of what is offered, ``{language}`` and
``{tone}`` are chosen like those of a translation, ``{text}`` speaks of the text at hand and is not asked for.
``{{`` and ``}}`` are braces; whatever else stands in braces (JSON, code) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yagpt_desktop.domain.text_task import Tone

from .prompt import language_of
from .text_prompts import language_name, phrase

LONGEST_VALUE: Final = 2000
MOST_OPTIONS: Final = 30
TEXT_ITSELF: Final = "text"

_HOLE: Final = re.compile(
    r"(?P<brace>\{\{|\}\})"
    r"|\{(?P<name>[^\W\d_][\w-]{0,39}(?: [\w-]{1,40}){0,4})(?::choice(?P<options>(?: [^{}\n]*)?))?\}"
)
_CODE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class VariableKind(StrEnum):
    """What may stand in a variable's place."""

    TEXT = "text"
    CHOICE = "choice"
    LANGUAGE = "language"
    TONE = "tone"


@dataclass(frozen=True, slots=True)
class Variable:
    """A hole in a prompt.

    Attributes:
        options: Of a choice alone: what is offered, the first one first.
    """

    name: str
    kind: VariableKind = VariableKind.TEXT
    options: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether it can be asked for; a choice needs at least two different options."""
        return self.kind is not VariableKind.CHOICE or 2 <= len(self.options) <= MOST_OPTIONS

    def takes(self, value: str) -> bool:
        """Whether a value may stand there."""
        if self.kind is VariableKind.CHOICE:
            return value in self.options
        if self.kind is VariableKind.TONE:
            return value in set(Tone)
        if self.kind is VariableKind.LANGUAGE:
            return _CODE.fullmatch(value) is not None
        return bool(value.strip()) and len(value) <= LONGEST_VALUE


class VariableUnfit(ValueError):
    """A value is missing or may not stand there; ``name`` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no fit value for the variable {name!r}")
        self.name = name


def variables(text: str) -> tuple[Variable, ...]:
    """Return the variables of a prompt, each once, in the order in which they first occur."""
    found: dict[str, Variable] = {}
    for match in _HOLE.finditer(text):
        if match["brace"] is None and match["name"] != TEXT_ITSELF:
            variable = _variable(match)
            known = found.get(variable.name)
            # "{style} … {style:choice a|b}" is one variable, and the fuller place says what it is.
            if known is None or (known.kind is VariableKind.TEXT and variable.options):
                found[variable.name] = variable
    return tuple(found.values())


def variable_places(text: str) -> tuple[tuple[int, int], ...]:
    """Return where variables stand (beginning, and end behind it), those of the text at hand among them."""
    return tuple(match.span() for match in _HOLE.finditer(text) if match["brace"] is None)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a prompt with its variables filled in, in one pass: no value is looked into for variables.

    Languages and tones are given as their codes and stand there in words of the prompt's own language.

    Raises:
        VariableUnfit: A value is missing or does not fit.
    """
    known = {variable.name: variable for variable in variables(text)}
    language = language_of(_HOLE.sub(" ", text))

    def of(match: re.Match[str]) -> str:
        if match["brace"] is not None:
            return match["brace"][0]
        if match["name"] == TEXT_ITSELF:
            return phrase("text_itself", language)
        return _worded(known[match["name"]], values, language)

    return _HOLE.sub(of, text)


def _variable(match: re.Match[str]) -> Variable:
    name, options = match["name"], match["options"]
    if options is not None:
        offered = (" ".join(option.split()) for option in options.split("|"))
        return Variable(name, VariableKind.CHOICE, tuple(dict.fromkeys(filter(None, offered))))
    if name in {VariableKind.LANGUAGE, VariableKind.TONE}:
        return Variable(name, VariableKind(name))
    return Variable(name)


def _worded(variable: Variable, values: Mapping[str, str], language: str) -> str:
    value = values.get(variable.name, "")
    if not variable.takes(value):
        raise VariableUnfit(variable.name)
    if variable.kind is VariableKind.LANGUAGE:
        return language_name(value, language)
    if variable.kind is VariableKind.TONE:
        return phrase(f"tone_name_{value}", language)
    return _UNSEEN.sub("", value).strip()
