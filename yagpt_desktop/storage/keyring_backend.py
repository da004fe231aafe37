"""The one keyring backend of this platform, chosen by us and by nobody else.

``keyring``'s own choice reads environment variables and a file that can put any code of any folder into our
process, or quietly take a backend that writes plain text or nothing.  It is never asked.
"""

from __future__ import annotations

import importlib
import os
import sys
from dataclasses import dataclass
from typing import Protocol

from yagpt_desktop.domain.errors import SecretStoreMissing

_STEERING = ("PYTHON_KEYRING_BACKEND", "KEYCHAIN_PATH")
_STEERING_PREFIX = "KEYRING_PROPERTY_"


class Backend(Protocol):
    """What we use of ``keyring.backend.KeyringBackend``."""

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """Write, over what is there."""
        ...

    def get_password(self, service: str, username: str, /) -> str | None:
        """Read; None where there is nothing."""
        ...

    def delete_password(self, service: str, username: str, /) -> None:
        """Delete; an error where there is nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """A backend of our list and its limits.

    Attributes:
        title: As people know it; a proper name, the same in every language.
        largest_utf16_units: What one entry holds; None where there is no limit worth naming.
        keeps_old_copy: An overwritten secret stays readable beside the new one until it is written twice.
    """

    title: str
    module: str
    name: str
    largest_utf16_units: int | None = None
    keeps_old_copy: bool = False


_CHOICES = {
    "linux": Choice("Secret Service", "yagpt_desktop.storage.secret_service", "ClosingKeyring"),
    "darwin": Choice("macOS Keychain", "keyring.backends.macOS", "Keyring"),
    # A credential's blob holds 2,560 bytes = 1,280 UTF-16 units; a margin is left.
    "win32": Choice(
        "Windows Credential Manager",
        "keyring.backends.Windows",
        "WinVaultKeyring",
        1_200,
        keeps_old_copy=True,
    ),
}


def choice_of(platform: str = sys.platform) -> Choice:
    """Return the backend for a platform; the free desktops of the BSDs have the Secret Service too."""
    return _CHOICES.get(platform, _CHOICES["linux"])


def open_backend(choice: Choice) -> Backend:
    """Make the backend.  Slow the first time (imports, D-Bus): worker threads only.

    Raises:
        SecretStoreMissing: Its libraries are not there.
    """
    for name in list(os.environ):
        if name in _STEERING or name.startswith(_STEERING_PREFIX):
            del os.environ[name]
    try:
        backend: Backend = getattr(importlib.import_module(choice.module), choice.name)()
    except Exception as error:
        raise SecretStoreMissing(f"{choice.title}: {type(error).__name__}") from error
    if choice.keeps_old_copy:
        backend.persist = "local machine"  # type: ignore[attr-defined]  # not roaming with a domain's profile
    return backend
