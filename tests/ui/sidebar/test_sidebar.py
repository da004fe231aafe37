"""The sidebar as a person uses it: choose, search, rename, pin, delete, fold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.account import Account, CredentialKind
from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.ui.chat.chat_action import ChatAction
from yagpt_desktop.ui.sidebar.account_line import AccountState, AccountStatus
from yagpt_desktop.ui.sidebar.sidebar import Sidebar
from yagpt_desktop.ui.theme.theming import Theming

MakeChat = Callable[..., Chat]


@pytest.fixture
def sidebar(qtbot: QtBot, theming: Theming, make_chat: MakeChat) -> Sidebar:
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    sidebar.navigation.add_page("chat", "chat", lambda: "Chat")
    sidebar.show_chats([make_chat("a", "первый"), make_chat("b", "второй"), make_chat("c", "третий")])
    sidebar.resize(264, 700)
    sidebar.show()
    return sidebar


def center_of(sidebar: Sidebar, chat_id: str) -> QPoint:
    index = sidebar.model.index(sidebar.model.row_of(chat_id))
    return sidebar.chats.visualRect(index).center()


def click(sidebar: Sidebar, chat_id: str) -> None:
    QTest.mouseClick(sidebar.chats.viewport(), Qt.MouseButton.LeftButton, pos=center_of(sidebar, chat_id))


def test_a_click_chooses_a_chat_once(sidebar: Sidebar, qtbot: QtBot) -> None:
    chosen: list[str] = []
    sidebar.chat_chosen.connect(chosen.append)
    click(sidebar, "b")
    click(sidebar, "b")
    assert chosen == ["b"]


def test_showing_the_open_chat_tells_nobody(sidebar: Sidebar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(sidebar.chat_chosen):
        sidebar.show_open_chat("c")
        sidebar.show_open_chat("")
    assert not sidebar.chats.selectedIndexes()


def test_the_open_chat_stays_marked_when_the_list_changes(sidebar: Sidebar, make_chat: MakeChat) -> None:
    sidebar.show_open_chat("b")
    sidebar.show_chats([make_chat("d"), make_chat("b", "второй"), make_chat("a")])
    assert [sidebar.model.chat_at(index).id for index in sidebar.chats.selectedIndexes()] == ["b"]  # type: ignore[union-attr]


def test_the_arrows_pass_over_headings(sidebar: Sidebar, make_chat: MakeChat) -> None:
    sidebar.show_chats([make_chat("a"), make_chat("b", days_ago=1)])
    sidebar.show_open_chat("a")
    chosen: list[str] = []
    sidebar.chat_chosen.connect(chosen.append)
    QTest.keyClick(sidebar.chats, Qt.Key.Key_Down)
    assert chosen == ["b"]


def test_the_delete_key_asks_to_delete(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.show_open_chat("b")
    with qtbot.waitSignal(sidebar.action_requested) as asked:
        QTest.keyClick(sidebar.chats, Qt.Key.Key_Delete)
    assert asked.args == [ChatAction.DELETE, ["b"]]


def test_f2_renames_in_place(
    sidebar: Sidebar, qtbot: QtBot, type_text: Callable[[QWidget, str], None]
) -> None:
    sidebar.show_open_chat("b")
    sidebar.chats.edit(sidebar.chats.currentIndex())
    editor = sidebar.chats.findChild(QLineEdit, "chat-title-editor")
    assert editor.text() == "второй"
    editor.selectAll()
    type_text(editor, "Новое имя")
    with qtbot.waitSignal(sidebar.chat_renamed) as renamed:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert renamed.args == ["b", "Новое имя"]


def test_a_double_click_renames_in_place(sidebar: Sidebar) -> None:
    row = sidebar.chats.visualRect(sidebar.model.index(sidebar.model.row_of("b")))
    for press in (QTest.mouseClick, QTest.mouseDClick):
        press(sidebar.chats.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert sidebar.chats.findChild(QLineEdit, "chat-title-editor") is not None


def test_an_open_editor_survives_another_chats_change(sidebar: Sidebar, make_chat: MakeChat) -> None:
    sidebar.show_open_chat("b")
    sidebar.chats.edit(sidebar.chats.currentIndex())
    sidebar.show_chats([make_chat("c", "третий"), make_chat("a", "первый!"), make_chat("b", "второй")])
    assert sidebar.chats.findChild(QLineEdit, "chat-title-editor") is not None


def test_the_menu_offers_rename_pin_save_and_delete(
    sidebar: Sidebar, qtbot: QtBot, make_chat: MakeChat
) -> None:
    menu = sidebar.chats.menu_for(make_chat("a", pinned=True))
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == [
        "Rename",
        "Move to a folder",
        "Tags…",
        "Save to a file…",
        "Unpin",
        "To the archive",
        "Delete",
    ]
    with qtbot.waitSignal(sidebar.action_requested) as asked:
        next(action for action in menu.actions() if action.text() == "Unpin").trigger()
    assert asked.args == [ChatAction.UNPIN, ["a"]]
    menu.deleteLater()


def test_another_kind_of_chat_is_offered_beside_the_button(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.findChild(QWidget, "new-chat-more").click()  # type: ignore[attr-defined]
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert menu.objectName() == "new-chat-menu"
    with qtbot.waitSignal(sidebar.temporary_chat_requested):
        menu.actions()[1].trigger()
    with qtbot.waitSignal(sidebar.new_chat_requested):
        menu.actions()[0].trigger()
    menu.close()


def test_the_rail_keeps_the_kinds_of_chats_in_the_buttons_own_menu(sidebar: Sidebar) -> None:
    sidebar.fold(folded=True)
    sidebar.fit_width(1440)
    assert not sidebar.findChild(QWidget, "new-chat-more").isVisible()
    sidebar.findChild(QWidget, "new-chat").customContextMenuRequested.emit(QPoint(1, 1))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert menu.objectName() == "new-chat-menu"
    menu.close()


def test_the_three_dots_open_the_menu_and_leave_the_chat_closed(sidebar: Sidebar, qtbot: QtBot) -> None:
    index = sidebar.model.index(sidebar.model.row_of("b"))
    row = sidebar.chats.visualRect(index)
    with qtbot.assertNotEmitted(sidebar.chat_chosen):
        QTest.mouseClick(
            sidebar.chats.viewport(),
            Qt.MouseButton.LeftButton,
            pos=QPoint(row.right() - 8, row.center().y()),
        )
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup.objectName() == "chat-menu"
    popup.close()


def test_while_something_is_looked_for_the_results_stand_in_the_place_of_the_chats(
    sidebar: Sidebar, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(sidebar.search_changed) as changed:
        sidebar.search.setText(" втор ")
    assert changed.args == ["втор"]
    assert sidebar.results.isVisible()
    assert not sidebar.chats.isVisible()
    QTest.keyClick(sidebar.search, Qt.Key.Key_Escape)
    assert sidebar.search.text() == ""
    assert sidebar.chats.isVisible()
    assert not sidebar.results.isVisible()


def test_without_chats_a_sentence_says_what_will_be_here(sidebar: Sidebar) -> None:
    sidebar.show_chats([])
    nothing = sidebar.findChild(QLabel, "chat-list-empty")
    assert nothing.isVisible()
    assert nothing.text() == "Your chats will appear here."


def test_folding_leaves_icons_with_their_names(sidebar: Sidebar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sidebar.folded) as folded:
        sidebar.findChild(QWidget, "sidebar-toggle").click()  # type: ignore[attr-defined]
    assert folded.args == [True]
    assert not sidebar.chats.isVisible()
    nav = sidebar.findChild(QWidget, "nav-chat")
    assert nav.text() == ""  # type: ignore[attr-defined]
    assert nav.accessibleName() == "Chat"
    sidebar.fit_width(1440)
    assert sidebar.width() < 80


def test_searching_unfolds(sidebar: Sidebar) -> None:
    sidebar.fold(folded=True)
    sidebar.focus_search()
    assert not sidebar.is_folded
    assert sidebar.search.isVisible()


@pytest.mark.parametrize("window_px", [640, 900, 1440])
def test_the_sidebar_never_takes_most_of_the_window(sidebar: Sidebar, window_px: int) -> None:
    sidebar.fit_width(window_px)
    assert sidebar.width() <= 264
    assert sidebar.width() <= window_px * 0.45


@pytest.mark.parametrize("state", list(AccountState))
def test_every_state_of_the_account_has_words(sidebar: Sidebar, state: AccountState) -> None:
    sidebar.show_account(AccountStatus(state, "<b>каталог</b>"))
    assert sidebar.account.accessibleName()
    folder = sidebar.account.findChild(QLabel, "account-folder-name")
    assert folder.textFormat() is Qt.TextFormat.PlainText


def test_account_and_settings_lead_to_their_pages(sidebar: Sidebar) -> None:
    pages: list[str] = []
    sidebar.page_chosen.connect(pages.append)
    sidebar.account.click()
    sidebar.findChild(QWidget, "nav-settings").click()  # type: ignore[attr-defined]
    sidebar.findChild(QWidget, "nav-chat").click()  # type: ignore[attr-defined]
    assert pages == ["account", "settings", "chat"]


WORK = Account("work", "Работа & <b>", CredentialKind.API_KEY, "b1gmadeupfolder00000", "here", "default")
HOME = Account("home", "", CredentialKind.IAM_TOKEN, "b1gmadeupfolder00001", "here")


def test_one_account_needs_no_choice(sidebar: Sidebar) -> None:
    sidebar.account.show_accounts((WORK,), "work")
    assert not sidebar.account.findChild(QToolButton, "account-switch").isVisible()


def test_several_accounts_are_switched_in_a_menu(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.account.show_accounts((WORK, HOME), "work")
    switch = sidebar.account.findChild(QToolButton, "account-switch")
    pages: list[str] = []
    sidebar.page_chosen.connect(pages.append)
    switch.click()
    menu = sidebar.account.findChild(QMenu, "account-menu")
    work, home = menu.actions()
    assert work.text() == "Работа && <b> — folder “default”"
    assert not work.icon().isNull()
    assert home.icon().isNull()
    with qtbot.waitSignal(sidebar.account.account_chosen) as chosen:
        home.trigger()
    assert chosen.args == ["home"]
    with qtbot.assertNotEmitted(sidebar.account.account_chosen):
        work.trigger()
    assert pages == [], "the menu leads nowhere else"
    menu.close()


def test_a_folded_sidebar_has_no_room_for_the_choice(sidebar: Sidebar) -> None:
    sidebar.account.show_accounts((WORK, HOME), "work")
    sidebar.fold(folded=True)
    switch = sidebar.account.findChild(QToolButton, "account-switch")
    assert not switch.isVisible()
    sidebar.fold(folded=False)
    assert switch.isVisible()


@pytest.mark.parametrize(
    ("minutes", "state", "words"),
    [
        (None, AccountState.CONNECTED, "Подключено"),
        (60, AccountState.CONNECTED, "Ключ действует ещё 60\xa0мин"),
        (45, AccountState.SESSION_ONLY, "Ключ действует ещё 45\xa0мин"),
        (0, AccountState.EXPIRED, "Ключ больше не действует"),
        (0, AccountState.TROUBLE, "Не подключено"),
    ],
)
def test_the_line_counts_a_pasted_token_down(
    sidebar: Sidebar, russian: None, minutes: int | None, state: AccountState, words: str
) -> None:
    sidebar.show_account(AccountStatus(state, "default", "Работа", minutes))
    assert sidebar.account.accessibleName() == f"Аккаунт: {words}"
    if minutes and state is AccountState.CONNECTED:
        assert sidebar.account.findChild(QLabel, "account-folder-name").text() == "ещё 60 мин · Работа"
    if state is AccountState.EXPIRED:
        assert sidebar.account.accessibleDescription() == "нажмите, чтобы вставить новый"
