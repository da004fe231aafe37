"""To another program and back: each thing that may be wrong there, and that nothing is pressed then."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shiboken6

from yagpt_desktop.domain.desktop_ports import Obstacle, Stroke, TargetWindow
from yagpt_desktop.ui.at_hand import replacer as replacing
from yagpt_desktop.ui.at_hand import selection_taker as taking
from yagpt_desktop.ui.at_hand.clipboard_keeper import ClipboardKeeper
from yagpt_desktop.ui.at_hand.replacer import Replacer
from yagpt_desktop.ui.at_hand.selection_taker import SelectionTaker

OTHER = TargetWindow(77, ("letters",))
SOURCE, RESULT = "Ашипки саме", "Ошибки сами"


@pytest.fixture(autouse=True)
def short_waits(monkeypatch):
    """Nobody has to wait as long as a person might."""
    for name in ("KEYS_UP_MS", "COPIED_MS"):
        monkeypatch.setattr(taking, name, 60)
    for name in ("KEYS_UP_MS", "IN_FRONT_MS", "READ_MS", "PASTED_MS", "SETTLED_MS"):
        monkeypatch.setattr(replacing, name, 60)


@pytest.fixture
def keeper(clipboard, desk):
    return ClipboardKeeper(clipboard, desk.clipboard_serial)


@pytest.fixture
def taken(qtbot, desk, keeper):
    """Takes once and returns what came of it."""

    def take(*terminals: str):
        taker = SelectionTaker(desk, keeper, lambda: terminals)
        with qtbot.waitSignal(taker.taken) as told:
            taker.begin()
        assert not taker.busy
        shiboken6.delete(taker)
        return told.args[0]

    return take


@pytest.fixture
def replaced(qtbot, desk, keeper):
    """Replaces once and returns the obstacle."""

    def put(window=OTHER, *terminals: str):
        replacer = Replacer(desk, keeper, lambda: terminals)
        with qtbot.waitSignal(replacer.ended) as told:
            replacer.begin(window, SOURCE, RESULT)
        assert not replacer.busy
        shiboken6.delete(replacer)
        return told.args[0]

    return put


def test_a_selection_is_copied_and_the_clipboard_is_as_before(desk, clipboard, taken):
    clipboard.setText("прежнее")
    desk.selected = SOURCE
    found = taken()
    assert (found.text, found.window, found.obstacle) == (SOURCE, OTHER, None)
    assert found.clipboard_whole
    assert clipboard.text() == "прежнее"
    assert desk.strokes == [Stroke.COPY]


def test_where_nothing_is_selected_the_clipboard_is_not_touched(desk, clipboard, taken):
    clipboard.setText("прежнее")
    before = desk.serial
    found = taken()
    assert (found.text, found.obstacle) == ("", Obstacle.NOTHING_SELECTED)
    assert desk.serial == before


def test_in_a_terminal_nothing_is_pressed(desk, taken):
    desk.front = TargetWindow(77, ("xterm", "xterm"))
    desk.selected = SOURCE
    assert taken().obstacle is Obstacle.TERMINAL
    desk.front = OTHER
    assert taken("Letters").obstacle is Obstacle.TERMINAL
    assert desk.strokes == []


def test_held_keys_are_waited_for_and_then_given_up(desk, taken):
    desk.selected, desk.up = SOURCE, False
    assert taken().obstacle is Obstacle.KEYS_HELD
    assert desk.strokes == []


def test_our_own_window_and_an_unreachable_desktop_are_no_targets(desk, taken):
    desk.front = replace(OTHER, is_ours=True)
    assert taken().window is None
    desk.front = None
    assert taken().obstacle is Obstacle.NOTHING_SELECTED
    desk.why_not = Obstacle.WAYLAND
    assert taken().obstacle is Obstacle.WAYLAND
    assert desk.strokes == []


def test_a_result_takes_the_place_of_its_source_and_the_clipboard_is_as_before(desk, clipboard, replaced):
    clipboard.setText("прежнее")
    desk.selected, desk.front = SOURCE, TargetWindow(5, ("ours",), is_ours=True)
    assert replaced() is None
    assert desk.text == RESULT
    assert clipboard.text() == "прежнее"
    assert desk.strokes == [Stroke.COPY, Stroke.PASTE]


@pytest.mark.parametrize(
    ("wrong", "obstacle"),
    [
        ({"selected": "совсем другое"}, Obstacle.SELECTION_CHANGED),
        ({"selected": ""}, Obstacle.SELECTION_CHANGED),
        ({"front": None, "comes_forward": False}, Obstacle.NOT_IN_FRONT),
        ({"up": False}, Obstacle.KEYS_HELD),
        ({"why_not": Obstacle.WAYLAND}, Obstacle.WAYLAND),
    ],
)
def test_where_anything_is_wrong_nothing_is_pasted_and_the_result_is_copied(
    desk, clipboard, replaced, wrong, obstacle
):
    clipboard.setText("прежнее")
    desk.selected = SOURCE
    for name, value in wrong.items():
        setattr(desk, name, value)
    assert replaced() is obstacle
    assert Stroke.PASTE not in desk.strokes
    assert desk.text == ""
    assert clipboard.text() == RESULT


def test_a_terminal_is_never_pasted_into(desk, clipboard, replaced):
    assert replaced(TargetWindow(77, ("org.kde.konsole",))) is Obstacle.TERMINAL
    assert replaced(OTHER, "letters") is Obstacle.TERMINAL
    assert desk.strokes == []
    assert clipboard.text() == RESULT


def test_a_program_that_does_not_take_the_text_leaves_it_in_the_clipboard(desk, clipboard, replaced):
    desk.selected, desk.pastes = SOURCE, False
    assert replaced() is Obstacle.NOT_READ
    assert clipboard.text() == RESULT


def test_a_window_that_comes_between_at_the_last_moment_gets_nothing(desk, clipboard, replaced):
    desk.selected = SOURCE
    copy = desk.press

    def press(stroke):
        given = copy(stroke)
        desk.front = TargetWindow(99, ("other",))
        return given

    desk.press = press
    assert replaced() is Obstacle.NOT_IN_FRONT
    assert desk.strokes == [Stroke.COPY]
    assert clipboard.text() == RESULT
