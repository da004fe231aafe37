"""The way to a key through the cloud's console: what to do, where, and what can be checked afterwards."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from yagpt_desktop.domain import errors
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP

CONSOLE: Final = "https://console.yandex.cloud/"
FOLDER_PAGE: Final = "https://console.yandex.cloud/folders/{folder_id}"
SERVICE_ACCOUNTS: Final = "https://console.yandex.cloud/link/iam"
BILLING: Final = "https://center.yandex.cloud/billing/accounts"


class Aspect(StrEnum):
    """What a real call tells about the way that was gone."""

    KEY = "key"
    FOLDER = "folder"
    ROLE = "role"
    BILLING = "billing"


class Field(StrEnum):
    """Where a step's fruit belongs on the account page."""

    FOLDER = "folder"
    SECRET = "secret"


class Step(NamedTuple):
    """One step; every text is marked for translation in the context ``KeySteps``.

    Attributes:
        address: The page to open; "" for none.
        button: What the button that opens it, or that leads to ``field``, says.
        aspect: What a check of the key proves about this step.
        field: Where to put what was found.
    """

    text: str
    address: str = ""
    button: str = ""
    aspect: Aspect | None = None
    field: Field | None = None


_PASTE = QT_TRANSLATE_NOOP("KeySteps", "Paste it here")
_BILLING = QT_TRANSLATE_NOOP("KeySteps", "Open payments")

STEPS: Final = (
    Step(
        QT_TRANSLATE_NOOP(
            "KeySteps", "Open the console of Yandex Cloud and sign in with your usual Yandex login."
        ),
        CONSOLE,
        QT_TRANSLATE_NOOP("KeySteps", "Open the console"),
    ),
    Step(QT_TRANSLATE_NOOP("KeySteps", "Agree to the terms and to a new cloud; any name will do.")),
    Step(
        QT_TRANSLATE_NOOP("KeySteps", "Create a billing account and add a card: without it nothing answers."),
        BILLING,
        _BILLING,
    ),
    Step(
        QT_TRANSLATE_NOOP(
            "KeySteps", "Make sure that the billing account is on: its status is ACTIVE or TRIAL_ACTIVE."
        ),
        BILLING,
        _BILLING,
        aspect=Aspect.BILLING,
    ),
    Step(
        QT_TRANSLATE_NOOP(
            "KeySteps", "Go back to the console and open the folder “default”: it is there already."
        ),
        CONSOLE,
        QT_TRANSLATE_NOOP("KeySteps", "Open the folder"),
    ),
    Step(
        QT_TRANSLATE_NOOP(
            "KeySteps",
            "Copy the address of that page and paste it into “Folder”: the program finds the number.",
        ),
        button=_PASTE,
        aspect=Aspect.FOLDER,
        field=Field.FOLDER,
    ),
    Step(
        QT_TRANSLATE_NOOP("KeySteps", "In the same folder open the page of service accounts."),
        SERVICE_ACCOUNTS,
        QT_TRANSLATE_NOOP("KeySteps", "Open the page"),
    ),
    Step(QT_TRANSLATE_NOOP("KeySteps", "Press “Create service account” and name it, for example, yagpt.")),
    Step(
        QT_TRANSLATE_NOOP(
            "KeySteps",
            "Press “Add role” there and choose ai.languageModels.user: it permits asking and nothing else.",
        ),
        SERVICE_ACCOUNTS,
        QT_TRANSLATE_NOOP("KeySteps", "Open the page"),
        aspect=Aspect.ROLE,
    ),
    Step(QT_TRANSLATE_NOOP("KeySteps", "Press “Create” and open the account that appeared in the list.")),
    Step(
        QT_TRANSLATE_NOOP(
            "KeySteps",
            "Press “Create new key”, “Create API key”, and choose the scope yc.ai.languageModels.execute.",
        )
    ),
    Step(
        QT_TRANSLATE_NOOP(
            "KeySteps",
            "Copy the secret key, which is shown only once, and paste it into the field “API key”.",
        ),
        button=_PASTE,
        aspect=Aspect.KEY,
        field=Field.SECRET,
    ),
)


def verdicts(error: errors.YaGptError | None) -> dict[Aspect, bool]:
    """Return what a check of the key has proved, right or wrong; nothing for what says nothing."""
    match error:
        case None | errors.QuotaExceeded():
            return dict.fromkeys(Aspect, True)
        case errors.BillingInactive():
            return {Aspect.KEY: True, Aspect.BILLING: False}
        case errors.AccessDenied():
            return {Aspect.KEY: True, Aspect.ROLE: False}
        case errors.FolderUnknown():
            return {Aspect.KEY: True, Aspect.FOLDER: False}
        case errors.CredentialRejected() | errors.CredentialMalformed():
            return {Aspect.KEY: False}
    return {}
