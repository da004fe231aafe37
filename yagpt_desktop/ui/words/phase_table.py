"""The words for errors that mean another thing, or ask for another fix, in another phase."""

from __future__ import annotations

from enum import StrEnum

from yagpt_desktop.domain import errors
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.error_table import ENTRIES, Entry

_KEY_IN_MEMORY = QT_TRANSLATE_NOOP("ErrorText", "Until then it is in this program's memory only.")
_ACCOUNT_STAYS = QT_TRANSLATE_NOOP("ErrorText", "The account is still in the list.")


class Phase(StrEnum):
    """What was under way when the error came; the same error may ask for another fix then."""

    ASKING = "asking"
    ANSWERING = "answering"
    SAVING_KEY = "saving-key"
    DELETING_KEY = "deleting-key"
    SAVING_PASSWORD = "saving-password"


_NOT_DELETED = Entry(
    QT_TRANSLATE_NOOP("ErrorText", "The key is not deleted"),
    QT_TRANSLATE_NOOP("ErrorText", "It is still in the password store, or the store does not answer."),
    _ACCOUNT_STAYS,
    ActionKind.RETRY,
    ActionKind.OPEN_STORE,
)

# A proxy's password; it is in force already.
_PASSWORD_NOT_KEPT = Entry(
    QT_TRANSLATE_NOOP("ErrorText", "The password is not saved"),
    QT_TRANSLATE_NOOP(
        "ErrorText", "The password store did not take it; it works until the program is closed."
    ),
    QT_TRANSLATE_NOOP("ErrorText", "Your chats are in place."),
    None,
)

# What differs from ENTRIES while something else than a question is under way, or text has come.
IN_PHASE: dict[tuple[Phase, type[errors.YaGptError]], Entry] = {
    (Phase.ANSWERING, errors.ComputerSlept): Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The computer was asleep, and the answer broke off"),
        QT_TRANSLATE_NOOP("ErrorText", "The connection did not outlive the sleep; a new one will be made."),
        QT_TRANSLATE_NOOP("ErrorText", "Your message, and all of the answer that came, are kept."),
        ActionKind.CONTINUE,
        ActionKind.ASK_AGAIN,
    ),
    (Phase.SAVING_KEY, errors.SecretStoreLocked): Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The password store is locked"),
        QT_TRANSLATE_NOOP(
            "ErrorText", "The key is not saved yet: open the store to keep it, or use it this time only."
        ),
        _KEY_IN_MEMORY,
        ActionKind.UNLOCK_STORE,
        ActionKind.SESSION_ONLY,
    ),
    (Phase.SAVING_KEY, errors.SecretStoreDenied): Entry(
        QT_TRANSLATE_NOOP("ErrorText", "No access to the password store"),
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "The system does not let this program in, and the key is not saved: use it this time only, "
            "or allow it there and save again.",
        ),
        _KEY_IN_MEMORY,
        ActionKind.SESSION_ONLY,
        ActionKind.OPEN_STORE,
    ),
    (Phase.SAVING_KEY, errors.SecretStoreSilent): Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The password store does not answer"),
        QT_TRANSLATE_NOOP(
            "ErrorText", "The key is not saved yet; perhaps the store's own window waits behind the others."
        ),
        _KEY_IN_MEMORY,
        ActionKind.RETRY,
        ActionKind.SESSION_ONLY,
    ),
    (Phase.SAVING_KEY, errors.SecretLost): Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The key was not saved"),
        QT_TRANSLATE_NOOP("ErrorText", "The password store took it but gives back something else."),
        _KEY_IN_MEMORY,
        ActionKind.RETRY,
        ActionKind.SESSION_ONLY,
    ),
    (Phase.SAVING_KEY, errors.StorageError): Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The key was not saved"),
        QT_TRANSLATE_NOOP("ErrorText", "The password store refused to take it."),
        _KEY_IN_MEMORY,
        ActionKind.RETRY,
        ActionKind.SESSION_ONLY,
    ),
    (Phase.DELETING_KEY, errors.SecretStoreMissing): Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The key cannot be deleted from here"),
        QT_TRANSLATE_NOOP(
            "ErrorText", "It lies in the password store of the desktop where it was saved; log in there."
        ),
        _ACCOUNT_STAYS,
        ActionKind.RETRY,
    ),
    (Phase.DELETING_KEY, errors.SecretStoreLocked): Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The password store is locked"),
        QT_TRANSLATE_NOOP("ErrorText", "The key is not deleted yet: open the store to delete it."),
        _ACCOUNT_STAYS,
        ActionKind.UNLOCK_STORE,
    ),
    (Phase.DELETING_KEY, errors.SecretStoreDenied): Entry(
        QT_TRANSLATE_NOOP("ErrorText", "No access to the password store"),
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "The system does not let this program in, and the key is not deleted: "
            "delete it in the store itself.",
        ),
        _ACCOUNT_STAYS,
        ActionKind.OPEN_STORE,
        ActionKind.RETRY,
    ),
    (Phase.DELETING_KEY, errors.SecretStoreSilent): _NOT_DELETED,
    (Phase.DELETING_KEY, errors.SecretLost): _NOT_DELETED,
    (Phase.DELETING_KEY, errors.StorageError): _NOT_DELETED,
}
IN_PHASE |= {
    (Phase.SAVING_PASSWORD, kind): _PASSWORD_NOT_KEPT
    for kind in (
        errors.SecretStoreMissing,
        errors.SecretStoreLocked,
        errors.SecretStoreDenied,
        errors.SecretStoreSilent,
        errors.SecretTooBig,
        errors.SecretStoreFull,
        errors.SecretLost,
    )
}


def entry_of(kind: type[errors.YaGptError], phase: Phase) -> Entry:
    """Return the words for a class, or for its nearest known ancestor; what the phase says comes first."""
    for ancestor in kind.__mro__:
        entry = IN_PHASE.get((phase, ancestor)) or ENTRIES.get(ancestor)
        if entry is not None:
            return entry
    raise KeyError(kind)
