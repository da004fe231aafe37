"""What is said of the prompt library: ready actions, variables, destinations, and what cannot be kept."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.saved_prompt import Destination
from yagpt_desktop.domain.text_task import Tone
from yagpt_desktop.services.actions import ReadyAction
from yagpt_desktop.services.own_prompts import LONGEST_NAME, MOST_PROMPTS, PromptProblem
from yagpt_desktop.services.prompt_variables import Variable, VariableKind, VariableUnfit
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted, format_count

_ACTIONS: Final = {
    ReadyAction.LETTER: QT_TRANSLATE_NOOP("PromptWords", "Letter from notes"),
    ReadyAction.BRIEF: QT_TRANSLATE_NOOP("PromptWords", "In short"),
    ReadyAction.LIST: QT_TRANSLATE_NOOP("PromptWords", "As a list"),
    ReadyAction.EXPLAIN: QT_TRANSLATE_NOOP("PromptWords", "Explain"),
    ReadyAction.TONE: QT_TRANSLATE_NOOP("PromptWords", "Another tone"),
}
_DESTINATIONS: Final = {
    Destination.SHOW: QT_TRANSLATE_NOOP("PromptWords", "Show it"),
    Destination.CHANGES: QT_TRANSLATE_NOOP("PromptWords", "Show it as changes to accept or leave"),
    Destination.CLIPBOARD: QT_TRANSLATE_NOOP("PromptWords", "Copy it"),
    Destination.REPLACE: QT_TRANSLATE_NOOP("PromptWords", "Put it in the place of the text"),
    Destination.CHAT: QT_TRANSLATE_NOOP("PromptWords", "Begin a chat with it"),
}
_DESTINATION_HINTS: Final = {
    Destination.SHOW: QT_TRANSLATE_NOOP(
        "PromptWords", "The answer appears beside the text while it is written."
    ),
    Destination.CHANGES: QT_TRANSLATE_NOOP(
        "PromptWords", "Good where the text is rewritten: each change is decided by itself."
    ),
    Destination.CLIPBOARD: QT_TRANSLATE_NOOP("PromptWords", "The finished answer is in the clipboard."),
    Destination.REPLACE: QT_TRANSLATE_NOOP(
        "PromptWords",
        "In the quick window: into the program that the text came from. On a page the answer is shown first.",
    ),
    Destination.CHAT: QT_TRANSLATE_NOOP(
        "PromptWords", "The prompt becomes the role of a new chat, the text its first message."
    ),
}
_KINDS: Final = {
    VariableKind.TEXT: QT_TRANSLATE_NOOP("PromptWords", "any text"),
    VariableKind.LANGUAGE: QT_TRANSLATE_NOOP("PromptWords", "a language"),
    VariableKind.TONE: QT_TRANSLATE_NOOP("PromptWords", "a tone"),
}
_TITLES: Final = {
    "language": QT_TRANSLATE_NOOP("PromptWords", "Language"),
    "tone": QT_TRANSLATE_NOOP("PromptWords", "Tone"),
    "length": QT_TRANSLATE_NOOP("PromptWords", "Length"),
    "reader": QT_TRANSLATE_NOOP("PromptWords", "For whom"),
}
_TONES: Final = {
    Tone.NEUTRAL: QT_TRANSLATE_NOOP("PromptWords", "Neutral"),
    Tone.INFORMAL: QT_TRANSLATE_NOOP("PromptWords", "Friendly (ты)"),
    Tone.POLITE: QT_TRANSLATE_NOOP("PromptWords", "Polite (вы)"),
    Tone.FORMAL: QT_TRANSLATE_NOOP("PromptWords", "Formal"),
}
_PROBLEMS: Final = {
    PromptProblem.NAME_EMPTY: QT_TRANSLATE_NOOP("PromptWords", "Give it a name."),
    PromptProblem.NAME_LONG: QT_TRANSLATE_NOOP(
        "PromptWords", "The name is too long: {count} characters at most."
    ),
    PromptProblem.NAME_TAKEN: QT_TRANSLATE_NOOP(
        "PromptWords", "There is one of this name already: choose another."
    ),
    PromptProblem.TEXT_EMPTY: QT_TRANSLATE_NOOP("PromptWords", "Write what the model is to do."),
    PromptProblem.TEXT_LONG: QT_TRANSLATE_NOOP("PromptWords", "The prompt is too long."),
    PromptProblem.VARIABLE_BROKEN: QT_TRANSLATE_NOOP(
        "PromptWords", "A choice needs at least two options, like this: {example}"
    ),
    PromptProblem.TOO_MANY: QT_TRANSLATE_NOOP(
        "PromptWords", "The library is full: {count} prompts at most. Remove one that you do not need."
    ),
}
_LEFT_OUT: Final = QT_TRANSLATE_NOOP("PromptWords", "%n could not be used.")
_TAKEN_IN: Final = QT_TRANSLATE_NOOP("PromptWords", "%n prompt(s) added.")


def ready_action_name(action: ReadyAction) -> str:
    """Return the name of an action that ships with the program."""
    return _translated(_ACTIONS[action])


def destination_name(destination: Destination) -> str:
    """Return where a result goes, as a choice."""
    return _translated(_DESTINATIONS[destination])


def destination_hint(destination: Destination) -> str:
    """Return what the choice means."""
    return _translated(_DESTINATION_HINTS[destination])


def tone_name(tone: Tone) -> str:
    """Return a tone as a choice that stands alone."""
    return _translated(_TONES[tone])


def variable_title(name: str) -> str:
    """Return a variable's name as the label of its field: ours in the interface's language."""
    known = _TITLES.get(name)
    return _translated(known) if known is not None else name[:1].upper() + name[1:]


def variable_line(variable: Variable) -> str:
    """Return a variable and what is asked for it, as one line."""
    if variable.kind is VariableKind.CHOICE:
        if not variable.is_sound:
            return f"{{{variable.name}}} — {problem_text(PromptProblem.VARIABLE_BROKEN)}"
        offered = _translated(QT_TRANSLATE_NOOP("PromptWords", "a choice: {options}"))
        return f"{{{variable.name}}} — " + offered.format(options=", ".join(variable.options))
    return f"{{{variable.name}}} — {_translated(_KINDS[variable.kind])}"


def problem_text(problem: PromptProblem) -> str:
    """Say why a prompt cannot be kept, and what helps."""
    counts = {PromptProblem.NAME_LONG: LONGEST_NAME, PromptProblem.TOO_MANY: MOST_PROMPTS}
    sentence = _translated(_PROBLEMS[problem])
    return sentence.format(count=format_count(counts.get(problem, 0)), example=example_choice())


def example_choice() -> str:
    """Return a choice as it is written in a prompt."""
    name = _translated(QT_TRANSLATE_NOOP("PromptWords", "length"))
    short = _translated(QT_TRANSLATE_NOOP("PromptWords", "briefly"))
    long = _translated(QT_TRANSLATE_NOOP("PromptWords", "in detail"))
    return f"{{{name}:choice {short}|{long}}}"


def example_text() -> str:
    """Return a variable for any text as it is written in a prompt."""
    return f"{{{_translated(QT_TRANSLATE_NOOP('PromptWords', 'subject'))}}}"


def unfit_text(error: VariableUnfit) -> str:
    """Say which variable of an action has no fit value."""
    sentence = _translated(QT_TRANSLATE_NOOP("PromptWords", "Fill in “{name}”."))
    return sentence.format(name=variable_title(error.name))


def unreadable_text() -> str:
    """Say that a file holds no prompts."""
    return _translated(
        QT_TRANSLATE_NOOP(
            "PromptWords",
            "There are no prompts of this program in the file. Nothing was changed.",
        )
    )


def taken_in_text(added: int, left_out: int) -> str:
    """Say what became of the prompts of a file."""
    if added:
        told = counted("PromptWords", _TAKEN_IN, added)
    else:
        told = _translated(QT_TRANSLATE_NOOP("PromptWords", "Nothing new in the file: all is here already."))
    return f"{told} {counted('PromptWords', _LEFT_OUT, left_out)}" if left_out else told


def _translated(source: str) -> str:
    return QCoreApplication.translate("PromptWords", source)
