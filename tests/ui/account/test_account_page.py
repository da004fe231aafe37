"""The account page: nothing secret leaves the field, every state says what it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.account import CredentialKind
from yagpt_desktop.ui.account.account_page import AccountForm, AccountPage, Keeping
from yagpt_desktop.ui.account.secret_line import SecretLine, cleaned
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.error_text import error_text

KEY = "AQVN-MADE-UP-key-for-tests"
TOKEN = "t1.MADE-UP-token-for-tests"
FOLDER = "b1gmadeupfolder00000"


@pytest.fixture
def page(qtbot: QtBot, theming: Theming) -> AccountPage:
    page = AccountPage()
    qtbot.addWidget(page)
    page.resize(900, 860)
    page.show()
    return page


def secret(page: AccountPage) -> SecretLine:
    return page.findChild(SecretLine, "account-secret")


def fill(page: AccountPage, key: str = KEY, folder: str = FOLDER) -> None:
    secret(page).setText(key)
    page.findChild(QLineEdit, "account-folder").setText(folder)


def button(page: AccountPage, name: str) -> QPushButton:
    return page.findChild(QPushButton, name)


def test_nothing_can_be_checked_before_both_fields_are_filled(page: AccountPage) -> None:
    assert not button(page, "account-check").isEnabled()
    fill(page, folder="  ")
    assert not button(page, "account-save").isEnabled()
    fill(page)
    assert button(page, "account-check").isEnabled()
    assert button(page, "account-save").isEnabled()


def test_check_and_save_carry_what_was_filled_in(page: AccountPage, qtbot: QtBot) -> None:
    fill(page, folder=f" {FOLDER}\u200b\n")
    form = AccountForm(CredentialKind.API_KEY, KEY, FOLDER)
    with qtbot.waitSignal(page.check_requested) as checked:
        button(page, "account-check").click()
    with qtbot.waitSignal(page.save_requested) as saved:
        button(page, "account-save").click()
    assert checked.args == [form]
    assert saved.args == [form]


def test_the_form_never_prints_its_secret() -> None:
    assert KEY not in repr(AccountForm(CredentialKind.API_KEY, KEY, FOLDER))


def test_a_token_chooses_its_kind_by_itself(page: AccountPage) -> None:
    secret(page).setText(TOKEN)
    assert page.form().kind is CredentialKind.IAM_TOKEN
    assert secret(page).accessibleName() == "IAM token"


def test_a_card_is_a_radio_button_and_chooses_by_click_and_by_arrow(page: AccountPage) -> None:
    token = page.findChild(QRadioButton, "account-kind-iam-token")
    QTest.mouseClick(token, Qt.MouseButton.LeftButton, pos=token.rect().center())
    assert page.form().kind is CredentialKind.IAM_TOKEN
    QTest.keyClick(token, Qt.Key.Key_Up)
    assert page.form().kind is CredentialKind.SERVICE_ACCOUNT_KEY


def test_what_is_pasted_is_cleaned(page: AccountPage) -> None:
    QGuiApplication.clipboard().setText(f"\ufeff {KEY[:10]}\n\u200b{KEY[10:]} \r\n")
    QTest.keySequence(secret(page), "Ctrl+V")
    assert secret(page).text() == KEY


@pytest.mark.parametrize("keys", ["Ctrl+C", "Ctrl+X"])
def test_nothing_is_copied_out_even_while_the_key_is_shown(page: AccountPage, keys: str) -> None:
    QGuiApplication.clipboard().setText("прежнее")
    fill(page)
    page.findChild(QWidget, "account-secret-eye").click()  # type: ignore[attr-defined]
    secret(page).selectAll()
    QTest.keySequence(secret(page), keys)
    assert QGuiApplication.clipboard().text() == "прежнее"
    assert secret(page).text() == KEY


def test_the_eye_shows_and_hides_and_says_which(page: AccountPage) -> None:
    eye = page.findChild(QWidget, "account-secret-eye")
    assert secret(page).echoMode() is QLineEdit.EchoMode.Password
    assert eye.accessibleName() == "Show the key"
    eye.click()  # type: ignore[attr-defined]
    assert secret(page).echoMode() is QLineEdit.EchoMode.Normal
    assert eye.accessibleName() == "Hide the key"


def test_checking_shows_that_it_works_and_cannot_be_pressed_twice(page: AccountPage) -> None:
    fill(page)
    page.show_checking()
    assert page.findChild(QWidget, "account-spinner").isVisible()
    assert not button(page, "account-check").isEnabled()
    page.show_good()
    assert not page.findChild(QWidget, "account-spinner").isVisible()
    assert page.findChild(QLabel, "account-status-text").text() == "The key works."
    assert button(page, "account-save").isEnabled()


def test_typing_takes_an_old_verdict_away(
    page: AccountPage, type_text: Callable[[QWidget, str], None]
) -> None:
    fill(page)
    page.show_good()
    type_text(secret(page), "x")
    assert not page.findChild(QLabel, "account-status-text").isVisible()


def test_an_error_keeps_what_was_filled_in_and_offers_its_button(page: AccountPage, qtbot: QtBot) -> None:
    fill(page)
    page.show_checking()
    error = error_text(errors.FolderUnknown("NOT_FOUND"))
    page.show_error(error, "NOT_FOUND")
    assert page.form() == AccountForm(CredentialKind.API_KEY, KEY, FOLDER)
    assert page.findChild(QWidget, "error-banner").isVisible()
    with qtbot.waitSignal(page.error_action_requested) as asked:
        button(page, "error-action").click()
    assert asked.args == [error.action]


def test_the_folder_gets_the_cursor_when_the_folder_is_wrong(page: AccountPage) -> None:
    fill(page)
    error = error_text(errors.FolderUnknown("NOT_FOUND"))
    if error.action is ActionKind.CHECK_FOLDER:
        page.show_error(error)
        assert page.findChild(QLineEdit, "account-folder").hasFocus()


@pytest.mark.parametrize(
    ("keeping", "words"),
    [(Keeping.KEYRING, "Saved in the system keyring."), (Keeping.SESSION, "until the program is closed")],
)
def test_saving_says_where_the_key_lies_and_empties_the_field(
    page: AccountPage, keeping: Keeping, words: str
) -> None:
    fill(page)
    page.show_saving()
    page.show_saved(keeping)
    assert words in page.findChild(QLabel, "account-status-text").text()
    assert secret(page).text() == ""
    assert page.form().folder_id == FOLDER


def test_without_a_keyring_it_is_said_before_anything_is_saved(page: AccountPage) -> None:
    page.show_keeping(Keeping.SESSION)
    assert "forgotten" in page.findChild(QLabel, "account-keeping").text()


def test_a_known_account_may_change_its_folder_without_its_key(page: AccountPage, qtbot: QtBot) -> None:
    page.show_account(CredentialKind.API_KEY, FOLDER)
    assert button(page, "account-save").isEnabled()
    assert secret(page).text() == ""
    with qtbot.waitSignal(page.forget_requested):
        button(page, "account-forget").click()


def test_the_steps_unfold_and_lead_to_the_console(page: AccountPage, qtbot: QtBot) -> None:
    link = button(page, "account-step-1-link")
    assert not link.isVisible()
    button(page, "account-steps-toggle").click()
    assert link.isVisible()
    with qtbot.waitSignal(page.link_activated) as activated:
        link.click()
    assert activated.args[0].startswith("https://console.yandex.cloud")


def test_the_demo_is_offered_unless_it_runs(page: AccountPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.demo_requested):
        button(page, "account-demo").click()
    page.show_demo_offer(offered=False)
    assert not button(page, "account-demo").isVisible()


def test_no_text_is_cut_in_a_small_window(page: AccountPage, russian: None) -> None:
    page.resize(640, 480)
    button(page, "account-steps-toggle").click()
    QApplication.processEvents()
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width())


def test_cleaning_leaves_wrong_letters_to_be_told() -> None:
    assert cleaned(" AQ\u00adВН\t") == "AQВН"
