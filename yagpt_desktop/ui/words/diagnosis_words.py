"""The words of the report about this installation."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, format_count


class Heading(StrEnum):
    """A part of the report, or a name in it."""

    VERSIONS = QT_TRANSLATE_NOOP("DiagnosisWords", "Versions")
    PATHS = QT_TRANSLATE_NOOP("DiagnosisWords", "Paths")
    PROFILE = QT_TRANSLATE_NOOP("DiagnosisWords", "profile")
    CONFIGURATION = QT_TRANSLATE_NOOP("DiagnosisWords", "configuration")
    KEYRING = QT_TRANSLATE_NOOP("DiagnosisWords", "Password store")
    ACCESS = QT_TRANSLATE_NOOP("DiagnosisWords", "Access")
    ENDPOINTS = QT_TRANSLATE_NOOP("DiagnosisWords", "Addresses")


_PARTS: Final = {
    "build": QT_TRANSLATE_NOOP("DiagnosisWords", "build"),
    "system": QT_TRANSLATE_NOOP("DiagnosisWords", "system"),
}


def part_name(name: str) -> str:
    """Return what a part with a version is called; a library keeps its name."""
    words = _PARTS.get(name)
    return name if words is None else QCoreApplication.translate("DiagnosisWords", words)


def heading(words: Heading) -> str:
    """Return a heading."""
    return QCoreApplication.translate("DiagnosisWords", words.value)


def no_file() -> str:
    """Say that everything is at its default."""
    return QCoreApplication.translate("DiagnosisWords", "none, everything at its default")


def keyring_works() -> str:
    """Say that the keyring answers."""
    return QCoreApplication.translate("DiagnosisWords", "answers")


def variable_set() -> str:
    """Say that an environment variable is set; never to what."""
    return QCoreApplication.translate("DiagnosisWords", "is set")


def account_line(kind: str, folder: str, *, fits: bool) -> str:
    """Describe an account without its secret."""
    if fits:
        sentence = QCoreApplication.translate("DiagnosisWords", "{kind}, folder {folder}")
    else:
        sentence = QCoreApplication.translate(
            "DiagnosisWords", "{kind}, folder {folder}, for other addresses"
        )
    return sentence.format(kind=kind, folder=folder)


def no_account() -> str:
    """Say that nothing is stored."""
    return QCoreApplication.translate("DiagnosisWords", "no account is saved")


def reached_in(milliseconds: float) -> str:
    """Say how long the connection took."""
    sentence = QCoreApplication.translate("DiagnosisWords", "reached in {milliseconds} ms")
    return sentence.format(milliseconds=format_count(round(milliseconds)))
