"""What earlier texts are called in a list."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.text_task import ActionTask, ChunkState, FixMode, FixTask, TextRun, TranslateTask
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP

from .language_words import language_title

_MODES: Final = {
    FixMode.MISTAKES: QT_TRANSLATE_NOOP("RunWords", "Mistakes"),
    FixMode.STYLE: QT_TRANSLATE_NOOP("RunWords", "Style"),
    FixMode.SHORTER: QT_TRANSLATE_NOOP("RunWords", "Shorter"),
    FixMode.FORMAL: QT_TRANSLATE_NOOP("RunWords", "More formal"),
    FixMode.SIMPLE: QT_TRANSLATE_NOOP("RunWords", "Simpler"),
}
_FIRST_SIGNS: Final = 200


def kind_text(run: TextRun) -> str:
    """Return "English → Russian", "Mistakes", or what the person called their own action."""
    match run.task:
        case TranslateTask(source_language=source, target_language=target):
            into = language_title(target)
            return f"{language_title(source)} → {into}" if source else f"→ {into}"
        case FixTask(mode=mode):
            return QCoreApplication.translate("RunWords", _MODES[mode])
        case ActionTask(name=name):
            return name


def state_text(run: TextRun) -> str:
    """Say what is unusual about a run; "" where it came to its end."""
    states = [chunk.state for chunk in run.chunks]
    if not run.is_finished:
        return QCoreApplication.translate("RunWords", "not finished")
    if ChunkState.FAILED in states:
        sentence = QT_TRANSLATE_NOOP("RunWords", "partly done")
        if ChunkState.DONE not in states:
            sentence = QT_TRANSLATE_NOOP("RunWords", "failed")
        return QCoreApplication.translate("RunWords", sentence)
    if run.edited is not None:
        return QCoreApplication.translate("RunWords", "edited by hand")
    return ""


def first_words(text: str) -> str:
    """Return the beginning of a text in one line."""
    return " ".join(text[:_FIRST_SIGNS].split())
