"""What the services need from the outside world; the doors hand it in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from .account import Access, Credential
from .cancel import CancelToken
from .chat import Chat, ChatMessage
from .completion import CompletionEvent, CompletionRequest, Operation, Transport
from .errors import StorageError
from .folder import FolderStore
from .history import Rescue, Spending
from .search import SearchHit, SearchQuery
from .settings import Settings

_T = TypeVar("_T")


class CompletionClient(Protocol):
    """Speaks to the text-generation service for one account.

    Every method blocks (worker threads only), may be called from several threads, raises a ``YaGptError``
    and ends with ``Cancelled`` soon after the token is cancelled.
    """

    def complete(self, request: CompletionRequest, cancel: CancelToken) -> Iterator[CompletionEvent]:
        """Yield the answer as it grows; the last event is the final ``CompletionUpdate``.

        Without ``options.stream`` there is exactly one update.
        """
        ...

    def submit(self, request: CompletionRequest, cancel: CancelToken) -> Operation:
        """Ask for an answer later.

        Raises:
            OptionUnsupported: ``options.stream`` is set; nothing was sent.
        """
        ...

    def operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        """Look at an asynchronous request."""
        ...

    def cancel_operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        """Ask the service to give an asynchronous request up."""
        ...

    def count_tokens(self, model: str, text: str, cancel: CancelToken) -> int:
        """Return the tokenizer's count for a bare text; free of charge."""
        ...

    def count_request_tokens(self, request: CompletionRequest, cancel: CancelToken) -> int:
        """Return the tokenizer's count for a whole request with its template; free of charge."""
        ...

    def close(self) -> None:
        """Let go of connections.  Calls under way end with an error."""
        ...


ClientFactory = Callable[[Access, Transport], CompletionClient]
"""Makes a client for one account and transport; cheap, connects on first use."""


class AlarmHandle(Protocol):
    """A pending alarm."""

    def cancel(self) -> None:
        """Forget it; no effect once it rang."""
        ...


class Alarm(Protocol):
    """Rings later, in a thread of its own.  The action must not block."""

    def after(self, seconds: float, action: Callable[[], object]) -> AlarmHandle:
        """Call ``action`` once, ``seconds`` from now."""
        ...


class Aside(Protocol):
    """Runs an act that nothing can end where it may be left behind.  Any thread."""

    def run(self, act: Callable[[], _T], timeout_s: float, check: Callable[[], object]) -> _T:
        """Return what ``act`` returns, or raise what it raises; ``check`` raises where the wait should end.

        Whatever ends the wait, the act itself may go on; it must harm nobody.

        Raises:
            TimeoutError: After ``timeout_s``, or at once where too many others hang.
        """
        ...


class SecretStore(Protocol):
    """The OS keyring, or this session's memory.  Every call may block for long: worker threads only."""

    @property
    def lasting(self) -> bool:
        """Whether secrets outlive the process."""
        ...

    def look(self) -> None:
        """Return where a keyring is there, be it locked.  The person is asked for nothing.

        Raises:
            StorageError: There is none, or it cannot be found out.
        """
        ...

    def save(self, account_id: str, credential: Credential) -> None:
        """Keep a credential and read it back.

        Raises:
            StorageError: One of its ``Secret…`` kinds.
        """
        ...

    def load(self, account_id: str) -> Credential | None:
        """Return the credential, or None where there is none.

        Raises:
            StorageError: It cannot be read; never to be taken for "there is none".
        """
        ...

    def delete(self, account_id: str) -> None:
        """Forget a credential; no error where there is none.

        Raises:
            StorageError: It is still there.
        """
        ...


class SecretVault(SecretStore, Protocol):
    """A keyring with this session's memory beside it, for systems whose keyring is missing or refuses."""

    def save_for_session(self, account_id: str, credential: Credential, reason: StorageError) -> None:
        """Keep a credential until the process ends.  Never blocks."""
        ...

    def session_reason(self, account_id: str) -> StorageError | None:
        """Say why an account's credential goes with the process; None where it does not.  Never blocks."""
        ...


class SettingsStore(Protocol):
    """Keeps the settings.  Disk: worker threads only."""

    def load(self) -> Settings:
        """Return what is kept; a bad value costs only itself."""
        ...

    def save(self, settings: Settings) -> None:
        """Keep them, atomically.

        Raises:
            StorageError: They could not be written; the old file is whole.
        """
        ...


class PriceStore(Protocol):
    """The person's own table of models and prices.  May block on disk."""

    @property
    def path(self) -> str:
        """The file's whole path, for people."""
        ...

    def load(self) -> str | None:
        """Return its text; None where there is none.

        Raises:
            StorageError: It cannot be read, or is no text.
        """
        ...

    def make(self, text: str) -> None:
        """Write it, unless it is there.

        Raises:
            StorageError: It could not be written.
        """
        ...


