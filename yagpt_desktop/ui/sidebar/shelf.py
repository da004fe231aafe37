"""Where chats are: in the list, in the archive, in the trash; and what can be done with them there."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.ui.chat.chat_action import ChatAction
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP


class Shelf(StrEnum):
    """A place of chats."""

    CHATS = "chats"
    ARCHIVE = "archive"
    TRASH = "trash"


ICONS = {
    ChatAction.PIN: "pin",
    ChatAction.UNPIN: "pin",
    ChatAction.ARCHIVE: "archive",
    ChatAction.UNARCHIVE: "archive",
    ChatAction.DELETE: "delete",
    ChatAction.RESTORE: "repeat",
    ChatAction.ERASE: "delete",
}
_NAMES = {
    ChatAction.PIN: QT_TRANSLATE_NOOP("ChatAction", "Pin"),
    ChatAction.UNPIN: QT_TRANSLATE_NOOP("ChatAction", "Unpin"),
    ChatAction.ARCHIVE: QT_TRANSLATE_NOOP("ChatAction", "To the archive"),
    ChatAction.UNARCHIVE: QT_TRANSLATE_NOOP("ChatAction", "Out of the archive"),
    ChatAction.DELETE: QT_TRANSLATE_NOOP("ChatAction", "Delete"),
    ChatAction.RESTORE: QT_TRANSLATE_NOOP("ChatAction", "Restore"),
    ChatAction.ERASE: QT_TRANSLATE_NOOP("ChatAction", "Delete for good"),
}


def action_name(action: ChatAction) -> str:
    """Return the words of a button or an entry of a menu."""
    return QCoreApplication.translate("ChatAction", _NAMES[action])


def actions_on(shelf: Shelf, chats: Sequence[Chat]) -> tuple[ChatAction, ...]:
    """Return what can be done with chats of a shelf; a temporary one can only go."""
    if shelf is Shelf.TRASH:
        return ChatAction.RESTORE, ChatAction.ERASE
    if any(chat.temporary for chat in chats):
        return (ChatAction.DELETE,)
    if shelf is Shelf.ARCHIVE:
        return ChatAction.UNARCHIVE, ChatAction.DELETE
    pin = ChatAction.UNPIN if all(chat.pinned for chat in chats) else ChatAction.PIN
    return pin, ChatAction.ARCHIVE, ChatAction.DELETE
