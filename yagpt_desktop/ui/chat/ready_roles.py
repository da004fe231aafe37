"""The roles that come with the program."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class ReadyRole:
    """A system prompt with a name, in the language of the interface.

    Attributes:
        key: The same in every language.
        text: "" for no role.
    """

    key: str
    name: str
    text: str


_NONE = ("none", QT_TRANSLATE_NOOP("ReadyRole", "Without a role"), "")
_ROLES = (
    (
        "translator",
        QT_TRANSLATE_NOOP("ReadyRole", "Translator"),
        QT_TRANSLATE_NOOP("ReadyRole", "Translate the text. Keep the tone and the proper names."),
    ),
    (
        "corrector",
        QT_TRANSLATE_NOOP("ReadyRole", "Proofreader"),
        QT_TRANSLATE_NOOP("ReadyRole", "Correct the mistakes in the text."),
    ),
    (
        "editor",
        QT_TRANSLATE_NOOP("ReadyRole", "Editor"),
        QT_TRANSLATE_NOOP(
            "ReadyRole",
            "Make the text clear and smooth: no repetitions, no officialese; keep meaning and facts.",
        ),
    ),
    (
        "plain",
        QT_TRANSLATE_NOOP("ReadyRole", "Explain simply"),
        QT_TRANSLATE_NOOP(
            "ReadyRole", "Explain in plain words, with examples, so that a beginner understands."
        ),
    ),
)


def ready_roles() -> tuple[ReadyRole, ...]:
    """Return the ready roles, "without a role" first, in the language of the moment."""
    return tuple(
        ReadyRole(key, _translated(name), _translated(text) if text else "")
        for key, name, text in (_NONE, *_ROLES)
    )


def _translated(text: str) -> str:
    return QCoreApplication.translate("ReadyRole", text)
