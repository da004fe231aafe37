"""What is at hand, put together on a made-up desktop: keys, tray, settings, the way in from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QMainWindow

from yagpt_desktop.app.at_hand import AtHand, own_command
from yagpt_desktop.app.session import Session
from yagpt_desktop.domain.desktop_ports import NativeParts, Obstacle, Verb
from yagpt_desktop.domain.text_task import FixTask, TextRun
from yagpt_desktop.native.absent import NoDesk, NoDoor, NoKeys
from yagpt_desktop.ui.settings.at_hand_section import AtHandSection
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.wiring import StartOptions, open_profile
from yagpt_desktop.workers.job import several_threads, single_thread


class Keys(NoKeys):
    """Grants every key but one."""

    def __init__(self) -> None:
        super().__init__(Obstacle.UNSUPPORTED)
        self.taken: dict[Verb, str] = {}

    def take(self, verb, keys, title):
        if keys.written() == "Ctrl+Alt+T":
            return Obstacle.KEY_TAKEN
        self.taken[verb] = keys.written()
        return None

    def give_back(self, verb):
        self.taken.pop(verb, None)

    def follow_double_copy(self, *, wanted):
        return None

    def listen(self, on_pressed, on_copied_twice, on_answered):
        self.press, self.answer = on_pressed, on_answered

    def descriptors(self) -> Sequence[int]:
        return ()


class Start:
    """Takes any wish."""

    def __init__(self) -> None:
        self.wishes: list[bool] = []

    def obstacle(self):
        return None

    def is_on(self):
        return bool(self.wishes and self.wishes[-1])

    def put(self, *, on):
        self.wishes.append(on)
        return None if on else Obstacle.NOT_WRITABLE


@pytest.fixture
def made(qtbot, qapp, tmp_path):
    """The whole, on a profile of its own."""
    wiring = open_profile(StartOptions(profile=tmp_path), {})
    session = Session(wiring, None)
    pools = single_thread(qapp), several_threads(qapp)
    hub = SettingsHub(wiring.settings_store.load(), wiring.settings_store, pools[0])
    window, section = QMainWindow(), AtHandSection()
    for widget in (window, section):
        qtbot.addWidget(widget)
    parts = NativeParts(Keys(), NoDesk(Obstacle.WAYLAND), Start(), NoDoor(), ("yagpt-desktop",))
    hand = AtHand(window, section, hub, wiring, session.make_turn, pools, parts=parts)
    yield hand, hub, section, parts
    assert hand.shut_down()
    for pool in pools:
        assert pool.waitForDone(3000)
    session.close()
    shiboken6.delete(hand)
    shiboken6.delete(hub)


def put(hub: SettingsHub, **fields: object) -> None:
    hub.put(replace(hub.settings, texts=replace(hub.settings.texts, **fields)))


def test_the_keys_of_the_settings_are_taken_and_changed(made):
    hand, hub, section, parts = made
    hand.begin()
    assert parts.keys.taken == {Verb.QUICK: "Ctrl+Alt+Space"}
    put(hub, fix_key="Ctrl+Alt+Space", quick_window_key="F9")
    assert parts.keys.taken == {Verb.QUICK: "F9", Verb.FIX_CLIPBOARD: "Ctrl+Alt+Space"}
    put(hub, translate_key="Ctrl+Alt+T")
    assert section._obstacles["translate_key"] is Obstacle.KEY_TAKEN
    put(hub, translate_key="")
    assert "translate_key" not in section._obstacles


def test_an_answer_that_comes_later_is_told_too(made):
    hand, _, section, parts = made
    hand.begin()
    parts.keys.answer(Verb.QUICK, Obstacle.REFUSED)
    assert section._obstacles["quick_window_key"] is Obstacle.REFUSED


def test_what_is_asked_for_is_done_whoever_asks(qtbot, made):
    hand, _, _, parts = made
    hand.begin()
    with qtbot.waitSignal(hand.show_requested):
        hand.ask("show")
    parts.keys.press(Verb.QUICK)
    assert hand.quick.window.isVisible()
    hand.quick.window.close()
    hand.ask("fix-clipboard")
    assert hand.quick.window.isVisible()


def test_a_change_in_the_section_goes_into_the_settings(made):
    hand, hub, section, _ = made
    hand.begin()
    section.changed.emit(replace(hub.settings.texts, tray=False))
    assert not hub.settings.texts.tray


def test_the_start_with_the_session_follows_the_settings_and_tells_why_not(qtbot, made):
    hand, hub, section, parts = made
    hand.begin()
    put(hub, autostart=True)
    qtbot.waitUntil(lambda: parts.autostart.wishes == [True])
    put(hub, autostart=False)
    qtbot.waitUntil(lambda: "autostart" in section._obstacles)
    assert section._obstacles["autostart"] is Obstacle.NOT_WRITABLE


@pytest.mark.parametrize("shown", [True, False])
def test_a_closed_window_is_hidden_only_where_it_can_be_found_again(made, monkeypatch, shown):
    hand, hub, _, _ = made
    hand.begin()
    put(hub, closing_hides=True)
    monkeypatch.setattr(type(hand.tray), "is_shown", property(lambda _: shown))
    hand._window.show()
    assert hand._window.close() is not shown


def test_the_end_is_the_end_even_where_closing_hides(qtbot, made, monkeypatch):
    hand, hub, _, _ = made
    hand.begin()
    put(hub, closing_hides=True)
    monkeypatch.setattr(type(hand.tray), "is_shown", property(lambda _: True))
    monkeypatch.setattr("yagpt_desktop.app.at_hand.QApplication.quit", lambda: None)
    hand._window.show()
    with qtbot.waitSignal(hand.quit_requested):
        hand.end()
    assert not hand._window.isVisible()


def test_a_start_in_a_tray_that_never_comes_shows_the_window_after_all(qtbot, made, monkeypatch):
    monkeypatch.setattr("yagpt_desktop.app.at_hand.TRAY_COMES_MS", 1)
    with qtbot.waitSignal(made[0].show_requested):
        made[0].begin_hidden()


def test_a_text_is_opened_in_the_main_window_with_what_came_of_it(qtbot, made, monkeypatch):
    hand = made[0]
    with qtbot.waitSignals([hand.show_requested, hand.text_requested]):
        hand.quick.open_requested.emit(FixTask(), "текст", "")
    run = TextRun("1", FixTask(), "текст", datetime.now(UTC), "model")
    monkeypatch.setattr(type(hand._tool), "run", property(lambda _: run))
    with qtbot.waitSignal(hand.run_requested) as asked:
        hand.quick.open_requested.emit(FixTask(), "текст", "результат")
    assert asked.args == [run]
    with qtbot.waitSignal(hand.text_requested):
        hand.quick.open_requested.emit(FixTask(), "другой текст", "результат")


def test_the_command_for_other_programs_can_be_run():
    command = own_command("")
    assert Path(command[0]).exists()
