"""The small button beside "New chat" that offers another kind of chat."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from yagpt_desktop.ui.theme.icons import icon
from yagpt_desktop.ui.widgets.buttons import IconButton
from yagpt_desktop.ui.widgets.popups import popup_holder


class NewChatMenuButton(IconButton):
    """Drops a menu of the kinds of chats.

    Signals:
        chat_requested(): Begin a chat that is kept.
        temporary_requested(): Begin one that is not.
    """

    chat_requested = Signal()
    temporary_requested = Signal()

    def __init__(self) -> None:
        super().__init__("new-chat-more", "chevron-down")
        self._menu = QMenu(popup_holder(self))
        self._menu.setObjectName("new-chat-menu")
        self._chat = QAction(self._menu)
        self._temporary = QAction(self._menu)
        self._menu.addActions([self._chat, self._temporary])
        self._chat.triggered.connect(self._on_chat)
        self._temporary.triggered.connect(self._on_temporary)
        self.clicked.connect(self.open_menu)

    @Slot()
    def open_menu(self) -> None:
        """Open the menu below the button."""
        self._chat.setIcon(icon("new-chat"))
        self._temporary.setIcon(icon("temporary"))
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def retranslate(self) -> None:
        """Put the words anew."""
        # The keys are told only: a shortcut of the action itself would stand on letters, not on keys.
        self._chat.setText(self.tr("New chat") + "\tCtrl+N")
        self._temporary.setText(self.tr("Temporary chat") + "\tCtrl+Shift+N")
        self._menu.setAccessibleName(self.tr("Kinds of chats"))
        self.set_name(self.tr("Kinds of chats"))

    @Slot()
    def _on_chat(self) -> None:
        self.chat_requested.emit()

    @Slot()
    def _on_temporary(self) -> None:
        self.temporary_requested.emit()
