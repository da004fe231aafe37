"""The settings of what is at hand, and the field that takes a key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from yagpt_desktop.domain.desktop_ports import Obstacle
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.ui.settings.at_hand_section import AtHandSection
from yagpt_desktop.ui.settings.key_field import KeyField
from yagpt_desktop.ui.widgets.fields import LineEdit
from yagpt_desktop.ui.widgets.switch import Switch

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def section(qtbot, theming):
    made = AtHandSection()
    qtbot.addWidget(made)
    made.show_settings(Settings())
    return made


@pytest.fixture
def told(section):
    changes = []
    section.changed.connect(changes.append)
    return changes


def field(section: AtHandSection, name: str) -> KeyField:
    return section.findChild(KeyField, name)


def press(
    widget: KeyField, key: int, modifiers: Qt.KeyboardModifier = NONE, *, code: int = 0, text: str = ""
) -> None:
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, code, 0, 0, text))


def test_a_pressed_key_is_taken_by_its_place(section, told):
    # "А" lies where a US keyboard has F: code 41 on X11.
    press(field(section, "at-hand-fix-key"), 0x0410, CONTROL | ALT, code=41, text="а")
    assert told[-1].fix_key == "Ctrl+Alt+F"
    assert field(section, "at-hand-fix-key").text()


def test_two_verbs_never_have_one_key(section, told):
    press(field(section, "at-hand-translate-key"), Qt.Key.Key_Space, CONTROL | ALT)
    assert told[-1].translate_key == "Ctrl+Alt+Space"
    assert told[-1].quick_window_key == ""


def test_backspace_takes_a_key_away_and_letters_alone_are_no_keys(section, told):
    quick = field(section, "at-hand-quick-window-key")
    press(quick, Qt.Key.Key_A, text="a")
    press(quick, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier, text="A")
    assert told == []
    press(quick, Qt.Key.Key_Backspace)
    assert told[-1].quick_window_key == ""


def test_a_shortcut_of_the_window_is_taken_as_a_key(section):
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_N, CONTROL)
    event.ignore()
    QApplication.sendEvent(field(section, "at-hand-fix-key"), event)
    assert event.isAccepted()


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        ("at-hand-tray", "tray"),
        ("at-hand-closing-hides", "closing_hides"),
        ("at-hand-autostart", "autostart"),
        ("at-hand-follow-double-copy", "follow_double_copy"),
    ],
)
def test_each_switch_changes_its_own_setting(section, told, name, setting):
    before = getattr(Settings().texts, setting)
    section.findChild(Switch, name).click()
    assert told == [replace(Settings().texts, **{setting: not before})]


def test_terminals_are_named_with_commas(section, told):
    line = section.findChild(LineEdit, "at-hand-terminals")
    line.setText(" MyTerm,, other ")
    line.editingFinished.emit()
    assert told[-1].terminals == ("MyTerm", "other")


def test_showing_tells_of_no_change(section, told):
    texts = replace(Settings().texts, fix_key="F9", terminals=("x",), tray=False, closing_hides=True)
    section.show_settings(replace(Settings(), texts=texts))
    assert told == []
    assert field(section, "at-hand-fix-key").written == "F9"


@pytest.mark.parametrize("obstacle", list(Obstacle))
def test_each_obstacle_is_told_below_its_setting(section, obstacle):
    note = section.findChild(QLabel, "at-hand-tray-note")
    assert note.isHidden()
    section.show_obstacle("tray", obstacle)
    assert note.text().endswith(".")
    assert not note.isHidden()
    section.show_obstacle("tray", None)
    assert note.isHidden()


def test_the_command_for_a_desktops_own_keys_is_shown(section):
    line = section.findChild(QLabel, "at-hand-command")
    assert line.isHidden()
    section.show_command(("/opt/made up/yagpt-desktop",))
    assert "'/opt/made up/yagpt-desktop' show --fix-clipboard" in line.text()


def test_everything_has_a_name(section):
    for control in (*section.findChildren(Switch), *section.findChildren(KeyField)):
        assert control.accessibleName()
