"""The menus of the list of chats: of one chat, of several, of a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.services.exchange.forms import ExportForm
from yagpt_desktop.ui.chat.chat_action import ChatAction
from yagpt_desktop.ui.chat.export_words import form_name
from yagpt_desktop.ui.theme.icons import icon
from yagpt_desktop.ui.widgets.labels import plain_caption
from yagpt_desktop.ui.widgets.popups import popup_holder

from .folder_action import FOLDER_ICONS, FolderAction, folder_action_name
from .shelf import ICONS, action_name

_LONGEST_NAME = 40


def new_menu(owner: QWidget, name: str) -> QMenu:
    """Return an empty menu that goes when it is closed."""
    menu = QMenu(popup_holder(owner.window()))
    menu.setObjectName(name)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def add_forms(menu: QMenu, ask: Callable[[ExportForm], object]) -> None:
    """Offer each form of files."""
    forms = menu.addMenu(icon("file"), QCoreApplication.translate("ChatListView", "Save to files"))
    for form in ExportForm:
        entry = forms.addAction(plain_caption(form_name(form)))
        entry.setData(form.value)
        entry.triggered.connect(lambda _checked=False, form=form: ask(form))


def add_action(menu: QMenu, action: ChatAction, act: Callable[[ChatAction], object]) -> None:
    """Offer something that can be done with chats."""
    if action in {ChatAction.DELETE, ChatAction.ERASE}:
        menu.addSeparator()
    entry = menu.addAction(icon(ICONS[action]), plain_caption(action_name(action)))
    entry.setData(action.value)
    entry.triggered.connect(lambda: act(action))


def add_places(
    menu: QMenu,
    folders: Sequence[Folder],
    chats: Sequence[Chat],
    move: Callable[[str], object],
    make: Callable[[], object],
) -> None:
    """Offer to move chats into a folder, out of all, or into a new one; where they are is marked."""
    places = menu.addMenu(icon("folder"), QCoreApplication.translate("ChatListView", "Move to a folder"))
    places.setObjectName("chat-folders")
    fill_places(places, folders, chats, move, make)


def fill_places(
    places: QMenu,
    folders: Sequence[Folder],
    chats: Sequence[Chat],
    move: Callable[[str], object],
    make: Callable[[], object],
) -> None:
    """Fill a menu of places for chats."""
    known = {folder.id for folder in folders}
    at = {chat.folder_id if chat.folder_id in known else "" for chat in chats}
    nowhere = QCoreApplication.translate("ChatListView", "Without a folder")
    for folder_id, name in (*((folder.id, folder.name) for folder in folders), ("", nowhere)):
        if not folder_id:
            places.addSeparator()
        entry = places.addAction(plain_caption(_shortened(name)))
        entry.setData(folder_id)
        if at == {folder_id}:
            _mark(entry)
        entry.triggered.connect(lambda _checked=False, folder_id=folder_id: move(folder_id))
    entry = places.addAction(icon("folder"), QCoreApplication.translate("ChatListView", "New folder…"))
    entry.setObjectName("chat-new-folder")
    entry.triggered.connect(make)


def add_tags(menu: QMenu, act: Callable[[], object]) -> None:
    """Offer the tags."""
    entry = menu.addAction(icon("tag"), QCoreApplication.translate("ChatListView", "Tags…"))
    entry.setObjectName("chat-tags")
    entry.triggered.connect(act)


def add_folder_actions(
    menu: QMenu, folder: Folder, folders: Sequence[Folder], act: Callable[[FolderAction], object]
) -> None:
    """Offer what can be done with a folder."""
    at = next((place for place, one in enumerate(folders) if one.id == folder.id), 0)
    off = {FolderAction.UP: at == 0, FolderAction.DOWN: at == len(folders) - 1}
    hidden = FolderAction.CLOSE if folder.is_closed else FolderAction.OPEN
    for action in FolderAction:
        if action is hidden:
            continue
        if action in {FolderAction.UP, FolderAction.DELETE}:
            menu.addSeparator()
        entry = menu.addAction(icon(FOLDER_ICONS[action]), plain_caption(folder_action_name(action)))
        entry.setData(action.value)
        entry.setEnabled(not off.get(action, False))
        entry.triggered.connect(lambda _checked=False, action=action: act(action))


def _mark(entry: QAction) -> None:
    entry.setIcon(icon("check", "accent_text"))
    entry.setIconVisibleInMenu(True)


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
