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
        largest_utf16_units: What one entry of ours holds; None where a value is never split.
        asks_unseen: The system may open a window at any call, and nothing tells us that it did.
        persistence: Where the entries live, for a keyring that asks.
    """

    title: str
    module: str
    name: str
    largest_utf16_units: int | None = None
    asks_unseen: bool = False
    persistence: str = ""


# A Windows credential's blob holds 2,560 bytes = 1,280 UTF-16 units; a margin is left.  The free desktops
# have no limit, but the same way there is the same way tried.
_ONE_ENTRY = 1_200

_CHOICES = {
    "linux": Choice("Secret Service", "yagpt_desktop.storage.secret_service", "ClosingKeyring", _ONE_ENTRY),
    # Each entry may cost the person one window of the system, so nothing is split.
    "darwin": Choice("macOS Keychain", "keyring.backends.macOS", "Keyring", asks_unseen=True),
    "win32": Choice(
        "Windows Credential Manager",
        "keyring.backends.Windows",
        "WinVaultKeyring",
        _ONE_ENTRY,
        persistence="local machine",  # not roaming with a domain's profile
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
    if choice.persistence:
        backend.persist = choice.persistence  # type: ignore[attr-defined]
    return backend
