"""The options panel: every change is a new frozen value, and showing tells nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.chat import AnswerFacts
from yagpt_desktop.domain.completion import ReasoningMode, TokenCount, Transport, Usage
from yagpt_desktop.domain.model import ModelInfo
from yagpt_desktop.domain.saved_prompt import PromptUse, SavedPrompt
from yagpt_desktop.domain.settings import Settings, range_of
from yagpt_desktop.ui.chat.options_panel import OptionsPanel
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.ui.widgets.segments import SegmentedControl
from yagpt_desktop.ui.widgets.switch import Switch

MODELS = (
    ModelInfo("yandexgpt-5.1", "YandexGPT 5.1 Pro", 32768, 0.8, 0.8),
    ModelInfo("yandexgpt-5-pro", "YandexGPT 5 Pro", 32768, 1.2, 1.2, reasoning=True),
    ModelInfo("at-once", "Только сразу", 8192, deferred=False),
)


@pytest.fixture
def panel(qtbot: QtBot, theming: Theming) -> OptionsPanel:
    panel = OptionsPanel()
    qtbot.addWidget(panel)
    panel.show_models(MODELS)
    panel.show_settings(Settings())
    panel.resize(300, 900)
    panel.show()
    return panel


@pytest.fixture
def changes(panel: OptionsPanel) -> list[Settings]:
    heard: list[Settings] = []
    panel.changed.connect(heard.append)
    return heard


def test_showing_settings_tells_nobody(panel: OptionsPanel, changes: list[Settings]) -> None:
    full = Settings(
        model="yandexgpt-5-pro",
        temperature=0.7,
        max_tokens=1234,
        stream=False,
        deferred=True,
        transport=Transport.REST,
        reasoning=ReasoningMode.ENABLED_HIDDEN,
        saved_prompts=(SavedPrompt("r", "моя", "текст", PromptUse.ROLE),),
    )
    panel.show_settings(full)
    panel.show_settings(Settings())
    assert not changes


def test_nothing_is_set_until_the_person_sets_it(panel: OptionsPanel, changes: list[Settings]) -> None:
    panel.findChild(SegmentedControl, "transport").findChild(QPushButton, "transport-rest").click()
    assert changes[-1].transport is Transport.REST
    assert changes[-1].temperature is None
    assert changes[-1].max_tokens is None


def test_the_slider_sets_the_temperature_and_the_link_takes_it_back(
    panel: OptionsPanel, changes: list[Settings]
) -> None:
    slider = panel.findChild(QSlider, "temperature")
    reset = panel.findChild(QPushButton, "temperature-reset")
    assert not reset.isVisibleTo(panel)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert changes[-1].temperature == pytest.approx(0.35)
    reset.click()
    assert changes[-1].temperature is None
    assert panel.findChild(QLabel, "temperature-value").text() == "by default"


def test_a_press_on_the_unset_knob_means_its_place(panel: OptionsPanel, changes: list[Settings]) -> None:
    panel.findChild(QSlider, "temperature").sliderPressed.emit()
    assert changes[-1].temperature == pytest.approx(0.3)


def test_bounds_come_from_the_domain(panel: OptionsPanel, changes: list[Settings]) -> None:
    slider, spin = panel.findChild(QSlider, "temperature"), panel.findChild(QSpinBox, "max-tokens")
    slider.setValue(slider.maximum())
    assert changes[-1].temperature == range_of("temperature").high
    slider.setValue(slider.minimum())
    assert changes[-1].temperature == range_of("temperature").low
    spin.setValue(10**9)
    assert changes[-1].max_tokens == range_of("max_tokens").high
    spin.setValue(spin.minimum())
    assert changes[-1].max_tokens is None
    assert spin.text() == "by default"


def test_a_deferred_answer_is_not_streamed_and_says_why(panel: OptionsPanel, changes: list[Settings]) -> None:
    stream, deferred = panel.findChild(Switch, "stream"), panel.findChild(Switch, "deferred")
    deferred.click()
    assert changes[-1].deferred
    assert not stream.isChecked()
    assert not stream.isEnabled()
    assert stream.accessibleDescription()
    deferred.click()
    assert stream.isEnabled()
    assert stream.isChecked()


def test_a_model_that_cannot_defer_or_reason_switches_both_off(
    panel: OptionsPanel, changes: list[Settings]
) -> None:
    panel.show_settings(Settings(model="at-once", deferred=True, reasoning=ReasoningMode.ENABLED_HIDDEN))
    deferred, reasoning = panel.findChild(Switch, "deferred"), panel.findChild(QComboBox, "reasoning")
    assert not deferred.isEnabled()
    assert not deferred.isChecked()
    assert not reasoning.isEnabled()
    assert panel.findChild(QLabel, "reasoning-hint").isVisibleTo(panel)
    panel.show_settings(Settings(model="yandexgpt-5-pro"))
    assert reasoning.isEnabled()


def test_a_model_is_chosen_from_the_list_or_typed(panel: OptionsPanel, changes: list[Settings]) -> None:
    combo = panel.findChild(QComboBox, "model")
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert changes[-1].model == "yandexgpt-5-pro"
    line = combo.lineEdit()
    line.setText("  gpt://b1g000/my-model/latest ")
    line.editingFinished.emit()
    assert changes[-1].model == "gpt://b1g000/my-model/latest"
    assert panel.findChild(QLabel, "model-hint").text()


def test_an_emptied_model_line_goes_back(panel: OptionsPanel, changes: list[Settings]) -> None:
    line = panel.findChild(QComboBox, "model").lineEdit()
    line.setText("   ")
    line.editingFinished.emit()
    assert not changes
    assert line.text() == "YandexGPT 5.1 Pro"


def test_the_last_answer_is_told_in_russian(russian: None, panel: OptionsPanel) -> None:
    panel.show_last_answer(AnswerFacts(model_version="07.03.2024", usage=Usage(28, 10, 38)))
    text = panel.findChild(QLabel, "last-answer").text().replace("\u00a0", " ")
    assert "вход 28 · выход 10 · всего 38" in text
    assert "Версия модели 07.03.2024" in text
    panel.show_last_answer(None)
    assert panel.findChild(QLabel, "last-answer").text() == ""


def test_changes_build_on_what_was_shown_last(panel: OptionsPanel, changes: list[Settings]) -> None:
    panel.show_settings(Settings(zoom_percent=150, account_id="me"))
    panel.findChild(Switch, "stream").click()
    assert (changes[-1].zoom_percent, changes[-1].account_id) == (150, "me")


class TestRoles:
    """The system-prompt editor."""

    def test_a_role_puts_its_text_and_a_text_names_its_role(self, panel: OptionsPanel, qtbot: QtBot) -> None:
        with qtbot.waitSignal(panel.roles.text_changed) as changed:
            panel.roles.choose("Proofreader")
        assert changed.args == [panel.roles.text()]
        assert "mistakes" in panel.roles.text()
        panel.roles.show_text("")
        assert panel.roles.current_name() == "Without a role"
        panel.roles.show_text("нечто своё")
        assert panel.roles.current_name() == "A role of your own"

    def test_showing_a_text_tells_nobody(self, panel: OptionsPanel, qtbot: QtBot) -> None:
        with qtbot.assertNotEmitted(panel.roles.text_changed):
            panel.roles.show_text("нечто своё")

    def test_a_text_taken_from_the_library_is_told_as_if_written(
        self, panel: OptionsPanel, qtbot: QtBot
    ) -> None:
        with qtbot.waitSignal(panel.roles.text_changed) as changed:
            panel.roles.take_text("Отвечай стихами.")
        assert changed.args == ["Отвечай стихами."]

    def test_the_library_is_one_press_away(self, panel: OptionsPanel, qtbot: QtBot) -> None:
        with qtbot.waitSignal(panel.roles.library_requested):
            panel.findChild(QPushButton, "role-library").click()

    def test_a_text_is_saved_as_a_role_and_deleted_again(
        self, panel: OptionsPanel, changes: list[Settings], type_text: Callable[[QWidget, str], None]
    ) -> None:
        prompt = panel.findChild(QPlainTextEdit, "system-prompt")
        type_text(prompt, "Отвечай стихами.")
        panel.findChild(QPushButton, "role-save").click()
        line = panel.findChild(QLineEdit, "role-name")
        type_text(line, " Поэт ")
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert [(role.name, role.text) for role in changes[-1].saved_roles] == [("Поэт", "Отвечай стихами.")]
        assert panel.roles.current_name() == "Поэт"
        assert "Поэт" in panel.roles.names()
        panel.findChild(QWidget, "role-delete").click()  # type: ignore[attr-defined]
        assert changes[-1].saved_roles == ()
        assert panel.roles.text() == "Отвечай стихами."

    def test_saving_under_the_same_name_replaces(self, panel: OptionsPanel, changes: list[Settings]) -> None:
        panel.show_settings(Settings(saved_prompts=(SavedPrompt("r", "Поэт", "старое", PromptUse.ROLE),)))
        panel.roles.show_text("новое")
        panel.findChild(QPushButton, "role-save").click()
        panel.findChild(QLineEdit, "role-name").setText("Поэт")
        panel.findChild(QPushButton, "role-name-save").click()
        (role,) = changes[-1].saved_roles
        assert (role.id, role.name, role.text) == ("r", "Поэт", "новое")
        assert [version.text for version in role.versions] == ["старое"]

    @pytest.mark.parametrize("name", ["", "   ", "Proofreader"])
    def test_an_empty_or_taken_name_is_not_saved(
        self, panel: OptionsPanel, changes: list[Settings], name: str
    ) -> None:
        panel.roles.show_text("новое")
        panel.findChild(QPushButton, "role-save").click()
        panel.findChild(QLineEdit, "role-name").setText(name)
        panel.findChild(QPushButton, "role-name-save").click()
        assert not changes
        assert panel.findChild(QLineEdit, "role-name").isVisible()

    def test_escape_closes_the_name_line(self, panel: OptionsPanel) -> None:
        panel.roles.show_text("новое")
        panel.findChild(QPushButton, "role-save").click()
        line = panel.findChild(QLineEdit, "role-name")
        QTest.keyClick(line, Qt.Key.Key_Escape)
        assert not line.isVisible()

    def test_the_size_of_the_prompt_is_told(self, russian: None, panel: OptionsPanel) -> None:
        panel.roles.show_text("Переведи текст.")
        panel.roles.show_size(TokenCount(9, exact=True))
        assert panel.findChild(QLabel, "system-prompt-tokens").text() == "9 токенов"
