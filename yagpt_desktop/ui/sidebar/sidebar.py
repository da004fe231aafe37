"""The sidebar as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.ui.chat.chat_action import ChatAction
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button, IconButton
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View

from .account_line import AccountLine, AccountStatus
from .chat_list_model import ChatListModel, today
from .chat_list_view import ChatListView
from .navigation import Navigation
from .new_chat_menu import NewChatMenuButton
from .search_bar import SearchBar
from .search_panel import SearchPanel
from .shelf import Shelf
from .shelf_bars import SelectionBar, ShelfFoot, ShelfHead

_WIDEST_SHARE = 0.4
_WIDEST_OVER = 0.85
_ROOM_FOR_KINDS = 60


class Sidebar(View):
    """New chat, pages, search, chats, account and settings; folds to a rail of icons.

    Signals:
        new_chat_requested(): Begin another chat.
        temporary_chat_requested(): Begin one that is never written.
        chat_chosen(str): Show a chat (id).
        chat_renamed(str, str): A chat (id) has another title.
        action_requested(ChatAction, list[str]): Do this with these chats (ids).
        export_requested(str): Save a chat to a file.
        several_export_requested(list[str], ExportForm): Save each of these chats to a file of this form.
        search_changed(str): The text in the search line, or a filter of it; "" when it is empty.
        place_chosen(FoundPlace): Show the place that a search found.
        page_chosen(str): Show a page: ``chat``, ``settings``, ``account`` …
        folded(bool): It became a rail, or unfolded.
        restyled(): The zoom may be another one; whoever holds it fits its width anew.
    """

    new_chat_requested = Signal()
    temporary_chat_requested = Signal()
    chat_chosen = Signal(str)
    chat_renamed = Signal(str, str)
    action_requested = Signal(object, object)
    export_requested = Signal(str)
    several_export_requested = Signal(object, object)
    search_changed = Signal(str)
    place_chosen = Signal(object)
    page_chosen = Signal(str)
    folded = Signal(bool)
    restyled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, look="sidebar")
        self.setObjectName("sidebar")
        self.model = ChatListModel(today)
        self.chats = ChatListView(self.model)
        self.toggle = IconButton("sidebar-toggle", "sidebar")
        self.navigation = Navigation(self.toggle)
        self.account = AccountLine()
        self.search_bar = SearchBar()
        self.search = self.search_bar.line
        self.results = SearchPanel()
        self.shelf_head = ShelfHead()
        self.shelf_foot = ShelfFoot()
        self.selection = SelectionBar()
        self._shelf = Shelf.CHATS
        self._all: Sequence[Chat] = ()
        self._trash: Sequence[Chat] = ()
        self._folders: Sequence[Folder] = ()
        self._is_folded = False
        self._is_low = False
        self._showing = False
        self._new_chat = Button("new-chat", look="new-chat", icon_name="new-chat", tone="on_accent")
        self._kinds = NewChatMenuButton()
        self._settings = IconButton("nav-settings", "settings")
        self._settings.setCheckable(True)
        self._nothing = plain_label("chat-list-empty", look="hint", wraps=True)
        self._arrange()
        self._connect()
        self._connect_folders()
        self._settle()

    def _arrange(self) -> None:
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.addWidget(self._new_chat, 1)
        self._top.addWidget(self._kinds)
        self._top.addWidget(self.toggle)
        self._rule = QFrame()
        self._rule.setProperty("look", "rule")
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.addWidget(self.account, 1)
        self._foot.addWidget(self._settings)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addWidget(self.navigation)
        self._column.addWidget(self.search_bar)
        self._column.addWidget(self.shelf_head)
        self._column.addWidget(self.selection)
        self._column.addWidget(self._nothing)
        self._column.addWidget(self.chats, 1)
        self._column.addWidget(self.results, 1)
        for part in (self.results, self.shelf_head, self.selection):
            part.hide()
        self._space = QWidget()
        self._space.hide()
        self._column.addWidget(self._space, 1)
        self._column.addWidget(self.shelf_foot)
        self._column.addWidget(self._rule)
        self._column.addLayout(self._foot)

    def _connect(self) -> None:
        self._new_chat.clicked.connect(self._on_new_chat)
        self._new_chat.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._new_chat.customContextMenuRequested.connect(self._on_new_chat_menu)
        self._kinds.chat_requested.connect(self.new_chat_requested)
        self._kinds.temporary_requested.connect(self.temporary_chat_requested)
        self.toggle.clicked.connect(self._on_fold)
        self._settings.clicked.connect(self._on_settings)
        self._settings.toggled.connect(self._on_settings_toggled)
        self.account.clicked.connect(self._on_account)
        self.navigation.chosen.connect(self.page_chosen)
        self.search_bar.changed.connect(self._on_search)
        self.search.results_wanted.connect(self.results.results.begin)
        self.search.first_wanted.connect(self.results.results.choose_first)
        self.results.chosen.connect(self.place_chosen)
        self.results.left.connect(self._on_results_left)
        self.chats.chosen.connect(self.chat_chosen)
        self.chats.action_requested.connect(self.action_requested)
        self.chats.selection_changed.connect(self._on_selection)
        self.selection.action_chosen.connect(self._on_selection_action)
        self.selection.cleared.connect(self.chats.clear_choice)
        self.shelf_foot.chosen.connect(self._on_shelf)
        self.shelf_head.left.connect(self._on_shelf_left)
        self.shelf_head.empty_requested.connect(self._on_empty)
        self.chats.export_requested.connect(self.export_requested)
        self.chats.several_export_requested.connect(self.several_export_requested)
        self.model.renamed.connect(self.chat_renamed)
        for changed in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            changed.connect(self._say_nothing)

    def _connect_folders(self) -> None:
        self._kinds.folder_requested.connect(self._on_new_folder)
        self.selection.move_requested.connect(self._on_selection_move)
        self.selection.tags_requested.connect(self._on_selection_tags)

    def show_chats(self, chats: Sequence[Chat]) -> None:
        """Replace the chats, those of the archive with them, the last used first."""
        self._all = chats
        self._fill()

    def show_folders(self, folders: Sequence[Folder]) -> None:
        """Replace the folders, in their order."""
        self._folders = folders
        self.search_bar.filters.show_folders(folders)
        self._fill()

    def show_trash(self, chats: Sequence[Chat]) -> None:
        """Replace the chats in the trash, the last thrown away first."""
        self._trash = chats
        self._fill()

    def show_shelf(self, shelf: Shelf) -> None:
        """Show the chats of the list, of the archive or of the trash."""
        self._shelf = shelf
        self.model.show_chats(())
        self.chats.show_shelf(shelf)
        self._fill()
        self._show_list()

    def _fill(self) -> None:
        in_archive = self._shelf is Shelf.ARCHIVE
        self.model.show_folders(self._folders, headed=self._shelf is Shelf.CHATS)
        if self._shelf is Shelf.TRASH:
            self.model.show_chats(self._trash, plain=True)
        else:
            self.model.show_chats([chat for chat in self._all if chat.archived is in_archive])
        self.shelf_head.show_shelf(self._shelf, is_empty=not self._trash)
        self._say_nothing()

    def show_open_chat(self, chat_id: str) -> None:
        """Mark the chat in view; "" for a new one."""
        self.chats.show_open(chat_id)

    def show_account(self, status: AccountStatus) -> None:
        """Show the state of the account in use."""
        self.account.show_status(status)

    def show_page(self, name: str) -> None:
        """Mark the page in view."""
        self.navigation.show_current(name)
        self._showing = True
        self._settings.setChecked(name == "settings")
        self._showing = False

    @property
    def is_folded(self) -> bool:
        """Whether it is a rail of icons."""
        return self._is_folded

    def fold(self, *, folded: bool) -> None:
        """Become a rail of icons, or unfold."""
        if folded == self._is_folded:
            return
        self._is_folded = folded
        focused: QWidget | None = self.window().focusWidget()
        if folded and focused is not None and self.isAncestorOf(focused):
            # What has the keyboard may be hidden now, and Qt would take it anywhere.
            self.toggle.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search_bar.setHidden(folded)
        self._space.setVisible(folded)
        self._show_list()
        direction = QBoxLayout.Direction.BottomToTop if folded else QBoxLayout.Direction.LeftToRight
        self._top.setDirection(direction)
        self._foot.setDirection(direction)
        middle = Qt.AlignmentFlag.AlignHCenter if folded else Qt.AlignmentFlag(0)
        self._top.setAlignment(self.toggle, middle)
        self._foot.setAlignment(self._settings, middle)
        self._show_pages()
        self.account.show_compact(compact=folded)
        self._say_nothing()
        self._retranslate()
        self._restyle()
        self.folded.emit(folded)

    def focus_chats(self) -> None:
        """Put the keyboard into the list of chats, or where one looks for them."""
        target = self.search if self.chats.isHidden() or not self.model.rowCount() else self.chats
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_low(self, *, low: bool) -> None:
        """Stand closer together in a low window, the pages in one line above the chats."""
        if low == self._is_low:
            return
        self._is_low = low
        self._show_pages()
        self._restyle()

    def _show_pages(self) -> None:
        in_line = self._is_low and not self._is_folded
        self.navigation.show_compact(compact=self._is_folded or in_line, in_line=in_line)
        self.account.show_low(low=self._is_low)

    def focus_search(self) -> None:
        """Put the cursor into the search line, unfolding if need be."""
        self.fold(folded=False)
        self.search.setFocus()
        self.search.selectAll()

    def event(self, event: QEvent) -> bool:
        """Look at the calendar when the person comes back to the window."""
        if event.type() == QEvent.Type.WindowActivate:
            self.model.regroup()
        return super().event(event)

    def fit_width(self, window_px: int, *, over: bool = False) -> None:
        """Take the width of the design, but never most of a narrow window; ``over`` it, all but its edge."""
        metrics = look().metrics
        wide_px = min(metrics.sidebar_px, round(window_px * (_WIDEST_OVER if over else _WIDEST_SHARE)))
        self.setFixedWidth(metrics.rail_px if self._is_folded else wide_px)
        # Where there is no room for it, the button's own menu and the key lead there too.
        self._kinds.setVisible(not self._is_folded and wide_px >= metrics.gap(_ROOM_FOR_KINDS))

    @Slot()
    def _on_new_chat(self) -> None:
        self.new_chat_requested.emit()

    @Slot(QPoint)
    def _on_new_chat_menu(self, _at: QPoint) -> None:
        self._kinds.open_below(self._new_chat)

    @Slot()
    def _on_fold(self) -> None:
        self.fold(folded=not self._is_folded)

    @Slot()
    def _on_settings(self) -> None:
        # A second click leaves the page where it is.
        self._settings.setChecked(True)

    @Slot(bool)
    def _on_settings_toggled(self, on: bool) -> None:
        # A screen reader toggles without a click.
        if on and not self._showing:
            self.page_chosen.emit("settings")

    @Slot()
    def _on_account(self) -> None:
        self.page_chosen.emit("account")

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self._show_list()
        self.search_changed.emit(text)

    def _show_list(self) -> None:
        """The chats, or what was found while something is looked for."""
        searching = self.search_bar.is_asking
        self.results.setVisible(searching and not self._is_folded)
        away = searching or self._is_folded
        self.chats.setHidden(away)
        self.shelf_head.setHidden(away or self._shelf is Shelf.CHATS)
        self.shelf_foot.setHidden(away or self._shelf is not Shelf.CHATS)
        self._on_selection(self.chats.selected_chats())
        self._say_nothing()

    @Slot(object)
    def _on_selection(self, chats: list[Chat]) -> None:
        away = self.search_bar.is_asking or self._is_folded
        self.selection.show_selection(self._shelf, [] if away else chats)

    @Slot(object)
    def _on_selection_action(self, action: ChatAction) -> None:
        ids = [chat.id for chat in self.chats.selected_chats()]
        self.chats.clear_choice()
        self.action_requested.emit(action, ids)

    @Slot(QPoint)
    def _on_selection_move(self, at: QPoint) -> None:
        self.chats.menu_of_places().popup(at)

    @Slot()
    def _on_selection_tags(self) -> None:
        self.chats.tags_requested.emit(
            [chat.id for chat in self.chats.selected_chats() if not chat.temporary]
        )

    @Slot()
    def _on_new_folder(self) -> None:
        self.chats.new_folder_requested.emit([])

    @Slot(object)
    def _on_shelf(self, shelf: Shelf) -> None:
        self.show_shelf(shelf)
        self.shelf_head.focus()

    @Slot()
    def _on_shelf_left(self) -> None:
        left = self._shelf
        self.show_shelf(Shelf.CHATS)
        self.shelf_foot.focus(left)

    @Slot()
    def _on_empty(self) -> None:
        self.action_requested.emit(ChatAction.ERASE, [chat.id for chat in self._trash])

    @Slot(bool)
    def _on_results_left(self, ends: bool) -> None:
        if ends:
            self.search_bar.end()
        self.search.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _say_nothing(self) -> None:
        is_empty = self.model.rowCount() == 0
        texts = {
            Shelf.CHATS: self.tr("Your chats will appear here."),
            Shelf.ARCHIVE: self.tr("The archive is empty."),
            Shelf.TRASH: self.tr("The trash is empty."),
        }
        self._nothing.setText(texts[self._shelf])
        self._nothing.setVisible(is_empty and not self._is_folded and not self.search_bar.is_asking)

    def _retranslate(self) -> None:
        self._new_chat.setText("" if self._is_folded else "  " + self.tr("New chat"))
        self._new_chat.setAccessibleName(self.tr("New chat"))
        self._new_chat.set_tip(self.tr("New chat (Ctrl+N)"))
        self.toggle.set_name(self.tr("Show the sidebar") if self._is_folded else self.tr("Hide the sidebar"))
        self._kinds.retranslate()
        self._settings.set_name(self.tr("Settings"))
        self.chats.setAccessibleName(self.tr("Chats"))
        self.account.retranslate()
        self.model.retranslate()
        self._say_nothing()

    def _restyle(self) -> None:
        metrics = look().metrics
        edge = metrics.gap(3) if not self._is_folded else metrics.gap(1.5)
        top = metrics.gap(3 if not self._is_low else 2)
        self._column.setContentsMargins(edge, top, edge, metrics.gap(2))
        self._column.setSpacing(metrics.gap(2.5 if not self._is_low else 1))
        self._top.setSpacing(metrics.gap(1))
        self._foot.setSpacing(metrics.gap(1))
        self._nothing.setContentsMargins(metrics.gap(2.5), 0, metrics.gap(2.5), 0)
        self.chats.doItemsLayout()
        self.restyled.emit()
