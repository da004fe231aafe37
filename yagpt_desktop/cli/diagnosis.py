"""What ``yagpt-desktop diagnose`` finds out; never a secret or a message."""

from __future__ import annotations

from dataclasses import dataclass

from yagpt_desktop.app.findings import diagnosis_of, versions
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.diagnosis import Finding, Topic
from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.wiring import Wiring


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The findings.

    Attributes:
        versions: Of the program, the language and the libraries.
        keyring: The keyring's name.
        keyring_error: Why it does not answer; None where it does.
        network: Proxy, roots and clock.
    """

    versions: dict[str, str]
    keyring: str
    keyring_error: YaGptError | None
    endpoints: tuple[Finding, ...]
    network: tuple[Finding, ...]


def diagnosed(wiring: Wiring, cancel: CancelToken) -> Diagnosis:
    """Ask the keyring and connect to every endpoint.  Blocks.

    Raises:
        Cancelled: Nothing else.
    """
    found = list(diagnosis_of(wiring)(cancel))
    (keyring,) = (finding for finding in found if finding.topic is Topic.KEYRING)
    return Diagnosis(
        versions=versions(),
        keyring=keyring.value,
        keyring_error=keyring.error,
        endpoints=tuple(finding for finding in found if finding.topic is Topic.ENDPOINT),
        network=tuple(finding for finding in found if finding.topic in {Topic.NETWORK, Topic.CLOCK}),
    )


def saved_accounts(settings: Settings, origin: str) -> list[tuple[str, str, bool]]:
    """Return kind, folder and whether it fits these endpoints, of each account."""
    return [
        (account.kind.value, account.folder_id, account.origin == origin) for account in settings.accounts
    ]
