"""What can be done with a folder of the list."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP


class FolderAction(StrEnum):
    """A wish; all can be taken back."""

    NEW_CHAT = "new-chat"
    RENAME = "rename"
    SET_UP = "set-up"
    UP = "up"
    DOWN = "down"
    OPEN = "open"
    CLOSE = "close"
    DELETE = "delete"


FOLDER_ICONS = {
    FolderAction.NEW_CHAT: "new-chat",
    FolderAction.RENAME: "edit",
    FolderAction.SET_UP: "options",
    FolderAction.UP: "chevron-up",
    FolderAction.DOWN: "chevron-down",
    FolderAction.OPEN: "chevron-right",
    FolderAction.CLOSE: "chevron-down",
    FolderAction.DELETE: "delete",
}
_NAMES = {
    FolderAction.NEW_CHAT: QT_TRANSLATE_NOOP("FolderAction", "New chat in this folder"),
    FolderAction.RENAME: QT_TRANSLATE_NOOP("FolderAction", "Rename"),
    FolderAction.SET_UP: QT_TRANSLATE_NOOP("FolderAction", "Role and options…"),
    FolderAction.UP: QT_TRANSLATE_NOOP("FolderAction", "Move up"),
    FolderAction.DOWN: QT_TRANSLATE_NOOP("FolderAction", "Move down"),
    FolderAction.OPEN: QT_TRANSLATE_NOOP("FolderAction", "Unfold"),
    FolderAction.CLOSE: QT_TRANSLATE_NOOP("FolderAction", "Fold"),
    FolderAction.DELETE: QT_TRANSLATE_NOOP("FolderAction", "Delete the folder"),
}


def folder_action_name(action: FolderAction) -> str:
    """Return the words of an entry of a menu."""
    return QCoreApplication.translate("FolderAction", _NAMES[action])
