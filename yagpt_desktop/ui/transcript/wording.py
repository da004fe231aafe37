"""The words of the conversation, in the language of the interface at the moment they are asked for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.completion import Role

from .accessible import Speakers
from .foot import FootWords
from .menu import action_name
from .shapes import Words


def painted_words() -> Words:
    """Return what is painted on code."""
    return Words(
        QCoreApplication.translate("TranscriptView", "Copy"),
        QCoreApplication.translate("TranscriptView", "Copied"),
        QCoreApplication.translate("TranscriptView", "code"),
    )


def foot_words() -> FootWords:
    """Return what stands under messages."""
    return FootWords(
        QCoreApplication.translate("TranscriptView", "Copy"),
        QCoreApplication.translate("TranscriptView", "Copied"),
        QCoreApplication.translate("TranscriptView", "Continue"),
        QCoreApplication.translate("TranscriptView", "Repeat"),
        QCoreApplication.translate("TranscriptView", "Edit"),
    )


def memory_words() -> str:
    """Return what stands above the first message that the model is told."""
    return QCoreApplication.translate("TranscriptView", "The model remembers from here on")


def spoken_words() -> Speakers:
    """Return what a screen reader says."""
    return Speakers(
        {
            Role.USER: QCoreApplication.translate("TranscriptView", "You"),
            Role.ASSISTANT: QCoreApplication.translate("TranscriptView", "Answer"),
            Role.SYSTEM: QCoreApplication.translate("TranscriptView", "Role"),
        },
        action_name,
    )
