"""Popups in the accessibility tree: reached from the window's root while they are open, gone with them."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.ui.widgets.buttons import ChipButton
from yagpt_desktop.ui.widgets.popups import empty, popup_holder


def names_below(interface: QAccessibleInterface) -> Iterator[str]:
    yield interface.text(QAccessible.Text.Name)
    for index in range(interface.childCount()):
        child = interface.child(index)
        if child is not None:
            yield from names_below(child)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    QVBoxLayout(window)
    qtbot.addWidget(window)
    return window


def test_an_open_menu_is_reached_from_the_root_and_a_closed_one_is_not(window: QWidget) -> None:
    chip = ChipButton("chip")
    window.layout().addWidget(chip)
    chip.menu().addAction("Первое")
    window.show()
    root = QAccessible.queryAccessibleInterface(window)
    assert "Первое" not in names_below(root)
    chip.menu().popup(QPoint(0, 0))
    assert "Первое" in names_below(root)
    holder = QAccessible.queryAccessibleInterface(popup_holder(chip))
    assert holder.indexOfChild(QAccessible.queryAccessibleInterface(chip.menu())) == 0
    assert holder.indexOfChild(root) == -1
    assert holder.parent().object() is chip
    assert popup_holder(chip).isVisible()
    chip.menu().close()
    assert "Первое" not in names_below(root)
    assert not popup_holder(chip).isVisible()


def test_a_holder_is_made_once_and_takes_neither_room_nor_the_mouse(window: QWidget) -> None:
    button = QPushButton()
    window.layout().addWidget(button)
    hint = button.sizeHint()
    holder = popup_holder(button)
    assert popup_holder(button) is holder
    assert popup_holder(window) is not holder
    assert button.sizeHint() == hint
    holder.show()
    assert button.childAt(0, 0) is None


def test_holders_come_and_go_with_their_windows(qapp: object) -> None:
    for _ in range(50):
        window = QWidget()
        menu = QMenu(popup_holder(window))
        menu.addAction("Первое")
        window.show()
        menu.popup(QPoint(0, 0))
        assert "Первое" in names_below(QAccessible.queryAccessibleInterface(window))
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del window, menu
        gc.collect()


def test_a_menu_that_is_filled_anew_keeps_nothing_of_what_it_held(window: QWidget) -> None:
    chip = ChipButton("chip")
    window.layout().addWidget(chip)
    menu = chip.menu()

    def fill() -> int:
        empty(menu)
        QActionGroup(menu).addAction(menu.addAction("Первое"))
        menu.addMenu("Прочее").addAction("Второе")
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(menu.findChildren(QObject))

    first = fill()
    assert {fill() for _ in range(3)} == {first}
    assert [action.text() for action in menu.actions()] == ["Первое", "Прочее"]
    assert len(menu.findChildren(QActionGroup)) == len(menu.findChildren(QMenu)) == 1
