"""The account page: nothing secret leaves the field, every state says what it is."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.account import CredentialKind
from yagpt_desktop.domain.iam import Cloud, Folder
from yagpt_desktop.domain.proxy import ProxyInForce, ProxySource
from yagpt_desktop.domain.settings import Theme
from yagpt_desktop.services.accounts import FolderGroup, YcAccount
from yagpt_desktop.ui.account.account_page import AccountForm, AccountPage, Keeping
from yagpt_desktop.ui.account.secret_line import SecretLine, cleaned
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.error_text import error_text
from yagpt_desktop.ui.words.phase_table import Phase

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


PEM = "-----BEGIN PRIVATE KEY-----\nTUFERVVQ\n-----END PRIVATE KEY-----\n"
FILE = json.dumps({"id": "ajemadeupkey", "service_account_id": "ajemadeup", "private_key": PEM})


def paste(page: AccountPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keySequence(secret(page), "Ctrl+V")


def hint(page: AccountPage) -> str:
    return page.findChild(QLabel, "account-recognised").text()


def test_the_kinds_stand_in_their_order_and_yc_only_where_it_is(page: AccountPage) -> None:
    cards = [
        card for card in page.findChildren(QRadioButton) if card.objectName().startswith("account-kind-")
    ]
    assert [card.objectName().removeprefix("account-kind-") for card in cards] == [
        kind.value for kind in CredentialKind
    ]
    yc = page.findChild(QRadioButton, "account-kind-yc")
    assert not yc.isVisible()
    page.fields.show_yc(YcAccount(FOLDER))
    assert yc.isVisible()
    page.fields.show_yc(None)
    assert not yc.isVisible()


def test_one_press_takes_account_and_folder_of_yc_over(page: AccountPage, qtbot: QtBot) -> None:
    page.fields.show_yc(YcAccount(FOLDER))
    page.findChild(QRadioButton, "account-kind-yc").click()
    assert not secret(page).isVisible()
    with qtbot.waitSignal(page.save_requested) as saved:
        button(page, "account-save").click()
    assert saved.args == [AccountForm(CredentialKind.YC_CLI, "", FOLDER)]


def test_a_key_file_is_pasted_whole_and_chooses_its_card(page: AccountPage) -> None:
    paste(page, f"\ufeff{FILE}\n")
    assert page.form().kind is CredentialKind.SERVICE_ACCOUNT_KEY
    assert json.loads(page.form().secret)["service_account_id"] == "ajemadeup"
    assert "ajemadeup" in hint(page)


def test_an_address_pasted_into_the_field_for_the_key_becomes_the_folder(page: AccountPage) -> None:
    paste(page, f"https://console.yandex.cloud/folders/{FOLDER}")
    assert secret(page).text() == ""
    assert page.form().folder_id == FOLDER
    assert FOLDER in hint(page)


def test_a_key_pasted_into_the_field_for_the_folder_goes_where_it_is_masked(page: AccountPage) -> None:
    page.findChild(QLineEdit, "account-folder").setText(KEY)
    assert page.form() == AccountForm(CredentialKind.API_KEY, KEY, "")


def test_an_address_pasted_into_the_field_for_the_folder_leaves_its_number(page: AccountPage) -> None:
    page.findChild(QLineEdit, "account-folder").setText(f"https://console.yandex.cloud/folders/{FOLDER}/ai")
    assert page.findChild(QLineEdit, "account-folder").text() == FOLDER


def test_what_is_no_key_at_all_is_not_kept_in_the_field(page: AccountPage) -> None:
    paste(page, "https://console.yandex.cloud/cloud/b1gmadeupcloud000000")
    assert secret(page).text() == ""
    assert "cloud" in hint(page)
    assert not button(page, "account-save").isEnabled()


def test_a_wrong_letter_is_shown_with_its_place_and_stays_to_be_mended(page: AccountPage) -> None:
    paste(page, "AQVN-MADE-UP-\u0441key-for-tests")
    assert "14" in hint(page)
    assert "\u0441" in secret(page).text()


def test_typing_takes_nothing_away_from_under_the_cursor(
    page: AccountPage, type_text: Callable[[QWidget, str], None]
) -> None:
    type_text(secret(page), FOLDER)
    assert secret(page).text() == FOLDER


def test_folders_are_offered_by_name_and_the_only_one_is_taken(page: AccountPage, qtbot: QtBot) -> None:
    fill(page, TOKEN, folder="")
    page.fields.show_folders_busy()
    assert page.findChild(QWidget, "account-folders-spinner").isVisible()
    page.fields.show_folders((FolderGroup(Cloud("c", "personal"), (Folder(FOLDER, "default", "c"),)),))
    assert not page.findChild(QWidget, "account-folders-spinner").isVisible()
    assert page.findChild(QLineEdit, "account-folder").text() == "default"
    assert page.form() == AccountForm(CredentialKind.IAM_TOKEN, TOKEN, FOLDER, "default")


def test_a_typed_folder_is_named_below_and_nothing_under_way_is_forgotten(page: AccountPage) -> None:
    fill(page, TOKEN)
    page.show_saving()
    page.fields.show_folders((FolderGroup(Cloud("c", "personal"), (Folder(FOLDER, "default", "c"),)),))
    assert page.findChild(QLineEdit, "account-folder").text() == FOLDER
    assert "“default”" in page.findChild(QLabel, "account-folder-hint").text()
    assert page.findChild(QLabel, "account-status-text").text() == "Saving the key…"


def test_a_known_cloud_in_place_of_a_folder_is_named(page: AccountPage) -> None:
    page.fields.show_folders(
        (FolderGroup(Cloud("b1gmadeupcloud000000", "personal"), (Folder(FOLDER, "default", "c"),)),)
    )
    fill(page, TOKEN, folder="b1gmadeupcloud000000")
    assert "“personal”" in page.findChild(QLabel, "account-folder-hint").text()


def drop(page: AccountPage, data: QMimeData) -> None:
    position = QPointF(page.rect().center())
    actions, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(position.toPoint(), actions, data, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(position, actions, data, left, Qt.KeyboardModifier.NoModifier))


def test_a_dropped_file_is_offered_and_not_read_here(page: AccountPage, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/made-up/ключ.json")])
    with qtbot.waitSignal(page.file_offered) as offered:
        drop(page, data)
    assert offered.args == ["/made-up/ключ.json"]


def test_a_dropped_text_is_taken_like_a_pasted_one(page: AccountPage) -> None:
    data = QMimeData()
    data.setText(FILE)
    drop(page, data)
    assert page.form().kind is CredentialKind.SERVICE_ACCOUNT_KEY


def test_a_key_file_may_be_chosen_too(page: AccountPage) -> None:
    page.findChild(QRadioButton, "account-kind-service-account-key").click()
    button(page, "account-file").click()
    dialog = page.findChild(QWidget, "account-file-dialog")
    assert dialog.isVisible()
    dialog.reject()  # type: ignore[attr-defined]


def test_a_ticked_step_checks_as_soon_as_there_is_something_to_check(page: AccountPage, qtbot: QtBot) -> None:
    page.open_steps()
    role = page.findChild(QWidget, "account-step-9-done")
    with qtbot.assertNotEmitted(page.check_requested):
        role.click()  # type: ignore[attr-defined]
    fill(page)
    role.click()  # type: ignore[attr-defined]
    with qtbot.waitSignal(page.check_requested):
        role.click()  # type: ignore[attr-defined]


def test_the_steps_lead_to_the_fields(page: AccountPage) -> None:
    page.open_steps()
    button(page, "account-step-12-link").click()
    assert secret(page).hasFocus()
    button(page, "account-step-6-link").click()
    assert page.findChild(QLineEdit, "account-folder").hasFocus()


def test_the_steps_stand_beside_the_form_where_there_is_room_and_below_it_else(page: AccountPage) -> None:
    page.open_steps()
    card = page.findChild(QWidget, "account-card")
    for width, beside in ((1440, True), (700, False)):
        page.resize(width, 800)
        QApplication.processEvents()
        assert (page.steps.geometry().top() == card.geometry().top()) == beside


def test_no_message_is_spoken_of_where_there_is_none(page: AccountPage) -> None:
    error = error_text(errors.AccessDenied("x"))
    page.show_error(error)
    assert error.assurance not in page.findChild(QLabel, "error-cause").text()


@pytest.mark.parametrize(
    "kind",
    [
        errors.SecretStoreLocked,
        errors.SecretStoreSilent,
        errors.SecretTooBig,
        errors.SecretStoreFull,
        errors.SecretLost,
        errors.StorageError,
    ],
)
def test_every_failure_of_the_keyring_offers_this_session_on_the_page(
    page: AccountPage, qtbot: QtBot, kind: type[errors.StorageError]
) -> None:
    page.show_error(error_text(kind("x"), Phase.SAVING_KEY))
    asked: list[ActionKind] = []
    page.error_action_requested.connect(asked.append)
    for name in ("error-action", "error-second-action"):
        if button(page, name).isVisible():
            button(page, name).click()
    assert ActionKind.SESSION_ONLY in asked


def test_a_deleted_account_is_said_to_be_gone_and_can_come_back(page: AccountPage, qtbot: QtBot) -> None:
    page.show_deleted(can_be_undone=True)
    toast = page.findChild(QWidget, "account-toast")
    assert toast.accessibleName() == "The account is deleted from this computer."
    with qtbot.waitSignal(page.undo_requested):
        button(page, "account-toast-action").click()
    page.show_deleted(can_be_undone=False)
    assert not toast.isVisible()
    assert "deleted" in page.findChild(QLabel, "account-status-text").text()


def test_a_stored_account_shows_its_kind_and_the_way_to_others(page: AccountPage) -> None:
    page.show_account(CredentialKind.OAUTH_TOKEN, FOLDER, "default")
    assert not page.findChild(QRadioButton, "account-kind-api-key").isVisible()
    assert page.findChild(QLineEdit, "account-folder").text() == "default"
    button(page, "account-kinds-more").click()
    assert page.findChild(QRadioButton, "account-kind-api-key").isVisible()
    page.findChild(QRadioButton, "account-kind-api-key").click()
    assert not button(page, "account-save").isEnabled(), "another kind needs its key"


@pytest.mark.parametrize(("width", "zoom"), [(640, 100), (900, 200), (1440, 100)])
def test_every_button_is_whole_at_every_width_and_zoom(
    page: AccountPage, theming: Theming, russian: None, width: int, zoom: int
) -> None:
    theming.apply(Theme.LIGHT, zoom)
    page.resize(width, 600)
    page.show_account(CredentialKind.SERVICE_ACCOUNT_KEY, FOLDER)
    page.open_steps()
    for _ in range(3):
        QApplication.processEvents()
    for part in page.findChildren(QPushButton):
        if part.isVisible():
            assert part.width() >= part.sizeHint().width(), part.objectName()


def test_a_proxy_of_the_system_is_named_before_the_first_key(page: AccountPage) -> None:
    line = page.findChild(QLabel, "proxy-line-words")
    assert not line.isVisible()
    page.proxy.show_in_force(ProxyInForce(ProxySource.SYSTEM, "proxy.example:8080"))
    assert line.isVisible()
    assert "proxy.example:8080" in line.text()
