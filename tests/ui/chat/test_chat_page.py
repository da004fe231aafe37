"""The chat page: what stands where, and what leads where."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.models import known_models
from yagpt_desktop.ui.chat.chat_page import ChatPage
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.ui.words.error_text import error_text


@pytest.fixture
def page(qtbot: QtBot, theming: Theming) -> ChatPage:
    transcript = QTextEdit()
    transcript.setObjectName("transcript")
    page = ChatPage(transcript)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.show_models(known_models())
    page.resize(1200, 800)
    page.show()
    QApplication.processEvents()
    return page


def test_a_wide_window_has_the_options_beside_the_conversation(page: ChatPage) -> None:
    assert page.options.isVisible()
    assert page.options.geometry().left() == page._main.geometry().right() + 1
    assert page.options.width() == 300


def test_a_narrow_window_has_them_over_it_and_closed_at_first(page: ChatPage) -> None:
    page.resize(900, 600)
    QApplication.processEvents()
    assert not page.options.isVisible()
    page.open_options(opened=True)
    assert page.options.isVisible()
    assert page._main.width() == 900
    assert page.findChild(QWidget, "options-close").isVisible()


def test_escape_closes_the_overlay_before_it_stops(page: ChatPage, qtbot: QtBot) -> None:
    page.resize(900, 600)
    page.composer.show_answering(answering=True)
    page.open_options(opened=True)
    with qtbot.assertNotEmitted(page.composer.stop_requested):
        assert page.stop()
    assert not page.options.isVisible()
    with qtbot.waitSignal(page.composer.stop_requested):
        assert page.stop()


def test_the_wide_choice_is_remembered_and_the_overlay_is_not(page: ChatPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.options_toggled) as toggled:
        page.findChild(QPushButton, "options-toggle").click()
    assert toggled.args == [False]
    assert not page.wants_options
    page.resize(900, 600)
    with qtbot.assertNotEmitted(page.options_toggled):
        page.findChild(QPushButton, "options-toggle").click()
    assert page.options.isVisible()
    page.resize(1300, 800)
    QApplication.processEvents()
    assert not page.options.isVisible()


def test_an_example_fills_the_composer_under_its_role(page: ChatPage, russian: None, qtbot: QtBot) -> None:
    QApplication.processEvents()
    page.findChild(QPushButton, "example-1").click()
    assert page.composer.text() == "Ашипки саме сибя ни исрпвят"
    assert "Исправь ошибки в тексте." in page.options.roles.text()
    assert page.composer.edit.hasFocus()


def test_the_chips_name_model_and_role(page: ChatPage) -> None:
    page.show_settings(Settings(model="yandexgpt-5-lite"))
    page.options.roles.choose("Translator")
    assert page.findChild(QPushButton, "model-chip").text() == "YandexGPT 5 Lite"
    assert page.findChild(QPushButton, "role-chip").text() == "Role: Translator"
    page.options.roles.choose("Without a role")
    assert page.findChild(QPushButton, "role-chip").text() == "Without a role"


def test_the_chips_menus_choose(page: ChatPage, qtbot: QtBot) -> None:
    menu = page.findChild(QPushButton, "model-chip").menu()
    entry = next(action for action in menu.actions() if action.text() == "YandexGPT 5 Lite")
    with qtbot.waitSignal(page.options.changed) as changed:
        entry.trigger()
    assert changed.args[0].model == "yandexgpt-5-lite"
    roles = page.findChild(QPushButton, "role-chip").menu()
    with qtbot.waitSignal(page.role_text_changed):
        roles.actions()[2].trigger()


def test_a_name_with_an_ampersand_shows_it(page: ChatPage) -> None:
    page.show_settings(Settings(model="R&D"))
    chip = page.findChild(QPushButton, "model-chip")
    assert chip.text() == "R&D"
    assert QPushButton.text(chip) == "R&&D"
    assert chip.shortcut().isEmpty()


def test_an_error_and_a_notice_never_squeeze_the_composer(page: ChatPage) -> None:
    page.resize(640, 480)
    page.show_error(error_text(errors.ServiceUnreachable("x")), "details")
    page.show_notice("Повторяю… 2 из 3")
    QApplication.processEvents()
    assert page.composer.height() >= page.composer.minimumSizeHint().height()
    notice = page.findChild(QLabel, "chat-notice")
    assert notice.isVisible()
    assert notice.textFormat() is Qt.TextFormat.PlainText
    page.show_notice("")
    assert not notice.isVisible()


def test_the_conversation_takes_the_place_of_the_beginning(page: ChatPage) -> None:
    assert page.empty.isVisible()
    page.show_empty(empty=False)
    assert page.transcript.isVisible()
    assert not page.empty.isVisible()


@pytest.mark.parametrize(("width", "height"), [(640, 480), (900, 600), (1440, 860)])
def test_nothing_overlaps_and_nothing_is_cut_at_any_size(page: ChatPage, width: int, height: int) -> None:
    page.resize(width, height)
    QApplication.processEvents()
    for name in ("options-toggle", "composer", "send", "attach"):
        part = page.findChild(QWidget, name)
        top_left = part.mapTo(page, part.rect().topLeft())
        assert page.rect().contains(top_left)
        assert page.rect().contains(part.mapTo(page, part.rect().bottomRight()))
        assert part.width() >= part.minimumSizeHint().width()


def test_a_chat_can_be_taken_out_as_soon_as_there_is_something_in_it(qtbot: QtBot, page: ChatPage) -> None:
    button = page.findChild(QPushButton, "chat-export")
    page.show_empty(empty=True)
    assert not button.isEnabled()
    page.show_empty(empty=False)
    assert button.isEnabled()
    assert button.accessibleName() == "Save the chat to a file"
    button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(page.header.export_requested):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_narrow_header_keeps_the_export_as_a_picture_with_a_name(page: ChatPage) -> None:
    button = page.findChild(QPushButton, "chat-export")
    assert button.text() == "Export"
    page.resize(420, 600)
    QApplication.processEvents()
    assert button.isVisible()
    assert not button.text()
    assert button.accessibleName()
