"""The list of chats: choose one or several, rename in place, drag into a folder, and the menus."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.ui.chat.chat_action import ChatAction
from yagpt_desktop.ui.theme.icons import icon

from .chat_dragging import data_of, folder_under, ids_in
from .chat_list_delegate import AnyIndex, ChatListDelegate, menu_area, paint_ring
from .chat_list_model import ChatListModel
from .chat_menu import (
    add_action,
    add_folder_actions,
    add_forms,
    add_places,
    add_tags,
    fill_places,
    new_menu,
)
from .folder_action import FolderAction
from .shelf import Shelf, actions_on

_CHOOSING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ChatListView(QListView):
    """Shows a :class:`ChatListModel`.  The row that is chosen alone is the chat in view.

    Several are chosen by Shift, Ctrl, Space and Ctrl+A; that opens none.  A folder is reached by the arrow
    keys and opens or closes by a click, Enter, Space, Left and Right.

    Signals:
        chosen(str): The person wants to see a chat (id).
        opened(): Enter was pressed on a chat, which was chosen just before: the person goes there.
        selection_changed(list[Chat]): These rows are chosen.
        action_requested(ChatAction, list[str]): Do this with these chats (ids).
        export_requested(str): Save a chat to a file.
        several_export_requested(list[str], ExportForm): Save each of these chats to a file of this form.
        move_requested(list[str], str): Put these chats into a folder (id), "" for none.
        new_folder_requested(list[str]): Make a folder for these chats.
        tags_requested(list[str]): Change the tags of these chats.
        folder_action_requested(FolderAction, str): Do this with a folder (id).
    """

    chosen = Signal(str)
    opened = Signal()
    selection_changed = Signal(object)
    action_requested = Signal(object, object)
    export_requested = Signal(str)
    several_export_requested = Signal(object, object)
    move_requested = Signal(object, str)
    new_folder_requested = Signal(object)
    tags_requested = Signal(object)
    folder_action_requested = Signal(object, str)

    def __init__(self, model: ChatListModel) -> None:
        super().__init__()
        self._chats = model
        self._open_id = ""
        self._shows_itself = False
        self._shelf = Shelf.CHATS
        self._target: str | None = None
        self.setObjectName("chat-list")
        self.setProperty("look", "chats")
        self.setModel(model)
        self.setItemDelegate(ChatListDelegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setTabKeyNavigation(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        model.modelReset.connect(self._select_open)
        model.rowsInserted.connect(self._select_open)

    def show_shelf(self, shelf: Shelf) -> None:
        """Say where the chats of the model are; none is chosen at first but the one in view."""
        self._shelf = shelf
        self.clear_choice()

    def show_open(self, chat_id: str) -> None:
        """Mark a chat as the one in view; "" for none of the list."""
        self._open_id = chat_id
        self._select_open()

    def selected_chats(self) -> list[Chat]:
        """Return what is chosen, from top to bottom."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return list(self._known(self._chats.index(row) for row in rows))

    @Slot()
    def clear_choice(self) -> None:
        """Choose nothing but the chat in view."""
        self.clearSelection()
        self._select_open()

    @Slot()
    def _select_open(self) -> None:
        if len(self.selectedIndexes()) > 1:
            return  # the person is choosing
        row = -1 if self._shelf is Shelf.TRASH else self._chats.row_of(self._open_id)
        if row < 0 and self._shelf is Shelf.TRASH and self.selectedIndexes():
            return
        self._shows_itself = True
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self._select_row(row)
        self._shows_itself = False

    def _select_row(self, row: int) -> None:
        index, only = self._chats.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
        if self._chats.folder_at(self.currentIndex()) is not None and self.hasFocus():
            # The person is at a folder that was just opened: the keyboard stays there.
            self.selectionModel().select(index, only)
            return
        self.selectionModel().setCurrentIndex(index, only)
        self.scrollTo(index)

    def rowsAboutToBeRemoved(self, parent: AnyIndex, first: int, last: int) -> None:
        """Qt moves on to a neighbour; that is not the person's choice."""
        was, self._shows_itself = self._shows_itself, True
        super().rowsAboutToBeRemoved(parent, first, last)
        self._shows_itself = was

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which chat the person chose, by mouse, key or screen reader."""
        super().selectionChanged(selected, deselected)
        chats = self.selected_chats()
        self.selection_changed.emit(chats)
        is_choosing = bool(QGuiApplication.keyboardModifiers() & _CHOOSING)
        # Where rows go, what is left of a choice is not a wish to read it.
        is_wish = bool(selected.indexes()) and not (is_choosing or self._shows_itself)
        if len(chats) != 1 or not is_wish or self._shelf is Shelf.TRASH:
            return
        if chats[0].id != self._open_id:
            self._open_id = chats[0].id
            self.chosen.emit(chats[0].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Enter act on what is chosen; Escape chooses one again."""
        folder = self._chats.folder_at(self.currentIndex())
        if folder is not None and self.state() != QAbstractItemView.State.EditingState:
            if not self._take_folder_key(event.key(), folder):
                super().keyPressEvent(event)
            return
        chats = self.selected_chats() or list(self._known([self.currentIndex()]))
        if not chats or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            away = ChatAction.ERASE if self._shelf is Shelf.TRASH else ChatAction.DELETE
            self.action_requested.emit(away, [chat.id for chat in chats])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_current()
        elif event.key() == Qt.Key.Key_Escape and len(chats) > 1:
            self.clear_choice()
        elif event.key() == Qt.Key.Key_Space:
            # Qt begins a search for a title that starts with a blank.
            toggle = QItemSelectionModel.SelectionFlag.Toggle
            self.selectionModel().select(self.currentIndex(), toggle)
        else:
            super().keyPressEvent(event)

    def _take_folder_key(self, key: int, folder: Folder) -> bool:
        """Act on a key that means something to a folder; false for any other."""
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._fold(folder)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            if folder.is_closed is (key == Qt.Key.Key_Right):
                self._fold(folder)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.folder_action_requested.emit(FolderAction.DELETE, folder.id)
        else:
            return False
        return True

    def _open_current(self) -> None:
        chat = self._chats.chat_at(self.currentIndex())
        if chat is not None and self._shelf is not Shelf.TRASH:
            self.chosen.emit(chat.id)
            self.opened.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The three dots open the menu; the chat itself stays closed.  A folder opens or closes."""
        position = event.position().toPoint()
        index = self.indexAt(position)
        folder = self._chats.folder_at(index)
        on_dots = index.isValid() and menu_area(self.visualRect(index)).contains(position)
        if event.button() == Qt.MouseButton.LeftButton:
            if on_dots and self._open_menu_of(index, self.viewport().mapToGlobal(position)):
                return
            if folder is not None:
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                self._fold(folder)
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click on a folder is none: the first one did it."""
        if self._chats.folder_at(self.indexAt(event.position().toPoint())) is None:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a chat, at the mouse or at the row of the menu key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        at = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
        self._open_menu_of(index, at)

    def menu_for(self, chat: Chat) -> QMenu:
        """Make the menu of a chat, or of all that are chosen where it is one of them."""
        chosen = self.selected_chats()
        chats = chosen if len(chosen) > 1 and chat in chosen else [chat]
        menu = new_menu(self, "chat-menu")
        ids = [one.id for one in chats]
        if self._shelf is not Shelf.TRASH:
            self._add_filing(menu, chats)
        for action in actions_on(self._shelf, chats):
            add_action(menu, action, lambda action: self.action_requested.emit(action, ids))
        return menu

    def _add_filing(self, menu: QMenu, chats: list[Chat]) -> None:
        kept = [one for one in chats if not one.temporary]
        ids = [one.id for one in kept]
        if len(chats) == 1:
            row = self._chats.row_of(chats[0].id)
            rename = menu.addAction(icon("edit"), self.tr("Rename"))
            rename.triggered.connect(lambda: self.edit(self._chats.index(row)))
        if not kept:
            return
        add_places(
            menu,
            self._chats.folders,
            kept,
            lambda folder_id: self.move_requested.emit(ids, folder_id),
            lambda: self.new_folder_requested.emit(ids),
        )
        add_tags(menu, lambda: self.tags_requested.emit(ids))
        if len(chats) == 1:
            export = menu.addAction(icon("file"), self.tr("Save to a file…"))
            export.triggered.connect(lambda: self.export_requested.emit(ids[0]))
        else:
            add_forms(menu, lambda form: self.several_export_requested.emit(ids, form))

    def menu_of_places(self) -> QMenu:
        """Make the menu of folders for all that are chosen."""
        kept = [one for one in self.selected_chats() if not one.temporary]
        ids = [one.id for one in kept]
        menu = new_menu(self, "chat-folders")
        fill_places(
            menu,
            self._chats.folders,
            kept,
            lambda folder_id: self.move_requested.emit(ids, folder_id),
            lambda: self.new_folder_requested.emit(ids),
        )
        return menu

    def menu_for_folder(self, folder: Folder) -> QMenu:
        """Make the menu of a folder."""
        menu = new_menu(self, "folder-menu")
        add_folder_actions(
            menu, folder, self._chats.folders, lambda action: self._act_on_folder(action, folder)
        )
        return menu

    def _act_on_folder(self, action: FolderAction, folder: Folder) -> None:
        if action is FolderAction.RENAME:
            self.edit(self._chats.index(self._chats.row_of_folder(folder.id)))
        else:
            self.folder_action_requested.emit(action, folder.id)

    def _fold(self, folder: Folder) -> None:
        action = FolderAction.OPEN if folder.is_closed else FolderAction.CLOSE
        self.folder_action_requested.emit(action, folder.id)

    def _known(self, indexes: Iterator[QModelIndex] | list[QModelIndex]) -> Iterator[Chat]:
        return (chat for index in indexes if (chat := self._chats.chat_at(index)) is not None)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Take the chosen chats under the mouse; rows move when the chats do, not before."""
        ids = [chat.id for chat in self.selected_chats() if not chat.temporary]
        if not ids or self._shelf is not Shelf.CHATS:
            return
        drag = QDrag(self)
        drag.setMimeData(data_of(ids))
        drag.setPixmap(self.viewport().grab(self.visualRect(self.currentIndex())))
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take chats of this list alone."""
        event.setAccepted(bool(ids_in(event.mimeData())))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the chats would come to."""
        super().dragMoveEvent(event)  # scrolls at the edges
        index = self.indexAt(event.position().toPoint())
        target = folder_under(self._chats.row_at(index)) if ids_in(event.mimeData()) else None
        self._show_target(target)
        event.setDropAction(Qt.DropAction.MoveAction)
        event.setAccepted(target is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing comes here any more."""
        super().dragLeaveEvent(event)
        self._show_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the chats into the folder under the mouse, or out of theirs."""
        self._show_target(None)
        self.setState(QAbstractItemView.State.NoState)
        self.stopAutoScroll()
        ids = ids_in(event.mimeData())
        target = folder_under(self._chats.row_at(self.indexAt(event.position().toPoint())))
        if ids and target is not None:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.move_requested.emit(ids, target)

    def _show_target(self, folder_id: str | None) -> None:
        if folder_id != self._target:
            self._target = folder_id
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and a ring around the folder under dragged chats."""
        super().paintEvent(event)
        row = self._chats.row_of_folder(self._target) if self._target else -1
        if row >= 0:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, self.visualRect(self._chats.index(row)))
            painter.end()

    def _open_menu(self, chat: Chat, at: QPoint) -> None:
        self.menu_for(chat).popup(at)

    def _open_menu_of(self, index: QModelIndex, at: QPoint) -> bool:
        """Open the menu of the row; false where it has none."""
        chat, folder = self._chats.chat_at(index), self._chats.folder_at(index)
        if chat is not None:
            self._open_menu(chat, at)
        elif folder is not None:
            self.menu_for_folder(folder).popup(at)
        return chat is not None or folder is not None
