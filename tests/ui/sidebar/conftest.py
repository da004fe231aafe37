"""Chats for the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QWidget

from yagpt_desktop.domain.chat import Chat


@pytest.fixture
def make_chat() -> Callable[..., Chat]:
    """Makes a chat last used so many days ago, at noon of the local day."""
    noon = datetime.now().astimezone().replace(hour=12)

    def make(chat_id: str, title: str = "", *, days_ago: int = 0, pinned: bool = False) -> Chat:
        used = noon - timedelta(days=days_ago)
        return Chat(chat_id, title or f"чат {chat_id}", used, used, pinned=pinned)

    return make


@pytest.fixture
def window(qtbot):
    """A window for dialogs to lie over."""
    window = QWidget()
    qtbot.addWidget(window)
    return window
