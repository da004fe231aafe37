"""Chats that live as long as the process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.domain.history import Spending
from yagpt_desktop.domain.search import SearchHit, SearchQuery

from .memory_search import is_in_place, message_hit, title_hit
from .search_text import folded


@dataclass(slots=True)
class _Tree:
    """One chat's messages: who follows whom, and which of several versions is in view."""

    messages: dict[str, ChatMessage] = field(default_factory=dict)
    children: dict[str | None, list[str]] = field(default_factory=dict)
    active: dict[str | None, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    def add(self, message: ChatMessage) -> None:
        if message.parent_id is not None:
            self.expect(message.parent_id)
        self.messages[message.id] = message
        self.children.setdefault(message.parent_id, []).append(message.id)
        self.show(message.id)

    def show(self, message_id: str) -> None:
        """Lead the active path through a message: an answer to something out of view brings it into view."""
        step: str | None = message_id
        while step is not None:
            parent = self.messages[step].parent_id
            self.active[parent] = step
            step = parent

    def expect(self, message_id: str) -> None:
        """Raise ``KeyError`` where there is no such message, or it is hidden with its branch."""
        if not self.is_living(message_id):
            raise KeyError(message_id)

    def is_living(self, message_id: str) -> bool:
        step: str | None = message_id
        while step is not None and step in self.messages and step not in self.hidden:
            step = self.messages[step].parent_id
        return step is None

    def versions(self, parent_id: str | None) -> list[str]:
        return [child for child in self.children.get(parent_id, []) if child not in self.hidden]

    def hide(self, message_id: str) -> None:
        self.expect(message_id)
        parent = self.messages[message_id].parent_id
        versions = self.versions(parent)
        self.hidden.add(message_id)
        if self.active.get(parent) == message_id:
            at = versions.index(message_id)
            del self.active[parent]
            if len(versions) > 1:
                self.active[parent] = versions[at - 1] if at else versions[1]

    def restore(self, message_id: str) -> None:
        """Show a message again, and lead the path through it as soon as no branch above it is hidden."""
        message = self.messages[message_id]
        self.hidden.discard(message.id)
        if self.is_living(message.id):
            self.show(message.id)
        else:
            self.active[message.parent_id] = message.id

    def choose(self, message_id: str, version: int) -> None:
        self.expect(message_id)
        siblings = self.versions(self.messages[message_id].parent_id)
        if not 1 <= version <= len(siblings):
            raise KeyError(version)
        self.show(siblings[version - 1])

    def counted(self, message_id: str) -> ChatMessage:
        message = self.messages[message_id]
        siblings = self.versions(message.parent_id)
        return replace(message, version=siblings.index(message_id) + 1, versions=len(siblings))

    def path(self) -> list[ChatMessage]:
        path = []
        step = self.active.get(None)
        while step is not None:
            path.append(self.counted(step))
            step = self.active.get(step)
        return path


class MemoryChatStore:
    """Chats in memory; see :class:`yagpt_desktop.domain.ports.ChatStore`.  One thread at a time."""

    def __init__(self) -> None:
        self._chats: dict[str, Chat] = {}
        self._trash: dict[str, None] = {}
        self._trees: dict[str, _Tree] = {}
        self._expenses: list[tuple[str, datetime, float]] = []
        self._folders: dict[str, Folder] = {}

    def chats(self) -> Sequence[Chat]:
        """Return all chats outside the trash, the last used first."""
        living = [chat for chat in self._chats.values() if chat.id not in self._trash]
        return sorted(living, key=lambda chat: (chat.updated_at, chat.created_at), reverse=True)

    def save_chat(self, chat: Chat) -> None:
        """Add a chat or replace the one with its id; messages stay, and so does its place in the trash."""
        self._chats[chat.id] = chat
        self._trees.setdefault(chat.id, _Tree())

    def delete_chat(self, chat_id: str) -> None:
        """Move a chat to the trash; no error where it is there already.

        Raises:
            KeyError: No such chat.
        """
        self._trash.setdefault(self._chats[chat_id].id)

    def restore_chat(self, chat_id: str) -> None:
        """Take a chat out of the trash; no error where it is not in it.

        Raises:
            KeyError: No such chat.
        """
        self._trash.pop(self._chats[chat_id].id, None)

    def trash(self) -> Sequence[Chat]:
        """Return the chats in the trash, the last thrown away first."""
        return [self._chats[chat_id] for chat_id in reversed(self._trash)]

    def erase_chat(self, chat_id: str) -> None:
        """Remove a chat with its messages for good.

        Raises:
            KeyError: No such chat.
        """
        del self._chats[chat_id], self._trees[chat_id]
        self._trash.pop(chat_id, None)
        self._expenses = [one for one in self._expenses if one[0] != chat_id]

    def messages(self, chat_id: str) -> Sequence[ChatMessage]:
        """Return the active path, oldest first.

        Raises:
            KeyError: No such chat.
        """
        return self._trees[chat_id].path()

    def add_message(self, chat_id: str, message: ChatMessage) -> ChatMessage:
        """Add a message under its parent, bring it into view and return it with its counts.

        The chat counts as used at the message's time.

        Raises:
            KeyError: No such chat or parent.
            StorageError: The id is taken.
        """
        tree, chat = self._trees[chat_id], self._chats[chat_id]
        if message.id in tree.messages:
            raise StorageError("a message with this id is there already")
        tree.add(message)
        self._chats[chat_id] = replace(chat, updated_at=max(chat.updated_at, message.created_at))
        return tree.counted(message.id)

    def update_message(self, chat_id: str, message: ChatMessage) -> None:
        """Replace text, state and facts of a message; its place in the tree stays.

        Raises:
            KeyError: No such chat or message.
        """
        messages = self._trees[chat_id].messages
        messages[message.id] = replace(
            messages[message.id], text=message.text, state=message.state, facts=message.facts
        )

    def choose_version(self, chat_id: str, message_id: str, version: int) -> Sequence[ChatMessage]:
        """Make another version of a message the active one; return the new active path.

        Raises:
            KeyError: No such chat, message or version.
        """
        tree = self._trees[chat_id]
        tree.choose(message_id, version)
        return tree.path()

    def delete_message(self, chat_id: str, message_id: str) -> Sequence[ChatMessage]:
        """Hide a message with all that follows it; return the new active path.

        The version before it takes its place, else the one behind it.

        Raises:
            KeyError: No such chat or message.
        """
        tree = self._trees[chat_id]
        tree.hide(message_id)
        return tree.path()

    def restore_message(self, chat_id: str, message_id: str) -> Sequence[ChatMessage]:
        """Bring a hidden message back into view, in its old place; no error where it is not hidden.

        Raises:
            KeyError: No such chat or message.
        """
        tree = self._trees[chat_id]
        tree.restore(message_id)
        return tree.path()

    def show_message(self, chat_id: str, message_id: str) -> Sequence[ChatMessage]:
        """Lead the active path through a message; return it.

        Raises:
            KeyError: No such chat or message, or it was deleted.
        """
        tree = self._trees[chat_id]
        tree.expect(message_id)
        tree.show(message_id)
        return tree.path()

    def add_path(self, chat: Chat, messages: Sequence[ChatMessage]) -> None:
        """Add a chat with its one path."""
        self.save_chat(chat)
        for message in messages:
            self._trees[chat.id].add(message)

    def find(self, query: SearchQuery) -> Sequence[SearchHit]:
        """Return the places that hold every word of the query, as written: titles first, the newest first."""
        if not query.text.strip() and not (query.folder_id or query.tag):
            return []
        chats = [chat for chat in self.chats() if is_in_place(query, chat)]
        hits = [hit for chat in chats if (hit := title_hit(query, chat))]
        if not query.text.strip():
            return hits
        said = (
            (chat.id, message)
            for chat in chats
            for message in self._trees[chat.id].messages.values()
            if self._trees[chat.id].is_living(message.id)
        )
        found = [hit for chat_id, message in said if (hit := message_hit(query, chat_id, message))]
        return [*hits, *sorted(found, key=lambda hit: hit.created_at, reverse=True)]

    def folders(self) -> Sequence[Folder]:
        """Return all folders in their order."""
        return sorted(self._folders.values(), key=lambda folder: (folder.place, folder.id))

    def save_folder(self, folder: Folder) -> None:
        """Add a folder or replace the one with its id."""
        self._folders[folder.id] = folder

    def delete_folder(self, folder_id: str) -> None:
        """Remove a folder; its chats stay and are in none.

        Raises:
            KeyError: No such folder.
        """
        del self._folders[folder_id]

    def add_expense(self, chat_id: str, paid_at: datetime, roubles: float) -> None:
        """Count a price to a chat and its month, beside those of its answers.

        Raises:
            KeyError: No such chat.
        """
        self._expenses.append((self._chats[chat_id].id, paid_at, roubles))

    def spending(self, chat_id: str, since: datetime) -> Spending:
        """Return what a chat has cost, and all chats since a moment; an unknown chat has cost nothing."""
        paid = [
            (chat, message.created_at, message.facts.cost_roubles)
            for chat, tree in self._trees.items()
            for message in tree.messages.values()
            if message.facts is not None and message.facts.cost_roubles is not None
        ]
        paid += self._expenses
        return Spending(
            sum(cost for chat, _, cost in paid if chat == chat_id),
            sum(cost for _, when, cost in paid if when >= since),
        )

    def search(self, query: str) -> Sequence[Chat]:
        """Return the chats, the last used first, whose title or messages (any version) hold the query.

        Hidden messages are passed over; case and ё are of no matter; a blank query finds every chat.
        """
        wanted = folded(query.strip())
        return [chat for chat in self.chats() if self._holds(chat, wanted)]

    def _holds(self, chat: Chat, wanted: str) -> bool:
        tree = self._trees[chat.id]
        texts = (message.text for message in tree.messages.values() if tree.is_living(message.id))
        return wanted in folded(chat.title) or any(wanted in folded(text) for text in texts)
