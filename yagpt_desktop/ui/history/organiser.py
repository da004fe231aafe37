"""Carries out what the person does with chats in the sidebar, and offers to take it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Slot

from yagpt_desktop.ui.chat.chat_action import ChatAction
from yagpt_desktop.ui.chat.chat_library import ChatLibrary
from yagpt_desktop.ui.main_window import MainWindow
from yagpt_desktop.ui.widgets.question import QuestionWords, new_question

_UNDO: Final = {ChatAction.DELETE: ChatAction.RESTORE, ChatAction.ARCHIVE: ChatAction.UNARCHIVE}


@dataclass(frozen=True, slots=True)
class _Undone:
    """What the line with "Undo" speaks of."""

    action: ChatAction
    chat_ids: tuple[str, ...]


class Organiser(QObject):
    """Asks before chats go for good; all else is done at once, with one undo for all of them.

    Args:
        leave: Is told each chat (id) that goes; brings another into view where this one was.
    """

    def __init__(
        self, window: MainWindow, library: ChatLibrary, leave: Callable[[str], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._library = library
        self._leave = leave
        self._doomed: Sequence[str] = ()
        window.sidebar.action_requested.connect(self.carry_out)
        window.toast.taken.connect(self._on_taken_back)

    @Slot(object, object)
    def carry_out(self, action: ChatAction, chat_ids: Sequence[str]) -> None:
        """Do it, or ask first."""
        if not chat_ids:
            return
        if action is ChatAction.ERASE:
            self._ask(chat_ids)
            return
        self._library.carry_out(action, chat_ids)
        if action is ChatAction.DELETE:
            for chat_id in chat_ids:
                self._leave(chat_id)
        if action in _UNDO:
            self._window.toast.offer(
                self._done_text(action, len(chat_ids)), self.tr("Undo"), _Undone(action, tuple(chat_ids))
            )

    def _done_text(self, action: ChatAction, count: int) -> str:
        if action is ChatAction.ARCHIVE:
            one, many = (
                self.tr("The chat is in the archive"),
                self.tr("%n chat(s) put into the archive", "", count),
            )
        else:
            one, many = self.tr("Chat deleted"), self.tr("%n chat(s) deleted", "", count)
        return one if count == 1 else many

    @Slot(object)
    def make_final(self, subject: object) -> None:
        """The moment to take it back is over: what was never written is gone."""
        if isinstance(subject, _Undone) and subject.action is ChatAction.DELETE:
            self._library.forget_temporary(subject.chat_ids)

    @Slot(object)
    def _on_taken_back(self, subject: object) -> None:
        if isinstance(subject, _Undone):
            self._library.carry_out(_UNDO[subject.action], subject.chat_ids)

    def _ask(self, chat_ids: Sequence[str]) -> None:
        words = QuestionWords(
            self.tr("Delete for good?"),
            self.tr("Delete %n chat(s) for good?", "", len(chat_ids)),
            self.tr("This cannot be undone."),
            self.tr("Keep"),
            self.tr("Delete for good"),
        )
        question = new_question(self._window, "erase", "erase-confirm", words)
        self._doomed = tuple(chat_ids)
        question.accepted.connect(self._on_agreed)
        question.open()

    @Slot()
    def _on_agreed(self) -> None:
        doomed, self._doomed = self._doomed, ()
        self._library.carry_out(ChatAction.ERASE, doomed)
