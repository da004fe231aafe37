"""The switch, the question and the notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.update import Release, UpdateChoice
from yagpt_desktop.services.update_desk import UpdateStand
from yagpt_desktop.storage.settings_file import JsonSettingsStore
from yagpt_desktop.ui.settings.update_controller import UpdateController
from yagpt_desktop.ui.settings.update_section import UpdateSection
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.widgets.strip import Strip
from yagpt_desktop.workers.job import single_thread

NEWER = Release("0.2.0", "https://pages.example/")


class Desk:
    """Answers with what it is given, and keeps the person's answers as the real one does."""

    def __init__(self) -> None:
        self.is_development = False
        self.stand = UpdateStand()
        self.looks = 0

    def begin(self) -> UpdateStand:
        return self.stand

    def look(self, _cancel: object) -> UpdateStand:
        self.looks += 1
        return self.stand

    def close_notice(self) -> UpdateStand:
        self.stand = replace(self.stand, is_closed=True)
        return self.stand

    def note_question(self) -> UpdateStand:
        self.stand = replace(self.stand, asks=False)
        return self.stand


@pytest.fixture
def make(qtbot, tmp_path, russian):
    owner = QObject()
    pool = single_thread(owner)

    def build(
        desk: Desk, choice: UpdateChoice = UpdateChoice.UNDECIDED, *, quiet: bool = False
    ) -> UpdateController:
        section, strip = UpdateSection(), Strip("update-notice")
        for widget in (section, strip):
            qtbot.addWidget(widget)
        hub = SettingsHub(
            Settings(updates=choice), JsonSettingsStore(tmp_path / "settings.json"), pool, owner
        )
        return UpdateController(section, strip, hub, desk, pool, lambda: quiet)

    yield build
    assert pool.waitForDone(5000)


def begin(qtbot, controller: UpdateController) -> None:
    with qtbot.waitSignal(controller._noting.finished):
        controller.begin()


def button(controller: UpdateController, name: str) -> QPushButton:
    return controller._strip.findChild(QPushButton, f"update-notice-{name}")


def test_it_is_off_until_the_person_says_otherwise(qtbot, make):
    desk = Desk()
    controller = make(desk)
    begin(qtbot, controller)
    controller.look()
    assert not controller._section.findChild(QCheckBox, "update-checks").isChecked()
    assert controller._strip.isHidden()
    assert desk.looks == 0


def test_the_switch_is_a_decision_and_looks_at_once(qtbot, make):
    desk = Desk()
    controller = make(desk)
    switch = controller._section.findChild(QCheckBox, "update-checks")
    assert switch.accessibleName() == "Раз в день узнавать, нет ли новой версии"
    with qtbot.waitSignal(controller._looking.finished):
        switch.click()
    assert controller._hub.settings.updates is UpdateChoice.YES
    assert desk.looks == 1
    switch.click()
    assert controller._hub.settings.updates is UpdateChoice.NO
    controller.look()
    assert desk.looks == 1


@pytest.mark.parametrize(("name", "choice"), [("yes", UpdateChoice.YES), ("no", UpdateChoice.NO)])
def test_the_question_takes_an_answer_and_goes(qtbot, make, name, choice):
    desk = Desk()
    desk.stand = UpdateStand(asks=True)
    controller = make(desk)
    begin(qtbot, controller)
    assert "Можно раз в день" in controller._strip.text
    assert button(controller, name).accessibleName()
    # That it was asked is kept although nothing was answered yet, and it stays to be answered.
    qtbot.waitUntil(lambda: not desk.stand.asks and not controller._noting.busy)
    assert not controller._strip.isHidden()
    button(controller, name).click()
    assert controller._hub.settings.updates is choice
    assert controller._strip.isHidden()
    qtbot.waitUntil(lambda: not controller._looking.busy)
    assert desk.looks == (choice is UpdateChoice.YES)


def test_who_has_decided_is_not_asked(qtbot, make):
    desk = Desk()
    desk.stand = UpdateStand(asks=True)
    controller = make(desk, UpdateChoice.NO)
    begin(qtbot, controller)
    assert controller._strip.isHidden()


def test_a_newer_version_is_told_in_both_places_and_closed_once(qtbot, make):
    desk = Desk()
    desk.stand = UpdateStand(NEWER)
    controller = make(desk, UpdateChoice.YES)
    begin(qtbot, controller)
    state = controller._section.findChild(QLabel, "update-state")
    assert controller._strip.text == state.text() == "Вышла версия 0.2.0."
    with qtbot.waitSignal(controller.page_requested) as opened:
        controller._section.findChild(QPushButton, "update-page").click()
    assert opened.args == [NEWER.page]
    button(controller, "no").click()
    qtbot.waitUntil(controller._strip.isHidden)
    assert state.text() == "Вышла версия 0.2.0."


def test_the_notice_follows_the_language(qtbot, make):
    desk = Desk()
    desk.stand = UpdateStand(NEWER)
    controller = make(desk, UpdateChoice.YES)
    begin(qtbot, controller)
    controller.retranslate()
    assert controller._strip.text == "Вышла версия 0.2.0."


def test_in_the_demo_nothing_leaves_the_computer_and_nothing_is_asked(qtbot, make):
    desk = Desk()
    desk.stand = UpdateStand(asks=True)
    controller = make(desk, UpdateChoice.YES, quiet=True)
    begin(qtbot, controller)
    controller.look()
    assert desk.looks == 0
    assert controller._strip.isHidden()


def test_a_development_build_says_that_nobody_announces_anything(make):
    desk = Desk()
    desk.is_development = True
    controller = make(desk, UpdateChoice.YES)
    controller.begin()
    controller.look()
    assert desk.looks == 0
    switch = controller._section.findChild(QCheckBox, "update-checks")
    assert not switch.isEnabled()
    assert not switch.isChecked()
    assert "никто не объявляет" in controller._section.findChild(QLabel, "update-state").text()


@pytest.mark.parametrize(
    ("stand", "words"),
    [
        (UpdateStand(failed=True), "Сегодня не удалось узнать"),
        (UpdateStand(checked_at=datetime(2026, 11, 23, 12, tzinfo=UTC)), "23.11.2026"),
        (UpdateStand(), ""),
    ],
)
def test_the_line_in_the_settings_says_how_things_stand(qtbot, make, stand, words):
    desk = Desk()
    desk.stand = stand
    controller = make(desk, UpdateChoice.YES)
    begin(qtbot, controller)
    state = controller._section.findChild(QLabel, "update-state")
    assert words in state.text()
    assert state.isHidden() == (not words)
