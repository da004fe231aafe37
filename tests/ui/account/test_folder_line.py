"""The line for the folder: an id typed, or a name chosen with its id kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QToolButton
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.iam import Cloud, Folder
from yagpt_desktop.services.accounts import FolderGroup
from yagpt_desktop.ui.account.folder_line import FolderLine
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.ui.widgets.popups import popup_holder

HOME, WORK = Cloud("b1gmadeupcloud000000", "личное"), Cloud("b1gmadeupcloud000001", "работа")
GROUPS = (
    FolderGroup(HOME, (Folder("b1gmadeupfolder00000", "default", HOME.id),)),
    FolderGroup(
        WORK,
        (
            Folder("b1gmadeupfolder00001", "default", WORK.id),
            Folder("b1gmadeupfolder00002", "", WORK.id),
            Folder("b1gmadeupfolder00003", "default", WORK.id),
        ),
    ),
)


@pytest.fixture
def line(qtbot: QtBot, theming: Theming) -> FolderLine:
    line = FolderLine("account-folder")
    qtbot.addWidget(line)
    line.resize(400, 32)
    line.show()
    return line


def test_an_id_is_typed_and_cleaned(line: FolderLine) -> None:
    line.setText(" b1gmadeup\u200bfolder00000\n")
    assert line.folder_id() == "b1gmadeupfolder00000"
    assert line.folder_name() == ""


def test_a_name_stands_for_its_id_even_where_names_repeat(line: FolderLine) -> None:
    line.show_groups(GROUPS)
    for group in GROUPS:
        for folder in group.folders:
            line.put(folder.id)
            assert line.folder_id() == folder.id
            assert line.folder_name() == (folder.name or folder.id)
    line.put("b1gmadeupfolder00001")
    assert line.text() == "default · работа"


def test_one_cloud_needs_no_name(line: FolderLine) -> None:
    line.show_groups(GROUPS[:1])
    line.put("b1gmadeupfolder00000")
    assert line.text() == "default"
    assert line.only_folder_id() == "b1gmadeupfolder00000"


def test_a_stored_folder_keeps_its_name_before_anything_is_listed(line: FolderLine) -> None:
    line.put("b1gmadeupfolder00009", "тексты")
    assert (line.text(), line.folder_id()) == ("тексты", "b1gmadeupfolder00009")


def test_a_typed_id_stays_as_it_was_typed_and_has_a_name_now(line: FolderLine) -> None:
    line.setText("b1gmadeupfolder00001")
    line.show_groups(GROUPS)
    assert line.text() == line.folder_id() == "b1gmadeupfolder00001"
    assert line.label_of(line.folder_id()) == "default · работа"
    assert line.folder_name() == "default"


def test_the_list_opens_by_button_and_by_arrow_and_a_choice_fills_the_line(line: FolderLine) -> None:
    button = line.findChild(QToolButton, "account-folder-list")
    assert not button.isVisible()
    line.show_groups(GROUPS)
    assert button.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Down)
    popup = line.completer().popup()
    assert isinstance(popup, QListView)
    assert popup.isVisible()
    assert popup.model().rowCount() == 4
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert line.folder_id() == "b1gmadeupfolder00000"
    assert not popup.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_on_a_name_in_the_list_takes_the_name_and_submits_nothing(
    line: FolderLine, qtbot: QtBot, key: Qt.Key
) -> None:
    line.show_groups(GROUPS)
    line.setFocus()
    QTest.keyClicks(line, "de")
    popup = line.completer().popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(line.returnPressed):
        QTest.keyClick(popup, key)
    assert line.folder_id() == "b1gmadeupfolder00001"
    assert not popup.isVisible()
    with qtbot.waitSignal(line.returnPressed):
        QTest.keyClick(line, key)


def test_enter_takes_the_only_name_that_fits_and_with_several_it_only_closes_the_list(
    line: FolderLine, qtbot: QtBot
) -> None:
    line.show_groups(GROUPS)
    line.setFocus()
    popup = line.completer().popup()
    with qtbot.assertNotEmitted(line.returnPressed):
        QTest.keyClicks(line, "de")
        QTest.keyClick(popup, Qt.Key.Key_Return)
        assert not popup.isVisible()
        assert line.text() == "de"
        line.clear()
        QTest.keyClicks(line, "folder00002")
        assert popup.isVisible()
        QTest.keyClick(popup, Qt.Key.Key_Return)
    assert line.folder_id() == "b1gmadeupfolder00002"


def test_the_open_list_is_reached_from_the_line_by_a_screen_reader(line: FolderLine) -> None:
    line.show_groups(GROUPS)
    line.open_list()
    holder = next(
        child
        for child in children(QAccessible.queryAccessibleInterface(line))
        if child.object() is popup_holder(line)
    )
    (names,) = children(holder)
    assert names.parent().object() is popup_holder(line)
    assert next(one.text(QAccessible.Text.Name) for one in children(names)) == "default · личное"


def children(interface: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [interface.child(index) for index in range(interface.childCount())]


def test_a_cloud_is_told_apart_from_its_folders(line: FolderLine) -> None:
    line.show_groups(GROUPS)
    assert line.cloud_name_of(HOME.id) == "личное"
    assert line.cloud_name_of("b1gmadeupfolder00000") is None


def test_a_forgotten_list_leaves_what_is_filled_in(line: FolderLine) -> None:
    line.show_groups(GROUPS)
    line.put("b1gmadeupfolder00001")
    line.show_groups(())
    assert line.folder_id() == "b1gmadeupfolder00001"
