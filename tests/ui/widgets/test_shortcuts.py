"""Shortcuts work in the Russian layout, by mouse-less tests that press real key events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from yagpt_desktop.ui.widgets import shortcuts
from yagpt_desktop.ui.widgets.shortcuts import Chord, Shortcuts

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(
    key: int, text: str = "", modifiers: Qt.KeyboardModifier = CTRL, scan: int = 0, virtual: int = 0
) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, virtual, 0, text)


# evdev + 8, as X11 and Wayland tell it, with what the Russian layout makes of the key
RUSSIAN_ON_X11 = [
    ("N", 57, "т"),
    ("F", 41, "а"),
    (",", 59, "б"),
    ("K", 45, "л"),
    ("1", 10, "1"),
    ("=", 21, "="),
    ("-", 20, "-"),
    ("0", 19, "0"),
]


@pytest.mark.parametrize(("name", "scan", "letter"), RUSSIAN_ON_X11)
def test_a_key_is_known_by_its_place(
    name: str, scan: int, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shortcuts.sys, "platform", "linux")
    assert Chord.of(press(ord(letter.upper()), letter, scan=scan)) == Chord(name, ctrl=True)


@pytest.mark.parametrize(("name", "scan", "letter"), RUSSIAN_ON_X11)
def test_windows_tells_the_same_places_without_the_offset(
    name: str, scan: int, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shortcuts.sys, "platform", "win32")
    assert Chord.of(press(ord(letter.upper()), letter, scan=scan - 8)) == Chord(name, ctrl=True)


@pytest.mark.parametrize(
    ("name", "virtual", "letter"), [("N", 45, "т"), ("F", 3, "а"), (",", 43, "б"), ("1", 18, "1")]
)
def test_a_mac_tells_virtual_keys(
    name: str, virtual: int, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shortcuts.sys, "platform", "darwin")
    event = press(ord(letter.upper()), letter, scan=1, virtual=virtual)
    assert Chord.of(event) == Chord(name, ctrl=True)


@pytest.mark.parametrize(("letter", "name"), [("т", "N"), ("Т", "N"), ("а", "F"), ("б", ","), ("ж", ";")])
def test_without_a_place_the_russian_letter_decides(letter: str, name: str) -> None:
    assert Chord.of(press(ord(letter.upper()), letter)) == Chord(name, ctrl=True)


def test_a_latin_letter_is_believed_wherever_it_lies() -> None:
    # Dvorak has N where QWERTY has L
    assert Chord.of(press(Qt.Key.Key_N, "n", scan=46)) == Chord("N", ctrl=True)


def test_the_key_pad_zooms_too() -> None:
    assert Chord.of(press(Qt.Key.Key_Plus, "+", scan=86)) == Chord("=", ctrl=True)
    assert Chord.of(press(Qt.Key.Key_Minus, "-", scan=82)) == Chord("-", ctrl=True)


def test_a_chord_with_alt_is_none_of_ours() -> None:
    assert Chord.of(press(Qt.Key.Key_N, "n", CTRL | Qt.KeyboardModifier.AltModifier)) is None


def test_modifier_keys_alone_mean_nothing() -> None:
    assert Chord.of(press(Qt.Key.Key_Control, scan=37)) is None


class Window(QObject):
    pass


def test_a_bound_chord_is_taken_and_another_is_left(qapp: QApplication) -> None:
    window, pressed = Window(), []
    keys = Shortcuts(window)
    keys.bind(Chord("N", ctrl=True), lambda: pressed.append("new"))
    keys.watch(window)
    QApplication.sendEvent(window, press(ord("Т"), "т"))
    QApplication.sendEvent(window, press(ord("Щ"), "щ"))
    assert pressed == ["new"]


def test_plain_letters_are_never_taken(qapp: QApplication) -> None:
    window, pressed = Window(), []
    keys = Shortcuts(window)
    keys.bind(Chord("N"), lambda: pressed.append("n"))
    keys.watch(window)
    QApplication.sendEvent(window, press(Qt.Key.Key_N, "n", NONE))
    assert not pressed


def test_escape_waits_until_no_widget_wants_it(qapp: QApplication) -> None:
    window, pressed = Window(), []
    keys = Shortcuts(window)
    keys.bind(Chord("Escape"), lambda: pressed.append("stop"))
    keys.watch(window)
    event = press(Qt.Key.Key_Escape, modifiers=NONE)
    QApplication.sendEvent(window, event)
    assert not pressed
    assert keys.answer(event)
    assert pressed == ["stop"]
