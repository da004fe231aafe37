"""Words for what is wrong or unknown in ``config.toml``."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.errors import ConfigurationInvalid, Expected
from yagpt_desktop.services.prices import PriceFault
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, format_count

_EXPECTED: dict[Expected, str] = {
    Expected.TOML: QT_TRANSLATE_NOOP("ConfigurationText", "the TOML format"),
    Expected.TABLE: QT_TRANSLATE_NOOP("ConfigurationText", "a section in square brackets"),
    Expected.TEXT: QT_TRANSLATE_NOOP("ConfigurationText", "a text in quotes"),
    Expected.SWITCH: QT_TRANSLATE_NOOP("ConfigurationText", "true or false"),
    Expected.SECONDS: QT_TRANSLATE_NOOP("ConfigurationText", "a number of seconds over 0"),
    Expected.HOST_PORT: QT_TRANSLATE_NOOP("ConfigurationText", "an address as host:port"),
    Expected.URL: QT_TRANSLATE_NOOP("ConfigurationText", "an address that begins with https://"),
    Expected.TLS: QT_TRANSLATE_NOOP(
        "ConfigurationText", "a protected address, because only this computer's own may go without protection"
    ),
    Expected.PROXY: QT_TRANSLATE_NOOP("ConfigurationText", "“system”, “none” or “http://user@host:port”"),
    Expected.FILE: QT_TRANSLATE_NOOP("ConfigurationText", "the path of a file that can be read"),
}


def configuration_cause(error: ConfigurationInvalid) -> str:
    """Say in one sentence where the mistake is and what belongs there; "" where the error does not know."""
    if error.expected is None:
        return ""
    expected = QCoreApplication.translate("ConfigurationText", _EXPECTED[error.expected])
    if not error.path:
        sentence = QCoreApplication.translate("ConfigurationText", "The value {key} must be {expected}.")
        return sentence.format(key=error.key, expected=expected)
    sentence = {
        (True, True): QCoreApplication.translate(
            "ConfigurationText", "In “{path}”, line {line}, the value {key} must be {expected}."
        ),
        (True, False): QCoreApplication.translate(
            "ConfigurationText", "In “{path}” the value {key} must be {expected}."
        ),
        (False, True): QCoreApplication.translate(
            "ConfigurationText", "Line {line} of “{path}” does not fit {expected}."
        ),
        (False, False): QCoreApplication.translate("ConfigurationText", "“{path}” does not fit {expected}."),
    }[bool(error.key), error.line > 0]
    return sentence.format(path=error.path, line=format_count(error.line), key=error.key, expected=expected)


def price_fault_warning(fault: PriceFault, date: str) -> str:
    """Say that the person's own table of prices is not in force, and where its mistake is."""
    if not fault.place:
        sentence = QCoreApplication.translate(
            "ConfigurationText",
            "The price list “{path}” cannot be read. The program's own of {date} is in force.",
        )
        return sentence.format(path=fault.path, date=date)
    sentence = QCoreApplication.translate(
        "ConfigurationText",
        "The price list “{path}” has a mistake at {place}. The program's own of {date} is in force.",
    )
    return sentence.format(path=fault.path, place=fault.place, date=date)


def unread_settings_warning(path: str, names: str) -> str:
    """Say that something in the person's own settings is not in force; "" names all of them."""
    if not names:
        sentence = QCoreApplication.translate(
            "ConfigurationText", "“{path}” cannot be read; all settings are at their defaults."
        )
        return sentence.format(path=path)
    sentence = QCoreApplication.translate(
        "ConfigurationText", "“{path}” cannot be read in full; at its default is: {names}."
    )
    return sentence.format(path=path, names=names)


def unknown_key_warning(path: str, line: int, key: str) -> str:
    """Say that a key of the configuration means nothing to the program."""
    sentence = QCoreApplication.translate(
        "ConfigurationText", "“{path}”, line {line}: the key {key} is unknown and was passed over."
    )
    return sentence.format(path=path, line=format_count(line), key=key)
