"""The proxy and the certificates: what is shown, what is told, where the password goes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.errors import ConfigurationInvalid, SecretStoreLocked, StorageError
from yagpt_desktop.domain.proxy import NetworkWish, ProxyInForce, ProxyMode, ProxySource
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.ui.settings.network_controller import NetworkController
from yagpt_desktop.ui.settings.network_section import NetworkSection
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.theme.theming import Theming


class Store:
    def load(self) -> Settings:
        return Settings()

    def save(self, settings: Settings) -> None:
        return None


class Door:
    """A way to the service that does as the settings say."""

    def __init__(self, hub: SettingsHub) -> None:
        self.hub = hub
        self.kept: list[tuple[str, str, str]] = []
        self.failure: StorageError | None = None
        self.admin: ProxyInForce | None = None

    def in_force(self) -> ProxyInForce:
        wish = self.hub.settings.network_wish
        if self.admin is not None:
            return self.admin
        if wish.proxy_mode is ProxyMode.SYSTEM:
            return ProxyInForce(ProxySource.SYSTEM, "system.example:8080", wish.proxy_user)
        if wish.proxy_mode is ProxyMode.NONE:
            return ProxyInForce(ProxySource.PERSON)
        return ProxyInForce(ProxySource.PERSON, wish.proxy_address, wish.proxy_user)

    def keep_password(self, address: str, user: str, password: str) -> None:
        if self.failure is not None:
            raise self.failure
        self.kept.append((address, user, password))

    def count_certificates(self, path: str) -> int:
        if "bad" in path:
            raise ConfigurationInvalid("none")
        return 2


class Scene:
    def __init__(self, qtbot: QtBot) -> None:
        self.pool = QThreadPool()
        self.hub = SettingsHub(Settings(model="другая"), Store(), self.pool)
        self.door = Door(self.hub)
        self.section = NetworkSection()
        qtbot.addWidget(self.section)
        self.controller = NetworkController(self.section, self.hub, self.door, self.pool)
        self.section.show()
        self.qtbot = qtbot
        qtbot.waitUntil(lambda: "system.example" in self.said)

    @property
    def said(self) -> str:
        return self.section.findChild(QLabel, "proxy-state").text()

    def line(self, name: str) -> QLineEdit:
        return self.section.findChild(QLineEdit, name)

    def press(self, name: str) -> None:
        self.section.findChild(QPushButton, name).click()

    def write(self, name: str, text: str) -> None:
        line = self.line(name)
        line.setText(text)
        line.textEdited.emit(text)

    def save(self) -> None:
        with self.qtbot.waitSignal(self.controller.changed):
            self.press("proxy-save")


@pytest.fixture
def scene(qtbot: QtBot, theming: Theming):
    scene = Scene(qtbot)
    yield scene
    assert scene.pool.waitForDone(3000)


def test_a_proxy_of_ones_own_with_its_password(scene: Scene) -> None:
    scene.press("proxy-mode-manual")
    scene.write("proxy-address", " proxy.example:3128 ")
    scene.write("proxy-user", "Иван")
    scene.write("proxy-password", "слово и дело")
    scene.save()
    settings = scene.hub.settings
    assert settings.network_wish == NetworkWish(ProxyMode.MANUAL, "proxy.example:3128", "Иван")
    assert settings.model == "другая"
    assert scene.door.kept == [("proxy.example:3128", "Иван", "слово и дело")]
    assert "слово" not in repr(settings)
    assert scene.line("proxy-password").text() == ""
    assert scene.said.startswith("Saved")


def test_a_pasted_address_is_taken_apart(scene: Scene) -> None:
    scene.press("proxy-mode-manual")
    scene.write("proxy-address", "http://user:p%40ss@proxy.example:3128/")
    scene.save()
    assert scene.hub.settings.proxy_address == "proxy.example:3128"
    assert scene.hub.settings.proxy_user == "user"
    assert scene.door.kept == [("proxy.example:3128", "user", "p@ss")]
    assert "ss@" not in scene.line("proxy-address").text()


@pytest.mark.parametrize("written", ["", "proxy.example", "proxy.example:port", "http://", "a:1/path"])
def test_what_is_no_address_is_told_and_nothing_changes(scene: Scene, written: str) -> None:
    before = scene.hub.settings
    scene.press("proxy-mode-manual")
    scene.write("proxy-address", written)
    scene.press("proxy-save")
    assert "proxy.example:3128" in scene.said
    assert scene.hub.settings == before


def test_a_choice_without_an_address_is_in_force_at_once(scene: Scene) -> None:
    with scene.qtbot.waitSignal(scene.controller.changed):
        scene.press("proxy-mode-none")
    assert scene.hub.settings.proxy_mode is ProxyMode.NONE
    assert not scene.line("proxy-user").isVisible()


def test_the_systems_proxy_may_want_a_name_too(scene: Scene) -> None:
    assert scene.line("proxy-user").isVisible()
    assert not scene.line("proxy-address").isVisible()
    scene.write("proxy-user", "user")
    scene.write("proxy-password", "word")
    scene.save()
    assert scene.door.kept == [("system.example:8080", "user", "word")]


def test_an_untouched_password_stays_and_an_emptied_one_goes(scene: Scene) -> None:
    scene.write("proxy-user", "user")
    scene.save()
    assert scene.door.kept == []
    scene.write("proxy-password", "")
    scene.save()
    assert scene.door.kept == [("system.example:8080", "user", "")]


def test_a_keyring_that_refuses_is_told(scene: Scene) -> None:
    scene.door.failure = SecretStoreLocked("locked")
    scene.write("proxy-user", "user")
    scene.write("proxy-password", "hush-hush")
    scene.save()
    assert "The password is not saved" in scene.said
    assert "hush-hush" not in scene.said


def test_the_administrators_choice_is_shown_and_cannot_be_changed(scene: Scene) -> None:
    scene.door.admin = ProxyInForce(ProxySource.ADMINISTRATOR, "admin.example:1", "named")
    scene.controller.look_again()
    scene.qtbot.waitUntil(lambda: "admin.example:1" in scene.said)
    assert not scene.section.findChild(QPushButton, "proxy-mode-none").isEnabled()
    scene.write("proxy-password", "word")
    scene.save()
    assert scene.door.kept == [("admin.example:1", "named", "word")]


def test_a_script_and_the_straight_way_have_their_sentences(scene: Scene) -> None:
    scene.section.show_in_force(ProxyInForce(ProxySource.SYSTEM, has_script=True))
    assert "script" in scene.said
    scene.section.show_in_force(ProxyInForce(ProxySource.SYSTEM))
    assert "straight" in scene.said


def test_foreign_text_is_plain(scene: Scene) -> None:
    scene.section.show_in_force(ProxyInForce(ProxySource.SYSTEM, "<b>x</b>:1"))
    assert "<b>x</b>:1" in scene.said


def test_what_is_in_force_is_told_to_others_too(scene: Scene) -> None:
    with scene.qtbot.waitSignal(scene.controller.in_force_found) as found:
        scene.controller.look_again()
    assert found.args == [ProxyInForce(ProxySource.SYSTEM, "system.example:8080")]
    with scene.qtbot.waitSignal(scene.controller.in_force_found) as found:
        scene.press("proxy-mode-none")
    assert found.args == [ProxyInForce(ProxySource.PERSON)]


def test_the_file_dialog_leaves_the_window_usable(scene: Scene) -> None:
    scene.press("ca-file-choose")
    dialog = scene.section.findChild(QFileDialog, "ca-file-dialog")
    assert dialog is not None
    with scene.qtbot.waitSignal(scene.controller.changed):
        dialog.fileSelected.emit("/home/person/company.pem")
    assert scene.hub.settings.ca_file == "/home/person/company.pem"
    dialog.close()


def test_a_file_of_certificates_is_checked_before_it_is_used(scene: Scene) -> None:
    with scene.qtbot.waitSignal(scene.controller.changed):
        scene.controller.offer_file("/home/person/company.pem")
    assert scene.hub.settings.ca_file == "/home/person/company.pem"
    assert scene.section.findChild(QLabel, "ca-file-state").text() == "/home/person/company.pem"
    scene.controller.offer_file("/home/person/bad.pem")
    scene.qtbot.waitUntil(lambda: "no certificates" in scene.said)
    assert scene.hub.settings.ca_file == "/home/person/company.pem"
    scene.press("ca-file-forget")
    assert scene.hub.settings.ca_file == ""
    assert not scene.section.findChild(QPushButton, "ca-file-forget").isVisible()


def test_settings_changed_elsewhere_are_shown(scene: Scene) -> None:
    scene.hub.put(replace(scene.hub.settings, proxy_mode=ProxyMode.MANUAL, proxy_address="other.example:9"))
    assert scene.line("proxy-address").text() == "other.example:9"
    assert scene.line("proxy-address").isVisible()


def test_the_password_can_be_neither_read_nor_copied(scene: Scene) -> None:
    scene.write("proxy-password", "secret-word")
    line = scene.line("proxy-password")
    assert line.echoMode() is QLineEdit.EchoMode.Password
    line.selectAll()
    line.copy()
    from PySide6.QtWidgets import QApplication

    assert "secret-word" not in QApplication.clipboard().text()


def test_every_control_has_a_name_in_russian_too(scene: Scene, russian: None) -> None:
    for name in ("proxy-address", "proxy-user", "proxy-password", "proxy-save", "ca-file-choose"):
        widget = scene.section.findChild(QLineEdit, name) or scene.section.findChild(QPushButton, name)
        assert widget.accessibleName()
    assert scene.section.findChild(QPushButton, "proxy-save").text() == "Сохранить"
