"""The door on the session's bus, knocked at over a real one."""

from __future__ import annotations

import pytest
from jeepney import DBusAddress, new_method_call

from yagpt_desktop.domain.desktop_ports import Verb
from yagpt_desktop.native.bus_door import BUS_NAME, METHODS, PATH, BusDoor
from yagpt_desktop.native.bus_line import BusLine

OURS = DBusAddress(PATH, BUS_NAME, BUS_NAME)


def test_every_verb_can_be_asked_for():
    assert set(METHODS.values()) == set(Verb)


@pytest.mark.parametrize(("method", "verb"), METHODS.items())
def test_a_method_asks_for_its_verb_and_is_answered(line, until, owned, method, verb):
    ours, theirs = line(), line()
    asked, replies = [], []
    BusDoor(ours).open(asked.append)
    owned(BUS_NAME, theirs, ours)
    theirs.send(new_method_call(OURS, method), replies.append)
    until(lambda: replies, ours, theirs)
    assert asked == [verb]
    assert replies == [()]


def test_what_is_no_verb_is_refused_and_does_nothing(line, until, owned):
    ours, theirs = line(), line()
    asked, replies = [], []
    BusDoor(ours).open(asked.append)
    owned(BUS_NAME, theirs, ours)
    theirs.send(new_method_call(OURS, "Quit"), replies.append)
    theirs.send(new_method_call(DBusAddress("/", BUS_NAME, BUS_NAME), "Show"), replies.append)
    until(lambda: len(replies) == 2, ours, theirs)
    assert replies == [None, None]
    assert asked == []


def test_a_desktop_may_look_what_there_is(line, until, owned):
    ours, theirs = line(), line()
    replies = []
    BusDoor(ours).open(bool)
    owned(BUS_NAME, theirs, ours)
    for path in ("/", "/yagpt", PATH):
        address = DBusAddress(path, BUS_NAME, "org.freedesktop.DBus.Introspectable")
        theirs.send(new_method_call(address, "Introspect"), replies.append)
    until(lambda: len(replies) == 3, ours, theirs)
    assert "FixClipboard" in replies[2][0]
    assert 'name="yagpt"' in replies[0][0]


def test_a_second_window_gets_the_door_when_the_first_has_gone(line, until):
    first, second, theirs = line(), line(), line()
    asked, replies = [], []
    one, other = BusDoor(first), BusDoor(second)
    one.open(lambda verb: asked.append(("first", verb)))
    first.read()
    other.open(lambda verb: asked.append(("second", verb)))
    one.close()

    def knock() -> bool:
        theirs.send(new_method_call(OURS, "Show"), replies.append)
        return bool(asked)

    until(knock, second, theirs)
    assert asked[0] == ("second", Verb.SHOW)


def test_a_session_without_a_bus_has_no_line(monkeypatch, tmp_path):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    assert BusLine.opened() is None


def test_a_bus_that_dies_leaves_a_quiet_line(bus, line):
    ours = line()
    bus.close()
    ours.read()
    assert list(ours.descriptors()) == []
    ours.send(new_method_call(OURS, "Show"))
