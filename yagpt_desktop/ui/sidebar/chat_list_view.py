"""The list of chats: choose one or several, rename in place, and the menu of what can be done."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.services.exchange.forms import ExportForm
from yagpt_desktop.ui.chat.chat_action import ChatAction
from yagpt_desktop.ui.chat.export_words import form_name
from yagpt_desktop.ui.theme.icons import icon
from yagpt_desktop.ui.widgets.labels import plain_caption
from yagpt_desktop.ui.widgets.popups import popup_holder

from .chat_list_delegate import AnyIndex, ChatListDelegate, menu_area
from .chat_list_model import ChatListModel
from .shelf import ICONS, Shelf, action_name, actions_on

_CHOOSING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ChatListView(QListView):
    """Shows a :class:`ChatListModel`.  The row that is chosen alone is the chat in view.

    Several are chosen by Shift, Ctrl, Space and Ctrl+A; that opens none.

    Signals:
        chosen(str): The person wants to see a chat (id).
        selection_changed(list[Chat]): These rows are chosen.
        action_requested(ChatAction, list[str]): Do this with these chats (ids).
        export_requested(str): Save a chat to a file.
        several_export_requested(list[str], ExportForm): Save each of these chats to a file of this form.
    """

    chosen = Signal(str)
    selection_changed = Signal(object)
    action_requested = Signal(object, object)
    export_requested = Signal(str)
    several_export_requested = Signal(object, object)

    def __init__(self, model: ChatListModel) -> None:
        super().__init__()
        self._chats = model
        self._open_id = ""
        self._shows_itself = False
        self._shelf = Shelf.CHATS
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
            index = self._chats.index(row)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        self._shows_itself = False

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

    def _open_current(self) -> None:
        chat = self._chats.chat_at(self.currentIndex())
        if chat is not None and self._shelf is not Shelf.TRASH:
            self.chosen.emit(chat.id)

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
        """Make the menu of a chat, or of all that are chosen where it is one of them."""
        chosen = self.selected_chats()
        chats = chosen if len(chosen) > 1 and chat in chosen else [chat]
        menu = QMenu(popup_holder(self.window()))
        menu.setObjectName("chat-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(chats) == 1 and self._shelf is not Shelf.TRASH:
            rename = menu.addAction(icon("edit"), self.tr("Rename"))
            rename.triggered.connect(lambda: self.edit(self._chats.index(self._chats.row_of(chat.id))))
            if not chat.temporary:
                export = menu.addAction(icon("file"), self.tr("Save to a file…"))
                export.triggered.connect(lambda: self.export_requested.emit(chat.id))
        kept = [one.id for one in chats if not one.temporary]
        if len(chats) > 1 and kept and self._shelf is not Shelf.TRASH:
            self._add_forms(menu, kept)
        for action in actions_on(self._shelf, chats):
            self._add_action(menu, action, [one.id for one in chats])
        return menu

    def _add_forms(self, menu: QMenu, ids: list[str]) -> None:
        forms = menu.addMenu(icon("file"), self.tr("Save to files"))
        for form in ExportForm:
            entry = forms.addAction(plain_caption(form_name(form)))
            entry.setData(form.value)
            entry.triggered.connect(lambda _checked=False, form=form: self._ask_for_files(ids, form))

    def _ask_for_files(self, ids: list[str], form: ExportForm) -> None:
        self.several_export_requested.emit(ids, form)

    def _add_action(self, menu: QMenu, action: ChatAction, ids: list[str]) -> None:
        if action in {ChatAction.DELETE, ChatAction.ERASE}:
            menu.addSeparator()
        entry = menu.addAction(icon(ICONS[action]), plain_caption(action_name(action)))
        entry.setData(action.value)
        entry.triggered.connect(lambda: self.action_requested.emit(action, ids))

    def _known(self, indexes: Iterator[QModelIndex] | list[QModelIndex]) -> Iterator[Chat]:
        return (chat for index in indexes if (chat := self._chats.chat_at(index)) is not None)

    def _open_menu(self, chat: Chat, at: QPoint) -> None:
        self.menu_for(chat).popup(at)
