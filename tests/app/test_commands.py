"""Ctrl+K leads anywhere in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView

from yagpt_desktop.app.window import DesktopApp
from yagpt_desktop.domain.settings import Theme
from yagpt_desktop.ui.commands.palette import Palette


def opened(qtbot, app: DesktopApp) -> Palette:
    app.window.show()
    QTest.keyClick(app.window.windowHandle(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: app.window.findChild(Palette) is not None)
    return app.window.findChild(Palette)


def shown(palette: Palette) -> dict[str, str]:
    model = palette.findChild(QListView, "palette-list").model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return {row.data(): row.data(Qt.ItemDataRole.UserRole) for row in rows}


def take(palette: Palette, title: str) -> None:
    line = palette.findChild(QLineEdit, "palette-search")
    line.setText(title)
    QTest.keyClick(line, Qt.Key.Key_Return)


@pytest.mark.parametrize("page", ["translate", "fix", "settings", "account", "diagnosis", "chat"])
def test_it_leads_to_every_page(qtbot, app, page):
    titles = {**app.window.pages(), "settings": "Настройки", "account": "Аккаунт и ключ"}
    take(opened(qtbot, app), {**titles, "diagnosis": "Диагностика"}[page])
    qtbot.waitUntil(lambda: app.window.page == page)


def test_keys_stand_beside_what_they_do(qtbot, app):
    offered = shown(opened(qtbot, app))
    assert offered["Новый чат"] == "Ctrl+N"
    assert offered[app.window.pages()["fix"]] == "Ctrl+3"
    assert "Сохранить этот чат в файл" not in offered, "there is nothing to save"


def test_it_leads_to_a_chat_by_its_name(qtbot, app, ask):
    ask(app, "Что такое радуга?")
    first = app._chat.chat_id
    take(opened(qtbot, app), "новый чат")
    ask(app, "Как варить борщ?")
    assert app._chat.chat_id != first
    qtbot.waitUntil(lambda: len(app._library._chats) == 2)
    app.window.show_page("settings")
    take(opened(qtbot, app), "радуга")
    qtbot.waitUntil(lambda: app._chat.chat_id == first and app.window.page == "chat")


def test_the_theme_changes_at_once_and_the_one_in_use_is_not_offered(qtbot, app):
    palette = opened(qtbot, app)
    assert "Тема как в системе" not in shown(palette)
    take(palette, "Тёмная тема")
    assert app._hub.settings.theme is Theme.DARK
    qtbot.waitUntil(lambda: app.window.findChild(Palette) is None)
    assert "Тёмная тема" not in shown(opened(qtbot, app))


def test_words_that_name_nothing_are_searched_in_all_chats(qtbot, app, ask):
    ask(app, "Что такое радуга?")
    take(opened(qtbot, app), "верблюд")
    assert app.window.sidebar.search.text() == "верблюд"