class ChatStore(FolderStore, Protocol):
    """Keeps chats, their messages and folders.  One thread at a time; may block on disk.

    Every method raises ``StorageError``; ``KeyError`` for an unknown id.
    """

    def chats(self) -> Sequence[Chat]:
        """Return all chats, the last used first."""
        ...

    def save_chat(self, chat: Chat) -> None:
        """Add a chat or replace the one with its id; messages stay."""
        ...

    def delete_chat(self, chat_id: str) -> None:
        """Move a chat to the trash."""
        ...

    def restore_chat(self, chat_id: str) -> None:
        """Take a chat out of the trash."""
        ...

    def trash(self) -> Sequence[Chat]:
        """Return the chats in the trash, the last thrown away first."""
        ...

    def erase_chat(self, chat_id: str) -> None:
        """Remove a chat with its messages for good."""
        ...

    def messages(self, chat_id: str) -> Sequence[ChatMessage]:
        """Return the active path, oldest first."""
        ...

    def add_message(self, chat_id: str, message: ChatMessage) -> ChatMessage:
        """Add a message under its parent and make it the active version; return it with its counts."""
        ...

    def update_message(self, chat_id: str, message: ChatMessage) -> None:
        """Replace text, state and facts of a message."""
        ...

    def choose_version(self, chat_id: str, message_id: str, version: int) -> Sequence[ChatMessage]:
        """Make another version of a message the active one; return the new active path."""
        ...

    def delete_message(self, chat_id: str, message_id: str) -> Sequence[ChatMessage]:
        """Hide a message with all that follows it; return the new active path.

        It counts as unknown until it is restored. Its neighbouring version, if any, takes its place.
        """
        ...

    def restore_message(self, chat_id: str, message_id: str) -> Sequence[ChatMessage]:
        """Bring a hidden message and what followed it back into view; return the new active path."""
        ...

    def show_message(self, chat_id: str, message_id: str) -> Sequence[ChatMessage]:
        """Lead the active path through a message, whichever version it is; return the new path."""
        ...

    def add_path(self, chat: Chat, messages: Sequence[ChatMessage]) -> None:
        """Add a chat with its messages, each following the one before, all of it or nothing."""
        ...

    def add_expense(self, chat_id: str, paid_at: datetime, roubles: float) -> None:
        """Count a price to a chat and its month, beside those of its answers."""
        ...

    def spending(self, chat_id: str, since: datetime) -> Spending:
        """Return what a chat has cost, and all chats since a moment; an unknown chat has cost nothing."""
        ...

    def search(self, query: str) -> Sequence[Chat]:
        """Return the chats whose title or messages hold the query."""
        ...

    def find(self, query: SearchQuery) -> Sequence[SearchHit]:
        """Return the places that hold the query's words: titles first, then messages, the newest first.

        The trash is left out, the archive is not.
        """
        ...


class HistoryFile(Protocol):
    """Looks after the file behind a :class:`ChatStore`.  The thread of its store; may block on disk."""

    @property
    def read_only(self) -> StorageError | None:
        """Why it can only be read; None where it can be written, or was not opened yet."""
        ...

    @property
    def is_check_due(self) -> bool:
        """Whether the last run ended badly, or the last check was long ago.

        Raises:
            StorageError: It cannot be opened.
        """
        ...

    def check(self) -> bool:
        """Read all of it; where it is damaged, bring back what can be read.  True where it was sound.

        Raises:
            StorageError: It cannot be opened.
        """
        ...

    def take_rescue(self) -> Rescue | None:
        """Return, once, what became of a damaged file; None where none was found."""
        ...

    @property
    def has_broken_import(self) -> bool:
        """Whether an import has left something that :meth:`sweep` has not removed yet.

        Raises:
            StorageError: It cannot be opened.
        """
        ...

    def flush(self) -> None:
        """Do the writes that found the disk full.

        Raises:
            StorageError: There is still no room.
        """
        ...

    def sweep(self) -> bool:
        """Remove a small part of what an import has left that broke off; return whether there is more.

        Nobody sees any of it.  No effect where the file is not open.

        Raises:
            StorageError: It could not be removed.
        """
        ...

    def back_up(self) -> object:
        """Make a checked copy, if something was changed and the newest copy is old enough.

        Raises:
            StorageError: There is no room for it.
        """
        ...

    def erase_all(self) -> None:
        """Remove every chat for good, with all copies.

        Raises:
            StorageError: Something is still there.
        """
        ...

    def close(self) -> None:
        """Write what waits and let go of the file.

        Raises:
            StorageError: Something could not be written; the file is closed all the same.
        """
        ...
