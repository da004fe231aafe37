"""Joins the sidebar's chats with the library and the page; all their wires are here."""

from __future__ import annotations

from PySide6.QtCore import QObject, QThreadPool, Slot

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.ports import ChatStore
from yagpt_desktop.services.fork import forked
from yagpt_desktop.services.models import known_models
from yagpt_desktop.ui.chat.chat_controller import ChatController
from yagpt_desktop.ui.chat.chat_library import ChatLibrary
from yagpt_desktop.ui.main_window import MainWindow
from yagpt_desktop.ui.sidebar.search_results_model import FoundPlace
from yagpt_desktop.ui.transcript.view import TranscriptView

from .folder_desk import FolderDesk
from .landing import Landing
from .organiser import Organiser
from .search_controller import SearchController


class HistoryDesk(QObject):
    """Shows the chats in the sidebar, finds in them, and carries out what is asked for there."""

    def __init__(
        self,
        window: MainWindow,
        transcript: TranscriptView,
        library: ChatLibrary,
        chat: ChatController,
        kept: tuple[ChatStore, QThreadPool],
    ) -> None:
        """Take the parts; ``kept`` is the store with the pool of its thread."""
        super().__init__(window)
        store, pool = kept
        self._window = window
        self._library = library
        self._chat = chat
        self._transcript = transcript
        self._landing = Landing(library, transcript, chat.open, self)
        self._search = SearchController(window.sidebar, store, pool, library.chat, self)
        self._organiser = Organiser(window, library, chat.leave, self)
        self._folders = FolderDesk(window, library, chat, self)
        window.sidebar.search_bar.filters.show_models(known_models())
        self._wire()
        self._on_opened(chat.chat_id)

    def _wire(self) -> None:
        library, chat, sidebar = self._library, self._chat, self._window.sidebar
        sidebar.chat_chosen.connect(chat.open)
        sidebar.chat_renamed.connect(library.rename)
        sidebar.place_chosen.connect(self._on_place)
        self._transcript.fork_requested.connect(self._on_fork)
        library.forked.connect(self._on_forked)
        self._window.temporary_chat_requested.connect(self._on_temporary)
        self._window.toast.gone.connect(self._organiser.make_final)
        library.listed.connect(self._on_listed)
        library.trash_listed.connect(sidebar.show_trash)
        chat.chat_opened.connect(sidebar.show_open_chat)
        chat.chat_opened.connect(self._on_opened)
        self._search.failed.connect(chat.show_error)

    @Slot(object)
    def _on_listed(self, chats: list[Chat]) -> None:
        self._window.sidebar.show_chats(chats)
        self._window.sidebar.search_bar.filters.show_tags(self._library.known_tags())
        self._window.sidebar.show_open_chat(self._chat.chat_id)

    @Slot(str)
    def _on_opened(self, chat_id: str) -> None:
        self._library.see(chat_id)
        self._window.chat.header.show_temporary(temporary=self._library.is_temporary(chat_id))

    @Slot(str)
    def _on_fork(self, message_id: str) -> None:
        conversation = self._library.open(self._chat.chat_id)
        if conversation is None:
            return
        title = self.tr("{title} (branch)").format(title=conversation.chat.title)
        made = forked(conversation.chat, conversation.messages, message_id, title)
        if made is not None:
            self._library.fork(*made)

    @Slot(str)
    def _on_forked(self, chat_id: str) -> None:
        self._chat.open(chat_id)
        self._window.chat.focus_composer()

    @Slot()
    def _on_temporary(self) -> None:
        """Begin with the role that is in view, which need not be kept."""
        conversation = self._library.begin_temporary(self._window.chat.options.roles.text(), "")
        if conversation is not None:
            self._chat.open(conversation.chat.id)
            self._window.chat.focus_composer()

    @Slot(object)
    def _on_place(self, place: FoundPlace) -> None:
        focused = self._window.focusWidget()
        self._window.show_page("chat")
        self._landing.go_to(place)
        if focused is not None:
            # One goes on to the next place by the arrow keys.
            focused.setFocus()
