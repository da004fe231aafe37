"""Which rows the list of chats has: headings, folders, and chats under both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.folder import Folder


class Group(StrEnum):
    """The headings, in their order; each folder is its own."""

    TEMPORARY = "temporary"
    PINNED = "pinned"
    FOLDER = "folder"
    TODAY = "today"
    YESTERDAY = "yesterday"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, a folder, or a chat under one of them.

    Attributes:
        folder: The folder itself, or that of the chat; None for headings and for chats of none.
        count: How many chats a folder has.
        is_unread: Whether one of them, out of view, has an answer that was not seen.
    """

    group: Group
    chat: Chat | None = None
    folder: Folder | None = None
    count: int = 0
    is_unread: bool = False

    @property
    def key(self) -> str:
        """What stays the same while the row changes."""
        if self.chat is not None:
            return self.chat.id
        return f"folder {self.folder.id}" if self.folder is not None else f"group {self.group.value}"

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder, and no chat in one."""
        return self.folder is not None and self.chat is None

    @property
    def is_inside(self) -> bool:
        """Whether it is a chat that stands under its folder."""
        return self.group is Group.FOLDER and self.chat is not None


def rows_of(
    chats: Sequence[Chat], folders: Sequence[Folder], day: date, *, headed: bool = True
) -> Iterator[Row]:
    """Yield the rows of a list: what is pinned first, then folders, then chats of none by their days."""
    known = {folder.id: folder for folder in folders}
    places = known if headed else {}
    grouped = [(_group_of(chat, places.get(chat.folder_id), day), chat) for chat in chats]
    for group in Group:
        members = [chat for of, chat in grouped if of is group]
        if group is Group.FOLDER:
            for folder in folders if headed else ():
                yield from _rows_of_folder(folder, [chat for chat in members if chat.folder_id == folder.id])
        elif members:
            yield Row(group)
            yield from (Row(group, chat, known.get(chat.folder_id)) for chat in members)


def plain_rows(chats: Sequence[Chat]) -> Iterator[Row]:
    """Yield rows without headings."""
    yield from (Row(Group.EARLIER, chat) for chat in chats)


def _rows_of_folder(folder: Folder, members: Sequence[Chat]) -> Iterator[Row]:
    is_unread = folder.is_closed and any(chat.unread for chat in members)
    yield Row(Group.FOLDER, None, folder, len(members), is_unread)
    if not folder.is_closed:
        yield from (Row(Group.FOLDER, chat, folder) for chat in members)


def _group_of(chat: Chat, folder: Folder | None, day: date) -> Group:
    if chat.temporary:
        return Group.TEMPORARY
    if chat.pinned:
        return Group.PINNED
    if folder is not None:
        return Group.FOLDER
    used = chat.updated_at.astimezone().date()
    if used >= day:
        return Group.TODAY
    return Group.YESTERDAY if used == day - timedelta(days=1) else Group.EARLIER
