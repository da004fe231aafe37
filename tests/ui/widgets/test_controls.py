"""Switch, segments, fields, toast, spinner: what the hand and the screen reader meet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.ui.theme.look import Look, set_look
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.ui.widgets import toast as toast_module
from yagpt_desktop.ui.widgets.fields import ComboBox, SearchLine, Slider, SpinBox
from yagpt_desktop.ui.widgets.segments import SegmentedControl
from yagpt_desktop.ui.widgets.spinner import Spinner
from yagpt_desktop.ui.widgets.switch import Switch
from yagpt_desktop.ui.widgets.toast import Toast


def wheel(widget: QWidget) -> None:
    center = QPointF(widget.rect().center())
    event = QWheelEvent(
        center,
        widget.mapToGlobal(center),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_a_switch_is_a_check_box_for_assistive_technology(qtbot: QtBot, theming: Theming) -> None:
    switch = Switch("stream")
    qtbot.addWidget(switch)
    switch.show()
    interface = QAccessible.queryAccessibleInterface(switch)
    assert interface.role() is QAccessible.Role.CheckBox
    switch.resize(switch.sizeHint())
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().center())
    assert switch.isChecked()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()


def test_segments_are_one_stop_of_tab_and_follow_the_arrows(qtbot: QtBot, theming: Theming) -> None:
    segments = SegmentedControl("transport", ["grpc", "rest"])
    qtbot.addWidget(segments)
    segments.show()
    chosen: list[str] = []
    segments.chosen.connect(chosen.append)
    QTest.keyClick(segments, Qt.Key.Key_Right)
    QTest.keyClick(segments, Qt.Key.Key_Right)
    assert chosen == ["rest"]
    assert segments.value() == "rest"
    tabbed = [
        part.objectName()
        for part in segments.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert tabbed == ["transport-rest"]


def test_showing_a_segment_tells_nobody(qtbot: QtBot, theming: Theming) -> None:
    segments = SegmentedControl("transport", ["grpc", "rest"])
    qtbot.addWidget(segments)
    with qtbot.assertNotEmitted(segments.chosen):
        segments.choose("rest")


def test_a_wheel_that_passes_by_changes_nothing(qtbot: QtBot, theming: Theming) -> None:
    spin, combo, slider = SpinBox("a"), ComboBox("b"), Slider("c")
    combo.addItems(["x", "y"])
    combo.setCurrentIndex(1)
    slider.setValue(5)
    spin.setValue(5)
    for widget in (spin, combo, slider):
        qtbot.addWidget(widget)
        widget.show()
        widget.clearFocus()
        wheel(widget)
    assert (spin.value(), combo.currentIndex(), slider.value()) == (5, 1, 5)


def test_escape_empties_the_search_line_first(qtbot: QtBot, theming: Theming) -> None:
    line = SearchLine("chat-search")
    qtbot.addWidget(line)
    line.setText("текст")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""


def test_a_toast_is_taken_or_goes_and_says_which(qtbot: QtBot, theming: Theming, monkeypatch: object) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    toast = Toast(window)
    window.show()
    toast.offer("Чат удалён", "Вернуть", "chat-1")
    assert toast.isVisible()
    assert window.rect().contains(toast.geometry())
    with qtbot.waitSignal(toast.taken) as taken:
        toast.findChild(QWidget, "toast-action").click()
    assert taken.args == ["chat-1"]
    assert not toast.isVisible()


def test_a_second_offer_makes_the_first_one_final(qtbot: QtBot, theming: Theming) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    toast = Toast(window)
    window.show()
    toast.offer("Чат удалён", "Вернуть", 1)
    with qtbot.waitSignal(toast.gone) as gone:
        toast.offer("Чат удалён", "Вернуть", 2)
    assert gone.args == [1]


def test_a_toast_leaves_by_itself(qtbot: QtBot, theming: Theming, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toast_module, "SHOWN_MS", 20)
    window = QWidget()
    qtbot.addWidget(window)
    toast = Toast(window)
    QLineEdit(window).setFocus()
    window.show()
    with qtbot.waitSignal(toast.gone, timeout=5000):
        toast.offer("Чат удалён", "Вернуть", "x")


def test_a_spinner_stands_still_where_less_motion_is_wished(qtbot: QtBot, theming: Theming) -> None:
    set_look(Look(reduced_motion=True))
    spinner = Spinner("spinner")
    qtbot.addWidget(spinner)
    spinner.show()
    assert not spinner._timer.isActive()
    set_look(Look())
    spinner.hide()
    spinner.show()
    assert spinner._timer.isActive()
    spinner.hide()
    assert not spinner._timer.isActive()
