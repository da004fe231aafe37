"""The chat page with everything behind it, but network and disk."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject

from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.storage.memory_chats import MemoryChatStore
from yagpt_desktop.ui.chat.attachments import Attachments
from yagpt_desktop.ui.chat.chat_controller import ChatController
from yagpt_desktop.ui.chat.chat_library import ChatLibrary
from yagpt_desktop.ui.chat.chat_page import ChatPage
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.transcript.view import TranscriptView
from yagpt_desktop.workers.job import single_thread


class NoDisk:
    """Settings that nobody keeps."""

    def load(self) -> Settings:
        return Settings()

    def save(self, settings: Settings) -> None:
        return None


@pytest.fixture
def new_hub():
    """Makes a hub of settings: ``new_hub(pool, owner, Settings(…))``."""
    return lambda pool, owner, settings=None: SettingsHub(settings or Settings(), NoDisk(), pool, owner)


@pytest.fixture
def new_desk(qtbot, new_hub):
    """Makes the page with its parts; ``make_turn`` answers."""

    def make(make_turn) -> SimpleNamespace:
        owner = QObject()
        pool = single_thread(owner)
        hub = new_hub(pool, owner)
        transcript = TranscriptView()
        page = ChatPage(transcript)
        qtbot.addWidget(page)
        store = MemoryChatStore()
        library = ChatLibrary(store, pool, make_turn, owner)
        chat = ChatController(page, transcript, library, Attachments(pool, owner), hub, owner)
        parts = {"page": page, "transcript": transcript, "library": library, "chat": chat}
        return SimpleNamespace(owner=owner, pool=pool, hub=hub, store=store, **parts)

    return make
