"""The window: sidebar, pages, the demo's strip, the toast; and the keys that work everywhere in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from .chat.chat_page import ChatPage
from .sidebar.drawer import Drawer
from .sidebar.sidebar import Sidebar
from .theme.icons import app_icon
from .theme.look import look
from .widgets.buttons import Button
from .widgets.labels import plain_label
from .widgets.page_frame import PageFrame
from .widgets.plain_edit import local_paths
from .widgets.shortcuts import Chord, Shortcuts
from .widgets.toast import Toast
from .widgets.view import View
from .window_state import WindowState

_ZOOM_STEP_PERCENT = 10
_FIRST_SIZE = QSize(1200, 800)
_LEAST_SIZE = QSize(640, 480)
_ARCHIVE = ".zip"


class Page(Protocol):
    """What a page of the sidebar answers."""

    def title(self) -> str:
        """Return its name in the language of the moment."""
        ...

    def regions(self) -> Sequence[QWidget]:
        """Return the parts that F6 walks through."""
        ...


class DemoStrip(View):
    """Says all the time that nobody but this program answers.

    Signals:
        connect_requested(): The person wants to connect an account.
    """

    connect_requested = Signal()

    def __init__(self) -> None:
        super().__init__(look="strip")
        self.setObjectName("demo-strip")
        self._text = plain_label("demo-text", look="warning-text", wraps=True)
        self._connect = Button("demo-connect")
        self._connect.clicked.connect(self.connect_requested)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._connect)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it in fewer words where there is little room."""
        super().resizeEvent(event)
        self._retranslate()

    def _retranslate(self) -> None:
        whole = self.tr("Demo: the program makes the answers up itself, this is not YandexGPT")
        connect = self.tr("Connect an account")
        is_terse = self.width() < look().metrics.terse_below_px
        self._text.setText(self.tr("Demo: this is not YandexGPT") if is_terse else whole)
        self._connect.setText(self.tr("Connect") if is_terse else connect)
        self._connect.setAccessibleName(connect)

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._row.setContentsMargins(gap(5), gap(1), gap(5), gap(1))
        self._row.setSpacing(gap(3))


