"""The library of the person's own prompts: roles of chats and actions on texts, with their versions.

A library is a value; every change gives a new one, whose ``prompts`` go into the settings.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from yagpt_desktop.domain.change import Comparison
from yagpt_desktop.domain.saved_prompt import (
    MOST_VERSIONS,
    Destination,
    PromptUse,
    PromptVersion,
    SavedPrompt,
)
from yagpt_desktop.text.changes import compare

from .prompt_variables import variables

LONGEST_NAME: Final = 60
LONGEST_TEXT: Final = 100_000
MOST_PROMPTS: Final = 500


class PromptProblem(StrEnum):
    """Why a prompt cannot be kept as it is."""

    NAME_EMPTY = "name-empty"
    NAME_LONG = "name-long"
    NAME_TAKEN = "name-taken"
    TEXT_EMPTY = "text-empty"
    TEXT_LONG = "text-long"
    VARIABLE_BROKEN = "variable-broken"
    TOO_MANY = "too-many"


class PromptUnfit(ValueError):
    """A prompt cannot be kept; ``problem`` says why."""

    def __init__(self, problem: PromptProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class PromptLibrary:
    """The person's own prompts, in the order in which they are shown.

    Names are alike whatever their case and blanks, and are taken once per use.  Methods raise ``PromptUnfit``
    for what cannot be kept and ``KeyError`` for an unknown id or version.
    """

    prompts: tuple[SavedPrompt, ...] = ()

    def of_use(self, use: PromptUse) -> tuple[SavedPrompt, ...]:
        """Return the roles alone, or the actions."""
        return tuple(prompt for prompt in self.prompts if prompt.use is use)

    def get(self, prompt_id: str) -> SavedPrompt:
        """Return the prompt with this id."""
        found = next((prompt for prompt in self.prompts if prompt.id == prompt_id), None)
        if found is None:
            raise KeyError(prompt_id)
        return found

    def named(self, name: str, use: PromptUse) -> SavedPrompt | None:
        """Return the prompt of a name; None where there is none."""
        wanted = plain_name(name).casefold()
        return next((one for one in self.of_use(use) if plain_name(one.name).casefold() == wanted), None)

    def add(
        self,
        name: str,
        text: str,
        use: PromptUse = PromptUse.ACTION,
        destination: Destination = Destination.SHOW,
    ) -> PromptLibrary:
        """Put a new prompt at the end."""
        prompt = SavedPrompt(uuid.uuid4().hex, plain_name(name), text, use, destination)
        return self.restore(prompt)

    def rename(self, prompt_id: str, name: str) -> PromptLibrary:
        """Give another name; no version is made of that."""
        return self._with(replace(self.get(prompt_id), name=plain_name(name)))

    def send_to(self, prompt_id: str, destination: Destination) -> PromptLibrary:
        """Let an action's result go somewhere else."""
        return self._with(replace(self.get(prompt_id), destination=destination))

    def change(self, prompt_id: str, text: str, moment: datetime | None = None) -> PromptLibrary:
        """Give another text; the old one becomes the newest version.  The same text changes nothing."""
        prompt = self.get(prompt_id)
        if text == prompt.text:
            return self
        version = PromptVersion(prompt.text, moment or datetime.now(UTC))
        return self._with(replace(prompt, text=text, versions=(version, *prompt.versions)[:MOST_VERSIONS]))

    def roll_back(self, prompt_id: str, version: int, moment: datetime | None = None) -> PromptLibrary:
        """Take an earlier text again (0 is the newest version); that is a change, so nothing is lost."""
        prompt = self.get(prompt_id)
        if not 0 <= version < len(prompt.versions):
            raise KeyError(version)
        return self.change(prompt_id, prompt.versions[version].text, moment)

    def remove(self, prompt_id: str) -> PromptLibrary:
        """Take a prompt out; keep it for :meth:`restore`."""
        self.get(prompt_id)
        return PromptLibrary(tuple(prompt for prompt in self.prompts if prompt.id != prompt_id))

    def restore(self, prompt: SavedPrompt, place: int | None = None) -> PromptLibrary:
        """Put a prompt (back) in, with its versions, at its old place or at the end."""
        if len(self.prompts) >= MOST_PROMPTS:
            raise PromptUnfit(PromptProblem.TOO_MANY)
        if any(known.id == prompt.id for known in self.prompts):
            prompt = replace(prompt, id=uuid.uuid4().hex)
        self._check(prompt)
        prompts = list(self.prompts)
        prompts.insert(len(prompts) if place is None else place, prompt)
        return PromptLibrary(tuple(prompts))

    def keep_role(self, name: str, text: str, moment: datetime | None = None) -> PromptLibrary:
        """Save a chat's role: one of that name is changed, and its old text becomes a version."""
        known = self.named(name, PromptUse.ROLE)
        if known is None:
            return self.add(name, text, PromptUse.ROLE)
        library = self.change(known.id, text, moment)
        return library if known.name == plain_name(name) else library.rename(known.id, name)

    def take_in(self, prompts: Iterable[SavedPrompt]) -> PromptLibrary:
        """Add imported prompts.

        One that is here already, word for word, is left out; another text under a taken name gets a number.
        """
        library = self
        for prompt in prompts:
            known = library.named(prompt.name, prompt.use)
            if known is not None and known.text == prompt.text:
                continue
            fresh = replace(prompt, id=uuid.uuid4().hex, name=library._free_name(prompt))
            library = library.restore(fresh)
        return library

    def _free_name(self, prompt: SavedPrompt) -> str:
        name, number = prompt.name, 2
        while self.named(name, prompt.use) is not None:
            ending = f" ({number})"
            name, number = prompt.name[: LONGEST_NAME - len(ending)] + ending, number + 1
        return name

    def _with(self, changed: SavedPrompt) -> PromptLibrary:
        self._check(changed)
        return PromptLibrary(tuple(changed if one.id == changed.id else one for one in self.prompts))

    def _check(self, prompt: SavedPrompt) -> None:
        problem = problem_of(prompt.name, prompt.text, prompt.use)
        taken = self.named(prompt.name, prompt.use)
        if problem is None and taken is not None and taken.id != prompt.id:
            problem = PromptProblem.NAME_TAKEN
        if problem is not None:
            raise PromptUnfit(problem)


def difference(prompt: SavedPrompt, older: int, newer: int | None = None) -> Comparison:
    """Compare an earlier text (0 is the newest version) with a later one, or with what the prompt says now.

    Raises:
        KeyError: There is no such version.
    """
    wanted = [older] if newer is None else [older, newer]
    if not all(0 <= version < len(prompt.versions) for version in wanted):
        raise KeyError(tuple(wanted))
    after = prompt.text if newer is None else prompt.versions[newer].text
    return compare(prompt.versions[older].text, after)


def plain_name(name: str) -> str:
    """Return a name in one line, without blanks around it and without signs that nobody sees."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())


def problem_of(name: str, text: str, use: PromptUse) -> PromptProblem | None:
    """Return what hinders keeping a prompt, beside other prompts; None where nothing does."""
    found: list[PromptProblem | None] = [
        PromptProblem.NAME_EMPTY if not plain_name(name) else None,
        PromptProblem.NAME_LONG if len(plain_name(name)) > LONGEST_NAME else None,
        PromptProblem.TEXT_EMPTY if not text.strip() else None,
        PromptProblem.TEXT_LONG if len(text) > LONGEST_TEXT else None,
    ]
    if use is PromptUse.ACTION and not all(variable.is_sound for variable in variables(text)):
        found.append(PromptProblem.VARIABLE_BROKEN)
    return next(filter(None, found), None)
