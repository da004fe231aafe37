"""What both doors, the window and the terminal, build on: profile, configuration, secrets, clients, demo."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from yagpt_desktop.domain.account import Access, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.desktop_ports import Verb
from yagpt_desktop.domain.iam import Cloud, Folder, FolderSource, IamClient, IamToken
from yagpt_desktop.domain.ports import CompletionClient, SettingsStore
from yagpt_desktop.domain.proxy import NetworkWish, ProxyInForce
from yagpt_desktop.domain.text_ports import TextStore
from yagpt_desktop.services.connection import Connections
from yagpt_desktop.services.credential_source import CredentialDesk
from yagpt_desktop.services.prices import PriceFault, take_prices
from yagpt_desktop.services.proxy_login import ProxyLogin
from yagpt_desktop.storage.config_file import UnknownKey, load_config
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.storage.keyring_door import KeyringDoor
from yagpt_desktop.storage.keyring_store import KeyringSecretStore
from yagpt_desktop.storage.price_file import PriceFile
from yagpt_desktop.storage.profile import Profile
from yagpt_desktop.storage.profile import open_profile as open_folder
from yagpt_desktop.storage.secret_vault import SecretVault
from yagpt_desktop.storage.settings_file import JsonSettingsStore
from yagpt_desktop.storage.token_cache import KeyringTokenCache
from yagpt_desktop.storage.yc_tool import YcCommand
from yagpt_desktop.workers.alarm import ThreadAlarm
from yagpt_desktop.workers.aside import ThreadAside
from yagpt_desktop.workers.heartbeat import Heartbeat
from yagpt_desktop.workers.limited import Limited, LimitedSecretStore

if TYPE_CHECKING:
    from yagpt_desktop.simulator.service import LocalService
    from yagpt_desktop.yandex.policy import NetworkPolicy

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
        offered: A whole path: an archive that the window is to ask about; None for none.
        verb: What the window is to do at once; None for nothing but to be there.
        in_tray: Begin in the tray, where there is one.
    """

    profile: Path | None = None
    config: Path | None = None
    demo: bool = False
    offered: Path | None = None
    verb: Verb | None = None
    in_tray: bool = False


@dataclass(frozen=True, slots=True)
class GivenAccess:
    """A credential or a folder that options or the environment name; each stands above the account's own."""

    credential: Credential | None = None
    folder_id: str = ""

    @property
    def whole(self) -> Access | None:
        """The access, where both parts were given."""
        return Access(self.credential, self.folder_id) if self.credential and self.folder_id else None


class LateNetwork:
    """Makes the session's one ``NetworkPolicy`` when it is first needed: it loads the TLS library.

    Any thread.  Begins with the settings on disk, unless others were given before.
    """

    def __init__(self, config: Config, settings_store: SettingsStore, login: ProxyLogin) -> None:
        self.login = login
        self._config = config
        self._settings_store = settings_store
        self._lock = threading.Lock()
        self._wish: NetworkWish | None = None
        self._policy: NetworkPolicy | None = None

    def policy(self) -> NetworkPolicy:
        """Return the policy.  Reads the disk the first time."""
        from yagpt_desktop.yandex.policy import NetworkPolicy  # noqa: PLC0415

        with self._lock:
            if self._policy is None:
                wish = self._wish or self._settings_store.load().network_wish
                self._policy = NetworkPolicy(
                    self._config.network, wish, self.login.password, aside=ThreadAside()
                )
            return self._policy

    def follow(self, wish: NetworkWish) -> None:
        """Obey these settings from the next call on.  Never blocks for long."""
        with self._lock:
            self._wish, policy = wish, self._policy
        if policy is not None:
            policy.follow(wish)

    def renew(self, *, slept: bool = False) -> None:
        """Have the next call connect anew; ``slept`` ends the calls under way."""
        policy = self._policy
        if policy is not None:
            policy.renew(slept=slept)

    def wake(self) -> None:
        """Answer to the end of a sleep."""
        self.renew(slept=True)

    def in_force(self) -> ProxyInForce:
        """Look which proxy leads to the service now.  May read the system's settings."""
        from yagpt_desktop.yandex.network import rest_target  # noqa: PLC0415

        return self.policy().proxy_in_force(rest_target(self._config.endpoints.rest))

    def keep_password(self, address: str, user: str, password: str) -> None:
        """Keep a proxy's password in the keyring and use it from the next call on; "" forgets it.

        Raises:
            StorageError: The keyring does not take it; it is used in this session all the same.
        """
        try:
            self.login.keep(address, user, password)
        finally:
            self.renew()

    def count_certificates(self, path: str) -> int:
        """Return how many certificates a file holds.

        Raises:
            ConfigurationInvalid: None, or something else.
        """
        from yagpt_desktop.yandex.trust_roots import count_roots  # noqa: PLC0415

        return count_roots(path)[1]


class LateCloud:
    """An ``IamClient`` and ``FolderSource`` that loads the HTTP library only when it is asked something."""

    def __init__(self, config: Config, alarm: ThreadAlarm, network: LateNetwork) -> None:
        self._config = config
        self._alarm = alarm
        self._network = network

    @cached_property
    def _parts(self) -> tuple[IamClient, FolderSource]:
        from yagpt_desktop.yandex.folder_client import FolderRestClient  # noqa: PLC0415
        from yagpt_desktop.yandex.iam import IamRestClient  # noqa: PLC0415
        from yagpt_desktop.yandex.server_clock import ServerClock  # noqa: PLC0415

        clock, policy = ServerClock(), self._network.policy()
        return (
            IamRestClient(self._config, self._alarm, clock, policy),
            FolderRestClient(self._config, self._alarm, clock, policy=policy),
        )

    def exchange_oauth(self, oauth_token: str, cancel: CancelToken) -> IamToken:
        """See the port."""
        return self._parts[0].exchange_oauth(oauth_token, cancel)

    def exchange_key(self, key_json: str, cancel: CancelToken) -> IamToken:
        """See the port."""
        return self._parts[0].exchange_key(key_json, cancel)

    def revoke(self, token: str, cancel: CancelToken) -> None:
        """See the port."""
        self._parts[0].revoke(token, cancel)

    def clouds(self, token: str, cancel: CancelToken) -> tuple[Cloud, ...]:
        """See the port."""
        return self._parts[1].clouds(token, cancel)

    def folders(self, token: str, cloud_id: str, cancel: CancelToken) -> tuple[Folder, ...]:
        """See the port."""
        return self._parts[1].folders(token, cloud_id, cancel)


