"""The settings of chats: long ones, and their names."""

from __future__ import annotations

from yagpt_desktop.domain.settings import BeyondMemory, Settings
from yagpt_desktop.ui.settings.settings_page import SettingsPage
from yagpt_desktop.ui.widgets.fields import ComboBox
from yagpt_desktop.ui.widgets.switch import Switch


def test_the_choices_are_shown_and_a_change_is_told(qtbot):
    page = SettingsPage()
    qtbot.addWidget(page)
    page.show_settings(Settings(beyond_memory=BeyondMemory.SUMMARISE, titles_by_model=True))
    beyond, titles = page.findChild(ComboBox, "beyond-memory"), page.findChild(Switch, "titles-by-model")
    assert beyond.currentData() == BeyondMemory.SUMMARISE
    assert titles.isChecked()
    told = []
    page.changed.connect(told.append)
    beyond.setCurrentIndex(0)
    beyond.activated.emit(0)
    titles.click()
    assert told[0].beyond_memory is BeyondMemory.DROP_OLDEST
    assert told[1] == Settings()


def test_the_controls_have_names(qtbot):
    page = SettingsPage()
    qtbot.addWidget(page)
    assert "memory" in page.findChild(ComboBox, "beyond-memory").accessibleName()
    assert page.findChild(Switch, "titles-by-model").accessibleName()
