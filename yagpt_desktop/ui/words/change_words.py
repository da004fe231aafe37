"""What a change is called, to the eye and to a screen reader."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.change import Change, ChangeKind, Decision
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP

_KINDS: Final = {
    ChangeKind.SPELLING: QT_TRANSLATE_NOOP("ChangeWords", "Spelling"),
    ChangeKind.PUNCTUATION: QT_TRANSLATE_NOOP("ChangeWords", "Punctuation"),
    ChangeKind.CASE: QT_TRANSLATE_NOOP("ChangeWords", "Capital letters"),
    ChangeKind.YO: QT_TRANSLATE_NOOP("ChangeWords", "Letter ё"),
    ChangeKind.TYPOGRAPHY: QT_TRANSLATE_NOOP("ChangeWords", "Spaces and typography"),
    ChangeKind.WORD: QT_TRANSLATE_NOOP("ChangeWords", "Words"),
    ChangeKind.OWN: QT_TRANSLATE_NOOP("ChangeWords", "Your own"),
}
_DECISIONS: Final = {
    Decision.ACCEPTED: QT_TRANSLATE_NOOP("ChangeWords", "accepted"),
    Decision.LEFT: QT_TRANSLATE_NOOP("ChangeWords", "left as it was"),
}
_SIGNS: Final = {
    " ": QT_TRANSLATE_NOOP("ChangeWords", "space"),
    "\u00a0": QT_TRANSLATE_NOOP("ChangeWords", "hard space"),
    "\n": QT_TRANSLATE_NOOP("ChangeWords", "line break"),
    "\t": QT_TRANSLATE_NOOP("ChangeWords", "tab"),
    ",": QT_TRANSLATE_NOOP("ChangeWords", "comma"),
    ".": QT_TRANSLATE_NOOP("ChangeWords", "full stop"),
    ";": QT_TRANSLATE_NOOP("ChangeWords", "semicolon"),
    ":": QT_TRANSLATE_NOOP("ChangeWords", "colon"),
    "—": QT_TRANSLATE_NOOP("ChangeWords", "dash"),
    "–": QT_TRANSLATE_NOOP("ChangeWords", "short dash"),
    "-": QT_TRANSLATE_NOOP("ChangeWords", "hyphen"),
    "«": QT_TRANSLATE_NOOP("ChangeWords", "opening quotation mark"),
    "»": QT_TRANSLATE_NOOP("ChangeWords", "closing quotation mark"),
    '"': QT_TRANSLATE_NOOP("ChangeWords", "straight quotation mark"),
    "?": QT_TRANSLATE_NOOP("ChangeWords", "question mark"),
    "!": QT_TRANSLATE_NOOP("ChangeWords", "exclamation mark"),
    "…": QT_TRANSLATE_NOOP("ChangeWords", "ellipsis"),
}
_VISIBLE: Final = str.maketrans({"\n": "¶", "\r": None, "\t": "⇥", "\u00a0": "⍽"})
_BLANK: Final = "␣"


def kind_name(kind: ChangeKind) -> str:
    """Return the name of a sort of changes."""
    return _translated(_KINDS[kind])


def decision_name(decision: Decision) -> str:
    """Return what became of a change, as the end of a line."""
    return _translated(_DECISIONS[decision])


def shown_words(text: str) -> str:
    """Return words for a card: what nobody sees is shown by a sign."""
    shown = text.translate(_VISIBLE)
    bare = shown.strip(" ")
    if not bare:
        return _BLANK * len(shown)
    return shown


def spoken_words(text: str) -> str:
    """Return words for the ear: a lone sign by its name."""
    bare = text.replace("\r\n", "\n")
    if bare and not any(sign.isalnum() for sign in bare):
        return " ".join(_translated(_SIGNS[sign]) if sign in _SIGNS else sign for sign in bare)
    return text


def spoken_change(change: Change, reason: str, decision: Decision | None, place: int, count: int) -> str:
    """Return a whole card for the ear; ``place`` counts from 1."""
    sentence = _sentence(change).format(
        place=place, count=count, before=spoken_words(change.before), after=spoken_words(change.after)
    )
    end = "" if decision is None else f" {decision_name(decision).capitalize()}."
    return f"{sentence} {reason}.{end}"


def _sentence(change: Change) -> str:
    if change.before and change.after:
        return QCoreApplication.translate(
            "ChangeWords", "Replacement {place} of {count}: “{before}” becomes “{after}”."
        )
    if change.after:
        return QCoreApplication.translate("ChangeWords", "Insertion {place} of {count}: “{after}”.")
    return QCoreApplication.translate("ChangeWords", "Removal {place} of {count}: “{before}”.")


def _translated(source: str) -> str:
    return QCoreApplication.translate("ChangeWords", source)
