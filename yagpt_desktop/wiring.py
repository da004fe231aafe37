"""What both doors, the window and the terminal, build on: profile, configuration, secrets, clients, demo."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from yagpt_desktop.domain.account import Access, Credential, CredentialKind
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.ports import ClientFactory
from yagpt_desktop.services.connection import Connections
from yagpt_desktop.storage.config_file import LoadedConfig, UnknownKey, load_config
from yagpt_desktop.storage.memory_chats import MemoryChatStore
from yagpt_desktop.storage.profile import Profile
from yagpt_desktop.storage.profile import open_profile as open_folder
from yagpt_desktop.storage.secret_vault import SecretVault, open_secret_vault
from yagpt_desktop.storage.settings_file import JsonSettingsStore
from yagpt_desktop.workers.alarm import ThreadAlarm

if TYPE_CHECKING:
    from yagpt_desktop.simulator.service import LocalService

# The first that is set wins, as in Yandex Cloud's own SDK.
_SECRET_VARIABLES = (("YC_API_KEY", CredentialKind.API_KEY), ("YC_IAM_TOKEN", CredentialKind.IAM_TOKEN))
_FOLDER_VARIABLE = "YC_FOLDER_ID"


@dataclass(frozen=True, slots=True)
class StartOptions:
    """What the command line says before anything is opened.

    Attributes:
        profile: ``--profile``.
        config: ``--config``.
        demo: Speak to the embedded local service alone.
    """

    profile: Path | None = None
    config: Path | None = None
    demo: bool = False


@dataclass(frozen=True, slots=True)
class GivenAccess:
    """A credential or a folder that options or the environment name; each stands above the account's own."""

    credential: Credential | None = None
    folder_id: str = ""

    @property
    def whole(self) -> Access | None:
        """The access, where both parts were given."""
        return Access(self.credential, self.folder_id) if self.credential and self.folder_id else None


@dataclass(slots=True)
class Wiring:
    """The parts of one start, ready to be joined.  ``close`` lets go of what runs.

    Attributes:
        unknown_keys: What the configuration holds beside what we know; to be told, not to stop for.
        demo: The local service that every endpoint of ``config`` leads to; None outside the demo.
    """

    profile: Profile
    config: Config
    unknown_keys: tuple[UnknownKey, ...]
    settings_store: JsonSettingsStore
    vault: SecretVault
    alarm: ThreadAlarm
    demo: LocalService | None = None
    chats: MemoryChatStore = field(default_factory=MemoryChatStore)
    config_path: Path | None = None

    @property
    def client_factory(self) -> ClientFactory:
        """Makes clients for this configuration."""
        # gRPC takes a while to load; a start that shows help or a window does not wait for it.
        from yagpt_desktop.yandex.client import open_client  # noqa: PLC0415

        return partial(open_client, config=self.config, alarm=self.alarm)

    def connections(self, fixed: Access | None = None) -> Connections:
        """Return the clients of this session.

        ``fixed`` stands above every account, and the demo's own access above that.
        """
        fixed = fixed if self.demo is None else self.demo.demo_access
        return Connections(self.client_factory, self.vault, self.config.endpoints.origin, fixed)

    def close(self) -> None:
        """End the demo and the alarm; a second call changes nothing."""
        if self.demo is not None:
            self.demo.stop()
        self.alarm.close()


def open_profile(options: StartOptions, environ: Mapping[str, str] = os.environ) -> Wiring:
    """Build the parts.  Reads the disk, starts the demo's service; the keyring is not touched yet.

    Raises:
        StorageError: The profile's folder cannot be made.
        InputUnreadable, ConfigurationInvalid: The configuration cannot be used.
    """
    profile = open_folder(options.profile, environ)
    loaded = load_config(options.config, environ, profile)
    demo = _started_demo() if options.demo else None
    return Wiring(
        profile=profile,
        config=_config_of(loaded, demo),
        unknown_keys=loaded.unknown_keys,
        settings_store=JsonSettingsStore(profile.settings_file),
        vault=open_secret_vault(),
        alarm=ThreadAlarm(),
        demo=demo,
        config_path=loaded.path,
    )


def access_of_environment(environ: Mapping[str, str] = os.environ) -> GivenAccess:
    """Return what ``YC_API_KEY`` or ``YC_IAM_TOKEN``, and ``YC_FOLDER_ID``, give.

    Raises:
        CredentialMalformed: A secret that no secret can be.
    """
    secrets = ((environ.get(name, "").strip(), kind) for name, kind in _SECRET_VARIABLES)
    credential = next((Credential.cleaned(kind, secret) for secret, kind in secrets if secret), None)
    return GivenAccess(credential, environ.get(_FOLDER_VARIABLE, "").strip())


def _started_demo() -> LocalService:
    from yagpt_desktop.simulator.service import LocalService  # noqa: PLC0415

    return LocalService().start()


def _config_of(loaded: LoadedConfig, demo: LocalService | None) -> Config:
    return loaded.config if demo is None else replace(loaded.config, endpoints=demo.endpoints)
