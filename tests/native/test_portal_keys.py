"""Keys granted by a portal: a made-up one speaks its protocol over a real bus.

After the interface's description of org.freedesktop.portal.GlobalShortcuts, version 1.
"""

from __future__ import annotations

import pytest
from jeepney import DBusAddress, HeaderFields, new_error, new_method_call, new_method_return, new_signal

from yagpt_desktop.domain.desktop_ports import Obstacle, Verb
from yagpt_desktop.domain.key_combination import KeyCombination
from yagpt_desktop.native.bus_line import BusLine, member_of
from yagpt_desktop.native.portal_keys import PORTAL, PORTAL_PATH, REQUEST, SHORTCUTS, PortalKeys, trigger_of

BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
KEYS = KeyCombination("Space", ctrl=True, alt=True)


class Portal:
    """Grants what it is told to."""

    def __init__(self, line: BusLine, *, grants: bool = True) -> None:
        self.line = line
        self.grants = grants
        self.bound: list[tuple[str, dict[str, tuple[str, str]]]] = []
        self.session = ""
        self.closed: list[str] = []
        line.listen(self._on_message)
        line.send(new_method_call(BUS, "RequestName", "su", (PORTAL, 0)))

    def _on_message(self, message):
        path, interface, member = member_of(message)
        sender = message.header.fields[HeaderFields.sender].removeprefix(":").replace(".", "_")
        if interface == SHORTCUTS and member in {"CreateSession", "BindShortcuts"}:
            token = message.body[-1]["handle_token"][1]
            request = f"{PORTAL_PATH}/request/{sender}/{token}"
            self.line.send(new_method_return(message, "o", (request,)))
            results = {}
            if member == "CreateSession":
                self.session = f"{PORTAL_PATH}/session/{sender}/{token}"
                results["session_handle"] = ("s", self.session)
            else:
                self.bound = message.body[1]
                results["shortcuts"] = ("a(sa{sv})", self.bound if self.grants else [])
            self.line.send(
                new_signal(DBusAddress(request, interface=REQUEST), "Response", "ua{sv}", (0, results))
            )
        elif member == "Close":
            self.closed.append(path)
        elif member == "Register":
            self.line.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))

    def press(self, verb: Verb, session: str = "") -> None:
        """Tell of a key."""
        body = (session or self.session, verb.value, 7, {})
        address = DBusAddress(PORTAL_PATH, interface=SHORTCUTS)
        self.line.send(new_signal(address, "Activated", "osta{sv}", body))


@pytest.fixture
def told():
    """What was pressed and what was answered."""
    return {"pressed": [], "answered": []}


def listening(line, told) -> PortalKeys:
    keys = PortalKeys(line)
    keys.listen(
        told["pressed"].append,
        lambda: None,
        lambda verb, obstacle: told["answered"].append((verb, obstacle)),
    )
    return keys


def test_a_key_that_the_portal_grants_is_heard(line, until, owned, told):
    theirs, ours = line(), line()
    portal = Portal(theirs)
    owned(PORTAL, ours, theirs)
    keys = listening(ours, told)
    assert keys.take(Verb.QUICK, KEYS, "Quick window") is None
    until(lambda: told["answered"], ours, theirs)
    assert told["answered"] == [(Verb.QUICK, None)]
    name, details = portal.bound[0]
    assert name == "quick"
    assert details["preferred_trigger"] == ("s", "CTRL+ALT+space")
    assert details["description"] == ("s", "Quick window")
    portal.press(Verb.QUICK, session="/another/session")
    portal.press(Verb.QUICK)
    until(lambda: told["pressed"], ours, theirs)
    assert told["pressed"] == [Verb.QUICK]


def test_another_key_makes_another_session_and_closes_the_one_before(line, until, owned, told):
    theirs, ours = line(), line()
    portal = Portal(theirs)
    owned(PORTAL, ours, theirs)
    keys = listening(ours, told)
    keys.take(Verb.QUICK, KEYS, "Quick window")
    until(lambda: told["answered"], ours, theirs)
    first = portal.session
    keys.take(Verb.FIX_CLIPBOARD, KeyCombination("F9", meta=True), "Correct")
    until(lambda: len(told["answered"]) == 3, ours, theirs)
    assert portal.closed == [first]
    assert {name for name, _ in portal.bound} == {"quick", "fix-clipboard"}
    keys.give_back(Verb.QUICK)
    keys.give_back(Verb.FIX_CLIPBOARD)
    until(lambda: len(portal.closed) == 3, ours, theirs)


def test_a_refusal_is_told(line, until, owned, told):
    theirs, ours = line(), line()
    Portal(theirs, grants=False)
    owned(PORTAL, ours, theirs)
    listening(ours, told).take(Verb.QUICK, KEYS, "")
    until(lambda: told["answered"], ours, theirs)
    assert told["answered"] == [(Verb.QUICK, Obstacle.REFUSED)]


def test_a_desktop_without_a_portal_is_told(line, until, told):
    ours = line()
    keys = listening(ours, told)
    keys.take(Verb.QUICK, KEYS, "")
    until(lambda: told["answered"], ours)
    assert told["answered"] == [(Verb.QUICK, Obstacle.NO_PORTAL)]
    assert keys.follow_double_copy(wanted=True) is Obstacle.WAYLAND


def test_triggers_are_written_as_the_specification_says():
    assert trigger_of(KeyCombination("A", meta=True, shift=True)) == "SHIFT+LOGO+a"
