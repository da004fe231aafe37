"""What the page of diagnostics and its report call things."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.diagnosis import Finding, FindingState, Topic
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted
from yagpt_desktop.ui.words import diagnosis_words
from yagpt_desktop.ui.words.error_text import error_text

_TOPICS: dict[Topic, str] = {
    Topic.ENDPOINT: QT_TRANSLATE_NOOP("FindingWords", "Yandex Cloud"),
    Topic.NETWORK: QT_TRANSLATE_NOOP("FindingWords", "Network"),
    Topic.CLOCK: QT_TRANSLATE_NOOP("FindingWords", "Clock"),
    Topic.KEYRING: QT_TRANSLATE_NOOP("FindingWords", "Password store"),
    Topic.VERSION: QT_TRANSLATE_NOOP("FindingWords", "Versions"),
    Topic.PATH: QT_TRANSLATE_NOOP("FindingWords", "Files of the program"),
}
_NAMES: dict[str, str] = {
    "grpc": QT_TRANSLATE_NOOP("FindingWords", "Answers of the model"),
    "rest": QT_TRANSLATE_NOOP("FindingWords", "Answers of the model, the other way"),
    "openai": QT_TRANSLATE_NOOP("FindingWords", "Answers of further models"),
    "iam": QT_TRANSLATE_NOOP("FindingWords", "Signing in"),
    "operation_grpc": QT_TRANSLATE_NOOP("FindingWords", "Deferred answers"),
    "operation": QT_TRANSLATE_NOOP("FindingWords", "Deferred answers, the other way"),
    "resource_manager": QT_TRANSLATE_NOOP("FindingWords", "List of folders"),
    "proxy": QT_TRANSLATE_NOOP("FindingWords", "Proxy server"),
    "roots": QT_TRANSLATE_NOOP("FindingWords", "Trusted certificates"),
    "ca_file": QT_TRANSLATE_NOOP("FindingWords", "Certificates of your organisation"),
    "transport": QT_TRANSLATE_NOOP("FindingWords", "Way in use"),
    "clock": QT_TRANSLATE_NOOP("FindingWords", "This computer's clock"),
    "keyring": QT_TRANSLATE_NOOP("FindingWords", "Store of this system"),
    "profile": QT_TRANSLATE_NOOP("FindingWords", "Chats, settings, logs"),
    "configuration": QT_TRANSLATE_NOOP("FindingWords", "Configuration"),
    "build": QT_TRANSLATE_NOOP("FindingWords", "Build"),
    "system": QT_TRANSLATE_NOOP("FindingWords", "System"),
}
_SECONDS = QT_TRANSLATE_NOOP("FindingWords", "%n second(s)")
_MINUTES = QT_TRANSLATE_NOOP("FindingWords", "%n minute(s)")
_RIGHT_WITHIN_S = 5


def topic_title(topic: Topic) -> str:
    """Return the heading over the findings of a topic."""
    return _translated(_TOPICS[topic])


def name_of(finding: Finding) -> str:
    """Return what was looked at, in a person's words where we have some."""
    known = _NAMES.get(finding.name)
    return _translated(known) if known else finding.name


def value_of(finding: Finding) -> str:
    """Return what was found, without a proxy's password and without the name of this computer's user."""
    if finding.name == "configuration" and not finding.value:
        return diagnosis_words.no_file()
    if finding.name == "proxy":
        return _without_login(finding.value) or QCoreApplication.translate("FindingWords", "none")
    if finding.topic is Topic.PATH:
        return _from_home(finding.value)
    return finding.value


def state_of(finding: Finding) -> str:
    """Say in a few words whether it works; "" where there is nothing to say."""
    if finding.state is FindingState.TROUBLE:
        if finding.error is not None:
            return error_text(finding.error).title
        return QCoreApplication.translate("FindingWords", "does not work")
    if finding.latency_ms is not None:
        return diagnosis_words.reached_in(finding.latency_ms)
    if finding.skew_s is not None:
        return _skew(finding.skew_s)
    return diagnosis_words.keyring_works() if finding.topic is Topic.KEYRING else ""


def cause_of(finding: Finding) -> str:
    """Say why it does not work, with the code for support; "" where it does."""
    if finding.error is None:
        return ""
    words = error_text(finding.error)
    return f"{words.cause} {words.code}"


def _skew(skew_s: float) -> str:
    size_s = abs(skew_s)
    if size_s <= _RIGHT_WITHIN_S:
        return QCoreApplication.translate("FindingWords", "right")
    if size_s < 120:
        difference = counted("FindingWords", _SECONDS, round(size_s))
    else:
        difference = counted("FindingWords", _MINUTES, round(size_s / 60))
    slow, fast = (
        QCoreApplication.translate("FindingWords", "{difference} slow"),
        QCoreApplication.translate("FindingWords", "{difference} fast"),
    )
    return (slow if skew_s > 0 else fast).format(difference=difference)


def _without_login(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if "@" not in parts.netloc:
        return address
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _from_home(path: str) -> str:
    try:
        inside = Path(path).relative_to(Path.home())
    except (ValueError, RuntimeError):
        return path
    return str(Path("~") / inside)


def _translated(source: str) -> str:
    return QCoreApplication.translate("FindingWords", source)
