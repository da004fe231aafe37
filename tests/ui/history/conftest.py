"""A window with chats in memory behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import shiboken6
from PySide6.QtCore import QObject

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage
from yagpt_desktop.domain.completion import (
    CompletionEvent,
    CompletionRequest,
    CompletionStatus,
    CompletionUpdate,
    Role,
)
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.storage.memory_chats import MemoryChatStore
from yagpt_desktop.ui.chat.attachments import Attachments
from yagpt_desktop.ui.chat.chat_controller import ChatController
from yagpt_desktop.ui.chat.chat_library import ChatLibrary
from yagpt_desktop.ui.chat.chat_page import ChatPage
from yagpt_desktop.ui.history.history_desk import HistoryDesk
from yagpt_desktop.ui.main_window import MainWindow
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.transcript.view import TranscriptView
from yagpt_desktop.workers.job import single_thread
from yagpt_desktop.workers.turn import Turn

START = datetime(2026, 11, 22, 12, tzinfo=UTC)


class NoDisk:
    def load(self) -> Settings:
        return Settings()

    def save(self, settings: Settings) -> None:
        return None


class Desk:
    """The window, the store and what joins them."""

    def __init__(self, store) -> None:
        self.owner = QObject()
        self.pool = single_thread(self.owner)
        self.store = store
        self.hub = SettingsHub(Settings(), NoDisk(), self.pool, self.owner)
        self.transcript = TranscriptView()
        self.page = ChatPage(self.transcript)
        self.window = MainWindow(self.page)
        self.sidebar = self.window.sidebar
        self.hold = None
        self.library = ChatLibrary(
            self.store, self.pool, self.make_turn, self.owner, make_temporary_store=MemoryChatStore
        )
        files = Attachments(self.pool, self.owner)
        self.controller = ChatController(
            self.page, self.transcript, self.library, files, self.hub, self.owner
        )
        self.window.new_chat_requested.connect(self.controller.begin)
        self.desk = HistoryDesk(
            self.window, self.transcript, self.library, self.controller, (self.store, self.pool)
        )

    def make_turn(self, _request: CompletionRequest, _settings: Settings) -> Turn:
        hold = self.hold

        def turn(_cancel: CancelToken) -> Iterator[CompletionEvent]:
            yield CompletionUpdate("хоро")
            if hold is not None:
                hold.wait(10)
            yield CompletionUpdate("хорошо", CompletionStatus.FINAL)

        return turn

    def put(self, chat_id: str, *texts: str, title: str = "", **values: object) -> None:
        """Put a chat of questions and answers into the store."""
        self.store.save_chat(Chat(chat_id, title or f"чат {chat_id}", START, START, **values))
        parent = None
        for number, text in enumerate(texts):
            role = Role.ASSISTANT if number % 2 else Role.USER
            facts = AnswerFacts(model="yandexgpt-5.1") if number % 2 else None
            one = ChatMessage(f"{chat_id}-{number}", parent, role, text, START, facts=facts)
            self.store.add_message(chat_id, one)
            parent = one.id

    def titles(self) -> list[str]:
        """What the list of chats shows, headings left out."""
        model = self.sidebar.model
        chats = (model.chat_at(model.index(row)) for row in range(model.rowCount()))
        return [chat.title for chat in chats if chat is not None]


@pytest.fixture
def make_desk(qapp, theming):
    made = []

    def make(store=None):
        desk = Desk(store or MemoryChatStore())
        made.append(desk)
        desk.window.resize(1300, 800)
        desk.window.show()
        return desk

    yield make
    for desk in made:
        assert desk.library.shut_down()
        assert desk.pool.waitForDone(3000)
        shiboken6.delete(desk.window)
        shiboken6.delete(desk.owner)


@pytest.fixture
def desk(make_desk):
    return make_desk()


@pytest.fixture
def listed(qtbot):
    """Has the list read and waits for it."""

    def refresh(desk) -> None:
        with qtbot.waitSignal(desk.library.listed):
            desk.library.refresh()

    return refresh
