"""What a person fills in on the account page, as a value."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.account import Account, Credential, CredentialKind


class Keeping(StrEnum):
    """Where secrets are kept on this machine, as far as that is known."""

    UNKNOWN = "unknown"
    KEYRING = "keyring"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class AccountForm:
    """What the person filled in.  The secret is in no ``repr``.

    Attributes:
        secret: As typed; ``Credential.cleaned`` makes a credential of it.  "" keeps the stored one.
        folder_name: The folder's name where it is known, else "".
    """

    kind: CredentialKind
    secret: str
    folder_id: str
    folder_name: str = ""

    def __repr__(self) -> str:
        return f"AccountForm(kind={self.kind!r}, folder_id={self.folder_id!r})"


@dataclass(frozen=True, slots=True)
class Entry:
    """An account to be kept, and whether the conversation may begin then, as it does not after an undo."""

    account: Account
    credential: Credential
    leads_on: bool = True


def keeping_words(keeping: Keeping) -> str:
    """Say where the key will lie, and how it could be kept where it cannot."""
    if keeping is Keeping.UNKNOWN:
        return QCoreApplication.translate("AccountPage", "The key is never written into a file.")
    if keeping is Keeping.KEYRING:
        return QCoreApplication.translate("AccountPage", "The key is kept in the system keyring only.")
    words = QCoreApplication.translate(
        "AccountPage", "This system has no keyring: the key will be forgotten when the program is closed."
    )
    if not sys.platform.startswith("linux"):
        return words
    advice = QCoreApplication.translate(
        "AccountPage", "To keep it, install GNOME Keyring, KWallet or KeePassXC and switch it on."
    )
    return f"{words} {advice}"


def kept_words(keeping: Keeping) -> str:
    """Say what became of a key that was entered."""
    if keeping is Keeping.KEYRING:
        return QCoreApplication.translate("AccountPage", "Saved in the system keyring.")
    return QCoreApplication.translate("AccountPage", "The key works until the program is closed.")


def page_words(*, known: bool, has_accounts: bool) -> tuple[str, str]:
    """Return title and first sentence: of a stored account, of one more, or of the welcome."""
    if known:
        return (
            QCoreApplication.translate("AccountPage", "Account"),
            QCoreApplication.translate("AccountPage", "YandexGPT answers through your Yandex Cloud."),
        )
    intro = QCoreApplication.translate(
        "AccountPage", "To talk with YandexGPT, connect a Yandex Cloud account."
    )
    if has_accounts:
        return QCoreApplication.translate("AccountPage", "New account"), intro
    return QCoreApplication.translate("AccountPage", "Welcome"), intro
