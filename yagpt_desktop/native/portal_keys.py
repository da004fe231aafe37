"""Global keys on Wayland: the desktop's portal grants them, and may ask the person first.

org.freedesktop.portal.GlobalShortcuts, version 1 (flatpak.github.io/xdg-desktop-portal).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, Final

from jeepney import DBusAddress, MatchRule, Message, MessageType, new_method_call

from yagpt_desktop.domain.desktop_ports import Obstacle, Verb
from yagpt_desktop.domain.key_combination import KeyCombination

from .bus_line import BusLine, member_of
from .key_table import KEYS

PORTAL: Final = "org.freedesktop.portal.Desktop"
PORTAL_PATH: Final = "/org/freedesktop/portal/desktop"
SHORTCUTS: Final = "org.freedesktop.portal.GlobalShortcuts"
REQUEST: Final = "org.freedesktop.portal.Request"
_REGISTRY: Final = "org.freedesktop.host.portal.Registry"
_APP_ID: Final = "yagpt-desktop"
_GRANTED: Final = 0
_BUS: Final = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")


def trigger_of(keys: KeyCombination) -> str:
    """Write a combination as the XDG specification of shortcuts does: ``CTRL+ALT+space``."""
    held = (("CTRL", keys.ctrl), ("ALT", keys.alt), ("SHIFT", keys.shift), ("LOGO", keys.meta))
    return "+".join([*(name for name, down in held if down), KEYS[keys.key].keysym])


def _nothing(*_told: object) -> None:
    pass


class PortalKeys:
    """Implements ``HotKeys``: every answer comes later, by ``on_answered``.

    The portal binds all keys of a session at once, so another session is made when one of them changes.
    """

    def __init__(self, line: BusLine) -> None:
        self._line = line
        self._wanted: dict[Verb, tuple[KeyCombination, str]] = {}
        self._session = ""
        self._round = 0
        self._waiting: dict[str, Callable[[int, dict[str, Any]], object]] = {}
        self._on_pressed: Callable[[Verb], object] = _nothing
        self._on_answered: Callable[[Verb, Obstacle | None], object] = _nothing
        line.listen(self._on_message)
        for rule in (
            MatchRule(type="signal", interface=SHORTCUTS, member="Activated"),
            MatchRule(type="signal", interface=REQUEST, member="Response"),
        ):
            line.send(new_method_call(_BUS, "AddMatch", "s", (rule.serialise(),)))
        # A program outside a sandbox names itself; portals before 1.20 know no such call, and need none.
        registry = DBusAddress(PORTAL_PATH, PORTAL, _REGISTRY)
        line.send(new_method_call(registry, "Register", "sa{sv}", (_APP_ID, {})))

    def take(self, verb: Verb, keys: KeyCombination, title: str) -> Obstacle | None:
        """See the port."""
        self._wanted[verb] = (keys, title)
        self._ask()
        return None

    def give_back(self, verb: Verb) -> None:
        """See the port."""
        if self._wanted.pop(verb, None) is not None:
            self._ask()

    def follow_double_copy(self, *, wanted: bool) -> Obstacle | None:
        """See the port: the clipboard of others cannot be listened to."""
        return Obstacle.WAYLAND if wanted else None

    def listen(
        self,
        on_pressed: Callable[[Verb], object],
        on_copied_twice: Callable[[], object],  # noqa: ARG002  nobody can hear of it here
        on_answered: Callable[[Verb, Obstacle | None], object],
    ) -> None:
        """See the port."""
        self._on_pressed, self._on_answered = on_pressed, on_answered

    def descriptors(self) -> Sequence[int]:
        """See the port."""
        return self._line.descriptors()

    def read(self) -> None:
        """See the port."""
        self._line.read()

    def close(self) -> None:
        """See the port."""
        self._line.close()

    def _ask(self) -> None:
        """Have a new session; whatever is still answered to an older one is not listened to."""
        self._round += 1
        # A session that is still being made must not live on unheard.
        self._waiting = dict.fromkeys(self._waiting, self._on_unwanted)
        self._close_session(self._session)
        self._session = ""
        if not self._wanted:
            return
        token = self._expect("session", self._on_session)
        options = {"handle_token": ("s", token), "session_handle_token": ("s", token)}
        self._call("CreateSession", "a{sv}", (options,))

    def _close_session(self, handle: str) -> None:
        if handle:
            session = DBusAddress(handle, PORTAL, "org.freedesktop.portal.Session")
            self._line.send(new_method_call(session, "Close"))

    def _on_unwanted(self, _code: int, results: dict[str, Any]) -> None:
        self._close_session(str(results.get("session_handle", ("s", ""))[1]))

    def _on_session(self, code: int, results: dict[str, Any]) -> None:
        handle = results.get("session_handle")
        if code != _GRANTED or handle is None:
            self._answer(Obstacle.REFUSED)
            return
        self._session = str(handle[1])
        token = self._expect("bind", self._on_bound)
        wanted = [
            (verb.value, {"description": ("s", title), "preferred_trigger": ("s", trigger_of(keys))})
            for verb, (keys, title) in self._wanted.items()
        ]
        arguments = (self._session, wanted, "", {"handle_token": ("s", token)})
        self._call("BindShortcuts", "oa(sa{sv})sa{sv}", arguments)

    def _on_bound(self, code: int, results: dict[str, Any]) -> None:
        bound = {name for name, _ in results.get("shortcuts", ("", []))[1]}
        for verb in self._wanted:
            granted = code == _GRANTED and verb.value in bound
            self._on_answered(verb, None if granted else Obstacle.REFUSED)

    def _call(self, method: str, signature: str, body: tuple[Any, ...]) -> None:
        shortcuts = DBusAddress(PORTAL_PATH, PORTAL, SHORTCUTS)
        this_round = self._round

        def on_answered(reply: tuple[Any, ...] | None) -> None:
            if reply is None and this_round == self._round:
                self._answer(Obstacle.NO_PORTAL)

        self._line.send(new_method_call(shortcuts, method, signature, body), on_answered)

    def _expect(self, what: str, then: Callable[[int, dict[str, Any]], object]) -> str:
        """Wait for the answer to a request; it is told at a path that both sides know beforehand."""
        token = f"yagpt_{os.getpid()}_{self._round}_{what}"
        sender = self._line.name.removeprefix(":").replace(".", "_")
        self._waiting[f"{PORTAL_PATH}/request/{sender}/{token}"] = then
        return token

    def _answer(self, obstacle: Obstacle) -> None:
        for verb in self._wanted:
            self._on_answered(verb, obstacle)

    def _on_message(self, message: Message) -> None:
        if message.header.message_type is not MessageType.signal:
            return
        path, interface, member = member_of(message)
        if interface == REQUEST and member == "Response" and path in self._waiting:
            self._waiting.pop(path)(int(message.body[0]), dict(message.body[1]))
        elif interface == SHORTCUTS and member == "Activated" and message.body[0] == self._session:
            verb = next((verb for verb in self._wanted if verb.value == message.body[1]), None)
            if verb is not None:
                self._on_pressed(verb)
