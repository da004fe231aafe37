"""The texts of the history behind their port; opened, rescued and remembered as the chats are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from yagpt_desktop.domain.text_task import GlossaryRow, TextChunk, TextRun

from .texts import SqliteTextStore

_T = TypeVar("_T")


class TextCall(Protocol):
    """Does something with the texts of the history, which it opens first where that is needed."""

    def __call__(self, act: Callable[[SqliteTextStore], _T], /) -> _T:
        """Return what ``act`` returns.

        Raises:
            StorageError: It cannot be done.
        """
        ...


class HistoryTexts:
    """A :class:`yagpt_desktop.domain.text_ports.TextStore` on the history's file and thread."""

    def __init__(self, read: TextCall, change: TextCall) -> None:
        self._read = read
        self._change = change

    def runs(self, query: str = "", limit: int = 200) -> Sequence[TextRun]:
        """See the port."""
        return self._read(lambda store: store.runs(query, limit))

    def unfinished(self) -> Sequence[TextRun]:
        """See the port."""
        return self._read(lambda store: store.unfinished())

    def save_run(self, run: TextRun) -> None:
        """See the port."""
        self._change(lambda store: store.save_run(run))

    def update_run(self, run: TextRun) -> None:
        """See the port."""
        self._change(lambda store: store.update_run(run))

    def update_chunk(self, run_id: str, chunk: TextChunk, cost_roubles: float | None = None) -> None:
        """See the port."""
        self._change(lambda store: store.update_chunk(run_id, chunk, cost_roubles))

    def replace_chunks(
        self, run_id: str, chunks: Sequence[TextChunk], cost_roubles: float | None = None
    ) -> None:
        """See the port."""
        self._change(lambda store: store.replace_chunks(run_id, chunks, cost_roubles))

    def delete_run(self, run_id: str) -> None:
        """See the port."""
        self._change(lambda store: store.delete_run(run_id))

    def clear_runs(self) -> None:
        """See the port."""
        self._change(lambda store: store.clear_runs())

    def glossary(self) -> Sequence[GlossaryRow]:
        """See the port."""
        return self._read(lambda store: store.glossary())

    def save_glossary(self, rows: Sequence[GlossaryRow]) -> None:
        """See the port."""
        self._change(lambda store: store.save_glossary(rows))

    def kept_words(self) -> frozenset[str]:
        """See the port."""
        return self._read(lambda store: store.kept_words())

    def keep_word(self, word: str, *, kept: bool = True) -> None:
        """See the port."""
        self._change(lambda store: store.keep_word(word, kept=kept))
