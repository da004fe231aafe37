"""Words for each error: what happened, what it means for the user's text, and the one thing to do."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.fault import ImportFault, KeyFault
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted, format_count
from yagpt_desktop.ui.words.action import ActionKind, label_of
from yagpt_desktop.ui.words.configuration_text import configuration_cause
from yagpt_desktop.ui.words.input_words import unreadable_cause
from yagpt_desktop.ui.words.phase_table import Phase, entry_of

_UNITS = (
    (365 * 24 * 3600, QT_TRANSLATE_NOOP("ErrorText", "%n year(s)")),
    (24 * 3600, QT_TRANSLATE_NOOP("ErrorText", "%n day(s)")),
    (3600, QT_TRANSLATE_NOOP("ErrorText", "%n hour(s)")),
    (60, QT_TRANSLATE_NOOP("ErrorText", "%n minute(s)")),
)

_NOT_IMPORTED = {
    ImportFault.UNKNOWN: QT_TRANSLATE_NOOP(
        "ErrorText", "No chats of this program, ChatGPT, Chatbox or Cherry Studio were found in the file."
    ),
    ImportFault.NEWER: QT_TRANSLATE_NOOP(
        "ErrorText", "A newer version of the program saved the file; this one does not understand it."
    ),
    ImportFault.EMPTY: QT_TRANSLATE_NOOP("ErrorText", "There is not a single message in the file."),
    ImportFault.TOO_BIG: QT_TRANSLATE_NOOP(
        "ErrorText", "The file holds more than 200 megabytes, and the program takes no more at once."
    ),
    ImportFault.TOO_MANY: QT_TRANSLATE_NOOP(
        "ErrorText", "The file holds more than 100,000 messages, and the program takes no more at once."
    ),
    ImportFault.TOO_LONG: QT_TRANSLATE_NOOP(
        "ErrorText", "One of the messages in the file is longer than 2 megabytes."
    ),
}


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error in the user's language.

    Attributes:
        title: At most 50 characters, without a full stop.
        cause: One sentence.
        assurance: One sentence about the user's text.
        action: The one thing that helps; None where nothing can be done here.
        action_label: What its button says; "" without an action.
        code: Shown small, for support.
        second_action: What helps where the first does not; None for most.
        second_label: What its button says.
    """

    title: str
    cause: str
    assurance: str
    action: ActionKind | None
    action_label: str
    code: str
    second_action: ActionKind | None = None
    second_label: str = ""


def error_text(error: errors.YaGptError, phase: Phase = Phase.ASKING) -> ErrorText:
    """Return the words for the nearest known ancestor of the error's class, with the error's own values."""
    entry = entry_of(type(error), phase)
    return ErrorText(
        title=_translated(entry.title),
        cause=_cause_with_values(error) or _translated(entry.cause),
        assurance=_translated(entry.assurance),
        action=entry.action,
        action_label="" if entry.action is None else label_of(entry.action),
        code=error.code,
        second_action=entry.second,
        second_label="" if entry.second is None else label_of(entry.second),
    )


def details_of(error: errors.YaGptError) -> str:
    """Return what stands behind "Details": technical English, and the id that support asks for."""
    lines = (error.detail, f"request id: {error.request_id}" if error.request_id else "")
    return "\n".join(line for line in lines if line)


def _translated(sentence: str) -> str:
    return QCoreApplication.translate("ErrorText", sentence)


def _cause_with_values(error: errors.YaGptError) -> str:
    match error:
        case errors.CredentialMalformed() | errors.ClockWrong():
            return _credential_cause(error)
        case errors.TextTooLong(actual_tokens=int(actual), limit_tokens=int(limit)):
            return _too_long(actual, limit)
        case errors.QuotaExceeded(retry_after_s=float() | int() as seconds) if seconds > 0:
            return _wait(seconds)
        case errors.InputUnreadable(path=path) | errors.ProfileUnusable(path=path) if path:
            return _wrong_path(error)
        case errors.ImportRefused() | errors.ConfigurationInvalid():
            return _file_cause(error)
    return ""


def _wrong_path(error: errors.InputUnreadable | errors.ProfileUnusable) -> str:
    if isinstance(error, errors.InputUnreadable):
        return unreadable_cause(error)
    if error.is_file:
        sentence = QCoreApplication.translate("ErrorText", "“{path}” is a file, and a folder is needed.")
    else:
        sentence = QCoreApplication.translate("ErrorText", "“{path}” cannot be made or opened.")
    return sentence.format(path=error.path)


def _file_cause(error: errors.ImportRefused | errors.ConfigurationInvalid) -> str:
    if isinstance(error, errors.ConfigurationInvalid):
        return configuration_cause(error)
    return _translated(_NOT_IMPORTED[error.fault]) if error.fault in _NOT_IMPORTED else ""


def _credential_cause(error: errors.CredentialMalformed | errors.ClockWrong) -> str:
    if isinstance(error, errors.ClockWrong):
        return _clock_off(error.skew_s) if error.skew_s else ""
    if error.position:
        return _wrong_sign(error.character, error.position)
    return _wrong_key_file(error.fault) if error.fault else ""


def _wrong_sign(sign: str, position: int) -> str:
    if "CYRILLIC" in unicodedata.name(sign, ""):
        sentence = QCoreApplication.translate(
            "ErrorText", "Sign {position} is the Russian letter “{sign}”, and a key has Latin letters only."
        )
    else:
        sentence = QCoreApplication.translate(
            "ErrorText", "Sign {position} is “{sign}”, which no key contains."
        )
    shown = sign if sign.isprintable() else f"U+{ord(sign):04X}"
    return sentence.format(position=format_count(position), sign=shown)


def _wrong_key_file(fault: KeyFault) -> str:
    if fault.field:
        sentence = QCoreApplication.translate("ErrorText", "The key file lacks the field “{field}”.")
        return sentence.format(field=fault.field)
    if fault is KeyFault.PRIVATE_KEY:
        return QCoreApplication.translate("ErrorText", "The private key in the key file is damaged.")
    return QCoreApplication.translate(
        "ErrorText", "This is not the file of a service account's key, or not all of it."
    )


def _clock_off(skew_s: float) -> str:
    size_s = abs(skew_s)
    unit_s, source = next(unit for unit in _UNITS if size_s >= 2 * unit[0] or unit is _UNITS[-1])
    difference = counted("ErrorText", source, max(1, round(size_s / unit_s)))
    if skew_s < 0:
        sentence = QCoreApplication.translate(
            "ErrorText", "The clock is {difference} fast, and that is why the service refuses the key."
        )
    else:
        sentence = QCoreApplication.translate(
            "ErrorText", "The clock is {difference} slow, and that is why the service refuses the key."
        )
    return sentence.format(difference=difference)


def _too_long(actual: int, limit: int) -> str:
    size = counted("ErrorText", QT_TRANSLATE_NOOP("ErrorText", "%n token(s)"), actual)
    sentence = QCoreApplication.translate(
        "ErrorText", "It makes {size}, and the model takes no more than {limit}."
    )
    return sentence.format(size=size, limit=format_count(limit))


def _wait(seconds: float) -> str:
    source = QT_TRANSLATE_NOOP("ErrorText", "The service asks you to wait %n second(s).")
    return counted("ErrorText", source, max(1, round(seconds)))
