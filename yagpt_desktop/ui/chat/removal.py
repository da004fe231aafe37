"""Deleting messages, and taking that back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from .chat_page import ChatPage
from .conversation import Conversation


class Removal(QObject):
    """Deletes at once and offers to undo it; nothing is asked before."""

    def __init__(self, page: ChatPage, in_view: Callable[[], Conversation], parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._in_view = in_view
        page.toast.taken.connect(self._on_taken_back)

    @Slot(str)
    def delete(self, message_id: str) -> None:
        """Delete a message with all that follows it; nothing happens while an answer is on its way."""
        conversation = self._in_view()
        count = conversation.delete(message_id)
        if count:
            text = self.tr("%n message(s) deleted", "", count)
            self._page.toast.offer(text, self.tr("Undo"), (conversation, message_id))

    @Slot(object)
    def _on_taken_back(self, subject: tuple[Conversation, str]) -> None:
        conversation, message_id = subject
        conversation.restore(message_id)
