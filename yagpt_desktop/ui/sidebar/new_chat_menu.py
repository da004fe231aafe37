"""The small button beside "New chat" that offers another kind of chat."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from yagpt_desktop.ui.theme.icons import icon
from yagpt_desktop.ui.widgets.buttons import IconButton
from yagpt_desktop.ui.widgets.popups import popup_holder


class NewChatMenuButton(IconButton):
    """Drops a menu of the kinds of chats.

    Signals:
        chat_requested(): Begin a chat that is kept.
        temporary_requested(): Begin one that is not.
        folder_requested(): Make a folder for chats.
    """

    chat_requested = Signal()
    temporary_requested = Signal()
    folder_requested = Signal()

    def __init__(self) -> None:
        super().__init__("new-chat-more", "chevron-down")
        self._menu = QMenu(popup_holder(self))
        self._menu.setObjectName("new-chat-menu")
        self._chat = self._menu.addAction(self.tr("New chat"))
        self._temporary = self._menu.addAction(self.tr("Temporary chat"))
        self._menu.addSeparator()
        self._folder = self._menu.addAction(self.tr("New folder…"))
        self._folder.setObjectName("new-folder")
        self._chat.triggered.connect(self._on_chat)
        self._temporary.triggered.connect(self._on_temporary)
        self._folder.triggered.connect(self._on_folder)
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.open_below(self)

    def open_below(self, button: QWidget) -> None:
        """Open the menu below this button or another."""
        self._chat.setIcon(icon("new-chat"))
        self._temporary.setIcon(icon("temporary"))
        self._folder.setIcon(icon("folder"))
        self._menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def retranslate(self) -> None:
        """Put the words anew."""
        # The keys are told only: a shortcut of the action itself would stand on letters, not on keys.
        self._chat.setText(self.tr("New chat") + "\tCtrl+N")
        self._temporary.setText(self.tr("Temporary chat") + "\tCtrl+Shift+N")
        self._folder.setText(self.tr("New folder…"))
        self._menu.setAccessibleName(self.tr("Kinds of chats"))
        self.set_name(self.tr("Kinds of chats"))

    @Slot()
    def _on_chat(self) -> None:
        self.chat_requested.emit()

    @Slot()
    def _on_temporary(self) -> None:
        self.temporary_requested.emit()

    @Slot()
    def _on_folder(self) -> None:
        self.folder_requested.emit()
