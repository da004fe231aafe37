"""What a pasted text turned out to be, and what to say about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.account import CredentialKind
from yagpt_desktop.domain.errors import CredentialMalformed
from yagpt_desktop.domain.pasted import Finding, Recognised
from yagpt_desktop.services.credential_text import recognise
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, format_count
from yagpt_desktop.ui.words.error_text import error_text

_KINDS: dict[CredentialKind, str] = {
    CredentialKind.API_KEY: QT_TRANSLATE_NOOP("Reading", "This looks like an API key."),
    CredentialKind.IAM_TOKEN: QT_TRANSLATE_NOOP(
        "Reading", "This is an IAM token; it works for 12 hours at most."
    ),
    CredentialKind.OAUTH_TOKEN: QT_TRANSLATE_NOOP(
        "Reading", "This is an OAuth token. Yandex ends this way at the end of 2026."
    ),
    CredentialKind.SERVICE_ACCOUNT_KEY: QT_TRANSLATE_NOOP("Reading", "This is a service account's key."),
}
# What stands in the way, the weightiest first.
_MISTAKES: dict[Finding, str] = {
    Finding.MASKED: QT_TRANSLATE_NOOP(
        "Reading", "A part of the key is hidden by asterisks or dots. Copy the whole key."
    ),
    Finding.FOREIGN_KEY_FILE: QT_TRANSLATE_NOOP(
        "Reading", "This is the key file of another company's cloud."
    ),
    Finding.PRIVATE_KEY_ALONE: QT_TRANSLATE_NOOP(
        "Reading", "This is only a part of the key file. Paste the whole file."
    ),
    Finding.PUBLIC_KEY: QT_TRANSLATE_NOOP(
        "Reading", "This is the public half of a key, which opens nothing. The secret one is needed."
    ),
    Finding.STATIC_KEY: QT_TRANSLATE_NOOP(
        "Reading", "This is a key for file storage. Create an API key instead."
    ),
    Finding.PLACEHOLDER: QT_TRANSLATE_NOOP(
        "Reading", "This is an example from a manual. Put your own key in its place."
    ),
    Finding.EMAIL: QT_TRANSLATE_NOOP("Reading", "This is an e-mail address; a key is needed here."),
    Finding.ID_NOT_SECRET: QT_TRANSLATE_NOOP(
        "Reading", "This is the key's number, not the key. The key itself is shown once, when it is created."
    ),
    Finding.CLOUD_NOT_FOLDER: QT_TRANSLATE_NOOP(
        "Reading", "This is the number of a cloud. Open a folder in it and copy that page's address."
    ),
    Finding.ORGANIZATION_NOT_FOLDER: QT_TRANSLATE_NOOP(
        "Reading", "This is the number of an organization; a folder's number is needed."
    ),
    Finding.TOO_LONG: QT_TRANSLATE_NOOP("Reading", "This is too long for a key."),
}
_FOLDER_CHARACTERS = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What the form does about a text.

    Attributes:
        kind: The kind of key; None where the text holds none.
        secret: The key, cleaned; "" where there is none, or not a usable one.
        folder_id: A folder that the text names; "" for none.
        words: What to say under the field; "" for nothing.
        is_wrong: Whether the words are about a mistake.
    """

    kind: CredentialKind | None = None
    secret: str = field(default="", repr=False)
    folder_id: str = ""
    words: str = ""
    is_wrong: bool = False


def read(text: str) -> Reading:
    """Say what a text in the field for the key is.  Never blocks."""
    if not text.strip():
        return Reading()
    found = recognise(text)
    mistake = _mistake(found)
    return Reading(
        kind=found.kind,
        secret=found.credential.secret if found.credential else "",
        folder_id=found.folder_id,
        words=mistake or _good_words(found),
        is_wrong=bool(mistake),
    )


def read_folder(text: str) -> Reading:
    """Say what a text in the field for the folder is.  Never blocks."""
    if not text.strip():
        return Reading()
    found = recognise(text)
    if found.kind is not None:
        return read(text)
    words = ""
    for finding in (Finding.CLOUD_NOT_FOLDER, Finding.ORGANIZATION_NOT_FOLDER):
        if finding in found.findings:
            words = _translated(_MISTAKES[finding])
    if not words and Finding.FOLDER_LENGTH in found.findings and len(found.folder_id) > _FOLDER_CHARACTERS:
        sentence = QCoreApplication.translate(
            "Reading", "A folder's number has 20 characters, and this has {count}."
        )
        words = sentence.format(count=format_count(len(found.folder_id)))
    return Reading(folder_id=found.folder_id, words=words, is_wrong=bool(words))


def _mistake(found: Recognised) -> str:
    if found.wrong is not None or found.key_fault is not None:
        try:
            found.usable()
        except CredentialMalformed as error:
            return error_text(error).cause
    if found.credential is not None or found.folder_id:
        return ""
    return next((_translated(words) for finding, words in _MISTAKES.items() if finding in found.findings), "")


def _good_words(found: Recognised) -> str:
    sentences = [_kind_words(found), _folder_words(found)]
    if Finding.CUT_SHORT in found.findings:
        sentences.append(
            QCoreApplication.translate("Reading", "It is shorter than usual: see that it is copied whole.")
        )
    if Finding.SEVERAL_SECRETS in found.findings:
        sentences.append(
            QCoreApplication.translate("Reading", "There are several keys here; the handiest one is taken.")
        )
    return " ".join(sentence for sentence in sentences if sentence)


def _kind_words(found: Recognised) -> str:
    if found.kind is None:
        return ""
    if found.kind is CredentialKind.SERVICE_ACCOUNT_KEY and found.service_account_id:
        sentence = QCoreApplication.translate("Reading", "This is the key of the service account {id}.")
        return sentence.format(id=found.service_account_id)
    return _translated(_KINDS[found.kind])


def _folder_words(found: Recognised) -> str:
    if not found.folder_id:
        return ""
    if not found.folder_is_sure:
        sentence = QCoreApplication.translate(
            "Reading", "The number {id} is filled in as the folder; see that it is not the cloud's."
        )
    elif found.kind is None:
        sentence = QCoreApplication.translate(
            "Reading", "This is a folder's address: the folder {id} is filled in."
        )
    else:
        sentence = QCoreApplication.translate("Reading", "The folder {id} is filled in.")
    return sentence.format(id=found.folder_id)


def _translated(source: str) -> str:
    return QCoreApplication.translate("Reading", source)
