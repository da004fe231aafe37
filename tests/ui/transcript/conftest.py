"""A real view, offscreen, and messages to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count

import pytest
from PySide6.QtGui import QGuiApplication

from yagpt_desktop.domain.chat import ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.ui.transcript.view import TranscriptView

NOW = datetime(2026, 11, 22, tzinfo=UTC)

Make = Callable[..., ChatMessage]


@pytest.fixture
def message() -> Make:
    """Makes messages: ``message("text")`` is an answer, ``message("text", Role.USER)`` a question."""
    numbers = count()

    def make(
        text: str, role: Role = Role.ASSISTANT, *, grows: bool = False, name: str = "", **more: object
    ) -> ChatMessage:
        state = MessageState.STREAMING if grows else MessageState.COMPLETE
        return ChatMessage(name or f"m{next(numbers)}", None, role, text, NOW, state, **more)  # type: ignore[arg-type]

    return make


@pytest.fixture
def view(qtbot) -> Iterator[TranscriptView]:
    """A view of 800 by 600, shown and focused."""
    found = TranscriptView()
    qtbot.addWidget(found)
    found.resize(800, 600)
    with qtbot.waitExposed(found):
        found.show()
    found.setFocus()
    QGuiApplication.clipboard().clear()
    return found


@pytest.fixture
def settle(qapp) -> Callable[[], None]:
    """Lets everything that was asked for be laid out and painted."""

    def run() -> None:
        for _ in range(3):
            qapp.processEvents()

    return run


@pytest.fixture
def long_answer() -> str:
    """An answer of several screens."""
    return "\n\n".join(f"Абзац номер {i}. " + "Слово за словом. " * 12 for i in range(60))
