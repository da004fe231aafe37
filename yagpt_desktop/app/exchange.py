"""Joins what takes chats out and brings them in with the buttons, pages and starts that ask for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.ui.chat.chat_controller import ChatController
from yagpt_desktop.ui.chat.chat_library import ChatLibrary
from yagpt_desktop.ui.chat.chat_page import ChatPage
from yagpt_desktop.ui.chat.export_controller import ExportController
from yagpt_desktop.ui.main_window import MainWindow
from yagpt_desktop.ui.settings.history_controller import HistoryController
from yagpt_desktop.ui.settings.settings_page import SettingsPage


class Exchange(QObject):
    """Chats into files, and files into chats."""

    def __init__(
        self,
        window: MainWindow,
        pages: tuple[ChatPage, SettingsPage],
        chat: ChatController,
        library: ChatLibrary,
        parts: tuple[ExportController, HistoryController],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings_page = pages[1]
        self._chat = chat
        self._library = library
        self._exporter, self._archive = parts
        pages[0].header.export_requested.connect(self._on_export_of_chat)
        window.sidebar.export_requested.connect(self._on_export)
        window.sidebar.several_export_requested.connect(self._exporter.export_several)
        self._exporter.failed.connect(chat.show_error)
        self._archive.offer_agreed.connect(self._on_agreed)
        chat.chats_offered.connect(self.offer)

    @Slot()
    def _on_export_of_chat(self) -> None:
        self._on_export(self._chat.chat_id)

    @Slot(str)
    def _on_export(self, chat_id: str) -> None:
        """Take a chat out; one that is in memory alone goes as it is seen."""
        is_open = chat_id == self._chat.chat_id or self._library.is_temporary(chat_id)
        conversation = self._library.open(chat_id) if is_open else None
        shown: ExportedChat | None = None
        if conversation is not None and conversation.messages:
            messages = tuple(conversation.messages)
            shown = ExportedChat(conversation.chat, messages, frozenset(one.id for one in messages))
        self._exporter.export(chat_id, shown)

    @Slot(str)
    def offer(self, path: str) -> None:
        """Ask whether the chats of a file are wanted that a start has named, or that was dropped."""
        self._archive.offer(path)

    @Slot()
    def _on_agreed(self) -> None:
        """Lead to where it is said what becomes of it."""
        self._window.show_page("settings")
        self._settings_page.show_history()
