"""The one thing that helps after an error: what it is, and what its button says."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP


class ActionKind(StrEnum):
    """What a button under an error does; the window and the terminal each carry it out their own way."""

    RETRY = "retry"
    ASK_AGAIN = "ask-again"
    CONTINUE = "continue"
    SAVE_AGAIN = "save-again"
    NEW_CHAT = "new-chat"
    CHOOSE_MODEL = "choose-model"
    OPEN_OPTIONS = "open-options"
    OPEN_ACCOUNT = "open-account"
    ENTER_KEY = "enter-key"
    KEY_THIS_TIME = "key-this-time"
    CHECK_FOLDER = "check-folder"
    OPEN_BILLING = "open-billing"
    OPEN_NETWORK_SETTINGS = "open-network-settings"
    OPEN_SIGN_IN_PAGE = "open-sign-in-page"
    UNLOCK_STORE = "unlock-store"
    SESSION_ONLY = "session-only"
    CHOOSE_FILE = "choose-file"
    SHOW_DIAGNOSIS = "show-diagnosis"
    SHOW_STEPS = "show-steps"
    USE_API_KEY = "use-api-key"
    OPEN_STORE = "open-store"
    OPEN_CLOCK = "open-clock"
    OPEN_PROFILE = "open-profile"


OUTSIDE: Final = frozenset(
    {
        ActionKind.OPEN_BILLING,
        ActionKind.OPEN_SIGN_IN_PAGE,
        ActionKind.OPEN_STORE,
        ActionKind.OPEN_CLOCK,
        ActionKind.OPEN_PROFILE,
    }
)
"""What the person then does elsewhere; the error stays in view until it is done, with its other button."""

_LABELS: dict[ActionKind, str] = {
    ActionKind.RETRY: QT_TRANSLATE_NOOP("ErrorAction", "Try again"),
    ActionKind.ASK_AGAIN: QT_TRANSLATE_NOOP("ErrorAction", "Ask again"),
    ActionKind.CONTINUE: QT_TRANSLATE_NOOP("ErrorAction", "Continue the answer"),
    ActionKind.SAVE_AGAIN: QT_TRANSLATE_NOOP("ErrorAction", "Save again"),
    ActionKind.NEW_CHAT: QT_TRANSLATE_NOOP("ErrorAction", "New chat"),
    ActionKind.CHOOSE_MODEL: QT_TRANSLATE_NOOP("ErrorAction", "Choose another model"),
    ActionKind.OPEN_OPTIONS: QT_TRANSLATE_NOOP("ErrorAction", "Open options"),
    ActionKind.OPEN_ACCOUNT: QT_TRANSLATE_NOOP("ErrorAction", "Check the key"),
    ActionKind.ENTER_KEY: QT_TRANSLATE_NOOP("ErrorAction", "Enter a key"),
    ActionKind.KEY_THIS_TIME: QT_TRANSLATE_NOOP("ErrorAction", "Enter a key for this time"),
    ActionKind.CHECK_FOLDER: QT_TRANSLATE_NOOP("ErrorAction", "Check the folder"),
    ActionKind.OPEN_BILLING: QT_TRANSLATE_NOOP("ErrorAction", "Open billing"),
    ActionKind.OPEN_NETWORK_SETTINGS: QT_TRANSLATE_NOOP("ErrorAction", "Network settings"),
    ActionKind.OPEN_SIGN_IN_PAGE: QT_TRANSLATE_NOOP("ErrorAction", "Open the sign-in page"),
    ActionKind.UNLOCK_STORE: QT_TRANSLATE_NOOP("ErrorAction", "Unlock"),
    ActionKind.SESSION_ONLY: QT_TRANSLATE_NOOP("ErrorAction", "Use it this time only"),
    ActionKind.CHOOSE_FILE: QT_TRANSLATE_NOOP("ErrorAction", "Choose another file"),
    ActionKind.SHOW_DIAGNOSIS: QT_TRANSLATE_NOOP("ErrorAction", "Find the reason"),
    ActionKind.SHOW_STEPS: QT_TRANSLATE_NOOP("ErrorAction", "Show the steps"),
    ActionKind.USE_API_KEY: QT_TRANSLATE_NOOP("ErrorAction", "Use an API key"),
    ActionKind.OPEN_STORE: QT_TRANSLATE_NOOP("ErrorAction", "Open the password store"),
    ActionKind.OPEN_CLOCK: QT_TRANSLATE_NOOP("ErrorAction", "Open the clock settings"),
    ActionKind.OPEN_PROFILE: QT_TRANSLATE_NOOP("ErrorAction", "Show the folder"),
}


def label_of(action: ActionKind) -> str:
    """Return what the action's button says."""
    return QCoreApplication.translate("ErrorAction", _LABELS[action])
