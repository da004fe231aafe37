"""Folders and tags as the person uses them, in a real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton

from yagpt_desktop.domain.folder import ChatOptions, Folder
from yagpt_desktop.storage.memory_chats import MemoryChatStore
from yagpt_desktop.ui.sidebar.chat_dragging import data_of
from yagpt_desktop.ui.sidebar.folder_action import FolderAction

WORK = Folder("f", "Работа", 0, "Пиши сухо.", ChatOptions(temperature=0.1))
HOME = Folder("h", "Дом", 1)


@pytest.fixture
def desk(make_desk, listed):
    """Two folders; a chat in the first and two in none."""
    store = MemoryChatStore()
    store.save_folder(WORK)
    store.save_folder(HOME)
    desk = make_desk(store)
    desk.put("a", "вопрос", "ответ", title="отчёт", folder_id="f")
    desk.put("b", "вопрос", title="пирог", tags=("Дача",))
    desk.put("c", "вопрос", title="письмо")
    listed(desk)
    return desk


def shown(desk) -> list[str]:
    model = desk.sidebar.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def settled(desk) -> None:
    assert desk.pool.waitForDone(3000)
    QTest.qWait(1)
    assert desk.pool.waitForDone(3000)
    QTest.qWait(1)


def folder_of(desk, chat_id: str) -> str:
    settled(desk)
    return next(chat.folder_id for chat in desk.store.chats() if chat.id == chat_id)


def act(desk, action: FolderAction, folder_id: str = "f") -> None:
    desk.sidebar.chats.folder_action_requested.emit(action, folder_id)


def test_folders_stand_above_the_days_empty_ones_too(desk):
    assert shown(desk)[:3] == ["Работа", "отчёт", "Дом"]
    assert set(shown(desk)[4:]) == {"пирог", "письмо"}


def test_chats_are_moved_and_the_move_is_taken_back(desk):
    desk.sidebar.chats.move_requested.emit(["b", "c"], "h")
    assert shown(desk)[2:] in (["Дом", "пирог", "письмо"], ["Дом", "письмо", "пирог"])
    assert (folder_of(desk, "b"), folder_of(desk, "c")) == ("h", "h")
    desk.window.toast._button.click()
    assert (folder_of(desk, "b"), folder_of(desk, "c")) == ("", "")


def test_a_folder_goes_without_its_chats_and_comes_back_with_them(desk):
    act(desk, FolderAction.DELETE)
    settled(desk)
    assert [folder.id for folder in desk.store.folders()] == ["h"]
    assert shown(desk)[0] == "Дом"
    assert "отчёт" in shown(desk)
    desk.window.toast._button.click()
    settled(desk)
    assert list(desk.store.folders()) == [WORK, HOME]
    assert shown(desk)[:2] == ["Работа", "отчёт"]


def test_an_undone_archive_still_comes_back(desk):
    desk.sidebar.action_requested.emit("archive", ["b"])
    assert "пирог" not in shown(desk)
    desk.window.toast._button.click()
    settled(desk)
    assert "пирог" in shown(desk)


def test_a_folder_is_folded_by_keys_and_stays_under_them(desk):
    chats = desk.sidebar.chats
    desk.controller.open("a")
    chats.setFocus()
    chats.selectionModel().setCurrentIndex(
        desk.sidebar.model.index(0), chats.selectionModel().SelectionFlag.NoUpdate
    )
    QTest.keyClick(chats, Qt.Key.Key_Left)
    assert shown(desk)[:2] == ["Работа", "Дом"]
    QTest.keyClick(chats, Qt.Key.Key_Left)
    assert shown(desk)[:2] == ["Работа", "Дом"]
    QTest.keyClick(chats, Qt.Key.Key_Right)
    assert shown(desk)[:2] == ["Работа", "отчёт"]
    assert desk.sidebar.model.folder_at(chats.currentIndex()) is not None
    QTest.keyClick(chats, Qt.Key.Key_Space)
    settled(desk)
    assert desk.store.folders()[0].is_closed


def test_a_click_folds_and_opens_no_chat(desk):
    chats = desk.sidebar.chats
    place = chats.visualRect(desk.sidebar.model.index(0)).center()
    opened: list[str] = []
    chats.chosen.connect(opened.append)
    QTest.mouseClick(chats.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown(desk)[:2] == ["Работа", "Дом"]
    assert not opened


def test_a_folder_is_renamed_in_its_row(desk, type_text):
    chats = desk.sidebar.chats
    menu = chats.menu_for_folder(desk.library.folders.folders[0])
    next(entry for entry in menu.actions() if entry.data() == FolderAction.RENAME.value).trigger()
    menu.deleteLater()
    editor = chats.findChild(QLineEdit, "folder-name-editor")
    editor.selectAll()
    type_text(editor, "  Дела ")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settled(desk)
    assert desk.store.folders()[0].name == "Дела"
    assert shown(desk)[0] == "Дела"


def test_the_order_of_folders_is_the_persons(desk):
    act(desk, FolderAction.DOWN)
    settled(desk)
    assert [folder.id for folder in desk.store.folders()] == ["h", "f"]
    act(desk, FolderAction.DOWN)
    assert [folder.id for folder in desk.library.folders.folders] == ["h", "f"]
    act(desk, FolderAction.UP)
    assert [folder.id for folder in desk.library.folders.folders] == ["f", "h"]


def test_a_new_folder_takes_the_chosen_chats(desk):
    desk.sidebar.chats.new_folder_requested.emit(["b"])
    dialog = desk.window.findChild(QDialog, "folder")
    save = dialog.findChild(QPushButton, "folder-save")
    assert not save.isEnabled()
    dialog.findChild(QLineEdit, "folder-name").setText("Кухня")
    save.click()
    made = desk.library.folders.folders[-1]
    assert (made.name, made.options) == ("Кухня", ChatOptions())
    assert folder_of(desk, "b") == made.id


def test_what_is_set_up_is_kept_and_the_rest_stays(desk):
    desk.page.options.folder_requested.emit("f")
    dialog = desk.window.findChild(QDialog, "folder")
    act(desk, FolderAction.CLOSE)
    model = dialog.options._boxes["model"]
    model.setCurrentIndex(1)
    dialog.accept()
    kept = desk.library.folders.folder("f")
    assert kept.is_closed
    assert kept.options == ChatOptions(model=model.itemData(1), temperature=0.1)
    assert kept.role_text == "Пиши сухо."


def test_a_new_chat_of_a_folder_belongs_to_it_and_is_asked_with_its_role(desk, qtbot):
    asked = []
    make = desk.make_turn
    desk.library._make_turn = lambda request, settings: asked.append(request) or make(request, settings)
    act(desk, FolderAction.NEW_CHAT)
    assert "Работа" in desk.page._notice.text()
    desk.page.composer.set_text("привет")
    with qtbot.waitSignal(desk.controller.answer_ended):
        desk.page.composer.send_requested.emit("привет")
    settled(desk)
    assert folder_of(desk, desk.controller.chat_id) == "f"
    assert asked[0].options.temperature == 0.1
    assert asked[0].messages[0].text == "Пиши сухо."
    facts = desk.store.messages(desk.controller.chat_id)[-1].facts
    assert (facts.role_text, facts.options.temperature) == ("Пиши сухо.", 0.1)
    desk.controller.begin()
    assert desk.library.open(desk.controller.chat_id).chat.folder_id == ""


def test_chats_dropped_on_a_folder_or_its_chats_go_there_and_on_a_day_come_out(desk):
    chats, model = desk.sidebar.chats, desk.sidebar.model

    def drop(row: int, data: QMimeData) -> None:
        place = QPointF(chats.visualRect(model.index(row)).center())
        event = QDropEvent(
            place,
            Qt.DropAction.MoveAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QEvent.Type.Drop,
        )
        chats.dropEvent(event)

    drop(model.row_of_folder("h"), data_of(["b"]))
    assert folder_of(desk, "b") == "h"
    drop(model.row_of("a"), data_of(["b"]))
    assert folder_of(desk, "b") == "f"
    drop(model.rowCount() - 1, data_of(["b"]))
    assert folder_of(desk, "b") == ""
    foreign = QMimeData()
    foreign.setText("b")
    drop(model.row_of_folder("h"), foreign)
    assert folder_of(desk, "b") == ""


def test_tags_are_given_to_several_chats_and_taken_from_them(desk):
    desk.sidebar.chats.tags_requested.emit(["b", "c"])
    dialog = desk.window.findChild(QDialog, "tags")
    item = dialog._list.item(0)
    assert (item.text(), item.checkState()) == ("Дача", Qt.CheckState.PartiallyChecked)
    dialog.findChild(QLineEdit, "tag-line").setText("еда, ДАЧА")
    dialog.accept()
    settled(desk)
    tags = {chat.id: chat.tags for chat in desk.store.chats()}
    assert tags == {"a": (), "b": ("Дача", "еда"), "c": ("Дача", "еда")}
    desk.sidebar.chats.tags_requested.emit(["b"])
    dialog = desk.window.findChildren(QDialog, "tags")[-1]
    dialog._list.item(0).setCheckState(Qt.CheckState.Unchecked)
    dialog.accept()
    settled(desk)
    assert {chat.id: chat.tags for chat in desk.store.chats()}["b"] == ("еда",)
    assert desk.library.known_tags() == ("Дача", "еда")


def test_a_search_can_be_narrowed_to_a_folder_and_a_tag(desk):
    filters = desk.sidebar.search_bar.filters
    desk.sidebar.search.setText("вопрос")
    filters._folder.setCurrentIndex(filters._folder.findData("f"))
    assert desk.sidebar.search_bar.query().folder_id == "f"
    filters._tag.setCurrentIndex(filters._tag.findData("Дача"))
    assert desk.sidebar.search_bar.query().tag == "Дача"
    act(desk, FolderAction.DELETE)
    assert desk.sidebar.search_bar.query().folder_id == ""
    desk.sidebar.search.clear()


def test_the_chats_of_a_tag_are_found_without_a_word_and_escape_ends_it(desk, qtbot):
    bar = desk.sidebar.search_bar
    bar.filters._tag.setCurrentIndex(bar.filters._tag.findData("Дача"))
    qtbot.waitUntil(lambda: desk.sidebar.results.count == 1)
    assert not desk.sidebar.chats.isVisible()
    bar.line.setFocus()
    QTest.keyClick(bar.line, Qt.Key.Key_Down)
    assert desk.sidebar.results.results.currentIndex().isValid()
    bar.line.setFocus()
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert desk.sidebar.chats.isVisible()
    assert not bar.is_asking


def test_everything_of_a_folder_has_a_name_for_the_ear(desk):
    desk.sidebar.chats.new_folder_requested.emit([])
    dialog = desk.window.findChild(QDialog, "folder")
    controls = (*dialog.options._boxes.values(), dialog.options._tokens)
    assert all(control.accessibleName() for control in controls)
    dialog.reject()
    model = desk.sidebar.model
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    about = model.data(model.index(0), Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "Работа" in str(spoken)
    assert "unfolded" in str(about)
