"""macOS' calls on made-up libraries: what would be asked of the system, and what its answers mean."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace

import pytest

from yagpt_desktop.domain.desktop_ports import Obstacle, Stroke, Verb
from yagpt_desktop.domain.key_combination import KeyCombination
from yagpt_desktop.native import mac_hot_keys
from yagpt_desktop.native.mac_desk import COMMAND, MacDesk
from yagpt_desktop.native.mac_hot_keys import MacHotKeys, four_letters

KEYS = KeyCombination("F", ctrl=True, alt=True)


class Carbon:
    """Registers what nobody else has."""

    def __init__(self) -> None:
        self.registered: list[tuple[int, int, int]] = []
        self.pressed = 0
        self.is_taken = False
        self.removed = False

    def GetApplicationEventTarget(self):
        return 1

    def InstallEventHandler(self, _target, _handler, _count, kinds, _data, installed):
        assert (kinds._obj.kind_class, kinds._obj.kind) == (0x6B657962, 5)
        installed._obj.value = 11
        return 0

    def RemoveEventHandler(self, handler):
        assert handler.value == 11
        self.removed = True

    def RegisterEventHotKey(self, code, modifiers, identity, _target, _options, taken):
        if self.is_taken:
            return -9878
        self.registered.append((code, modifiers, identity.number))
        taken._obj.value = 100 + identity.number
        return 0

    def UnregisterEventHotKey(self, taken):
        self.registered = [one for one in self.registered if one[2] != taken.value - 100]

    def GetEventParameter(self, _event, name, kind, _actual, size, _given, found):
        assert (name, kind, size) == (four_letters("----"), four_letters("hkid"), 8)
        found._obj.number = self.pressed
        return 0


class Services:
    """A keyboard and its permission."""

    def __init__(self) -> None:
        self.trusted = True
        self.flags = 0
        self.posted: list[tuple[int, int]] = []
        self._events: dict[int, list[int]] = {}

    def AXIsProcessTrusted(self):
        return self.trusted

    def CGEventSourceFlagsState(self, _state):
        return self.flags

    def CGEventCreateKeyboardEvent(self, _source, key, down):
        number = len(self._events) + 1
        self._events[number] = [key, down]
        return number

    def CGEventSetFlags(self, event, flags):
        assert flags == COMMAND
        self._events[event].append(flags)

    def CGEventPost(self, _tap, event):
        key, down, _flags = self._events[event]
        self.posted.append((key, down))

    def CFRelease(self, event):
        self._events[event].append(0)


ANSWERS = {
    "sharedWorkspace": 1,
    "frontmostApplication": 2,
    "processIdentifier": 4242,
    "bundleIdentifier": 3,
    "UTF8String": b"com.apple.Terminal",
    "generalPasteboard": 4,
    "changeCount": 17,
}


class Objects:
    """Answers messages."""

    def __init__(self) -> None:
        self.told: list[tuple[str, tuple[int, ...]]] = []

    def class_named(self, _name):
        return 9

    def send(self, to, selector, *given, gives=ctypes.c_void_p):
        self.told.append((selector, given))
        return ANSWERS.get(selector, 5) if to else None


@pytest.fixture
def carbon():
    return Carbon()


def test_a_key_is_registered_by_its_place_and_heard(carbon):
    keys = MacHotKeys(carbon, lambda: 0, lambda: False)
    pressed = []
    keys.listen(pressed.append, lambda: None, lambda *_: None)
    assert keys.take(Verb.FIX_CLIPBOARD, KEYS, "") is None
    ((code, modifiers, number),) = carbon.registered
    assert (code, modifiers) == (3, 0x900)
    carbon.pressed = number
    assert keys._handler(None, 5, None) == 0
    assert pressed == [Verb.FIX_CLIPBOARD]
    keys.close()
    assert carbon.registered == []
    assert carbon.removed


def test_a_key_of_another_program_is_told(carbon):
    carbon.is_taken = True
    assert MacHotKeys(carbon, lambda: 0, lambda: False).take(Verb.QUICK, KEYS, "") is Obstacle.KEY_TAKEN


def test_two_copies_are_seen_by_looking(carbon, monkeypatch):
    serial, now = [1], [10.0]
    monkeypatch.setattr(mac_hot_keys, "time", SimpleNamespace(monotonic=lambda: now[0]))
    twice = []
    keys = MacHotKeys(carbon, lambda: serial[0], lambda: True)
    keys.listen(lambda _: None, lambda: twice.append(True), lambda *_: None)
    keys.follow_double_copy(wanted=True)
    keys.read()
    for _ in range(2):
        serial[0] += 1
        now[0] += 0.2
        keys.read()
    keys.read()
    assert twice == [True]


def test_the_program_in_front_is_known_by_its_bundle():
    desk = MacDesk(Objects(), Services())
    front = desk.in_front()
    assert front is not None
    assert (front.number, front.program, front.is_ours) == (4242, ("com.apple.terminal",), False)
    assert desk.clipboard_serial() == 17


def test_strokes_are_made_with_command_and_the_keys_places():
    services = Services()
    desk = MacDesk(Objects(), services)
    assert desk.press(Stroke.COPY) is None
    assert desk.press(Stroke.PASTE) is None
    assert services.posted == [(8, 1), (8, 0), (9, 1), (9, 0)]


def test_without_the_persons_permission_nothing_is_tried():
    services = Services()
    services.trusted = False
    assert MacDesk(Objects(), services).obstacle() is Obstacle.REFUSED


def test_held_modifiers_are_seen():
    services = Services()
    desk = MacDesk(Objects(), services)
    assert desk.keys_are_up()
    services.flags = COMMAND
    assert not desk.keys_are_up()
    assert desk.is_command_held()


def test_a_program_is_brought_forward_by_its_process():
    objects = Objects()
    MacDesk(objects, Services()).bring_forward(4242)
    assert objects.told == [
        ("runningApplicationWithProcessIdentifier:", (4242,)),
        ("activateWithOptions:", (2,)),
    ]