class MainWindow(QWidget):
    """Holds the pages and leads from one to another; knows nothing of what they do.

    Pages: ``chat`` from the start; more by :meth:`add_page` (with a button) and :meth:`add_plain_page`
    (``account``, ``settings``).

    Signals:
        new_chat_requested(): Begin another chat; the chat page is in view already.
        temporary_chat_requested(): Begin a chat that is never written; the chat page is in view already.
        page_changed(str): Another page is in view.
        zoom_requested(int): Wanted zoom in percent; may be out of bounds.
        connect_requested(): Connect an account instead of the demo.
        palette_requested(): Show what can be done, to be chosen by typing.
        closed(): The window closes now; nothing may be asked any more.
    """

    new_chat_requested = Signal()
    temporary_chat_requested = Signal()
    page_changed = Signal(str)
    zoom_requested = Signal(int)
    connect_requested = Signal()
    palette_requested = Signal()
    closed = Signal()

    def __init__(self, chat: ChatPage, state: WindowState | None = None) -> None:
        super().__init__()
        self.setObjectName("main-window")
        self.setProperty("look", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowIcon(app_icon())
        self.setMinimumSize(_LEAST_SIZE)
        self.setAcceptDrops(True)
        self.chat = chat
        self.sidebar = Sidebar(self)
        self._demo = DemoStrip()
        self._demo.hide()
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        self._frames: dict[str, PageFrame] = {}
        self._bare: set[str] = set()
        self._current = ""
        self._arrange()
        # Of what lies in the stack a screen reader sees the pages alone; and the sidebar may lie over them.
        self.toast = Toast(self, self._clearance_px, over=self._right)
        self.chat.foot_changed.connect(self.toast.settle)
        self._shortcuts = Shortcuts(self)
        self._connect()
        self.add_page("chat", "chat", chat)
        self._bind_keys()
        self._retranslate()
        self.take_state(state or WindowState())
        self.show_page("chat")

    def _arrange(self) -> None:
        self._right = QWidget()
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._demo)
        column.addWidget(self._stack, 1)
        self._right_column = column
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._right, 1)
        self._drawer = Drawer(self, row, self.sidebar)

    def _connect(self) -> None:
        self.sidebar.new_chat_requested.connect(self.begin_chat)
        self.sidebar.temporary_chat_requested.connect(self.begin_temporary_chat)
        self.sidebar.page_chosen.connect(self.show_page)
        self.sidebar.chat_chosen.connect(self._on_chat_chosen)
        self._demo.connect_requested.connect(self.connect_requested)

    def add_page(self, name: str, icon_name: str, page: QWidget) -> None:
        """Add a page with the button ``nav-<name>``; it answers :class:`Page`."""
        self._put(name, page)
        self.sidebar.navigation.add_page(name, icon_name, cast("Page", page).title)
        place = len(self.sidebar.navigation.names())
        self._shortcuts.bind(Chord(str(place), ctrl=True), lambda: self.show_page(name))

    def add_strip(self, strip: QWidget) -> None:
        """Put a line above every page, below the demo's; it hides and shows itself."""
        self._right_column.insertWidget(self._right_column.count() - 1, strip)

    def add_plain_page(self, name: str, page: QWidget) -> None:
        """Add a page that other controls lead to: ``settings`` by its gear, ``account`` by its line."""
        self._put(name, page)

    def _put(self, name: str, page: QWidget) -> None:
        self._pages[name] = page
        self._frames[name] = PageFrame(page)
        self._stack.addWidget(self._frames[name])

    def show_welcome(self, *, alone: bool) -> None:
        """Show the account page alone, without the sidebar, until another page is shown."""
        self._bare = {"account"} if alone else set()
        self.show_page("account")

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Bring a page into view; a name that was not added is passed over."""
        page = self._pages.get(name)
        if page is None:
            return
        if name not in self._bare:
            self._bare = set()
        self._drawer.close()
        self.sidebar.setHidden(name in self._bare)
        self._stack.setCurrentWidget(self._frames[name])
        self.sidebar.show_page(name)
        changed, self._current = name != self._current, name
        if page is self.chat:
            self.chat.focus_composer()
        elif changed:
            page.setFocus()
        if changed:
            self.page_changed.emit(name)

    def pages(self) -> dict[str, str]:
        """Return the pages that have a button, in their order: name → title in the language of the moment."""
        names = self.sidebar.navigation.names()
        return {name: cast("Page", self._pages[name]).title() for name in names}

    @property
    def page(self) -> str:
        """The name of the page in view."""
        return self._current

    def show_demo(self, *, demo: bool) -> None:
        """Say, or no longer say, that the answers are made up."""
        self._demo.setVisible(demo)

    def state(self) -> WindowState:
        """Return what is to be remembered."""
        place = bytes(self.saveGeometry().data())
        return WindowState(place, self._drawer.wants_folded, self.chat.wants_options)

    def take_state(self, state: WindowState) -> None:
        """Be where and as the window was; without a place it gets its first size."""
        if not state.geometry or not self.restoreGeometry(QByteArray(state.geometry)):
            self.resize(_FIRST_SIZE)
        self._drawer.want_folded(folded=state.sidebar_folded)
        self.chat.want_options(wanted=state.options_open)

    def _bind_keys(self) -> None:
        bind = self._shortcuts.bind
        bind(Chord("N", ctrl=True), self.begin_chat)
        bind(Chord("N", ctrl=True, shift=True), self.begin_temporary_chat)
        bind(Chord("K", ctrl=True), self.palette_requested.emit)
        bind(Chord("F", ctrl=True, shift=True), self._on_search)
        bind(Chord("F", ctrl=True), self._on_find)
        bind(Chord(",", ctrl=True), lambda: self.show_page("settings"))
        bind(Chord("Q", ctrl=True), self.close)
        bind(Chord("Escape"), self._on_escape)
        bind(Chord("F6"), lambda: self._walk(1))
        bind(Chord("F6", shift=True), lambda: self._walk(-1))
        for shift in (False, True):
            bind(Chord("=", ctrl=True, shift=shift), lambda: self._zoom(_ZOOM_STEP_PERCENT))
        bind(Chord("-", ctrl=True), lambda: self._zoom(-_ZOOM_STEP_PERCENT))
        bind(Chord("0", ctrl=True), lambda: self.zoom_requested.emit(100))

    def _zoom(self, step_percent: int) -> None:
        self.zoom_requested.emit(look().metrics.zoom_percent + step_percent)

    def _walk(self, step: int) -> None:
        """Lead the focus to the next part of the window."""
        page = cast("Page", self._pages[self._current])
        regions = [part for part in (self.sidebar, *page.regions()) if part.isVisible()]
        focused = self.focusWidget()
        inside = (place for place, part in enumerate(regions) if _holds(part, focused))
        at = next(inside, -1 if step > 0 else 0)
        for offset in range(1, len(regions) + 1):
            if _focus_first(regions[(at + step * offset) % len(regions)]):
                return

    @Slot()
    def begin_chat(self) -> None:
        """Show the chat page with another chat."""
        self.show_page("chat")
        self.new_chat_requested.emit()

    @Slot()
    def begin_temporary_chat(self) -> None:
        """Show the chat page with a chat that is never written."""
        self.show_page("chat")
        self.temporary_chat_requested.emit()

    @Slot()
    def _on_search(self) -> None:
        self.sidebar.focus_search()

    @Slot()
    def _on_find(self) -> None:
        if self._current == "chat":
            self.chat.open_find()

    @Slot()
    def _on_escape(self) -> None:
        if self._drawer.is_over:
            self._drawer.close()
        elif self._current == "chat":
            self.chat.stop()

    @Slot(str)
    def _on_chat_chosen(self, _chat_id: str) -> None:
        if self._current != "chat":
            self._show_chat_keeping_focus()

    def _show_chat_keeping_focus(self) -> None:
        focused = self.focusWidget()
        self.show_page("chat")
        if focused is not None:
            focused.setFocus()

    def _clearance_px(self) -> int:
        return self.chat.foot_px if self._current == "chat" else 0

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files where no part of the page does: for the chat, and archives from anywhere."""
        paths = local_paths(event.mimeData())
        is_archive = any(path.casefold().endswith(_ARCHIVE) for path in paths)
        if paths and not self._bare and (self._current == "chat" or is_archive):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Give the files to the composer, which tells chats from what goes with a question."""
        # A copy: whatever was dropped stays where it was.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.show_page("chat")
        self.chat.composer.attach(local_paths(event.mimeData()))

    def showEvent(self, event: QShowEvent) -> None:
        """Listen to the keys of the native window, which exists now; the cursor is in the composer."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            self._shortcuts.watch(handle)
        if self._current == "chat":
            self.chat.focus_composer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key that no widget wanted."""
        if not self._shortcuts.answer(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sidebar from taking most of a narrow window."""
        super().resizeEvent(event)
        self._drawer.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Never ask; say that it is over."""
        super().closeEvent(event)
        self.closed.emit()

    def _retranslate(self) -> None:
        self.setWindowTitle("YaGPT Desktop")
        self.setAccessibleName("YaGPT Desktop")


def _holds(region: QWidget, part: QWidget | None) -> bool:
    return part is not None and (part is region or region.isAncestorOf(part))


def _focus_first(region: QWidget) -> bool:
    """Give the focus to the first control of a region that takes it; false where there is none."""
    for part in (region, *region.findChildren(QWidget)):
        if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            part.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False
