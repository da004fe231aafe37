"""The chats as rows, grouped by folder and date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.folder import Folder, folder_name
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP
from yagpt_desktop.ui.widgets.labels import plain_tool_tip

from .chat_list_rows import Group, Row, plain_rows, rows_of

AnyIndex = QModelIndex | QPersistentModelIndex
CHAT_ROLE = Qt.ItemDataRole.UserRole
"""Answers with the row's ``Chat``; None for a heading and for a folder."""

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""Answers with the :class:`Row` itself."""

_MANY_ROWS = 64


_TITLES = {
    Group.TEMPORARY: QT_TRANSLATE_NOOP("ChatListModel", "Will not be saved"),
    Group.PINNED: QT_TRANSLATE_NOOP("ChatListModel", "Pinned"),
    Group.TODAY: QT_TRANSLATE_NOOP("ChatListModel", "Today"),
    Group.YESTERDAY: QT_TRANSLATE_NOOP("ChatListModel", "Yesterday"),
    Group.EARLIER: QT_TRANSLATE_NOOP("ChatListModel", "Earlier"),
}
_FOLDER = QT_TRANSLATE_NOOP("ChatListModel", "Folder “{name}”")
_TAGS = QT_TRANSLATE_NOOP("ChatListModel", "Tags: {names}")
_UNREAD = QT_TRANSLATE_NOOP("ChatListModel", "New answer")
_FOLDED = {
    True: QT_TRANSLATE_NOOP("ChatListModel", "folded"),
    False: QT_TRANSLATE_NOOP("ChatListModel", "unfolded"),
}


def today() -> date:
    """Return the local date."""
    return date.today()


class ChatListModel(QAbstractListModel):
    """Rows change one by one where few do, so that selection, scrolling and an open editor survive.

    Signals:
        renamed(str, str): The person gave a chat (id) another title; the model shows it already.
        folder_renamed(str, str): The person gave a folder (id) another name; the model shows it already.
    """

    renamed = Signal(str, str)
    folder_renamed = Signal(str, str)

    def __init__(self, today_is: Callable[[], date] = today) -> None:
        super().__init__()
        self._today_is = today_is
        self._chats: tuple[Chat, ...] = ()
        self._folders: tuple[Folder, ...] = ()
        self._rows: list[Row] = []
        self._is_plain = False
        self._is_headed = True

    def show_chats(self, chats: Sequence[Chat], *, plain: bool = False) -> None:
        """Replace the chats; they are shown in the order given, under their headings.

        ``plain`` ones have none and cannot be renamed: they lie in the trash.
        """
        self._chats, self._is_plain = tuple(chats), plain
        self._become(list(self._wanted_rows()))

    def show_folders(self, folders: Sequence[Folder], *, headed: bool = True) -> None:
        """Replace the folders; they are shown in the order given, empty ones too.

        Where they are not ``headed``, chats stand by their days, and only say which folder they are in.
        """
        if (tuple(folders), headed) != (self._folders, self._is_headed):
            self._folders, self._is_headed = tuple(folders), headed
            self._become(list(self._wanted_rows()))

    @property
    def folders(self) -> tuple[Folder, ...]:
        """All folders in their order."""
        return self._folders

    def regroup(self) -> None:
        """Look at the calendar again."""
        self._become(list(self._wanted_rows()))

    def row_of(self, chat_id: str) -> int:
        """Return the row of a chat; -1 where it is not shown."""
        rows = (place for place, row in enumerate(self._rows) if row.chat and row.chat.id == chat_id)
        return next(rows, -1)

    def chat_at(self, index: AnyIndex) -> Chat | None:
        """Return the chat of a row; None for a heading, a folder or outside."""
        row = self.row_at(index)
        return row.chat if row is not None else None

    def folder_at(self, index: AnyIndex) -> Folder | None:
        """Return the folder of a row that is a folder; None for any other, and outside."""
        row = self.row_at(index)
        return row.folder if row is not None and row.is_folder else None

    def row_at(self, index: AnyIndex) -> Row | None:
        """Return what a row shows; None outside."""
        return self._rows[index.row()] if index.isValid() else None

    def row_of_folder(self, folder_id: str) -> int:
        """Return the row of a folder; -1 where it is not shown."""
        rows = (place for place in range(len(self._rows)) if self._is_folder(place, folder_id))
        return next(rows, -1)

    def _is_folder(self, place: int, folder_id: str) -> bool:
        folder = self._rows[place].folder if self._rows[place].is_folder else None
        return folder is not None and folder.id == folder_id

    def retranslate(self) -> None:
        """Put the headings anew."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Headings and chats."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """A heading can be neither reached nor chosen, a folder can be reached."""
        row = self.row_at(index)
        if row is None or (row.chat is None and not row.is_folder):
            return Qt.ItemFlag.NoItemFlags
        if row.chat is None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsEditable
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._is_plain:
            return flags
        movable = Qt.ItemFlag.NoItemFlags if row.chat.temporary else Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsEditable | movable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer for the delegate and for assistive technology."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        answers: dict[int, Callable[[], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda: _text_of(row),
            Qt.ItemDataRole.EditRole: lambda: _text_of(row),
            Qt.ItemDataRole.AccessibleTextRole: lambda: _spoken(row),
            Qt.ItemDataRole.AccessibleDescriptionRole: lambda: self._description(row),
            Qt.ItemDataRole.ToolTipRole: lambda: plain_tool_tip(_tip_of(row)),
            CHAT_ROLE: lambda: row.chat,
            ROW_ROLE: lambda: row,
        }
        return answers[role]() if role in answers else None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a new title or name; an empty one is not taken."""
        folder = self.folder_at(index)
        if role == Qt.ItemDataRole.EditRole and folder is not None:
            return self._rename_folder(folder, folder_name(str(value)))
        chat = self.chat_at(index)
        title = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or chat is None or not title or title == chat.title:
            return False
        renamed = replace(chat, title=title)
        self.show_chats([renamed if one.id == chat.id else one for one in self._chats])
        self.renamed.emit(chat.id, title)
        return True

    def _rename_folder(self, folder: Folder, name: str) -> bool:
        if not name or name == folder.name:
            return False
        renamed = replace(folder, name=name)
        self.show_folders([renamed if one.id == folder.id else one for one in self._folders])
        self.folder_renamed.emit(folder.id, name)
        return True

    def _description(self, row: Row) -> str:
        if row.folder is not None and row.chat is None:
            return _about_folder(row.folder, row)
        if row.chat is None:
            return ""
        unread = _words(_UNREAD) if row.chat.unread else ""
        group = "" if self._is_plain or row.is_inside else _title(row.group)
        return ", ".join(part for part in (unread, group, *_places_of(row)) if part)

    def _wanted_rows(self) -> Iterator[Row]:
        if self._is_plain:
            return plain_rows(self._chats)
        return rows_of(self._chats, self._folders, self._today_is(), headed=self._is_headed)

    def _become(self, wanted: list[Row]) -> None:
        if abs(len(wanted) - len(self._rows)) > _MANY_ROWS:
            self.beginResetModel()
            self._rows = wanted
            self.endResetModel()
            return
        self._remove_others({row.key for row in wanted})
        for place, row in enumerate(wanted):
            self._settle_row(place, row)

    def _remove_others(self, keys: set[str]) -> None:
        for place in reversed(range(len(self._rows))):
            if self._rows[place].key not in keys:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()

    def _settle_row(self, place: int, row: Row) -> None:
        if place >= len(self._rows) or self._rows[place].key != row.key:
            self._bring(place, row)
        if self._rows[place] != row:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place), self.index(place))

    def _bring(self, place: int, row: Row) -> None:
        later = (at for at in range(place, len(self._rows)) if self._rows[at].key == row.key)
        found = next(later, -1)
        if found < 0:
            self.beginInsertRows(QModelIndex(), place, place)
            self._rows.insert(place, row)
            self.endInsertRows()
        else:
            self.beginMoveRows(QModelIndex(), found, found, QModelIndex(), place)
            self._rows.insert(place, self._rows.pop(found))
            self.endMoveRows()


def _title(group: Group) -> str:
    return _words(_TITLES[group])


def _text_of(row: Row) -> str:
    if row.folder is not None and row.chat is None:
        return row.folder.name
    if row.chat is None:
        return _title(row.group)
    return row.chat.title or QCoreApplication.translate("ChatListModel", "New chat")


def _spoken(row: Row) -> str:
    text = _text_of(row)
    return _words(_FOLDER).format(name=text) if row.is_folder else text


def _tip_of(row: Row) -> str:
    if row.chat is None:
        return row.folder.name if row.folder is not None else ""
    return " · ".join([_text_of(row), *_places_of(row)])


def _places_of(row: Row) -> list[str]:
    """Say in which folder a chat is, and which tags it has."""
    places = [_words(_FOLDER).format(name=row.folder.name)] if row.folder is not None else []
    tags = row.chat.tags if row.chat is not None else ()
    return [*places, _words(_TAGS).format(names=", ".join(tags))] if tags else places


def _about_folder(folder: Folder, row: Row) -> str:
    count = QCoreApplication.translate("ChatListModel", "%n chat(s)", "", row.count)
    unread = _words(_UNREAD) if row.is_unread else ""
    return ", ".join(part for part in (_words(_FOLDED[folder.is_closed]), count, unread) if part)


def _words(text: str) -> str:
    return QCoreApplication.translate("ChatListModel", text)
