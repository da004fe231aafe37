"""What the library and the menus of actions show: the ready prompts and the person's own, alike."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.saved_prompt import (
    Destination,
    PromptUse,
    PromptVersion,
    RememberedValue,
    SavedPrompt,
)
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_settings import TextSettings
from yagpt_desktop.domain.text_task import Tone
from yagpt_desktop.services.actions import ready_actions
from yagpt_desktop.services.own_prompts import (
    LONGEST_NAME,
    PromptLibrary,
    PromptProblem,
    PromptUnfit,
    plain_name,
)
from yagpt_desktop.services.prompt_variables import (
    Variable,
    VariableKind,
    VariableUnfit,
    filled,
    variables,
)
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, spoken_language
from yagpt_desktop.ui.words.prompt_words import ready_action_name
from yagpt_desktop.ui.words.role_words import ready_roles

READY: Final = "ready-"
_MOST_REMEMBERED: Final = 400
_VARIANT: Final = QT_TRANSLATE_NOOP("PromptEntry", "{name} (my version)")
_VARIANT_AGAIN: Final = QT_TRANSLATE_NOOP("PromptEntry", "{name} (my version {number})")


@dataclass(frozen=True, slots=True)
class PromptEntry:
    """A prompt as it is shown, or as it stands in the editor.

    Attributes:
        id: Of the library; ``ready-…`` of one that ships with the program; "" of one that is not kept yet.
        destination: Of an action alone.
        versions: Of the person's own alone, the newest first.
    """

    id: str
    name: str
    text: str
    use: PromptUse = PromptUse.ACTION
    destination: Destination = Destination.SHOW
    versions: tuple[PromptVersion, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether it ships with the program."""
        return self.id.startswith(READY)

    @property
    def variables(self) -> tuple[Variable, ...]:
        """What has to be asked for; a role has no variables."""
        return variables(self.text) if self.use is PromptUse.ACTION else ()

    @property
    def saved(self) -> SavedPrompt:
        """The same as the library keeps it."""
        return SavedPrompt(self.id, self.name, self.text, self.use, self.destination, self.versions)


def entries(settings: Settings, use: PromptUse) -> tuple[PromptEntry, ...]:
    """Return all prompts of a use, the ready ones first, in the language of the moment."""
    own = PromptLibrary(settings.saved_prompts).of_use(use)
    return (*ready_entries(settings, use), *(entry_of(prompt) for prompt in own))


def entry_of(prompt: SavedPrompt) -> PromptEntry:
    """Return a prompt of the library."""
    return PromptEntry(prompt.id, prompt.name, prompt.text, prompt.use, prompt.destination, prompt.versions)


def ready_entries(settings: Settings, use: PromptUse) -> tuple[PromptEntry, ...]:
    """Return the prompts that ship with the program."""
    if use is PromptUse.ROLE:
        roles = (role for role in ready_roles() if role.text)
        return tuple(PromptEntry(f"{READY}{role.key}", role.name, role.text, use) for role in roles)
    actions = ready_actions(spoken_language(settings.language).value)
    return tuple(
        PromptEntry(
            f"{READY}{one.action.value}",
            ready_action_name(one.action),
            one.text,
            use,
            one.destination,
        )
        for one in actions
    )


def kept(settings: Settings, entry: PromptEntry) -> tuple[PromptLibrary, str]:
    """Return the library with an entry as it stands in the editor, and the entry's id.

    A ready one is copied under a name of its own, and what it ships with is the copy's first version.

    Raises:
        PromptUnfit: It cannot be kept so.
    """
    library = PromptLibrary(settings.saved_prompts)
    ready = ready_entries(settings, entry.use)
    if entry.is_ready:
        return _copied(library, entry, next(one for one in ready if one.id == entry.id), ready)
    is_named = not entry.id or _same(library.get(entry.id).name) != _same(entry.name)
    if is_named and _same(entry.name) in {_same(one.name) for one in ready}:
        raise PromptUnfit(PromptProblem.NAME_TAKEN)
    if not entry.id:
        library = library.add(entry.name, entry.text, entry.use, entry.destination)
        return library, library.prompts[-1].id
    library = library.rename(entry.id, entry.name).send_to(entry.id, entry.destination)
    return library.change(entry.id, entry.text), entry.id


def _copied(
    library: PromptLibrary, entry: PromptEntry, shipped: PromptEntry, ready: Sequence[PromptEntry]
) -> tuple[PromptLibrary, str]:
    taken = {_same(one.name) for one in ready} | {_same(one.name) for one in library.of_use(entry.use)}
    name = entry.name if _same(entry.name) not in taken else _variant_name(shipped.name, taken)
    made = replace(entry.saved, id=uuid.uuid4().hex, name=name, text=shipped.text, versions=())
    return library.restore(made).change(made.id, entry.text), made.id


def _variant_name(name: str, taken: set[str]) -> str:
    translate, number = QCoreApplication.translate, 1
    while True:
        template = translate("PromptEntry", _VARIANT if number == 1 else _VARIANT_AGAIN)
        made = template.format(name=name, number=number)[:LONGEST_NAME]
        if _same(made) not in taken:
            return made
        number += 1


def _same(name: str) -> str:
    return plain_name(name).casefold()


def first_values(settings: Settings, entry: PromptEntry) -> dict[str, str]:
    """Return what is offered for the variables of an action: what was given last time, else a first guess."""
    remembered = {one.name: one.value for one in settings.texts.action_values if one.action == entry.id}
    language = spoken_language(settings.language).value
    values = {}
    for variable in entry.variables:
        value = remembered.get(variable.name, "")
        values[variable.name] = value if variable.takes(value) else _guess(variable, language)
    return values


def _guess(variable: Variable, language: str) -> str:
    match variable.kind:
        case VariableKind.CHOICE:
            return variable.options[0] if variable.options else ""
        case VariableKind.LANGUAGE:
            return language
        case VariableKind.TONE:
            return Tone.POLITE.value
        case VariableKind.TEXT:
            return ""


def remembering(texts: TextSettings, action_id: str, values: Mapping[str, str]) -> TextSettings:
    """Return the settings with what was given for an action's variables, the newest last."""
    others = [one for one in texts.action_values if one.action != action_id]
    new = [RememberedValue(action_id, name, value) for name, value in values.items()]
    return replace(texts, action_values=tuple([*others, *new][-_MOST_REMEMBERED:]))


def quick_actions(settings: Settings) -> tuple[SavedPrompt, ...]:
    """Return the actions that can be done without a question, their variables filled in.

    A variable has what it was given last time; an action that needs a text nobody has given yet is left out.
    """
    found = []
    for entry in entries(settings, PromptUse.ACTION):
        try:
            text = filled(entry.text, first_values(settings, entry))
        except VariableUnfit:
            continue
        found.append(replace(entry.saved, text=text, versions=()))
    return tuple(found)
