"""What will be sent: how big, how dear, and every word of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton

from yagpt_desktop.domain.completion import Role
from yagpt_desktop.services.conversation import question


@pytest.fixture
def desk(new_desk):
    desk = new_desk(lambda _request, _settings: lambda _cancel: iter(()))
    yield desk
    assert desk.pool.waitForDone(5000)


@pytest.fixture
def long_talk(desk):
    """A chat that the model of the settings cannot hold."""
    conversation = desk.chat._in_view
    path = []
    for number in range(8):
        message = question("ш" * 20_000, parent_id=path[-1].id if path else None)
        path.append(replace(message, role=Role.ASSISTANT if number % 2 else Role.USER))
    conversation._messages[:] = path
    conversation.path_changed.emit()
    return path


def test_a_short_question_shows_its_size_and_nothing_is_left_out(desk):
    desk.page.composer.edit.setPlainText("Привет")
    estimate = desk.page.composer.findChild(QPushButton, "composer-estimate")
    assert estimate.text().startswith("≈")
    assert "without" not in estimate.text()


def test_what_does_not_fit_is_named_before_it_is_left_out(desk, long_talk):
    desk.page.composer.edit.setPlainText("Продолжай")
    estimate = desk.page.composer.findChild(QPushButton, "composer-estimate")
    assert "without the first 2" in estimate.text()


def test_the_models_memory_has_a_place_in_the_chat(desk, long_talk):
    places = []
    desk.chat.meter.memory_moved.connect(places.append)
    desk.page.composer.edit.setPlainText("а")
    assert places[-1] == long_talk[2].id
    desk.chat._in_view._messages[:] = long_talk[:1]
    desk.chat._in_view.path_changed.emit()
    assert places[-1] == ""


def test_the_preview_holds_every_word_that_will_be_sent(qtbot, desk):
    desk.page.show_role_text("Пиши <b>кратко</b>.")
    desk.page.composer.edit.setPlainText("Привет & пока")
    desk.page.composer.findChild(QPushButton, "composer-estimate").click()
    preview = desk.page.window().findChild(QDialog, "request-preview")
    text = preview.findChild(QPlainTextEdit, "request-text").toPlainText()
    assert "Пиши <b>кратко</b>." in text
    assert "Привет & пока" in text
    assert "yandexgpt" in preview.findChild(QLabel, "request-facts").text()
    with qtbot.waitSignal(preview.destroyed):
        preview.findChild(QPushButton, "request-close").click()
