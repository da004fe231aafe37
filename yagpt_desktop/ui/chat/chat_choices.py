"""What the chat in view is asked with: the options of its folder or of the settings, and its role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.folder import OPTION_NAMES, Folder
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.ui.settings_hub import SettingsHub

from .chat_page import ChatPage
from .conversation import Conversation
from .folder_book import FolderBook


class ChatChoices(QObject):
    """Shows on the page what is in force, and keeps what the person changes there.

    Options go to the folder of the chat where that has options of its own, else to the settings; a role goes
    to the chat, and to the settings too where no folder gives another: the next new chat begins with it.

    Signals:
        changed(): Something else is in force now.
    """

    changed = Signal()

    def __init__(
        self,
        page: ChatPage,
        hub: SettingsHub,
        folders: FolderBook,
        in_view: Callable[[], Conversation],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._hub = hub
        self._folders = folders
        self._in_view = in_view
        page.options.changed.connect(self._on_options)
        page.role_text_changed.connect(self._on_role_text)

    def follow(self) -> None:
        """Follow settings and folders from now on: there is a conversation in view."""
        self._hub.changed.connect(self._on_settings)
        self._folders.listed.connect(self._on_folders)

    @property
    def settings(self) -> Settings:
        """What the chat in view is asked with."""
        return self._in_view().settings_over(self._hub.settings)

    @property
    def folder(self) -> Folder | None:
        """The folder of the chat in view."""
        return self._in_view().folder

    def show(self) -> None:
        """Show what is in force."""
        folder = self.folder
        self._page.show_settings(self.settings)
        self._page.options.show_folder(folder)
        self._page.options.roles.show_folder(folder)

    def take_account_of(self, chat: Chat) -> None:
        """Use the account that a chat used last, as long as it is there."""
        settings = self._hub.settings
        if any(account.id == chat.account_id for account in settings.accounts):
            self._hub.put(replace(settings, account_id=chat.account_id))

    def role_of_new(self, folder_id: str) -> str:
        """Return the role that a new chat begins with: none of its own where its folder gives one."""
        folder = self._folders.folder(folder_id)
        return "" if folder is not None and folder.role_text.strip() else self._hub.settings.role

    @Slot(object)
    def _on_options(self, wanted: Settings) -> None:
        folder, kept = self.folder, self._hub.settings
        if folder is None or folder.options.is_empty:
            self._hub.put(wanted)
            return
        options = folder.options.after(self.settings, wanted)
        if options != folder.options:
            self._folders.save(replace(folder, options=options))
        self._hub.put(replace(wanted, **{name: getattr(kept, name) for name in OPTION_NAMES}))
        # What was taken back is as in the settings, which may be something else.
        self.show()

    @Slot(str)
    def _on_role_text(self, text: str) -> None:
        conversation, folder = self._in_view(), self.folder
        conversation.set_chat(replace(conversation.chat, role_text=text))
        is_given = folder is not None and bool(folder.role_text.strip())
        if not conversation.chat.temporary and not is_given:
            self._hub.put(replace(self._hub.settings, role=text))
        self.changed.emit()

    @Slot(object, object)
    def _on_settings(self, old: Settings, new: Settings) -> None:
        self.show()
        conversation = self._in_view()
        if new.account_id != old.account_id:
            conversation.set_chat(replace(conversation.chat, account_id=new.account_id))
        self.changed.emit()

    @Slot(object)
    def _on_folders(self, _folders: object) -> None:
        self.show()
        self.changed.emit()
