"""Chats on their way in: in small parts that nobody sees, and then all at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

import apsw

from yagpt_desktop.domain.archive import ExportedChat, ImportCount
from yagpt_desktop.domain.chat import ChatMessage
from yagpt_desktop.domain.folder import Folder

from .archive_rows import as_it_comes, note_use, show_where_nothing_is
from .arriving import mark_chat, mark_message, sweep, unmark_all
from .bulk import indexed_at_once
from .folders import add_folder
from .pace import CHAT_WEIGHT, Pace, message_weight
from .row import moment_of
from .writing import add_chat_row, add_message_row

_PRESENT_WEIGHT: Final = 30
"""Of a message that is there already and is only looked at."""


@dataclass(slots=True)
class _Growing:
    """A chat that gets its messages, in several parts where it is long.

    Attributes:
        row: The chat's.
        left: What is still to be looked at.
        is_new: It was not there: all of it is hidden.
        rows: Of messages, by their ids, as far as they are known.
        ours: Those that came.
        chosen: Below which of these one is in view.
    """

    exported: ExportedChat
    row: int
    left: Iterator[ChatMessage]
    is_new: bool
    rows: dict[str | None, int | None] = field(default_factory=lambda: {None: None})
    ours: set[int | None] = field(default_factory=set)
    chosen: set[int | None] = field(default_factory=set)


@dataclass(slots=True)
class _Reveal:
    """What is done when all of it is there."""

    folders: dict[str, Folder] = field(default_factory=dict)
    views: list[tuple[int, int, int]] = field(default_factory=list)
    extended: list[ExportedChat] = field(default_factory=list)


class Arrival:
    """An import, one part at a time; any other work of the same thread may come in between.

    What has come so far bears marks that hide it.  The last part takes them away and does whatever else
    shows, so that to everybody else the whole import happens at that moment.
    """

    def __init__(
        self,
        connection: apsw.Connection,
        chats: Sequence[ExportedChat],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sql = connection
        self._chats = chats
        self._pace = Pace(clock)
        self._begun_at = moment_of(datetime.now(UTC))
        self.begin_anew()

    def begin_anew(self) -> None:
        """Do all of it once more: somebody needed a name or a chat that this had counted on."""
        self._is_clean = False
        self._is_first = True
        self._is_put = False
        self._waiting = iter(self._chats)
        self._growing: _Growing | None = None
        self._present: set[int] = set()
        self._count = ImportCount()
        self._reveal = _Reveal()

    def lose_chat(self, row: int) -> None:
        """Take note that a chat was erased."""
        if row in self._present:
            self.begin_anew()

    def step(self) -> ImportCount | None:
        """Do the next part, inside a transaction of the caller's; return what has come after the last one.

        Where it raises, or the transaction is undone, there is no next one.

        Raises:
            KeyError: A message follows one that is nowhere.
        """
        with self._pace.part() as weight:
            if not self._is_clean:
                self._is_clean = not sweep(self._sql, weight)
                if not self._is_clean:
                    return None
            return self._next_part(weight)

    def _next_part(self, weight: int) -> ImportCount | None:
        if self._is_put:
            return self._show_all()
        with indexed_at_once(self._sql):
            self._is_put = self._put(weight)
        is_small = self._is_first and self._is_put
        self._is_first = False
        return self._show_all() if is_small else None

    def _put(self, weight: int) -> bool:
        """Add hidden messages of about that weight; return whether that was all."""
        left = weight
        while left > 0:
            if self._growing is None:
                exported = next(self._waiting, None)
                if exported is None:
                    return True
                self._growing = self._begin(exported)
                left -= CHAT_WEIGHT
            left -= self._grow(self._growing, left)
        return False

    def _begin(self, exported: ExportedChat) -> _Growing:
        chat = exported.chat
        there = self._sql.execute("SELECT id FROM chat WHERE uid = ?", (chat.id,)).get
        if there is not None:
            self._present.add(int(there))
            return _Growing(exported, int(there), iter(exported.messages), is_new=False)
        row = add_chat_row(self._sql, chat)
        mark_chat(self._sql, row, chat.id, self._begun_at)
        if exported.folder is not None:
            self._reveal.folders.setdefault(exported.folder.id, exported.folder)
        return _Growing(exported, row, iter(exported.messages), is_new=True)

    def _grow(self, chat: _Growing, weight: int) -> int:
        """Add messages of about that weight to a chat; return it."""
        done = 0
        for message in chat.left:
            if self._is_there(chat, message.id):
                done += _PRESENT_WEIGHT
            else:
                self._add(chat, message)
                done += message_weight(len(message.text))
            if done >= weight:
                return done
        self._end(chat)
        return done

    def _is_there(self, chat: _Growing, uid: str | None) -> bool:
        """Whether a chat has a message; in one that was there a person may have written it a moment ago."""
        if uid in chat.rows or chat.is_new:
            return uid in chat.rows
        row = self._sql.execute("SELECT id FROM message WHERE chat = ? AND uid = ?", (chat.row, uid)).get
        if row is not None:
            chat.rows[uid] = int(row)
        return row is not None

    def _add(self, chat: _Growing, message: ChatMessage) -> None:
        if not self._is_there(chat, message.parent_id):
            raise KeyError(message.parent_id)
        parent = chat.rows[message.parent_id]
        is_active = message.id in chat.exported.active
        # Nobody else can choose below what nobody sees.
        is_ours = chat.is_new or parent in chat.ours
        chosen = is_ours and is_active and parent not in chat.chosen
        row = add_message_row(self._sql, chat.row, parent, as_it_comes(message), is_active=chosen)
        if chosen:
            chat.chosen.add(parent)
        elif is_active and not is_ours:
            self._reveal.views.append((chat.row, row, parent or 0))
        if not chat.is_new:
            mark_message(self._sql, row, message.id, self._begun_at)
        chat.ours.add(row)
        chat.rows[message.id] = row

    def _end(self, chat: _Growing) -> None:
        is_extended = not chat.is_new and bool(chat.ours)
        if is_extended:
            self._reveal.extended.append(chat.exported)
        count = self._count
        self._count = ImportCount(
            count.added + chat.is_new,
            count.present + (not chat.is_new),
            count.extended + is_extended,
            count.messages + len(chat.ours),
        )
        self._growing = None

    def _show_all(self) -> ImportCount:
        for folder in self._reveal.folders.values():
            add_folder(self._sql, folder)
        for chat, row, parent in self._reveal.views:
            show_where_nothing_is(self._sql, chat, row, parent)
        for exported in self._reveal.extended:
            note_use(self._sql, exported)
        unmark_all(self._sql)
        return self._count
