"""Filing chats: pins, archive, trash, for one or several, and taking it back."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.storage.history.chats import SqliteChatStore
from yagpt_desktop.storage.history.database import open_database
from yagpt_desktop.ui.chat.chat_action import ChatAction
from yagpt_desktop.ui.sidebar.shelf import Shelf

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def filled(desk, listed):
    for name in "abcd":
        desk.put(name, f"вопрос {name}", f"ответ {name}")
    listed(desk)
    return desk


def click(desk, name, modifiers=Qt.KeyboardModifier.NoModifier):
    view = desk.sidebar.chats
    row = view.visualRect(desk.sidebar.model.index(desk.sidebar.model.row_of(name)))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, row.center())


def button(desk, name) -> QPushButton:
    return desk.window.findChild(QWidget, name)


def chosen(desk):
    return sorted(chat.id for chat in desk.sidebar.chats.selected_chats())


def carried_out(qtbot, desk, action, ids):
    with qtbot.waitSignal(desk.library.trash_listed):
        desk.desk._organiser.carry_out(action, ids)


def test_a_plain_click_opens_and_choosing_several_opens_none(qtbot, filled):
    click(filled, "a")
    assert filled.controller.chat_id == "a"
    click(filled, "c", CTRL)
    assert chosen(filled) == ["a", "c"]
    assert filled.controller.chat_id == "a"
    assert filled.sidebar.selection.isVisible()
    click(filled, "b")
    assert chosen(filled) == ["b"]
    assert filled.controller.chat_id == "b"
    assert not filled.sidebar.selection.isVisible()


def test_shift_chooses_a_range_and_the_keys_all_or_one_more(filled):
    view = filled.sidebar.chats
    titles = filled.titles()
    click(filled, titles[0][-1])
    click(filled, titles[2][-1], SHIFT)
    assert len(chosen(filled)) == 3
    QTest.keyClick(view, Qt.Key.Key_A, CTRL)
    assert len(chosen(filled)) == 4
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert len(chosen(filled)) == 3
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert len(chosen(filled)) == 1


def test_a_list_that_is_read_again_leaves_the_choice(filled, listed):
    click(filled, "a")
    click(filled, "b", CTRL)
    listed(filled)
    assert chosen(filled) == ["a", "b"]


def test_several_go_at_once_and_come_back_by_one_undo(qtbot, filled):
    click(filled, "a")
    for name in "bc":
        click(filled, name, CTRL)
    with qtbot.waitSignal(filled.library.trash_listed):
        QTest.keyClick(filled.sidebar.chats, Qt.Key.Key_Delete)
    assert filled.titles() == ["чат d"]
    assert filled.controller.chat_id not in "abc"
    with qtbot.waitSignal(filled.library.trash_listed):
        button(filled, "toast-action").click()
    assert sorted(filled.titles()) == ["чат a", "чат b", "чат c", "чат d"]


def test_the_list_follows_at_once_and_the_disk_later(filled):
    filled.pool.waitForDone(3000)
    filled.desk._organiser.carry_out(ChatAction.DELETE, ["a", "b"])
    assert sorted(filled.titles()) == ["чат c", "чат d"]
    filled.desk._organiser.carry_out(ChatAction.ARCHIVE, ["c"])
    assert filled.titles() == ["чат d"]


def test_chats_that_cannot_be_deleted_are_there_again(qtbot, filled, monkeypatch):
    def refuse(*_: object) -> None:
        raise StorageError("read only")

    monkeypatch.setattr(filled.store, "delete_chat", refuse)
    with qtbot.waitSignal(filled.library.failed):
        filled.desk._organiser.carry_out(ChatAction.DELETE, ["a"])
    qtbot.waitUntil(lambda: "чат a" in filled.titles())
    assert filled.page.errors.isVisible()


def test_several_are_pinned_by_the_bar(qtbot, filled):
    filled.controller.open("a")
    click(filled, "a")
    click(filled, "b", CTRL)
    button(filled, "selection-pin").click()
    qtbot.waitUntil(lambda: {one.id for one in filled.store.chats() if one.pinned} == {"a", "b"})


def test_an_archived_chat_leaves_the_list_and_has_its_own(qtbot, filled):
    carried_out(qtbot, filled, ChatAction.ARCHIVE, ["a"])
    assert "чат a" not in filled.titles()
    button(filled, "show-archive").click()
    assert filled.titles() == ["чат a"]
    click(filled, "a")
    assert filled.controller.chat_id == "a"
    carried_out(qtbot, filled, ChatAction.UNARCHIVE, ["a"])
    qtbot.waitUntil(lambda: filled.titles() == [])
    assert button(filled, "chat-list-empty").isVisible()
    button(filled, "shelf-back").click()
    assert "чат a" in filled.titles()


def test_archiving_can_be_taken_back(qtbot, filled):
    carried_out(qtbot, filled, ChatAction.ARCHIVE, ["a", "b"])
    with qtbot.waitSignal(filled.library.trash_listed):
        button(filled, "toast-action").click()
    assert not any(chat.archived for chat in filled.store.chats())


def test_what_is_in_the_trash_comes_back_from_there(qtbot, filled):
    carried_out(qtbot, filled, ChatAction.DELETE, ["a", "b"])
    button(filled, "show-trash").click()
    assert sorted(filled.titles()) == ["чат a", "чат b"]
    click(filled, "a")
    assert filled.controller.chat_id != "a"
    assert filled.sidebar.selection.isVisible()
    with qtbot.waitSignal(filled.library.trash_listed):
        button(filled, "selection-restore").click()
    assert filled.titles() == ["чат b"]
    filled.sidebar.show_shelf(Shelf.CHATS)
    assert "чат a" in filled.titles()


def test_nothing_in_the_trash_can_be_renamed(qtbot, filled):
    carried_out(qtbot, filled, ChatAction.DELETE, ["a"])
    filled.sidebar.show_shelf(Shelf.TRASH)
    assert not filled.sidebar.model.index(0).flags() & Qt.ItemFlag.ItemIsEditable
    menu = filled.sidebar.chats.menu_for(filled.store.trash()[0])
    assert [one.data() for one in menu.actions() if one.data()] == ["restore", "erase"]
    menu.deleteLater()


def question(desk):
    return desk.window.findChild(QMessageBox, "erase-question")


def test_the_trash_is_emptied_only_after_a_question(qtbot, filled):
    carried_out(qtbot, filled, ChatAction.DELETE, ["a", "b"])
    button(filled, "show-trash").click()
    button(filled, "trash-empty").click()
    asked = question(filled)
    asked.findChild(QPushButton, "erase-keep").click()
    assert len(filled.store.trash()) == 2
    qtbot.waitUntil(lambda: question(filled) is None)
    button(filled, "trash-empty").click()
    with qtbot.waitSignal(filled.library.trash_listed):
        question(filled).findChild(QPushButton, "erase-confirm").click()
    assert not filled.store.trash()
    assert filled.titles() == []
    assert not button(filled, "trash-empty").isVisible()
    assert sorted(chat.id for chat in filled.store.chats()) == ["c", "d"]


def test_a_chat_that_was_open_leaves_no_byte_in_the_file(qtbot, make_desk, listed, tmp_path):
    path = tmp_path / "history.db"
    database = open_database(path)
    desk = make_desk(SqliteChatStore(database))
    desk.put("a", "пересмешник")
    listed(desk)
    desk.controller.open("a")
    qtbot.waitUntil(lambda: len(desk.transcript.column.rows) == 1)
    desk.page.composer.set_text("канарейка")
    carried_out(qtbot, desk, ChatAction.DELETE, ["a"])
    desk.sidebar.show_shelf(Shelf.TRASH)
    desk.desk._organiser.carry_out(ChatAction.ERASE, ["a"])
    with qtbot.waitSignal(desk.library.trash_listed):
        question(desk).findChild(QPushButton, "erase-confirm").click()
    desk.library.shut_down()
    desk.pool.waitForDone(3000)
    database.close()
    assert "пересмешник".encode() not in path.read_bytes()
    assert "канарейка".encode() not in path.read_bytes()


def test_a_chat_goes_for_good_while_much_is_still_to_be_kept(qtbot, filled, monkeypatch):
    filled.controller.open("a")
    conversation = filled.controller._in_view
    qtbot.waitUntil(lambda: len(conversation.messages) == 2)
    gate = threading.Event()
    filled.pool.start(lambda: gate.wait(10))
    for number in range(20):
        conversation.set_chat(replace(conversation.chat, draft=f"черновик {number}"))
    filled.desk._organiser.carry_out(ChatAction.DELETE, ["a"])
    filled.library.carry_out(ChatAction.ERASE, ["a"])
    with qtbot.waitSignal(conversation.destroyed):
        gate.set()
    assert [chat.id for chat in (*filled.store.chats(), *filled.store.trash()) if chat.id == "a"] == []


def test_the_words_are_russian_and_counted(qtbot, filled, russian):
    filled.window.resize(1301, 800)
    carried_out(qtbot, filled, ChatAction.DELETE, ["a", "b", "c"])
    assert filled.window.findChild(QLabel, "toast-text").text() == "Удалено 3 чата"
