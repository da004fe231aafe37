"""What is set while a chat of a folder is in view goes where the person expects it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton

from yagpt_desktop.domain.folder import ChatOptions, Folder
from yagpt_desktop.services.models import known_models

OWN = Folder("f", "Работа", 0, "Пиши сухо.", ChatOptions(temperature=0.1))
PLAIN = Folder("p", "Дом", 1)


@pytest.fixture
def desk(new_desk):
    desk = new_desk(lambda _request, _settings: lambda _cancel: iter(()))
    for folder in (OWN, PLAIN):
        desk.library.folders.save(folder)
    yield desk
    assert desk.pool.waitForDone(5000)


def text_of(desk, name: str) -> str:
    return desk.page.options.findChild(QLabel, name).text()


def test_options_go_to_the_folder_that_has_its_own(desk):
    desk.chat.begin_in("f")
    assert text_of(desk, "options-owner") == "Options of the folder “Работа”"
    before = desk.hub.settings
    desk.page.options._on_temperature(0.7)
    desk.page.options._on_stream(on=False)
    kept = desk.library.folders.folder("f")
    assert kept.options == ChatOptions(temperature=0.7, stream=False)
    assert desk.hub.settings == before
    assert desk.chat.choices.settings == replace(before, temperature=0.7, stream=False)


def test_what_no_folder_has_goes_to_the_settings_even_there(desk):
    desk.chat.begin_in("f")
    desk.page.options._on_transport("rest")
    assert desk.hub.settings.transport.value == "rest"
    assert desk.hub.settings.temperature is None


def test_options_go_to_the_settings_where_the_folder_has_none(desk):
    desk.chat.begin_in("p")
    assert text_of(desk, "options-owner") == "Options of all chats"
    assert "Дом" in text_of(desk, "options-owner-hint")
    desk.page.options._on_temperature(0.7)
    assert desk.hub.settings.temperature == 0.7
    assert desk.library.folders.folder("p").options.is_empty


def test_what_is_taken_back_in_a_folder_is_as_in_the_settings(desk):
    desk.hub.put(replace(desk.hub.settings, temperature=0.9))
    desk.chat.begin_in("f")
    desk.page.options._on_temperature(None)
    assert desk.library.folders.folder("f").options.is_empty
    assert desk.page.options._settings.temperature == 0.9


def test_a_chat_that_is_moved_is_asked_otherwise_at_once(desk):
    desk.hub.put(replace(desk.hub.settings, temperature=0.9))
    conversation = desk.chat.meter.conversation
    assert desk.chat.meter.settings.temperature == 0.9
    conversation.set_chat(replace(conversation.chat, folder_id="f"))
    assert desk.chat.meter.settings.temperature == 0.1
    assert desk.page.options._settings.temperature == 0.1
    desk.library.folders.delete("f")
    assert desk.page.options._settings.temperature == 0.9
    assert text_of(desk, "options-owner") == "Options of all chats"


def test_the_role_of_a_folder_is_named_and_a_chats_own_stands_above_it(desk):
    desk.chat.begin_in("f")
    roles = desk.page.options.roles
    assert roles.text() == ""
    assert roles.current_name() == "Role of the folder “Работа”"
    assert roles.findChild(QPlainTextEdit, "system-prompt").placeholderText() == "Пиши сухо."
    assert desk.chat.meter.role_text == "Пиши сухо."
    before = desk.hub.settings.role
    picker = roles.findChild(QComboBox, "role-picker")
    picker.activated.emit(1)
    assert desk.chat.meter.role_text == roles.text() != "Пиши сухо."
    assert desk.hub.settings.role == before
    picker.activated.emit(0)
    assert desk.chat.meter.role_text == "Пиши сухо."


def test_a_new_chat_begins_with_the_last_role_unless_its_folder_gives_one(desk):
    desk.hub.put(replace(desk.hub.settings, role="Пиши стихами."))
    desk.chat.begin_in("p")
    assert desk.page.options.roles.text() == "Пиши стихами."
    desk.chat.begin_in("f")
    assert desk.page.options.roles.text() == ""


def test_size_and_price_are_those_of_the_folders_model_and_role(desk):
    models = [info for info in known_models() if info.input_price]
    dear, cheap = (pick(models, key=lambda info: info.input_price) for pick in (max, min))
    desk.hub.put(replace(desk.hub.settings, model=cheap.name))
    desk.page.composer.edit.setPlainText("вопрос " * 500)
    before = desk.chat.meter.cost_roubles()
    desk.library.folders.save(replace(OWN, role_text="", options=ChatOptions(model=dear.name)))
    conversation = desk.chat.meter.conversation
    conversation.set_chat(replace(conversation.chat, folder_id="f"))
    at_folder = desk.chat.meter.cost_roubles()
    assert at_folder > before
    desk.library.folders.save(replace(OWN, role_text="роль " * 2000, options=ChatOptions(model=dear.name)))
    assert desk.chat.meter.cost_roubles() > at_folder


def test_the_way_to_the_folder_is_offered_where_there_is_one(qtbot, desk):
    button = desk.page.options.findChild(QPushButton, "options-folder-edit")
    assert button.isHidden()
    desk.chat.begin_in("f")
    assert not button.isHidden()
    with qtbot.waitSignal(desk.page.options.folder_requested) as asked:
        button.click()
    assert asked.args == ["f"]


def test_unsent_words_of_a_folder_are_found_there_alone(desk):
    desk.chat.begin_in("f")
    first = desk.chat.chat_id
    desk.page.composer.edit.setPlainText("не отправлено")
    desk.chat.keep_draft()
    desk.chat.begin_in("p")
    assert desk.chat.chat_id != first
    desk.chat.begin()
    assert desk.chat.chat_id != first
    desk.chat.begin_in("f")
    assert desk.chat.chat_id == first
    QTest.qWait(1)
