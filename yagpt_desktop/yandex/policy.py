"""The one place that decides how to get to a service: proxy and trust roots, for both transports."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from yagpt_desktop.domain.config import Network, is_loopback
from yagpt_desktop.domain.errors import (
    ConfigurationInvalid,
    Expected,
    ProxyUnsupported,
    SecretStoreSilent,
    YaGptError,
)
from yagpt_desktop.domain.ports import Aside
from yagpt_desktop.domain.proxy import NetworkWish, ProxyInForce, ProxyMode, ProxySource

from .network import Route, Target, host_and_port, split_address
from .sleep_bell import SleepBell
from .system_proxy import SystemProxy, is_exempt, system_proxy
from .transport_memory import TransportMemory
from .trust_roots import roots_pem

LOOK_AGAIN_S: Final = 30.0
"""So long the system's own settings are taken for unchanged."""

DECISION_S: Final = 150.0
"""So long a decision may take; a window of the keyring may wait for the person most of that."""

PasswordOf = Callable[[str, str], str]
"""Returns the password for ``host:port`` and a name, "" for none; may block on the keyring."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """Who decided, and what: a URL or ``host:port``; "" for the straight way."""

    source: ProxySource
    wish: str
    system: SystemProxy | None = None


def _no_password(_address: str, _user: str) -> str:
    return ""


class NetworkPolicy:
    """Decides for every client of one session.  Any thread.

    ``config.toml`` stands above the person's settings, those above the system's.  Both may change while
    clients live: each call asks anew.

    Attributes:
        aside: Looks up names and asks the keyring where nobody has to wait for them.
        bell: Wakes the calls that slept together with the computer.
        transports: What this session has learnt about its transports.
    """

    def __init__(
        self,
        network: Network | None = None,
        wish: NetworkWish | None = None,
        password_of: PasswordOf = _no_password,
        look: Callable[[], SystemProxy] = system_proxy,
        aside: Aside | None = None,
    ) -> None:
        """Take what decides; without an ``aside`` a slow name cannot be given up."""
        self._network = network or Network()
        self._wish = wish or NetworkWish()
        self._password_of = password_of
        self._look = look
        self._lock = threading.Lock()
        self._generation = 0
        self._seen: tuple[float, SystemProxy] | None = None
        self.aside = aside
        self.bell = SleepBell()
        self.transports = TransportMemory()

    @property
    def limits(self) -> Network:
        """How long to wait."""
        return self._network

    @property
    def generation(self) -> int:
        """Grows when connections made before are not to be used any more."""
        return self._generation

    @property
    def ca_file(self) -> str:
        """The additional roots in force; "" for none."""
        return self._network.ca_file or self._wish.ca_file

    def follow(self, wish: NetworkWish) -> None:
        """Obey other settings of the person from the next call on.  Never blocks."""
        with self._lock:
            if wish == self._wish:
                return
            self._wish = wish
        self.transports.forget()
        self.renew()

    def renew(self, *, slept: bool = False) -> None:
        """Have the next call connect anew; calls under way end with ``ComputerSlept`` where it slept."""
        with self._lock:
            self._generation += 1
            self._seen = None
        self.transports.doubt()
        if slept:
            self.bell.ring()

    def route_to(self, target: Target) -> Route:
        """Decide the way to ``target``.  Loopback never goes through a proxy.

        Blocks: reads roots and the system's settings, and asks the keyring where a proxy wants a password.

        Raises:
            ProxyUnsupported: SOCKS, or a proxy that is itself spoken to through TLS.
            ConfigurationInvalid: The proxy's address or the file of roots cannot be used.
            StorageError: The keyring does not give the proxy's password.
        """
        roots = roots_pem(self.ca_file)
        if is_loopback(target.address):
            return Route(None, roots)
        choice = self._choice(target)
        if not choice.wish:
            return Route(None, roots, has_script=choice.system is not None and choice.system.has_script)
        host_port, login = checked_proxy(choice.wish)
        return Route(f"http://{self._login(host_port, login)}{host_port}", roots)

    def way_to(self, target: Target, check: Callable[[], object]) -> Route:
        """Decide as :meth:`route_to`; the wait for keyring and settings ends where ``check`` raises.

        Raises:
            SecretStoreSilent: Nothing was decided for minutes, or too many others wait already.
        """
        check()
        if self.aside is None or is_loopback(target.address):
            return self.route_to(target)
        try:
            return self.aside.run(partial(self.route_to, target), DECISION_S, check)
        except TimeoutError as error:
            raise SecretStoreSilent("the way was not decided in time") from error

    def proxy_in_force(self, target: Target) -> ProxyInForce:
        """Return what :meth:`route_to` decides, to be shown; asks nobody for a password."""
        choice = _Choice(ProxySource.SYSTEM, "") if is_loopback(target.address) else self._choice(target)
        if not choice.wish:
            has_script = choice.system is not None and choice.system.has_script
            return ProxyInForce(choice.source, has_script=has_script)
        try:
            host_port, login = checked_proxy(choice.wish)
        except (ProxyUnsupported, ConfigurationInvalid):
            return ProxyInForce(choice.source, _without_login(choice.wish))
        return ProxyInForce(choice.source, host_port, _user_of(login) or self._wish.proxy_user)

    def trouble_with_proxy(self, target: Target) -> YaGptError | None:
        """Return why the proxy in force cannot be used at all; None where it can, or there is none."""
        wish = self._choice(target).wish
        try:
            if wish:
                checked_proxy(wish)
        except (ProxyUnsupported, ConfigurationInvalid) as error:
            return error
        return None

    def _choice(self, target: Target) -> _Choice:
        written = self._network.proxy.strip()
        if written:
            decided = written if written in {"system", "none"} else "manual"
            source, address = ProxySource.ADMINISTRATOR, written
        else:
            decided, address = self._wish.proxy_mode.value, self._wish.proxy_address.strip()
            source = ProxySource.PERSON
        if decided == ProxyMode.NONE.value:
            return _Choice(source, "")
        if decided == ProxyMode.MANUAL.value:
            # gRPC obeys no_proxy in any case, so both transports do.
            return _Choice(source, "" if is_exempt(target) else address)
        system = self._system()
        if is_exempt(target, system.exempt):
            system = replace(system, address="", has_script=False)
        return _Choice(ProxySource.SYSTEM, system.address, system)

    def _system(self) -> SystemProxy:
        with self._lock:
            seen = self._seen
        if seen is None or time.monotonic() - seen[0] > LOOK_AGAIN_S:
            # Outside the lock: it may take as long as a process.
            seen = (time.monotonic(), self._look())
            with self._lock:
                self._seen = seen
        return seen[1]

    def _login(self, host_port: str, login: str) -> str:
        """Return what stands before the address, percent-encoded and with its ``@``; "" for nothing."""
        user, colon, _ = login.partition(":")
        if colon:
            return f"{login}@"
        # A name in the address asks for its own password; without one the person's name is taken.
        name = unquote(user) or self._wish.proxy_user
        if not name:
            return ""
        password = self._password_of(host_port, name)
        # gRPC would otherwise send a name without the colon that belongs behind it.
        return f"{quote(name, safe='')}:{quote(password, safe='')}@"


def checked_proxy(wish: str) -> tuple[str, str]:
    """Return ``host:port`` of a proxy and the login before it, as it is written there.

    Raises:
        ProxyUnsupported: SOCKS, or a proxy that is itself spoken to through TLS.
        ConfigurationInvalid: It is no address.
    """
    # The wish itself may hold a password and stays out of the error.
    wrong = ConfigurationInvalid("no proxy address", key="network.proxy", expected=Expected.PROXY)
    parts = split_address(wish if "://" in wish else f"http://{wish}", wrong)
    if parts.scheme.lower() != "http":
        raise ProxyUnsupported(f"a proxy of the kind {parts.scheme}")
    host, port = host_and_port(parts, 80, wrong)
    login, at, _ = parts.netloc.rpartition("@")
    if at and not all("!" <= sign <= "~" for sign in login):
        raise wrong
    return Target(host, port, tls=False).address, login


def _user_of(login: str) -> str:
    return unquote(login.partition(":")[0])


def _without_login(wish: str) -> str:
    try:
        parts = urlsplit(wish if "://" in wish else f"http://{wish}")
    except ValueError:
        return ""
    place = parts.netloc.rpartition("@")[2]
    return place if parts.scheme == "http" else f"{parts.scheme}://{place}"
