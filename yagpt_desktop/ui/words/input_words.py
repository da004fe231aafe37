"""Words for a file, or standard input, that gives no text."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.errors import InputUnreadable
from yagpt_desktop.domain.fault import InputFault
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP

_SENTENCES = {
    InputFault.UNKNOWN: QT_TRANSLATE_NOOP(
        "ErrorText", "“{path}” is not there, is not text, or may not be opened."
    ),
    InputFault.CLOSED: QT_TRANSLATE_NOOP("ErrorText", "“{path}” is not there, or may not be opened."),
    InputFault.NO_TEXT: QT_TRANSLATE_NOOP("ErrorText", "“{path}” holds something else than text."),
    InputFault.EMPTY: QT_TRANSLATE_NOOP(
        "ErrorText", "There is no text in “{path}”: a scanned page is a picture."
    ),
    InputFault.TOO_BIG: QT_TRANSLATE_NOOP(
        "ErrorText", "“{path}” holds more than the program reads at once: divide it into parts."
    ),
    InputFault.LOCKED: QT_TRANSLATE_NOOP(
        "ErrorText", "“{path}” is locked by a password: save it without one."
    ),
    InputFault.DAMAGED: QT_TRANSLATE_NOOP(
        "ErrorText", "“{path}” is damaged, or is not of the kind that its name says."
    ),
    InputFault.SLOW: QT_TRANSLATE_NOOP("ErrorText", "“{path}” could not be read within a minute."),
}


def unreadable_cause(error: InputUnreadable) -> str:
    """Return why there is no text, in a sentence that names the file."""
    return QCoreApplication.translate("ErrorText", _SENTENCES[error.fault]).format(path=error.path)
