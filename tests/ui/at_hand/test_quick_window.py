"""The quick window by the keyboard, and what it offers when."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget

from yagpt_desktop.domain.saved_prompt import SavedPrompt
from yagpt_desktop.ui.at_hand.quick_window import QuickWindow, placed


@pytest.fixture
def window(qtbot, theming):
    made = QuickWindow()
    qtbot.addWidget(made)
    return made


def part(window: QuickWindow, name: str) -> QWidget:
    return window.findChild(QWidget, name)


def test_enter_does_what_is_next(qtbot, window):
    window.begin("ашипка", may_replace=True)
    with qtbot.waitSignal(window.fix_requested) as asked:
        qtbot.keyClick(window, Qt.Key.Key_Return)
    assert asked.args == ["ашипка"]
    window.show_running()
    with qtbot.assertNotEmitted(window.fix_requested):
        qtbot.keyClick(window, Qt.Key.Key_Return)
    window.show_result("ошибка", "", usable=True)
    with qtbot.waitSignal(window.replace_requested):
        qtbot.keyClick(window, Qt.Key.Key_Enter)


def test_without_a_place_to_go_enter_copies(qtbot, window):
    window.begin("ашипка", may_replace=False)
    window.show_running()
    window.show_result("ошибка", "", usable=True)
    assert not part(window, "quick-replace").isVisible()
    with qtbot.waitSignal(window.copy_requested):
        qtbot.keyClick(window, Qt.Key.Key_Return)


@pytest.mark.parametrize("usable", [True, False])
def test_only_a_sound_result_may_replace(window, usable):
    window.begin("ашипка", may_replace=True)
    window.show_running()
    window.show_result("ошибка", "", usable=usable)
    assert part(window, "quick-replace").isEnabled() is usable


def test_half_a_result_can_be_copied_but_replaces_nothing(window):
    window.begin("ашипка и ещё", may_replace=True)
    window.show_running()
    window.show_partial("ошибка")
    window.show_failure("нет связи")
    assert not part(window, "quick-replace").isEnabled()
    assert part(window, "quick-copy").isEnabled()
    assert window.result == "ошибка"


def test_escape_stops_and_then_closes(qtbot, window):
    window.begin("ашипка", may_replace=True)
    window.show_running()
    with qtbot.waitSignal(window.stop_requested):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    window.show_failure("")
    with qtbot.waitSignal(window.closed):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_without_a_text_there_is_nothing_to_press(qtbot, window):
    window.begin("", may_replace=False)
    for name in ("quick-fix", "quick-translate", "quick-copy", "quick-open"):
        assert not part(window, name).isEnabled()
    with qtbot.assertNotEmitted(window.fix_requested):
        qtbot.keyClick(window, Qt.Key.Key_Return)
    edit = window.findChild(QPlainTextEdit, "quick-source")
    edit.insertPlainText("слово")
    assert part(window, "quick-fix").isEnabled()


def test_own_actions_are_offered_under_their_names(qtbot, window):
    window.begin("слово", may_replace=False)
    assert not part(window, "quick-actions").isVisible()
    window.show_actions([SavedPrompt("7", "Кратко & ясно", "Сократи.")])
    menu = part(window, "quick-actions").menu()
    assert [entry.text() for entry in menu.actions()] == ["Кратко && ясно"]
    with qtbot.waitSignal(window.action_requested) as asked:
        menu.actions()[0].trigger()
    assert asked.args == ["7", "слово"]


def test_foreign_text_stays_plain(window):
    hostile = "<img src='file:///etc/passwd'><b>жирно</b>"
    window.begin(hostile, may_replace=False, note=hostile)
    window.show_running()
    window.show_result(hostile, hostile, usable=True)
    assert window.source == window.result == hostile


def test_everything_has_a_name_in_russian(window, russian):
    window.begin("слово", may_replace=True)
    spoken = (QAbstractButton, QPlainTextEdit)
    names = [one.accessibleName() for one in window.findChildren(QWidget) if isinstance(one, spoken)]
    assert names
    assert all(any("а" <= sign <= "я" for sign in name.lower()) for name in names), names


@pytest.mark.parametrize(
    ("pointer", "corner"),
    [
        (QPoint(500, 100), QPoint(400, 116)),
        (QPoint(5, 5), QPoint(0, 21)),
        (QPoint(995, 790), QPoint(800, 674)),
    ],
)
def test_it_is_near_the_pointer_and_whole(theming, pointer, corner):
    room = QRect(0, 0, 1000, 800)
    frame = QRect(0, 0, 200, 100)
    assert placed(frame, pointer, room) == corner
    assert room.contains(QRect(placed(frame, pointer, room), frame.size()))


def test_a_window_larger_than_the_screen_begins_in_its_corner(theming):
    assert placed(QRect(0, 0, 900, 900), QPoint(300, 300), QRect(100, 50, 400, 300)) == QPoint(100, 50)


def test_hard_spaces_and_line_ends_survive(window):
    text = "100\u00a0рублей\r\nи\u202fещё"
    window.begin(text, may_replace=True)
    assert window.source == text
    window.show_running()
    window.show_result(text, "", usable=True)
    assert window.result == text
    window.findChild(QPlainTextEdit, "quick-source").insertPlainText("! ")
    assert window.source == "! 100\u00a0рублей\nи\u202fещё"
