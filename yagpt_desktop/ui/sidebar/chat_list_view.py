"""The list of chats: choose, rename in place, pin, delete."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.ui.theme.icons import icon
from yagpt_desktop.ui.widgets.popups import popup_holder

from .chat_list_delegate import ChatListDelegate, menu_area
from .chat_list_model import ChatListModel


class ChatListView(QListView):
    """Shows a :class:`ChatListModel`.  The selected row is the chat in view.

    Signals:
        chosen(str): The person wants to see a chat (id).
        pin_requested(str, bool): Pin or unpin a chat.
        export_requested(str): Save a chat to a file.
        delete_requested(str): Move a chat to the trash.
    """

    chosen = Signal(str)
    pin_requested = Signal(str, bool)
    export_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, model: ChatListModel) -> None:
        super().__init__()
        self._chats = model
        self._open_id = ""
        self._shows_itself = False
        self.setObjectName("chat-list")
        self.setProperty("look", "chats")
        self.setModel(model)
        self.setItemDelegate(ChatListDelegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        model.modelReset.connect(self._select_open)
        model.rowsInserted.connect(self._select_open)

    def show_open(self, chat_id: str) -> None:
        """Mark a chat as the one in view; "" for none of the list."""
        self._open_id = chat_id
        self._select_open()

    @Slot()
    def _select_open(self) -> None:
        row = self._chats.row_of(self._open_id)
        self._shows_itself = True
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            index = self._chats.index(row)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        self._shows_itself = False

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which chat the person chose, by mouse, key or screen reader."""
        super().selectionChanged(selected, deselected)
        chat = self._chats.chat_at(selected.indexes()[0]) if selected.indexes() else None
        if chat is None or self._shows_itself or chat.id == self._open_id:
            return
        self._open_id = chat.id
        self.chosen.emit(chat.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Enter act on the chat with the focus."""
        chat = self._chats.chat_at(self.currentIndex())
        is_editing = self.state() == QAbstractItemView.State.EditingState
        if chat and not is_editing and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.delete_requested.emit(chat.id)
            return
        if chat and not is_editing and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(chat.id)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The three dots open the menu; the chat itself stays closed."""
        position = event.position().toPoint()
        index = self.indexAt(position)
        chat = self._chats.chat_at(index)
        on_dots = chat is not None and menu_area(self.visualRect(index)).contains(position)
        if chat and (on_dots or event.button() == Qt.MouseButton.RightButton):
            if on_dots:
                self._open_menu(chat, self.viewport().mapToGlobal(position))
            return
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a chat, at the mouse or at the row of the menu key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        chat = self._chats.chat_at(index)
        if chat is None:
            return
        at = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
        self._open_menu(chat, at)

    def menu_for(self, chat: Chat) -> QMenu:
        """Make the menu of a chat."""
        menu = QMenu(popup_holder(self.window()))
        menu.setObjectName("chat-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rename = menu.addAction(icon("edit"), self.tr("Rename"))
        rename.triggered.connect(lambda: self.edit(self._chats.index(self._chats.row_of(chat.id))))
        pin = menu.addAction(icon("pin"), self.tr("Unpin") if chat.pinned else self.tr("Pin"))
        pin.triggered.connect(lambda: self.pin_requested.emit(chat.id, not chat.pinned))
        export = menu.addAction(icon("file"), self.tr("Save to a file…"))
        export.triggered.connect(lambda: self.export_requested.emit(chat.id))
        menu.addSeparator()
        delete = menu.addAction(icon("delete"), self.tr("Delete"))
        delete.triggered.connect(lambda: self.delete_requested.emit(chat.id))
        return menu

    def _open_menu(self, chat: Chat, at: QPoint) -> None:
        self.menu_for(chat).popup(at)
