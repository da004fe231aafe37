"""A table is copied as a table, and as CSV."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QGuiApplication

from yagpt_desktop.ui.transcript.menu import menu_for
from yagpt_desktop.ui.transcript.selection import Point

TABLE = "| Имя | Цена |\n|:--|--:|\n" + "\n".join(f"| строка {i} | {i},5 |" for i in range(60))
TEXT = f"До таблицы\n\n{TABLE}\n\nПосле"


def clip():
    return QGuiApplication.clipboard().mimeData()


def place_of(view, word: str) -> QPoint:
    found = view.arranged()
    for shown in found.units:
        for placed in shown.layout.boxes:
            if word == placed.box.layout.text():
                x = view.scene.text_left(shown) + placed.x + 5
                return QPoint(round(x), round(shown.y - found.top + placed.y + placed.box.height / 2))
    raise AssertionError(f"{word} is not in view")


def copy_csv(view, at: QPoint) -> bool:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    menu = menu_for(view, view.pointing, event)
    found = [action for action in menu.actions() if action.text() == "Copy table as CSV"]
    for action in found:
        action.trigger()
    menu.close()
    return bool(found)


@pytest.fixture
def table(view, message, settle):
    view.resize(800, 3000)
    view.show_messages([message(TEXT, name="a")])
    settle()
    return view


@pytest.mark.parametrize("word", ["Цена", "строка 1", "строка 59"])
def test_the_table_under_the_pointer_is_copied_whole(table, word):
    assert copy_csv(table, place_of(table, word))
    rows = clip().text().split("\r\n")
    assert (rows[0], rows[1], rows[60], rows[61]) == ("Имя,Цена", 'строка 0,"0,5"', 'строка 59,"59,5"', "")
    assert bytes(clip().data("text/csv").data()).decode() == clip().text()


def test_beside_a_table_nothing_is_offered(table):
    assert not copy_csv(table, place_of(table, "После"))


def test_of_a_selection_its_rows_are_copied(table):
    start = TEXT.index("строка 3 ")
    table.selection.select(Point(0, start), Point(0, TEXT.index("5,5") + 1))
    assert copy_csv(table, place_of(table, "После"))
    assert clip().text() == 'строка 3,"3,5"\r\nстрока 4,"4,5"\r\nстрока 5,"5,5"\r\n'


def test_a_copied_table_is_one_table_in_every_form(table):
    table.select_all()
    table.copy()
    assert clip().html().count("<table") == 1
    assert clip().text().count("\t") == 61
    assert TABLE in bytes(clip().data("text/markdown").data()).decode()


def test_lines_of_a_cell_stand_as_their_column_does(view, message, settle):
    view.resize(420, 600)
    view.show_messages(
        [message("| слово | слова, слова и ещё слова |\n|---|--:|\n" + "| а б в г д | 1 |\n", name="a")]
    )
    settle()
    view.resize(300, 600)
    settle()
    boxes = [placed.box for shown in view.arranged().units for placed in shown.layout.boxes]
    (broken,) = [
        box for box in boxes if box.layout.text().startswith("слова,") and box.layout.lineCount() > 1
    ]
    ends = [
        line.position().x() + line.naturalTextWidth()
        for line in (broken.layout.lineAt(i) for i in range(broken.layout.lineCount()))
    ]
    assert ends == pytest.approx([broken.width] * len(ends), abs=1)
