"""What is written in the composer and was not sent: kept with its chat, over restarts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from yagpt_desktop.domain.chat import ChatMessage

from .chat_page import ChatPage
from .conversation import Conversation

DRAFT_MS: Final = 700


class ComposerDraft(QObject):
    """A new question, or another text for an old one; meanwhile the new one is laid aside.

    Args:
        in_view: Answers which conversation the composer belongs to.
    """

    def __init__(self, page: ChatPage, in_view: Callable[[], Conversation], parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._in_view = in_view
        self._draft_of = self._aside = ""
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._timer.timeout.connect(self.keep)
        page.composer.text_changed.connect(self._on_typed)
        page.editing.cancel_requested.connect(self.cancel)

    @property
    def draft_of(self) -> str:
        """The message (id) that another text is written for; "" for a new one."""
        return self._draft_of

    def show(self) -> None:
        """Put what is kept with the conversation into the composer."""
        self._timer.stop()
        chat = self._in_view().chat
        self._edit("")
        self._aside = ""
        self._page.composer.set_text(chat.draft)
        if chat.draft and chat.draft_of:
            self._aside = chat.draft_aside
            self._edit(chat.draft_of)

    def begin(self, message: ChatMessage) -> None:
        """Write another text for a message; one that is begun already goes on."""
        if message.id != self._draft_of:
            if not self._draft_of:
                self._aside = self._page.composer.text()
            # First of all: what comes into the composer now is for this message.
            self._edit(message.id)
            self._page.composer.set_text(message.text)
        self._page.focus_composer()

    def take(self) -> str:
        """Let the composer go on, its text being sent; return the message (id) it was written for, or ""."""
        taken = self._draft_of
        self._give_back()
        return taken if self._is_there(taken) else ""

    def on_path(self) -> None:
        """Take note of another path: what was written for a message that is gone becomes a new question."""
        if self._draft_of and self._in_view().messages and not self._is_there(self._draft_of):
            self._edit("")
            self._page.composer.set_text(
                "\n\n".join(filter(str.strip, (self._page.composer.text(), self._aside)))
            )
            self._aside = ""
            self.keep()

    @Slot()
    def cancel(self) -> None:
        """Leave the old message as it is; what was written before comes back."""
        if self._draft_of:
            self._give_back()
            self.keep()
            self._page.focus_composer()

    @Slot()
    def keep(self) -> None:
        """Keep what is written without waiting any longer."""
        self._timer.stop()
        conversation, text = self._in_view(), self._page.composer.text()
        draft_of, aside = (self._draft_of, self._aside) if text else ("", "")
        chat = replace(conversation.chat, draft=text or self._aside, draft_of=draft_of, draft_aside=aside)
        conversation.set_chat(chat)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        if not text and not self._aside:
            self._edit("")
        if not self._timer.isActive():  # begun anew with each letter it would never end
            self._timer.start()

    def _edit(self, message_id: str) -> None:
        self._draft_of = message_id
        self._page.editing.setHidden(not message_id)

    def _give_back(self) -> None:
        aside, self._aside = self._aside, ""
        self._edit("")
        self._page.composer.set_text(aside)

    def _is_there(self, message_id: str) -> bool:
        return any(message.id == message_id for message in self._in_view().messages)
