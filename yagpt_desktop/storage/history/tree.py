"""The tree of a chat's messages, as rows: who follows whom, and which of several versions is in view."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import Any, Final

import apsw

from yagpt_desktop.domain.chat import ChatMessage

from .row import FACTS_COLUMNS, message_of

_PREFIXED_FACTS: Final = ", ".join(f"f.{name.strip()}" for name in FACTS_COLUMNS.split(","))

_VERSION: Final = """
    (SELECT count(*) FROM message_here AS s
        WHERE s.chat = m.chat AND s.parent IS m.parent AND s.removed_at IS NULL AND s.id <= m.id),
    (SELECT count(*) FROM message_here AS s
        WHERE s.chat = m.chat AND s.parent IS m.parent AND s.removed_at IS NULL)
"""
_MESSAGE: Final = f"m.uid, p.uid, m.role, m.text, m.created_at, m.state, {_VERSION}, {_PREFIXED_FACTS}"

# One run through the chat: to ask for each step by itself took seconds for some thousands of messages.
_ALL: Final = f"""
    SELECT m.id, ifnull(m.parent, 0), m.active, m.removed_at IS NULL,
        m.uid, m.role, m.text, m.created_at, m.state, {_PREFIXED_FACTS}
    FROM message_here AS m LEFT JOIN facts AS f ON f.message = m.id WHERE m.chat = ? ORDER BY m.id
"""
_ONE: Final = f"""
    SELECT {_MESSAGE} FROM message AS m
        LEFT JOIN message AS p ON p.id = m.parent LEFT JOIN facts AS f ON f.message = m.id WHERE m.id = ?
"""
_UPWARDS: Final = """
    WITH RECURSIVE up (id, parent, active, removed_at) AS (
        SELECT id, parent, active, removed_at FROM message WHERE id = ?
        UNION ALL
        SELECT m.id, m.parent, m.active, m.removed_at FROM up JOIN message AS m ON m.id = up.parent
    )
"""


class MessageTree:
    """One chat's messages; inside a transaction of the caller's where it writes.

    Raises:
        KeyError: No such message, or it is hidden with a branch above it.
    """

    def __init__(
        self, connection: apsw.Connection, chat: int, ends: MutableMapping[int, int] | None = None
    ) -> None:
        """Take a chat's row, and what is known of chats' ends (chat to message).

        An end is a message that is in view with everything above it.  To find that out anew costs a walk
        through the whole chat; whoever keeps ``ends`` empties it when a transaction is undone.
        """
        self._sql = connection
        self._chat = chat
        self._ends: MutableMapping[int, int] = {} if ends is None else ends

    def path(self) -> list[ChatMessage]:
        """Return the active path, oldest first."""
        rows: dict[int, tuple[Any, ...]] = {}
        children: dict[int, list[int]] = {}
        chosen: dict[int, int] = {}
        for row, parent, is_active, is_living, *values in self._sql.execute(_ALL, (self._chat,)):
            rows[row] = tuple(values)
            if is_living:
                children.setdefault(parent, []).append(row)
            if is_active:
                chosen[parent] = row
        path: list[ChatMessage] = []
        parent, uid = 0, None
        while (step := chosen.get(parent)) is not None:
            versions = children[parent]
            own, *rest = rows[step]
            place = (versions.index(step) + 1, len(versions))
            path.append(message_of((own, uid, *rest[:4], *place, *rest[4:])))
            parent, uid = step, own
        return path

    def message(self, row: int) -> ChatMessage:
        """Return one message with its counts."""
        return message_of(self._sql.execute(_ONE, (row,)).get)

    def row_of(self, uid: str) -> int:
        """Return the row of a message, hidden or not."""
        row = self._sql.execute(
            "SELECT id FROM message_here WHERE chat = ? AND uid = ?", (self._chat, uid)
        ).get
        if row is None:
            raise KeyError(uid)
        return int(row)

    def living(self, uid: str) -> int:
        """Return the row of a message that is not hidden."""
        row = self.row_of(uid)
        if self._ends.get(self._chat) != row and not self._is_living(row):
            raise KeyError(uid)
        return row

    def append(self, row: int, parent: int | None) -> None:
        """Lead the active path through a message that is new below ``parent``."""
        if parent is None or self._ends.get(self._chat) == parent:
            self._choose_child(row, parent)
        else:
            self.show(row)
        self._ends[self._chat] = row

    def show(self, row: int) -> None:
        """Lead the active path through a message."""
        # Closing the cursor's list first: its rows are about to change.
        steps: Sequence[tuple[int, int | None]] = list(
            self._sql.execute(f"{_UPWARDS} SELECT id, parent FROM up WHERE NOT active", (row,))
        )
        for step, parent in steps:
            self._choose_child(step, parent)
        self._ends[self._chat] = row

    def choose(self, uid: str, version: int) -> None:
        """Bring another version of a message into view."""
        row = self.living(uid)
        versions = self._versions(row)
        if not 1 <= version <= len(versions):
            raise KeyError(version)
        self.show(versions[version - 1])

    def hide(self, uid: str, moment: int) -> None:
        """Take a message out with all that follows it; a neighbouring version takes its place."""
        row = self.living(uid)
        self._ends.pop(self._chat, None)
        versions = self._versions(row)
        was_active = self._sql.execute("SELECT active FROM message WHERE id = ?", (row,)).get
        self._sql.execute("UPDATE message SET active = 0, removed_at = ? WHERE id = ?", (moment, row))
        at = versions.index(row)
        if was_active and len(versions) > 1:
            instead = versions[at - 1] if at else versions[1]
            self._sql.execute("UPDATE message SET active = 1 WHERE id = ?", (instead,))

    def restore(self, uid: str) -> None:
        """Bring a hidden message back, and into view as soon as no branch above it is hidden."""
        row = self.row_of(uid)
        self._sql.execute("UPDATE message SET removed_at = NULL WHERE id = ?", (row,))
        if self._is_living(row):
            self.show(row)
        else:
            self._choose_child(row, self._sql.execute("SELECT parent FROM message WHERE id = ?", (row,)).get)

    def _choose_child(self, row: int, parent: int | None) -> None:
        self._sql.execute(
            "UPDATE message SET active = 0 WHERE chat = ? AND ifnull(parent, 0) = ? AND active",
            (self._chat, parent or 0),
        )
        self._sql.execute("UPDATE message SET active = 1 WHERE id = ?", (row,))

    def _is_living(self, row: int) -> bool:
        hidden = self._sql.execute(
            f"{_UPWARDS} SELECT 1 FROM up WHERE removed_at IS NOT NULL LIMIT 1", (row,)
        )
        return hidden.get is None

    def _versions(self, row: int) -> list[int]:
        found = self._sql.execute(
            "SELECT s.id FROM message AS m JOIN message_here AS s ON s.chat = m.chat AND s.parent IS m.parent"
            " WHERE m.id = ? AND s.removed_at IS NULL ORDER BY s.id",
            (row,),
        )
        return [version for (version,) in found]
