"""Windows' calls, on a made-up user32: what would be asked of the system, and what its answers mean."""

from __future__ import annotations

import ctypes
import os
from types import SimpleNamespace

import pytest

from yagpt_desktop.domain.desktop_ports import Obstacle, Stroke, Verb
from yagpt_desktop.domain.key_combination import KeyCombination
from yagpt_desktop.native import windows_desk, windows_hot_keys
from yagpt_desktop.native.windows_desk import Input, KeyboardInput, WindowsDesk
from yagpt_desktop.native.windows_hot_keys import WM_CLIPBOARDUPDATE, WM_HOTKEY, WindowsHotKeys

KEYS = KeyCombination("F", ctrl=True, alt=True)
WINDOW, OTHER = 0x7FF0_0000_0001, 0x5_0001


class User32:
    """Behaves as far as the program looks."""

    def __init__(self) -> None:
        self.registered: dict[int, tuple[int, int]] = {}
        self.taken = False
        self.listening = False
        self.down: set[int] = set()
        self.sent: list[tuple[int, int]] = []
        self.front = OTHER
        self.process = 4242
        self.serial = 7

    def RegisterClassExW(self, _made):
        return 1

    def CreateWindowExW(self, *_):
        return WINDOW

    def DestroyWindow(self, window):
        assert window == WINDOW

    def DefWindowProcW(self, *_):
        return 77

    def RegisterHotKey(self, window, number, modifiers, key):
        assert window == WINDOW
        if self.taken:
            return 0
        self.registered[number] = (modifiers, key)
        return 1

    def UnregisterHotKey(self, _window, number):
        del self.registered[number]

    def AddClipboardFormatListener(self, _window):
        self.listening = True

    def RemoveClipboardFormatListener(self, _window):
        self.listening = False

    def GetClipboardOwner(self):
        return OTHER

    def GetClipboardSequenceNumber(self):
        return self.serial

    def GetAsyncKeyState(self, key):
        return -32768 if key in self.down else 0

    def GetForegroundWindow(self):
        return self.front

    def SetForegroundWindow(self, window):
        self.front = window

    def IsIconic(self, _window):
        return 0

    def GetWindowThreadProcessId(self, _window, process):
        process._obj.value = self.process
        return 1

    def SendInput(self, count, inputs, size):
        assert size == ctypes.sizeof(Input)
        self.sent += [(one.keyboard.virtual_key, one.keyboard.flags) for one in inputs]
        return count


class Kernel32:
    """Knows one program."""

    def OpenProcess(self, _rights, _inherit, process):
        return 99 if process == 4242 else 0

    def CloseHandle(self, handle):
        assert handle == 99

    def QueryFullProcessImageNameW(self, _handle, _flags, path, _size):
        path.value = "C:\\Program Files\\Made Up\\WinWord.EXE"
        return 1


@pytest.fixture
def user32():
    return User32()


@pytest.fixture
def keys(user32):
    made = WindowsHotKeys(user32)
    yield made
    made.close()


def test_a_key_is_registered_by_its_virtual_key_and_heard(keys, user32):
    pressed = []
    keys.listen(pressed.append, lambda: None, lambda *_: None)
    assert keys.take(Verb.FIX_CLIPBOARD, KEYS, "") is None
    ((number, (modifiers, key)),) = user32.registered.items()
    assert (modifiers, key) == (0x4003, 0x46)
    assert keys._procedure(WINDOW, WM_HOTKEY, number, 0) == 0
    assert pressed == [Verb.FIX_CLIPBOARD]
    assert keys._procedure(WINDOW, 0x0001, 0, 0) == 77, "everything else is the system's"
    keys.give_back(Verb.FIX_CLIPBOARD)
    assert not user32.registered


def test_a_key_of_another_program_is_told(keys, user32):
    user32.taken = True
    assert keys.take(Verb.QUICK, KEYS, "") is Obstacle.KEY_TAKEN


def test_a_copy_made_twice_is_noticed(keys, user32, monkeypatch):
    now = iter([1.0, 1.2])
    monkeypatch.setattr(windows_hot_keys, "time", SimpleNamespace(monotonic=lambda: next(now)))
    twice = []
    keys.listen(lambda _: None, lambda: twice.append(True), lambda *_: None)
    keys.follow_double_copy(wanted=True)
    assert user32.listening
    user32.down = {0x11}
    for _ in range(2):
        keys._procedure(WINDOW, WM_CLIPBOARDUPDATE, 0, 0)
    assert twice == [True]
    keys.follow_double_copy(wanted=False)
    assert not user32.listening


def test_closing_gives_everything_back(user32):
    keys = WindowsHotKeys(user32)
    keys.take(Verb.QUICK, KEYS, "")
    keys.follow_double_copy(wanted=True)
    keys.close()
    assert not user32.registered
    assert not user32.listening


def test_the_window_in_front_is_known_by_its_programs_file(user32):
    desk = WindowsDesk(user32, Kernel32())
    front = desk.in_front()
    assert front is not None
    assert (front.number, front.program, front.is_ours) == (OTHER, ("winword.exe",), False)
    user32.process = os.getpid()
    ours = desk.in_front()
    assert ours is not None
    assert ours.is_ours
    assert ours.program == ()
    user32.front = 0
    assert desk.in_front() is None


@pytest.mark.parametrize(("stroke", "letter"), [(Stroke.COPY, 0x43), (Stroke.PASTE, 0x56)])
def test_a_stroke_is_four_events_by_virtual_keys(user32, stroke, letter):
    desk = WindowsDesk(user32, Kernel32())
    assert desk.press(stroke) is None
    assert user32.sent == [(0x11, 0), (letter, 0), (letter, 2), (0x11, 2)]


def test_held_modifiers_are_seen(user32):
    desk = WindowsDesk(user32, Kernel32())
    assert desk.keys_are_up()
    user32.down = {0x12}
    assert not desk.keys_are_up()


def test_the_structures_have_the_sizes_of_the_64_bit_system():
    assert ctypes.sizeof(KeyboardInput) == 32
    assert ctypes.sizeof(Input) == 40
    assert ctypes.sizeof(windows_hot_keys.WindowClass) == 80
    assert windows_desk.Input.keyboard.offset == 8
