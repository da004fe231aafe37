"""A chat that is never written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from yagpt_desktop.storage.history.chats import SqliteChatStore
from yagpt_desktop.storage.history.database import open_database
from yagpt_desktop.ui.chat.chat_action import ChatAction
from yagpt_desktop.ui.sidebar.chat_list_model import CHAT_ROLE

CANARY = "пересмешник"


@pytest.fixture
def disk(tmp_path):
    database = open_database(tmp_path / "history.db")
    yield database
    database.close()


@pytest.fixture
def on_disk(make_desk, disk):
    desk = make_desk(SqliteChatStore(disk))
    yield desk
    desk.library.shut_down()
    desk.pool.waitForDone(3000)


def begin(desk):
    desk.window.temporary_chat_requested.emit()
    return desk.controller._in_view


def talk(qtbot, desk, text):
    conversation = desk.controller._in_view
    desk.page.composer.set_text(text)
    with qtbot.waitSignals([conversation.ended, desk.library.listed]):
        desk.page.composer.edit.submitted.emit()
    qtbot.waitUntil(lambda: text in desk.titles())
    return conversation


def badge(desk) -> QLabel:
    return desk.window.findChild(QLabel, "temporary-badge")


def test_the_key_begins_one_and_the_header_says_so(desk, russian):
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_N, modifiers, "N")
    QApplication.sendEvent(desk.window.windowHandle(), event)
    assert desk.controller._in_view.chat.temporary
    assert badge(desk).isVisible()
    assert badge(desk).text() == "не сохраняется"
    assert desk.window.findChild(QLabel, "chat-title").text() == "Временный чат"


def test_nothing_of_it_reaches_the_file(qtbot, on_disk, disk, tmp_path):
    desk = on_disk
    begin(desk)
    desk.page.options.roles.text_changed.emit(f"роль {CANARY}")
    talk(qtbot, desk, f"вопрос {CANARY}")
    desk.page.composer.set_text(f"черновик {CANARY}")
    desk.library.rename(desk.controller.chat_id, f"имя {CANARY}")
    desk.controller.begin()
    assert desk.library.shut_down()
    assert desk.pool.waitForDone(3000)
    assert desk.store.chats() == []
    assert CANARY not in desk.hub.settings.role
    for file in tmp_path.iterdir():
        assert CANARY.encode() not in file.read_bytes(), file.name


def test_it_stands_in_the_list_under_its_own_heading_until_the_end(qtbot, desk):
    conversation = begin(desk)
    talk(qtbot, desk, "тайна")
    model = desk.sidebar.model
    assert model.index(0).data(CHAT_ROLE) is None
    assert model.index(1).data(CHAT_ROLE).id == conversation.chat.id
    desk.controller.begin()
    assert not badge(desk).isVisible()
    desk.controller.open(conversation.chat.id)
    assert badge(desk).isVisible()
    assert [one.text for one in desk.controller._in_view.messages] == ["тайна", "хорошо"]


def test_a_new_chat_after_an_empty_temporary_one_is_kept_again(qtbot, desk):
    begin(desk)
    desk.page.composer.set_text("ещё не отправлено")
    desk.controller.begin()
    assert not desk.controller._in_view.chat.temporary
    talk(qtbot, desk, "обычный")
    assert [chat.title for chat in desk.store.chats()] == ["обычный"]


def test_an_empty_one_is_taken_again(desk):
    assert begin(desk) is begin(desk)


def test_a_deleted_one_can_be_taken_back_for_a_moment_and_is_gone_then(qtbot, desk):
    conversation = begin(desk)
    chat_id = talk(qtbot, desk, "тайна").chat.id
    organiser = desk.desk._organiser
    with qtbot.waitSignal(desk.library.trash_listed):
        organiser.carry_out(ChatAction.DELETE, [chat_id])
    assert desk.titles() == []
    with qtbot.waitSignal(desk.library.trash_listed):
        desk.window.toast._button.click()
    assert desk.titles() == ["тайна"]
    assert desk.library.open(chat_id) is conversation
    with qtbot.waitSignal(desk.library.trash_listed):
        organiser.carry_out(ChatAction.DELETE, [chat_id])
    desk.window.toast._leave()
    assert chat_id not in desk.library._conversations
    assert desk.store.trash() == []


def test_it_can_only_be_renamed_and_deleted(qtbot, desk):
    begin(desk)
    chat = talk(qtbot, desk, "тайна").chat
    menu = desk.sidebar.chats.menu_for(chat)
    assert [one.text() for one in menu.actions() if one.text()] == ["Rename", "Delete"]
    menu.deleteLater()


def test_it_is_not_searched(qtbot, desk):
    begin(desk)
    talk(qtbot, desk, "тайна")
    desk.sidebar.search.setText("тайна")
    results = desk.sidebar.results
    qtbot.waitUntil(lambda: results._count == 0)
    qtbot.waitUntil(lambda: not desk.desk._search._job.busy and not desk.desk._search._pause.isActive())
    assert results.count == 0