@dataclass(slots=True)
class Wiring:
    """The parts of one start, ready to be joined.  ``close`` lets go of what runs.

    Attributes:
        config: What is in force; in the demo every endpoint leads to the local service.
        own_config: What the configuration says, whether the demo runs or not.
        unknown_keys: What the configuration holds beside what we know; to be told, not to stop for.
        tokens: Keeps IAM tokens beside the credentials they came from.
        network: Decides the way to the configured endpoints.
        cloud: Exchanges credentials and lists folders, at the configured endpoints.
        yc: Yandex Cloud's own command line.
        keyring_title: The name of this platform's keyring, for people.
        prices: The person's own table of prices.
        price_fault: Why it is not in force; None where it is, or there is none.
        chats: The history; nothing of it is opened before its first call.
        demo: The local service; None outside the demo.
    """

    profile: Profile
    own_config: Config
    unknown_keys: tuple[UnknownKey, ...]
    settings_store: JsonSettingsStore
    vault: SecretVault
    tokens: KeyringTokenCache
    alarm: ThreadAlarm
    network: LateNetwork
    cloud: LateCloud
    yc: YcCommand
    keyring_title: str
    chats: History
    prices: PriceFile
    price_fault: PriceFault | None = None
    demo: LocalService | None = None
    config_path: Path | None = None
    heartbeat: Heartbeat | None = None

    @property
    def texts(self) -> TextStore:
        """Runs of the text tools, glossary and kept words: in the history's file, on its thread."""
        return self.chats.texts

    @property
    def config(self) -> Config:
        """The configuration in force."""
        if self.demo is None:
            return self.own_config
        return replace(self.own_config, endpoints=self.demo.endpoints)

    def connections(self, fixed: Access | None = None) -> Connections:
        """Return the clients of this session; ``fixed`` stands above every account, the demo above that."""
        if self.demo is not None:
            return self._connections(self.config, self.demo.demo_access)
        return self.own_connections(fixed)

    def own_connections(self, fixed: Access | None = None) -> Connections:
        """Return clients that speak to the configured endpoints, whether the demo runs or not."""
        return self._connections(self.own_config, fixed)

    def watch_network(self) -> None:
        """Connect anew after every sleep and in every other network, until ``close``."""
        if self.heartbeat is None:
            self.heartbeat = Heartbeat(self.network.wake, self.network.renew)
            self.heartbeat.start()

    def start_demo(self) -> None:
        """Start the local service, if it does not run; takes half a second, any thread."""
        if self.demo is None:
            self.demo = _started_demo()

    def stop_demo(self) -> None:
        """End the local service."""
        demo, self.demo = self.demo, None
        if demo is not None:
            demo.stop()

    def close(self) -> None:
        """End the demo, the heartbeat and the alarm; a second call changes nothing."""
        self.stop_demo()
        if self.heartbeat is not None:
            self.heartbeat.close()
        self.alarm.close()

    def _connections(self, config: Config, fixed: Access | None) -> Connections:
        def open_one(access: Access, transport: Transport) -> CompletionClient:
            # gRPC takes a while to load; a start that shows help or a window does not wait for it.
            from yagpt_desktop.yandex.client import open_client  # noqa: PLC0415

            # The demo is on this computer: it neither has a way to decide nor one to learn about.
            policy = self.network.policy() if config is self.own_config else None
            return open_client(access, transport, config, self.alarm, policy)

        desk = CredentialDesk(self.cloud, self.yc, self.tokens, self.alarm)
        return Connections(open_one, self.vault, config.endpoints.origin, fixed, desk)


def open_profile(options: StartOptions, environ: Mapping[str, str] = os.environ) -> Wiring:
    """Build the parts.  Reads the disk, starts the demo's service; the keyring is not touched yet.

    Raises:
        StorageError: The profile's folder cannot be made.
        InputUnreadable, ConfigurationInvalid: The configuration cannot be used.
    """
    profile = open_folder(options.profile, environ)
    loaded = load_config(options.config, environ, profile)
    demo = _started_demo() if options.demo else None
    door, alarm = KeyringDoor(), ThreadAlarm()
    limited = Limited(door)
    vault = SecretVault(LimitedSecretStore(KeyringSecretStore(door), limited))
    settings_store = JsonSettingsStore(profile.settings_file)
    network = LateNetwork(loaded.config, settings_store, ProxyLogin(vault))
    prices = PriceFile(profile.prices_file)
    return Wiring(
        profile=profile,
        own_config=loaded.config,
        unknown_keys=loaded.unknown_keys,
        settings_store=settings_store,
        vault=vault,
        tokens=KeyringTokenCache(door, limited.run),
        alarm=alarm,
        network=network,
        cloud=LateCloud(loaded.config, alarm, network),
        yc=YcCommand(),
        keyring_title=door.title,
        chats=History(profile.history_file, Backups(profile.backups)),
        prices=prices,
        price_fault=take_prices(prices),
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
