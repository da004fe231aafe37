"""What the menu of one chat, or of several, offers to take out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.services.exchange.forms import ExportForm
from yagpt_desktop.ui.sidebar.sidebar import Sidebar
from yagpt_desktop.ui.theme.theming import Theming


@pytest.fixture
def sidebar(qtbot: QtBot, theming: Theming, make_chat: Callable[..., Chat]) -> Sidebar:
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    sidebar.show_chats([make_chat("a"), make_chat("b"), make_chat("c")])
    sidebar.show()
    return sidebar


def entry(menu: QMenu, text: str) -> QAction | None:
    return next((action for action in menu.actions() if action.text() == text), None)


def test_one_chat_goes_to_a_file(sidebar: Sidebar, qtbot: QtBot, make_chat: Callable[..., Chat]) -> None:
    menu = sidebar.chats.menu_for(make_chat("a"))
    assert entry(menu, "Save to files") is None
    save = entry(menu, "Save to a file…")
    assert save is not None
    with qtbot.waitSignal(sidebar.export_requested) as asked:
        save.trigger()
    assert asked.args == ["a"]
    menu.deleteLater()


def test_several_chats_go_to_files_of_one_form(sidebar: Sidebar, qtbot: QtBot) -> None:
    chosen = QItemSelectionModel.SelectionFlag.Select
    for name in ("a", "c"):
        index = sidebar.model.index(sidebar.model.row_of(name))
        sidebar.chats.selectionModel().select(index, chosen)
    chats = sidebar.chats.selected_chats()
    menu = sidebar.chats.menu_for(chats[0])
    assert entry(menu, "Save to a file…") is None
    files = entry(menu, "Save to files")
    assert files is not None
    forms = files.menu()
    assert isinstance(forms, QMenu)
    assert [action.data() for action in forms.actions()] == [form.value for form in ExportForm]
    with qtbot.waitSignal(sidebar.several_export_requested) as asked:
        forms.actions()[2].trigger()
    assert asked.args == [["a", "c"], ExportForm.PDF]
    menu.deleteLater()
