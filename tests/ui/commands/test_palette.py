"""The palette by its keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from yagpt_desktop.ui.commands.entry import Entry
from yagpt_desktop.ui.commands.palette import Palette


@pytest.fixture
def done():
    return []


@pytest.fixture
def palette(qtbot, theming, done):
    """An open palette of four lines; what it does is told to ``done``."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    names = ("New chat", "Новый отчёт", "Old chat", "Отчёт <b>старый</b>")
    entries = [Entry(name, "Ctrl+N", lambda name=name: done.append(name)) for name in names]
    palette = Palette(entries, lambda text: done.append(f"? {text}"), window)
    palette.open()
    qtbot.waitUntil(lambda: palette.isVisible() and line(palette).hasFocus())
    yield palette


def line(palette: Palette) -> QLineEdit:
    return palette.findChild(QLineEdit, "palette-search")


def shown(palette: Palette) -> list[str]:
    model = palette.findChild(QListView, "palette-list").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_enter_takes_the_best_of_what_was_found_and_closes(palette, done, qtbot, type_text):
    type_text(line(palette), "отчет")
    assert shown(palette)[:2] == ["Отчёт <b>старый</b>", "Новый отчёт"]
    with qtbot.waitSignal(palette.accepted):
        QTest.keyClick(line(palette), Qt.Key.Key_Return)
    assert done == ["Отчёт <b>старый</b>"]


def test_arrow_keys_go_through_the_lines_and_back_and_letters_go_above(palette, done):
    below = palette.findChild(QListView, "palette-list")
    QTest.keyClick(line(palette), Qt.Key.Key_Down)
    assert below.hasFocus()
    assert below.currentIndex().row() == 1
    for _ in range(2):
        QTest.keyClick(below, Qt.Key.Key_Up)
    assert line(palette).hasFocus()
    QTest.keyClick(line(palette), Qt.Key.Key_Down)
    QTest.keyClick(below, Qt.Key.Key_O)
    assert line(palette).hasFocus()
    assert line(palette).text() == "o"
    QTest.keyClick(line(palette), Qt.Key.Key_Down)
    QTest.keyClick(below, Qt.Key.Key_Backspace)
    assert line(palette).text() == ""
    QTest.keyClick(line(palette), Qt.Key.Key_Down)
    QTest.keyClick(below, Qt.Key.Key_Return)
    assert done == ["Новый отчёт"]


def test_a_click_takes_a_line(palette, done):
    below = palette.findChild(QListView, "palette-list")
    place = below.visualRect(below.model().index(2, 0)).center()
    QTest.mouseClick(below.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert done == ["Old chat"]


def test_what_is_not_there_can_be_searched_in_all_chats(palette, done, type_text):
    type_text(line(palette), " верблюд ")
    assert shown(palette) == ["Search all chats for “верблюд”"]
    QTest.keyClick(line(palette), Qt.Key.Key_Return)
    assert done == ["? верблюд"]


def test_escape_empties_the_line_then_closes_and_does_nothing(palette, done, qtbot, type_text):
    type_text(line(palette), "chat")
    QTest.keyClick(line(palette), Qt.Key.Key_Escape)
    assert len(shown(palette)) == 4
    with qtbot.waitSignal(palette.rejected):
        QTest.keyClick(line(palette), Qt.Key.Key_Escape)
    assert done == []


def test_a_screen_reader_hears_the_title_and_its_keys(palette):
    index = palette.findChild(QListView, "palette-list").model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "New chat, Ctrl+N"
