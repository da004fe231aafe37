"""The tray's menu, a hidden window, and what a listener hears."""

from __future__ import annotations

import os

import pytest
import shiboken6
from PySide6.QtWidgets import QMainWindow

from yagpt_desktop.domain.desktop_ports import NativeParts, Obstacle, Verb
from yagpt_desktop.native.absent import NoKeys
from yagpt_desktop.ui.at_hand.hiding import Hiding
from yagpt_desktop.ui.at_hand.key_listener import KeyListener
from yagpt_desktop.ui.at_hand.tray import Tray


@pytest.fixture
def tray(qapp, theming):
    made = Tray()
    yield made
    made.close()
    shiboken6.delete(made)


@pytest.fixture
def listening():
    """Makes listeners and ends them."""
    listeners = []

    def listen(parts: NativeParts) -> KeyListener:
        listeners.append(KeyListener(parts))
        return listeners[-1]

    yield listen
    for listener in listeners:
        listener.close()
        shiboken6.delete(listener)


def test_the_menu_offers_every_verb_and_the_end(qtbot, tray):
    entries = [entry for entry in tray.menu.actions() if not entry.isSeparator()]
    assert len(entries) == len(Verb) + 1
    for entry, verb in zip(entries, Verb, strict=False):
        with qtbot.waitSignal(tray.asked) as asked:
            entry.trigger()
        assert asked.args == [verb]
    with qtbot.waitSignal(tray.quit_requested), qtbot.assertNotEmitted(tray.asked):
        entries[-1].trigger()


def test_where_there_is_no_tray_that_is_said(tray, monkeypatch):
    monkeypatch.setattr("yagpt_desktop.ui.at_hand.tray.QSystemTrayIcon.isSystemTrayAvailable", lambda: False)
    tray.show_icon(shown=True)
    assert tray.obstacle() is Obstacle.NO_TRAY
    assert not tray.is_shown


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")  # the offscreen platform has no tray to listen to
def test_a_tray_that_comes_later_gets_the_icon_and_one_that_goes_is_told(qtbot, tray, monkeypatch):
    there = False
    name = "yagpt_desktop.ui.at_hand.tray.QSystemTrayIcon.isSystemTrayAvailable"
    monkeypatch.setattr(name, lambda: there)
    tray.show_icon(shown=True)
    there = True
    tray._look()
    assert tray.is_shown
    there = False
    with qtbot.waitSignal(tray.lost):
        tray._look()
    assert not tray.is_shown


def test_a_closed_window_is_hidden_only_while_that_is_wanted(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    wanted = True
    hiding = Hiding(window, lambda: wanted)
    window.show()
    assert not window.close()
    assert not window.isVisible()
    window.show()
    wanted = False
    assert window.close()
    wanted = True
    hiding.stop()
    window.show()
    assert window.close()


class Piped(NoKeys):
    """Hears a verb whenever something can be read."""

    def __init__(self) -> None:
        super().__init__(Obstacle.UNSUPPORTED)
        self.reader, self.writer = os.pipe()
        self.reads = 0

    def listen(self, on_pressed, on_copied_twice, on_answered) -> None:
        self._told = on_pressed

    def descriptors(self):
        return (self.reader,) if self.reader else ()

    def read(self) -> None:
        self.reads += 1
        if self.reads > 1 and os.read(self.reader, 100):
            self._told(Verb.QUICK)

    def close(self) -> None:
        if self.reader:
            for descriptor in (self.reader, self.writer):
                os.close(descriptor)
        self.reader = 0


def test_what_comes_over_a_descriptor_is_heard(qtbot, parts, listening):
    keys = Piped()
    piped = NativeParts(keys, parts.desk, parts.autostart, parts.door)
    listener = listening(piped)
    qtbot.waitUntil(lambda: keys.reads == 1)
    with qtbot.waitSignal(listener.asked) as asked:
        os.write(keys.writer, b"x")
    assert asked.args == [Verb.QUICK]


def test_keys_are_taken_by_what_settings_write(parts, listening):
    listener = listening(parts)
    assert listener.take(Verb.QUICK, "Ctrl+Alt+Space", "title") is None
    assert listener.take(Verb.FIX_CLIPBOARD, "Ctrl+Alt+Space", "title") is Obstacle.KEY_TAKEN
    assert listener.take(Verb.QUICK, "A", "title") is Obstacle.KEY_UNKNOWN
    assert parts.keys.taken == {}
    listener.take(Verb.QUICK, "F9", "title")
    assert listener.take(Verb.QUICK, "", "title") is None
    assert parts.keys.taken == {}
    listener.close()
    assert parts.keys.closed


def test_where_nothing_tells_of_copies_they_are_looked_for(qtbot, parts, listening):
    listener = listening(parts)
    reads = []
    parts.keys.read = lambda: reads.append(True)
    listener.follow_double_copy(wanted=True)
    qtbot.waitUntil(lambda: len(reads) > 2)
    listener.follow_double_copy(wanted=False)
    assert not listener._timer.isActive()
