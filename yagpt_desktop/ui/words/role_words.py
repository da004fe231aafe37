"""The roles that come with the program."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class ReadyRole:
    """A system prompt with a name, in the language of the interface.

    Attributes:
        key: The same in every language; what ``/role`` of the terminal takes, beside the name.
        text: "" for no role.
    """

    key: str
    name: str
    text: str


_ROLES = (
    ("none", QT_TRANSLATE_NOOP("RoleWords", "Without a role"), ""),
    (
        "translator",
        QT_TRANSLATE_NOOP("RoleWords", "Translator"),
        QT_TRANSLATE_NOOP(
            "RoleWords",
            "Translate the text: into English if it is Russian, else into Russian. "
            "Keep the tone and the proper names. Answer with the translation alone.",
        ),
    ),
    (
        "corrector",
        QT_TRANSLATE_NOOP("RoleWords", "Proofreader"),
        QT_TRANSLATE_NOOP(
            "RoleWords", "Correct the mistakes in the text. Answer with the corrected text alone."
        ),
    ),
    (
        "editor",
        QT_TRANSLATE_NOOP("RoleWords", "Editor"),
        QT_TRANSLATE_NOOP(
            "RoleWords",
            "Make the text clear and smooth, without repetitions and officialese. "
            "Keep its meaning, its facts and its tone. Answer with the finished text alone.",
        ),
    ),
    (
        "explain",
        QT_TRANSLATE_NOOP("RoleWords", "Explain simply"),
        QT_TRANSLATE_NOOP(
            "RoleWords",
            "Explain simply, in plain words and with examples, so that a beginner understands.",
        ),
    ),
)


def ready_roles() -> tuple[ReadyRole, ...]:
    """Return the ready roles, "without a role" first, in the language of the moment."""
    return tuple(
        ReadyRole(key, _translated(name), _translated(text) if text else "") for key, name, text in _ROLES
    )


def ready_role(name: str) -> ReadyRole | None:
    """Return the ready role with this key or name, case of no matter; None where there is none."""
    wanted = name.strip().casefold()
    return next((role for role in ready_roles() if wanted in (role.key, role.name.casefold())), None)


def _translated(source: str) -> str:
    return QCoreApplication.translate("RoleWords", source)
