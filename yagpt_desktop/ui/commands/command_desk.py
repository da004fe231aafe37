"""What the palette of commands offers, and who does it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.settings import Theme
from yagpt_desktop.ui.chat.chat_library import ChatLibrary
from yagpt_desktop.ui.main_window import MainWindow
from yagpt_desktop.ui.settings_hub import SettingsHub

from .entry import Entry
from .palette import Palette

_WHOLE_PERCENT: Final = 100


class Ways(Protocol):
    """Leads to pages that need some preparation."""

    def connect_account(self) -> None:
        """Lead to the page of accounts."""
        ...

    def show_diagnosis(self) -> None:
        """Lead to the page that looks what is wrong."""
        ...


class CommandDesk(QObject):
    """Opens the palette with what there is at the moment."""

    def __init__(self, window: MainWindow, library: ChatLibrary, hub: SettingsHub, ways: Ways) -> None:
        super().__init__(window)
        self._window = window
        self._hub = hub
        self._ways = ways
        self._chats: list[Chat] = []
        library.listed.connect(self._on_listed)
        window.palette_requested.connect(self._on_requested)

    @Slot(object)
    def _on_listed(self, chats: list[Chat]) -> None:
        self._chats = chats

    @Slot()
    def _on_requested(self) -> None:
        Palette(list(self._entries()), self._search, self._window).open()

    def _entries(self) -> Iterator[Entry]:
        yield from self._of_the_chat()
        yield from self._of_the_window()
        kind = self.tr("chat")
        for chat in self._chats:
            yield Entry(chat.title or self.tr("New chat"), kind, partial(self._show_chat, chat.id))

    def _of_the_chat(self) -> Iterator[Entry]:
        window, header = self._window, self._window.chat.header
        yield Entry(self.tr("New chat"), _keys("Ctrl+N"), window.begin_chat)
        yield Entry(self.tr("New temporary chat"), _keys("Ctrl+Shift+N"), window.begin_temporary_chat)
        if window.page == "chat":
            yield Entry(self.tr("Find in this chat"), _keys("Ctrl+F"), window.chat.open_find)
        yield Entry(self.tr("Search all chats"), _keys("Ctrl+Shift+F"), window.sidebar.focus_search)
        if header.can_export:
            yield Entry(self.tr("Save this chat to a file"), "", header.export_requested.emit)
        yield Entry(self.tr("Role and options"), "", self._show_options)

    def _of_the_window(self) -> Iterator[Entry]:
        window = self._window
        for place, (name, title) in enumerate(window.pages().items(), start=1):
            yield Entry(title, _keys(f"Ctrl+{place}"), partial(window.show_page, name))
        yield Entry(self.tr("Settings"), _keys("Ctrl+,"), partial(window.show_page, "settings"))
        yield Entry(self.tr("Account and key"), "", self._ways.connect_account)
        yield Entry(self.tr("Diagnostics"), "", self._ways.show_diagnosis)
        yield Entry(window.sidebar.toggle.accessibleName(), "", window.sidebar.toggle.click)
        for theme, title in (
            (Theme.LIGHT, self.tr("Light theme")),
            (Theme.DARK, self.tr("Dark theme")),
            (Theme.SYSTEM, self.tr("Theme of the system")),
        ):
            if theme is not self._hub.settings.theme:
                yield Entry(title, "", partial(self._put_theme, theme))
        if self._hub.settings.zoom_percent != _WHOLE_PERCENT:
            whole = partial(window.zoom_requested.emit, _WHOLE_PERCENT)
            yield Entry(self.tr("Ordinary size of text"), _keys("Ctrl+0"), whole)

    def _put_theme(self, theme: Theme) -> None:
        self._hub.put(replace(self._hub.settings, theme=theme))

    def _show_options(self) -> None:
        self._window.show_page("chat")
        self._window.chat.open_options(opened=True)

    def _show_chat(self, chat_id: str) -> None:
        self._window.sidebar.chat_chosen.emit(chat_id)
        self._window.chat.focus_composer()

    def _search(self, text: str) -> None:
        self._window.sidebar.focus_search()
        self._window.sidebar.search.setText(text)


def _keys(written: str) -> str:
    return QKeySequence(written).toString(QKeySequence.SequenceFormat.NativeText)
