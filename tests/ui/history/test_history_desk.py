"""Chats out of other chats, and the mark of an answer that nobody saw."""

from __future__ import annotations

import threading

import pytest

from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.storage.history.chats import SqliteChatStore
from yagpt_desktop.storage.history.database import open_database
from yagpt_desktop.ui.sidebar.chat_list_model import ChatListModel
from yagpt_desktop.ui.transcript.foot import Action


@pytest.fixture(params=["memory", "disk"])
def talked(request, qtbot, make_desk, listed, tmp_path):
    """A chat of two questions in view, in either store."""
    database = open_database(tmp_path / "history.db") if request.param == "disk" else None
    desk = make_desk(SqliteChatStore(database) if database else None)
    desk.put("a", "первый", "ответ", "второй", "ещё ответ", title="Письма")
    listed(desk)
    desk.controller.open("a")
    qtbot.waitUntil(lambda: len(desk.transcript.column.rows) == 4)
    yield desk
    assert desk.library.shut_down()
    assert desk.pool.waitForDone(3000)
    if database is not None:
        database.close()


def texts(desk):
    return [row.text for row in desk.transcript.column.rows]


def test_a_new_chat_begins_with_what_was_said_up_to_a_message(qtbot, talked, russian):
    with qtbot.waitSignal(talked.library.forked):
        talked.transcript.act(Action.FORK, 1)
    qtbot.waitUntil(lambda: texts(talked) == ["первый", "ответ"])
    assert talked.controller.chat_id != "a"
    qtbot.waitUntil(lambda: "Письма (ветка)" in talked.titles())
    assert [one.text for one in talked.store.messages("a")] == ["первый", "ответ", "второй", "ещё ответ"]


def test_the_new_chat_goes_its_own_way(qtbot, talked):
    with qtbot.waitSignal(talked.library.forked):
        talked.transcript.act(Action.FORK, 1)
    qtbot.waitUntil(lambda: texts(talked) == ["первый", "ответ"])
    conversation = talked.controller._in_view
    talked.page.composer.set_text("третий")
    with qtbot.waitSignal(conversation.ended):
        talked.page.composer.edit.submitted.emit()
    assert texts(talked) == ["первый", "ответ", "третий", "хорошо"]
    talked.controller.open("a")
    assert texts(talked) == ["первый", "ответ", "второй", "ещё ответ"]


def test_a_chat_out_of_a_temporary_one_is_temporary_too(qtbot, desk):
    desk.window.temporary_chat_requested.emit()
    conversation = desk.controller._in_view
    desk.page.composer.set_text("тайна")
    with qtbot.waitSignal(conversation.ended):
        desk.page.composer.edit.submitted.emit()
    with qtbot.waitSignal(desk.library.forked):
        desk.transcript.act(Action.FORK, 1)
    qtbot.waitUntil(lambda: texts(desk) == ["тайна", "хорошо"])
    assert desk.controller._in_view.chat.temporary
    assert desk.store.chats() == []


def test_a_chat_that_cannot_be_kept_is_told_and_not_opened(qtbot, talked, monkeypatch):
    def full(*_: object) -> None:
        raise StorageError("disk")

    monkeypatch.setattr(type(talked.store), "add_path", full)
    with qtbot.waitSignal(talked.library.failed):
        talked.transcript.act(Action.FORK, 1)
    assert talked.controller.chat_id == "a"
    assert talked.page.errors.isVisible()


def ask_and_leave(qtbot, desk):
    desk.hold = threading.Event()
    conversation = desk.controller._in_view
    desk.page.composer.set_text("долгий вопрос")
    with qtbot.waitSignal(conversation.message_changed):
        desk.page.composer.edit.submitted.emit()
    desk.controller.begin()
    return conversation


def is_unread(desk, chat_id):
    return next(chat.unread for chat in desk.store.chats() if chat.id == chat_id)


def test_an_answer_that_ended_out_of_view_is_marked_until_it_is_seen(qtbot, talked):
    conversation = ask_and_leave(qtbot, talked)
    with qtbot.waitSignal(conversation.ended):
        talked.hold.set()
    qtbot.waitUntil(lambda: is_unread(talked, "a"))
    model: ChatListModel = talked.sidebar.model
    qtbot.waitUntil(lambda: model.chat_at(model.index(model.row_of("a"))).unread)
    talked.controller.open("a")
    qtbot.waitUntil(lambda: not is_unread(talked, "a"))


def test_an_answer_in_view_is_no_news(qtbot, talked):
    conversation = talked.controller._in_view
    talked.page.composer.set_text("вопрос")
    with qtbot.waitSignal(conversation.ended):
        talked.page.composer.edit.submitted.emit()
    assert not conversation.chat.unread


def test_an_answer_that_was_stopped_is_no_news(qtbot, talked):
    conversation = ask_and_leave(qtbot, talked)
    with qtbot.waitSignal(conversation.ended):
        conversation.stop()
    assert not conversation.chat.unread
    talked.hold.set()
