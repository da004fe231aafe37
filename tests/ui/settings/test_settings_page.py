"""The settings page: every change is a new frozen value."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from yagpt_desktop import __version__
from yagpt_desktop.domain.settings import Language, Settings, Theme, range_of
from yagpt_desktop.ui.settings.settings_page import SettingsPage
from yagpt_desktop.ui.theme.theming import Theming


@pytest.fixture
def page(qtbot: QtBot, theming: Theming) -> SettingsPage:
    page = SettingsPage()
    qtbot.addWidget(page)
    page.show_settings(Settings(model="другая"))
    page.show_surroundings("/home/person/.local/share/yagpt <b>", data_logging=False)
    page.resize(900, 700)
    page.show()
    return page


def test_theme_language_and_zoom_are_told_one_by_one(page: SettingsPage) -> None:
    heard: list[Settings] = []
    page.changed.connect(heard.append)
    page.findChild(QPushButton, "theme-dark").click()
    language = page.findChild(QComboBox, "language")
    language.setCurrentIndex(2)
    language.activated.emit(2)
    page.findChild(QSpinBox, "zoom").setValue(150)
    assert [heard[0].theme, heard[1].language, heard[2].zoom_percent] == [Theme.DARK, Language.ENGLISH, 150]
    assert heard[-1] == Settings(
        model="другая", theme=Theme.DARK, language=Language.ENGLISH, zoom_percent=150
    )


def test_showing_settings_tells_nobody(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.changed):
        page.show_settings(Settings(theme=Theme.LIGHT, zoom_percent=200, language=Language.RUSSIAN))


def test_the_zoom_keeps_the_bounds_of_the_domain(page: SettingsPage) -> None:
    zoom = page.findChild(QSpinBox, "zoom")
    assert (zoom.minimum(), zoom.maximum()) == (range_of("zoom_percent").low, range_of("zoom_percent").high)


@pytest.mark.parametrize("data_logging", [True, False])
def test_what_the_service_may_keep_is_said(page: SettingsPage, data_logging: bool) -> None:
    page.show_surroundings("/profile", data_logging=data_logging)
    text = page.findChild(QLabel, "data-logging").text()
    assert ("may keep" in text) == data_logging


def test_the_folder_is_shown_as_it_is_and_can_be_opened(page: SettingsPage, qtbot: QtBot) -> None:
    assert page.findChild(QLabel, "profile-path").text().endswith("yagpt <b>")
    with qtbot.waitSignal(page.folder_open_requested) as asked:
        page.findChild(QPushButton, "open-profile").click()
    assert asked.args[0].endswith("yagpt <b>")


def test_the_version_is_told(page: SettingsPage) -> None:
    assert __version__ in page.findChild(QLabel, "about").text()


def test_a_language_change_changes_every_word(page: SettingsPage, russian: None, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.findChild(QLabel, "settings-title").text() == "Настройки")
    assert page.findChild(QPushButton, "theme-dark").text() == "Тёмная"


def test_the_diagnostics_are_one_press_away(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.diagnosis_requested):
        page.findChild(QPushButton, "settings-diagnosis").click()


def test_the_library_of_prompts_is_one_press_away(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.prompts_requested):
        page.findChild(QPushButton, "settings-prompts").click()
