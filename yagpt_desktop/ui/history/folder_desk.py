"""Carries out what the person does with folders and tags in the sidebar, and offers to take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Slot

from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.services.models import known_models
from yagpt_desktop.ui.chat.chat_controller import ChatController
from yagpt_desktop.ui.chat.chat_library import ChatLibrary
from yagpt_desktop.ui.main_window import MainWindow
from yagpt_desktop.ui.sidebar.folder_action import FolderAction
from yagpt_desktop.ui.sidebar.folder_dialog import FolderDialog
from yagpt_desktop.ui.sidebar.tag_dialog import TagDialog


@dataclass(frozen=True, slots=True)
class _Moved:
    """Chats that were moved, with the folders in which they were."""

    places: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Deleted:
    """A folder that was deleted."""

    folder: Folder


class FolderDesk(QObject):
    """All is done at once; what moves chats or deletes a folder can be taken back for a moment."""

    def __init__(
        self, window: MainWindow, library: ChatLibrary, chat: ChatController, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._library = library
        self._chat = chat
        self._folders = library.folders
        chats = window.sidebar.chats
        chats.move_requested.connect(self.move)
        chats.new_folder_requested.connect(self.make)
        chats.tags_requested.connect(self.tag)
        chats.folder_action_requested.connect(self.carry_out)
        window.sidebar.model.folder_renamed.connect(self._on_renamed)
        window.chat.options.folder_requested.connect(self.set_up)
        window.toast.taken.connect(self._on_taken_back)
        self._folders.listed.connect(window.sidebar.show_folders)
        chat.chat_opened.connect(self._on_opened)

    @Slot(object, str)
    def move(self, chat_ids: Sequence[str], folder_id: str) -> None:
        """Put chats into a folder, "" for none."""
        known = filter(None, map(self._library.chat, chat_ids))
        before = {chat.id: chat.folder_id for chat in known if chat.folder_id != folder_id}
        folder = self._folders.folder(folder_id)
        if not before or (folder_id and folder is None):
            return
        self._library.move(dict.fromkeys(before, folder_id))
        self._offer_undo(self._moved_text(folder, len(before)), _Moved(before))

    def _moved_text(self, folder: Folder | None, count: int) -> str:
        if folder is None:
            return self.tr("%n chat(s) taken out of the folder", "", count)
        return self.tr("%n chat(s) moved to “{name}”", "", count).format(name=folder.name)

    def _offer_undo(self, text: str, subject: object) -> None:
        self._window.toast.offer(text, self.tr("Undo"), subject)

    @Slot(object)
    def make(self, chat_ids: Sequence[str]) -> None:
        """Ask what a new folder shall be, and put chats into it."""
        dialog = self._dialog(Folder("", ""))
        dialog.agreed.connect(partial(self._on_made, tuple(chat_ids)))
        dialog.open()

    def _on_made(self, chat_ids: Sequence[str], folder: Folder) -> None:
        made = self._folders.add(folder)
        if chat_ids:
            self.move(chat_ids, made.id)

    @Slot(str)
    def set_up(self, folder_id: str) -> None:
        """Ask what a folder shall be."""
        folder = self._folders.folder(folder_id)
        if folder is not None:
            dialog = self._dialog(folder)
            dialog.agreed.connect(self._on_set_up)
            dialog.open()

    @Slot(object)
    def _on_set_up(self, wanted: Folder) -> None:
        """What was changed elsewhere meanwhile (its place, its fold) stays."""
        known = self._folders.folder(wanted.id)
        if known is not None:
            self._folders.save(
                replace(known, name=wanted.name, role_text=wanted.role_text, options=wanted.options)
            )

    def _dialog(self, folder: Folder) -> FolderDialog:
        roles = self._window.chat.options.roles.offered()
        return FolderDialog(folder, known_models(), roles, self._window)

    @Slot(str, str)
    def _on_renamed(self, folder_id: str, name: str) -> None:
        folder = self._folders.folder(folder_id)
        if folder is not None:
            self._folders.save(replace(folder, name=name))

    @Slot(object, str)
    def carry_out(self, action: FolderAction, folder_id: str) -> None:
        """Do something with a folder."""
        folder = self._folders.folder(folder_id)
        if folder is None:
            return
        if action is FolderAction.NEW_CHAT:
            self._begin_in(folder)
        elif action is FolderAction.SET_UP:
            self.set_up(folder_id)
        elif action in {FolderAction.UP, FolderAction.DOWN}:
            self._folders.shift(folder_id, -1 if action is FolderAction.UP else 1)
        elif action in {FolderAction.OPEN, FolderAction.CLOSE}:
            self._folders.save(replace(folder, is_closed=action is FolderAction.CLOSE))
        elif action is FolderAction.DELETE:
            self._folders.delete(folder_id)
            text = self.tr("Folder “{name}” deleted, its chats stay").format(name=folder.name)
            self._offer_undo(text, _Deleted(folder))

    def _begin_in(self, folder: Folder) -> None:
        if folder.is_closed:
            self._folders.save(replace(folder, is_closed=False))
        self._window.show_page("chat")
        self._chat.begin_in(folder.id)

    @Slot(str)
    def _on_opened(self, _chat_id: str) -> None:
        """A new chat is not in the list yet: say where it will be."""
        folder, chat = self._chat.choices.folder, self._chat.meter.conversation.chat
        if folder is not None and not chat.title:
            text = self.tr("A new chat in the folder “{name}”").format(name=folder.name)
            self._window.chat.show_notice(text)

    @Slot(object)
    def tag(self, chat_ids: Sequence[str]) -> None:
        """Ask which tags chats shall have."""
        chats = [chat for chat_id in chat_ids if (chat := self._library.chat(chat_id)) is not None]
        if chats:
            dialog = TagDialog(chats, self._library.known_tags(), self._window)
            dialog.decided.connect(partial(self._library.tag, [chat.id for chat in chats]))
            dialog.open()

    @Slot(object)
    def _on_taken_back(self, subject: object) -> None:
        if isinstance(subject, _Moved):
            self._library.move(subject.places)
        elif isinstance(subject, _Deleted):
            self._folders.save(subject.folder)
