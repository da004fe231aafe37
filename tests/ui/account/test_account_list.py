"""Several accounts: one in use, renamed in place, chosen by a press."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QRadioButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.account import Account, CredentialKind
from yagpt_desktop.ui.account.account_list import AccountList
from yagpt_desktop.ui.theme.theming import Theming

WORK = Account("work", "Работа <b>", CredentialKind.API_KEY, "b1gmadeupfolder00000", "here", "default")
HOME = Account("home", "", CredentialKind.IAM_TOKEN, "b1gmadeupfolder00001", "here")


@pytest.fixture
def accounts(qtbot: QtBot, theming: Theming) -> AccountList:
    accounts = AccountList()
    qtbot.addWidget(accounts)
    accounts.resize(500, 300)
    accounts.show_accounts((WORK, HOME), "work")
    accounts.show()
    return accounts


def card(accounts: AccountList, account_id: str) -> QRadioButton:
    return accounts.findChild(QRadioButton, f"account-card-{account_id}")


def line(accounts: AccountList, account_id: str) -> QLineEdit:
    return accounts.findChild(QLineEdit, f"account-name-{account_id}")


def test_each_account_says_its_name_kind_and_folder(accounts: AccountList, russian: None) -> None:
    work, home = card(accounts, "work"), card(accounts, "home")
    assert work.accessibleName() == "Работа <b>"
    assert work.accessibleDescription() == "API-ключ · каталог «default»"
    assert home.accessibleName() == "Yandex Cloud …0001"
    assert home.accessibleDescription() == "IAM-токен · каталог «b1gmadeupfolder00001»"
    formats = {label.textFormat() for label in accounts.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_a_press_chooses_an_account(accounts: AccountList, qtbot: QtBot) -> None:
    assert card(accounts, "work").isChecked()
    with qtbot.waitSignal(accounts.chosen) as chosen:
        card(accounts, "home").click()
    assert chosen.args == ["home"]
    assert not card(accounts, "work").isChecked()


def test_while_another_is_entered_none_is_marked(accounts: AccountList) -> None:
    accounts.show_accounts((WORK, HOME), "")
    assert not card(accounts, "work").isChecked()
    assert not accounts.findChild(QPushButton, "account-add").isVisible()


@pytest.mark.parametrize("way", ["pencil", "f2", "double-click"])
def test_a_name_is_changed_in_place(
    accounts: AccountList, qtbot: QtBot, type_text: Callable[[QWidget, str], None], way: str
) -> None:
    home = card(accounts, "home")
    if way == "pencil":
        accounts.findChild(QToolButton, "account-rename-home").click()
    elif way == "f2":
        QTest.keyClick(home, Qt.Key.Key_F2)
    else:
        QTest.mouseDClick(home, Qt.MouseButton.LeftButton, pos=home.rect().center())
    assert line(accounts, "home").isVisible()
    type_text(line(accounts, "home"), "  Личный  аккаунт ")
    with qtbot.waitSignal(accounts.renamed) as renamed:
        QTest.keyClick(line(accounts, "home"), Qt.Key.Key_Return)
    assert renamed.args == ["home", "Личный аккаунт"]
    assert not line(accounts, "home").isVisible()


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_name_changes_nothing(accounts: AccountList, qtbot: QtBot, text: str) -> None:
    accounts.cards["work"].begin_renaming()
    line(accounts, "work").setText(text)
    with qtbot.assertNotEmitted(accounts.renamed):
        QTest.keyClick(line(accounts, "work"), Qt.Key.Key_Return)


def test_escape_leaves_the_old_name(accounts: AccountList, qtbot: QtBot) -> None:
    accounts.cards["work"].begin_renaming()
    line(accounts, "work").setText("Другое")
    with qtbot.assertNotEmitted(accounts.renamed):
        QTest.keyClick(line(accounts, "work"), Qt.Key.Key_Escape)
    assert not line(accounts, "work").isVisible()


def test_one_more_can_be_added(accounts: AccountList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(accounts.add_requested):
        accounts.findChild(QPushButton, "account-add").click()


def test_without_accounts_there_is_no_list(accounts: AccountList) -> None:
    accounts.show_accounts((), "")
    assert not accounts.isVisible()
