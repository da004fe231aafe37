"""What a screen reader toggles does what a click does."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from yagpt_desktop.ui.sidebar.navigation import Navigation
from yagpt_desktop.ui.sidebar.sidebar import Sidebar
from yagpt_desktop.ui.widgets.segments import SegmentedControl
from yagpt_desktop.ui.widgets.switch import Switch


def heard(signal):
    values: list[object] = []
    signal.connect(values.append)
    return values


def test_a_switch_tells_of_a_toggle_and_of_a_click_but_not_of_being_shown(qtbot, theming):
    switch = Switch("stream")
    qtbot.addWidget(switch)
    told = heard(switch.flipped)
    switch.show_on(on=True)
    assert (told, switch.isChecked()) == ([], True)
    switch.toggle()
    switch.click()
    assert told == [False, True]


def test_a_segment_tells_of_a_toggle_once(qtbot, theming):
    control = SegmentedControl("transport", ["grpc", "rest"])
    qtbot.addWidget(control)
    told = heard(control.chosen)
    control._buttons["rest"].toggle()
    control._buttons["grpc"].click()
    control._buttons["grpc"].click()
    control.choose("rest")
    assert told == ["rest", "grpc"]
    assert control.value() == "rest"


def test_a_page_is_chosen_by_a_toggle(qtbot, theming):
    before = QWidget()
    qtbot.addWidget(before)
    navigation = Navigation(before)
    qtbot.addWidget(navigation)
    for name in ("chat", "translate"):
        navigation.add_page(name, name, lambda: "")
    told = heard(navigation.chosen)
    navigation.show_current("chat")
    navigation._buttons["translate"].toggle()
    assert told == ["translate"]


def test_the_settings_open_by_a_toggle_and_stay_at_a_second_click(qtbot, theming):
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    told = heard(sidebar.page_chosen)
    sidebar._settings.toggle()
    sidebar._settings.click()
    assert told[0] == "settings"
    assert sidebar._settings.isChecked()
