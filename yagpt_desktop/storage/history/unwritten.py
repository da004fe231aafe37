"""What was asked for and is not on the disk yet, for want of room: it outlives the file it was meant for."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.errors import DiskFull, HistoryBusy, HistoryDamaged, HistoryReadOnly, StorageError

from .chats import SqliteChatStore

log = logging.getLogger(__name__)

_TITLE_SIGNS: Final = 48


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """The words of a person or of the service: they are kept even where their chat was lost."""

    chat_id: str
    message: ChatMessage


@dataclass(frozen=True, slots=True)
class Write:
    """One change.

    Attributes:
        act: Does it.
        kept: The message it was about, if it was about one.
    """

    act: Callable[[SqliteChatStore], object]
    kept: KeptMessage | None = None


class Unwritten:
    """The changes that found the disk full, in their order.

    The store that found it so does them itself once there is room.  Where that store ends first, because its
    file is damaged or was never opened, the next one gets them from here.
    """

    def __init__(self) -> None:
        self._writes: list[Write] = []

    def __len__(self) -> int:
        return len(self._writes)

    def add(self, write: Write) -> None:
        """Remember a change that found the disk full."""
        self._writes.append(write)

    def forget(self) -> None:
        """Remember nothing any more."""
        self._writes.clear()

    def settle(self, waiting: int) -> None:
        """Keep the newest of them alone: so many wait in the store."""
        del self._writes[: max(0, len(self._writes) - waiting)]

    def hand_to(self, store: SqliteChatStore) -> None:
        """Ask a new store for all of them; where it finds no room either, they wait in it.

        Raises:
            StorageError: This file is damaged, too, or closed; what is not done is still remembered.
        """
        left, self._writes = self._writes, []
        try:
            while left:
                if not _is_done(left[0], store):
                    self._writes.append(left[0])
                del left[0]
        finally:
            self.settle(store.waiting)
            self._writes += left


def _is_done(write: Write, store: SqliteChatStore) -> bool:
    """Do it; false where it waits in the store now."""
    try:
        write.act(store)
    except KeyError:
        # Damage has taken the chat or the message it belongs to.
        if write.kept is not None:
            return _is_done(Write(partial(_keep_anyhow, write.kept)), store)
        log.warning("a change is passed over: what it changes was lost")
    except DiskFull:
        return False
    except (HistoryDamaged, HistoryReadOnly, HistoryBusy):
        raise
    except StorageError as error:
        # It is there already: nothing that must keep the history closed.
        log.warning("a change is passed over: %s", error.detail)
    return True


def _keep_anyhow(kept: KeptMessage, store: SqliteChatStore) -> None:
    """Put a message where its chat goes on, or into a new chat."""
    message = kept.message
    try:
        path = store.messages(kept.chat_id)
    except KeyError:
        path = ()
    title = " ".join(message.text.split())[:_TITLE_SIGNS]
    chat = Chat(kept.chat_id, title, message.created_at, message.created_at)
    store.add_path(chat, [replace(message, parent_id=path[-1].id if path else None)])
