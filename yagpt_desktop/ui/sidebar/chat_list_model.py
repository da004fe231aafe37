"""The chats as rows, grouped by date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP
from yagpt_desktop.ui.widgets.labels import plain_tool_tip

AnyIndex = QModelIndex | QPersistentModelIndex
CHAT_ROLE = Qt.ItemDataRole.UserRole
"""Answers with the row's ``Chat``; None for a heading."""

_MANY_ROWS = 64


class Group(StrEnum):
    """The headings, in their order."""

    TEMPORARY = "temporary"
    PINNED = "pinned"
    TODAY = "today"
    YESTERDAY = "yesterday"
    EARLIER = "earlier"


_TITLES = {
    Group.TEMPORARY: QT_TRANSLATE_NOOP("ChatListModel", "Will not be saved"),
    Group.PINNED: QT_TRANSLATE_NOOP("ChatListModel", "Pinned"),
    Group.TODAY: QT_TRANSLATE_NOOP("ChatListModel", "Today"),
    Group.YESTERDAY: QT_TRANSLATE_NOOP("ChatListModel", "Yesterday"),
    Group.EARLIER: QT_TRANSLATE_NOOP("ChatListModel", "Earlier"),
}


def today() -> date:
    """Return the local date."""
    return date.today()


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, or a chat under one."""

    group: Group
    chat: Chat | None = None

    @property
    def key(self) -> str:
        """What stays the same while the row changes."""
        return self.chat.id if self.chat else f"group {self.group.value}"


class ChatListModel(QAbstractListModel):
    """Rows change one by one where few do, so that selection, scrolling and an open editor survive.

    Signals:
        renamed(str, str): The person gave a chat (id) another title; the model shows it already.
    """

    renamed = Signal(str, str)

    def __init__(self, today_is: Callable[[], date] = today) -> None:
        super().__init__()
        self._today_is = today_is
        self._chats: tuple[Chat, ...] = ()
        self._rows: list[Row] = []
        self._is_plain = False

    def show_chats(self, chats: Sequence[Chat], *, plain: bool = False) -> None:
        """Replace the chats; they are shown in the order given, under their headings.

        ``plain`` ones have none and cannot be renamed: they lie in the trash.
        """
        self._chats, self._is_plain = tuple(chats), plain
        self._become(list(self._wanted_rows()))

    def regroup(self) -> None:
        """Look at the calendar again."""
        self._become(list(self._wanted_rows()))

    def row_of(self, chat_id: str) -> int:
        """Return the row of a chat; -1 where it is not shown."""
        rows = (place for place, row in enumerate(self._rows) if row.chat and row.chat.id == chat_id)
        return next(rows, -1)

    def chat_at(self, index: AnyIndex) -> Chat | None:
        """Return the chat of a row; None for a heading or outside."""
        return self._rows[index.row()].chat if index.isValid() else None

    def retranslate(self) -> None:
        """Put the headings anew."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Headings and chats."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """A heading can be neither reached nor chosen."""
        if self.chat_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if self._is_plain else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer for the delegate and for assistive technology."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        answers: dict[int, Callable[[], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda: _text_of(row),
            Qt.ItemDataRole.EditRole: lambda: _text_of(row),
            Qt.ItemDataRole.AccessibleTextRole: lambda: _text_of(row),
            Qt.ItemDataRole.AccessibleDescriptionRole: lambda: self._description(row),
            Qt.ItemDataRole.ToolTipRole: lambda: plain_tool_tip(row.chat.title) if row.chat else None,
            CHAT_ROLE: lambda: row.chat,
        }
        return answers[role]() if role in answers else None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a new title; an empty one is not taken."""
        chat = self.chat_at(index)
        title = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or chat is None or not title or title == chat.title:
            return False
        renamed = replace(chat, title=title)
        self.show_chats([renamed if one.id == chat.id else one for one in self._chats])
        self.renamed.emit(chat.id, title)
        return True

    def _description(self, row: Row) -> str:
        if row.chat is None:
            return ""
        unread = QCoreApplication.translate("ChatListModel", "New answer") if row.chat.unread else ""
        group = "" if self._is_plain else _title(row.group)
        return ", ".join(part for part in (unread, group) if part)

    def _wanted_rows(self) -> Iterator[Row]:
        if self._is_plain:
            yield from (Row(Group.EARLIER, chat) for chat in self._chats)
            return
        day = self._today_is()
        grouped = [(_group_of(chat, day), chat) for chat in self._chats]
        for group in Group:
            members = [chat for of, chat in grouped if of is group]
            if members:
                yield Row(group)
                yield from (Row(group, chat) for chat in members)

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
    return QCoreApplication.translate("ChatListModel", _TITLES[group])


def _text_of(row: Row) -> str:
    if row.chat is None:
        return _title(row.group)
    return row.chat.title or QCoreApplication.translate("ChatListModel", "New chat")


def _group_of(chat: Chat, day: date) -> Group:
    if chat.temporary:
        return Group.TEMPORARY
    if chat.pinned:
        return Group.PINNED
    used = chat.updated_at.astimezone().date()
    if used >= day:
        return Group.TODAY
    return Group.YESTERDAY if used == day - timedelta(days=1) else Group.EARLIER
