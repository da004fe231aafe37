"""Carries out what a button under an error offers, wherever in the window it stands."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from yagpt_desktop.ui.account.account_controller import AccountController
from yagpt_desktop.ui.account.system_panel import open_panel_of
from yagpt_desktop.ui.chat.chat_page import ChatPage
from yagpt_desktop.ui.links import LinkOpener
from yagpt_desktop.ui.main_window import MainWindow
from yagpt_desktop.ui.settings.settings_page import SettingsPage
from yagpt_desktop.ui.words.action import OUTSIDE, ActionKind

_ADDRESSES: Final = {
    ActionKind.OPEN_BILLING: "https://console.yandex.cloud/billing",
    ActionKind.OPEN_SIGN_IN_PAGE: "http://neverssl.com",
}


class Actions(QObject):
    """Leads to the page where the person can act, or out of the program.

    Signals:
        save_again_requested(): What could not be saved is to be saved now.
    """

    save_again_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        pages: tuple[ChatPage, SettingsPage],
        account: AccountController,
        links: LinkOpener,
        profile_folder: str,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._chat_page, self._settings_page = pages
        self._account = account
        self._links = links
        self._profile_folder = profile_folder

    @Slot(object)
    def carry_out(self, action: ActionKind) -> None:
        """Do what an action stands for."""
        match action:
            case _ if action in OUTSIDE:
                self._open_outside(action)
            case ActionKind.SAVE_AGAIN:
                self.save_again_requested.emit()
            case ActionKind.UNLOCK_STORE:
                self._account.unlock()
            case ActionKind.OPEN_NETWORK_SETTINGS:
                self._window.show_page("settings")
                self._settings_page.network.focus_proxy()
            case ActionKind.SHOW_DIAGNOSIS:
                self.show_diagnosis()
            case ActionKind.CHOOSE_MODEL | ActionKind.OPEN_OPTIONS:
                self._window.show_page("chat")
                self._chat_page.open_options(opened=True)
            case ActionKind.RETRY | ActionKind.ASK_AGAIN | ActionKind.CONTINUE | ActionKind.NEW_CHAT:
                self._window.show_page("chat")
            case _:
                self.connect_account()
                self._account.carry_out(action)

    @Slot()
    def connect_account(self) -> None:
        """Lead to the page of accounts."""
        self._account.show_stored()
        self._window.show_page("account")

    @Slot()
    def show_diagnosis(self) -> None:
        """Lead to the page that looks what is wrong."""
        self._window.show_page("diagnosis")

    @Slot(str)
    def open_folder(self, path: str) -> None:
        """Show a folder or a file in the system's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    def _open_outside(self, action: ActionKind) -> None:
        address = _ADDRESSES.get(action)
        if action is ActionKind.OPEN_PROFILE:
            self.open_folder(self._profile_folder)
        elif address is None:
            open_panel_of(action)
        else:
            self._links.open_own(address)
