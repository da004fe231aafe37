"""What ``yagpt-desktop diagnose`` finds out; never a secret or a message."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from yagpt_desktop import __version__
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.wiring import Wiring
from yagpt_desktop.yandex.probe import Probe, probe_endpoints

_PACKAGES = ("PySide6-Essentials", "grpcio", "protobuf", "httpx", "keyring")
_PROBE_ID = "diagnose"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The findings.

    Attributes:
        versions: Of the program, the language and the libraries.
        keyring: The keyring's name.
        keyring_error: Why it does not answer; None where it does.
    """

    versions: dict[str, str]
    keyring: str
    keyring_error: YaGptError | None
    endpoints: tuple[Probe, ...]


def diagnosed(wiring: Wiring, cancel: CancelToken) -> Diagnosis:
    """Ask the keyring and connect to every endpoint.  Blocks.

    Raises:
        Cancelled: Nothing else.
    """
    return Diagnosis(
        versions=versions(),
        keyring=_keyring_title(wiring),
        keyring_error=_keyring_error(wiring),
        endpoints=probe_endpoints(wiring.config, cancel),
    )


def versions() -> dict[str, str]:
    """Return the versions that decide how the program behaves."""
    found = {"yagpt-desktop": __version__, "Python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:  # a frozen program may leave the names of its packages behind
            found[package] = "?"
    libc = " ".join(part for part in platform.libc_ver() if part)
    found["system"] = " ".join(part for part in (platform.platform(), libc) if part)
    return found


def saved_accounts(settings: Settings, origin: str) -> list[tuple[str, str, bool]]:
    """Return kind, folder and whether it fits these endpoints, of each account."""
    return [
        (account.kind.value, account.folder_id, account.origin == origin) for account in settings.accounts
    ]


def _keyring_title(wiring: Wiring) -> str:
    return wiring.keyring_title


def _keyring_error(wiring: Wiring) -> YaGptError | None:
    try:
        wiring.vault.keyring.load(_PROBE_ID)
    except YaGptError as error:
        return error
    return None
