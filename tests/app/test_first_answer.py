"""From an empty profile to the first answer, in the real window against the real local service."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.app.session import Session
from yagpt_desktop.app.window import DesktopApp
from yagpt_desktop.domain.account import CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.chat import MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.iam import IamToken
from yagpt_desktop.domain.settings import Language, Settings
from yagpt_desktop.simulator.cloud import DEMO_FOLDER_ID
from yagpt_desktop.simulator.service import DEMO_IAM_TOKEN, LocalService
from yagpt_desktop.storage.secret_vault import SecretVault
from yagpt_desktop.storage.session_secrets import SessionSecretStore
from yagpt_desktop.wiring import StartOptions, Wiring, open_profile

API_KEY = "AQVN" + "MADEUPkeyFORtests0" * 2
IAM_TOKEN = f"t1.MADEUPtoken0FORtests.{'x1Y-' * 21}zz"
OAUTH = "y0_" + "MADEUPoauth0FORtests" * 2
PATIENCE_MS = 30_000
ADDRESS = f"https://console.yandex.cloud/folders/{DEMO_FOLDER_ID}"


class Tokens:
    """Keeps IAM tokens as long as the test lasts."""

    def __init__(self) -> None:
        self.kept: dict[str, IamToken] = {}

    def load(self, account_id: str) -> IamToken | None:
        return self.kept.get(account_id)

    def save(self, account_id: str, token: IamToken) -> None:
        self.kept[account_id] = token

    def delete(self, account_id: str) -> None:
        self.kept.pop(account_id, None)


class Yc:
    def is_found(self) -> bool:
        return True

    def token(self, _cancel: CancelToken) -> IamToken:
        return IamToken(DEMO_IAM_TOKEN)

    def folder_id(self, _cancel: CancelToken) -> str:
        return DEMO_FOLDER_ID


class Desk:
    """One start of the program, driven by its controls."""

    def __init__(self, app: QApplication, wiring: Wiring, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.wiring = wiring
        self.session = Session(wiring, None)
        self.desktop = DesktopApp(app, wiring, self.session)
        self.window = self.desktop.window
        self.desktop.start()

    def find(self, name: str, of: type[QWidget] = QWidget) -> QWidget:
        return next(part for part in self.window.findChildren(of, name) if part.isVisible())

    def press(self, name: str) -> None:
        button = self.find(name, QPushButton)
        self.qtbot.waitUntil(button.isEnabled, timeout=PATIENCE_MS)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)

    def paste(self, name: str, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        QTest.keySequence(self.find(name), "Ctrl+V")

    def check(self) -> str:
        """Press “Check”; return the code of the error, "" where the key works."""
        self.press("account-check")
        page = self.desktop._account_page
        self.qtbot.waitUntil(lambda: not page._busy, timeout=PATIENCE_MS)
        banners = [one for one in page.findChildren(QWidget, "error-banner") if one.isVisible()]
        if not banners:
            assert self.find("account-status-text", QLabel).text() == "Ключ действует."
            return ""
        return banners[0].findChild(QPushButton, "error-details").text().rpartition(" · ")[2]

    def ask(self, text: str) -> str:
        """Ask in the chat and return the answer."""
        self.qtbot.waitUntil(lambda: self.window.page == "chat", timeout=PATIENCE_MS)
        composer = self.find("composer")
        QGuiApplication.clipboard().setText(text)
        composer.paste()  # type: ignore[attr-defined]
        self.press("send")
        view = self.desktop._chat._in_view

        def answered() -> bool:
            messages = view.messages
            return (
                bool(messages)
                and messages[-1].role is Role.ASSISTANT
                and messages[-1].state
                in {
                    MessageState.COMPLETE,
                    MessageState.FAILED,
                }
            )

        self.qtbot.waitUntil(answered, timeout=PATIENCE_MS)
        assert view.messages[-1].state is MessageState.COMPLETE
        return view.messages[-1].text

    def close(self) -> None:
        self.window.close()
        assert self.desktop.shut_down()
        self.session.close()
        window = self.window
        self.desktop._language.remove()
        shiboken6.delete(window)
        shiboken6.delete(self.desktop)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def service() -> Iterator[LocalService]:
    with LocalService() as service:
        yield service


@pytest.fixture
def desk(
    qapp: QApplication, qtbot: QtBot, service: LocalService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    config = tmp_path / "config.toml"
    names = ("grpc", "rest", "openai", "iam", "operation_grpc", "operation", "resource_manager")
    lines = [f'{name} = "{getattr(service.endpoints, name)}"' for name in names]
    config.write_text("\n".join(["[endpoints]", *lines]), "utf-8")
    wiring = open_profile(StartOptions(profile=tmp_path / "profile", config=config), {})
    wiring.settings_store.save(Settings(language=Language.RUSSIAN))
    # The keyring of whoever runs the tests is none of theirs.
    wiring.vault, wiring.tokens, wiring.yc = SecretVault(SessionSecretStore()), Tokens(), Yc()
    sheet, font = qapp.styleSheet(), qapp.font()
    desk = Desk(qapp, wiring, qtbot)
    yield desk
    desk.close()
    qapp.setStyleSheet(sheet)
    qapp.setFont(font)


@pytest.fixture(scope="module")
def key_file() -> str:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    key = {
        "id": "ajemadeupkey00000000",
        "service_account_id": "ajemadeup00000000000",
        "private_key": pem.decode(),
    }
    return json.dumps(key, indent=2)


@pytest.mark.parametrize("secret", [API_KEY, IAM_TOKEN, OAUTH], ids=["api-key", "iam-token", "oauth"])
def test_a_pasted_key_and_the_address_of_the_folder_lead_to_an_answer(desk: Desk, secret: str) -> None:
    assert desk.window.page == "account"
    desk.paste("account-secret", f"  {secret}\n")
    desk.paste("account-folder", ADDRESS)
    assert desk.check() == ""
    desk.press("account-save")
    assert desk.ask("Скажи что-нибудь")


def test_a_key_file_leads_to_an_answer_and_the_folder_is_chosen_by_name(desk: Desk, key_file: str) -> None:
    desk.paste("account-secret", key_file)
    folder = desk.desktop._account_page.fields.folder
    desk.qtbot.waitUntil(lambda: folder.count == 7, timeout=PATIENCE_MS)
    folder.setFocus()
    QTest.keyClick(folder, Qt.Key.Key_Down)
    QTest.keyClick(folder.completer().popup(), Qt.Key.Key_Down)
    QTest.keyClick(folder.completer().popup(), Qt.Key.Key_Return)
    assert folder.text() == "default · demo-personal"
    desk.press("account-save")
    assert desk.ask("Скажи что-нибудь")
    assert "default" in desk.window.sidebar.account.accessibleDescription()


def test_the_tool_yc_takes_one_press(desk: Desk) -> None:
    yc = desk.desktop._account_page.fields.kinds.cards[CredentialKind.YC_CLI]
    desk.qtbot.waitUntil(yc.isVisible, timeout=PATIENCE_MS)
    yc.setFocus()
    QTest.keyClick(yc, Qt.Key.Key_Space)
    desk.press("account-save")
    assert desk.ask("Скажи что-нибудь")


@pytest.mark.parametrize(
    ("secret", "folder", "code"),
    [
        (f"{API_KEY[:-8]}wrong", DEMO_FOLDER_ID, "E-KEY-WRONG"),
        (f"{IAM_TOKEN}expired", DEMO_FOLDER_ID, "E-LOGIN-EXPIRED"),
        (f"{OAUTH}invalid", DEMO_FOLDER_ID, "E-KEY-WRONG"),
        (f"{API_KEY}norole", DEMO_FOLDER_ID, "E-NO-ROLE"),
        (f"{API_KEY}nobilling", DEMO_FOLDER_ID, "E-MONEY"),
        (API_KEY, "b1gother000000000001", "E-FOLDER"),
        (API_KEY, "b1gcloud000000000001", "E-NO-ROLE"),
        ("AQVN\u0421MADEUPkeyFORtests", DEMO_FOLDER_ID, "E-KEY-FORMAT"),
    ],
)
def test_a_wrong_key_reaches_its_sentence_and_the_right_one_after_it_the_chat(
    desk: Desk, secret: str, folder: str, code: str
) -> None:
    desk.find("account-secret", QLineEdit).setText(secret)
    desk.find("account-folder", QLineEdit).setText(folder)
    assert desk.check() == code
    assert desk.find("account-folder", QLineEdit).text() == folder, "what was filled in stays"
    desk.find("account-secret", QLineEdit).setText(API_KEY)
    desk.find("account-folder", QLineEdit).setText(DEMO_FOLDER_ID)
    assert desk.check() == ""
    desk.press("account-save")
    desk.qtbot.waitUntil(lambda: desk.window.page == "chat", timeout=PATIENCE_MS)


def test_a_second_account_is_added_switched_to_and_deleted(desk: Desk) -> None:
    desk.paste("account-secret", API_KEY)
    desk.paste("account-folder", DEMO_FOLDER_ID)
    desk.press("account-save")
    desk.qtbot.waitUntil(lambda: desk.window.page == "chat", timeout=PATIENCE_MS)
    desk.window.sidebar.account.click()
    desk.press("account-add")
    desk.paste("account-secret", OAUTH)
    desk.paste("account-folder", DEMO_FOLDER_ID)
    desk.press("account-save")
    desk.qtbot.waitUntil(lambda: len(desk.desktop._hub.settings.accounts) == 2, timeout=PATIENCE_MS)
    first, second = desk.desktop._hub.settings.accounts
    assert desk.desktop._hub.settings.account_id == second.id
    desk.window.sidebar.account.account_chosen.emit(first.id)
    assert desk.desktop._hub.settings.account_id == first.id
    assert desk.ask("Скажи что-нибудь")
    desk.window.sidebar.account.click()
    desk.press("account-forget")
    desk.qtbot.waitUntil(lambda: len(desk.desktop._hub.settings.accounts) == 1, timeout=PATIENCE_MS)
    assert desk.find("account-toast").accessibleName() == "Аккаунт удалён с этого компьютера."
    assert desk.wiring.vault.load(first.id) is None


def test_an_error_of_the_network_leads_to_the_diagnostics(desk: Desk, service: LocalService) -> None:
    service.stop()
    desk.paste("account-secret", API_KEY)
    desk.paste("account-folder", DEMO_FOLDER_ID)
    assert desk.check() == "E-OFFLINE"
    page = desk.desktop._account_page
    page.findChild(QPushButton, "error-second-action").click()
    assert desk.window.page == "diagnosis"
    desk.qtbot.waitUntil(lambda: not desk.desktop._diagnosis_page._busy, timeout=PATIENCE_MS)
    bad = [one for one in desk.desktop._diagnosis_page.findings if one.state.value == "trouble"]
    assert {"grpc", "rest"} <= {one.name for one in bad}


def test_the_radio_buttons_are_reached_by_the_keyboard_alone(desk: Desk) -> None:
    first = desk.find("account-kind-api-key", QRadioButton)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert desk.desktop._account_page.form().kind is CredentialKind.SERVICE_ACCOUNT_KEY
