"""What accounts are called, and how long a token still lives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.account import Account, CredentialKind
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted

_TAIL_SIGNS: Final = 4
_KINDS: dict[CredentialKind, str] = {
    CredentialKind.API_KEY: QT_TRANSLATE_NOOP("AccountWords", "API key"),
    CredentialKind.SERVICE_ACCOUNT_KEY: QT_TRANSLATE_NOOP("AccountWords", "key file of a service account"),
    CredentialKind.YC_CLI: QT_TRANSLATE_NOOP("AccountWords", "the tool yc"),
    CredentialKind.IAM_TOKEN: QT_TRANSLATE_NOOP("AccountWords", "IAM token"),
    CredentialKind.OAUTH_TOKEN: QT_TRANSLATE_NOOP("AccountWords", "OAuth token"),
}


def kind_words(kind: CredentialKind) -> str:
    """Return what a kind of credential is called."""
    return QCoreApplication.translate("AccountWords", _KINDS[kind])


def account_title(account: Account, among: Sequence[Account] = ()) -> str:
    """Return the account's name, or what tells it from the others while it has none: its folder.

    Every cloud has a folder "default", so the end of the folder's id is added where a name is taken.
    """
    if account.name:
        return account.name
    taken = {other.name or other.folder_name for other in among if other.id != account.id}
    if account.folder_name and account.folder_name not in taken:
        return account.folder_name
    cloud = QCoreApplication.translate("AccountWords", "Yandex Cloud")
    title = f"{account.folder_name or cloud} …{account.folder_id[-_TAIL_SIGNS:]}"
    twins = [one.id for one in among if not one.name and one.folder_id == account.folder_id]
    place = twins.index(account.id) if account.id in twins else 0
    return f"{title} ({place + 1})" if place else title


def account_entry(account: Account, among: Sequence[Account]) -> str:
    """Return the account's title and folder for a menu; a title that is the folder stands alone."""
    title = account_title(account, among)
    return f"{title} — {folder_words(account)}" if account.name else title


def folder_words(account: Account) -> str:
    """Return "folder “default”", with the id where no name is known."""
    sentence = QCoreApplication.translate("AccountWords", "folder “{name}”")
    return sentence.format(name=account.folder_name or account.folder_id)


def minutes_more(minutes: int) -> str:
    """Return the second half of "The key works for 45 more minutes", for a narrow place."""
    return counted("AccountWords", QT_TRANSLATE_NOOP("AccountWords", "for %n more minute(s)"), minutes)


def time_left(minutes: int) -> str:
    """Return how long a pasted token still works, at most; a full sentence without its stop."""
    if minutes <= 0:
        return QCoreApplication.translate("AccountWords", "The key no longer works")
    return counted(
        "AccountWords", QT_TRANSLATE_NOOP("AccountWords", "The key works for %n more minute(s)"), minutes
    )
