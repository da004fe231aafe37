"""What the text tools need from the outside world; the doors hand it in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from .text_task import GlossaryRow, TextChunk, TextRun


class TextStore(Protocol):
    """Keeps runs of the text tools, the glossary and the words that are never changed.

    The thread of the chats' store; may block on disk.  Every method raises ``StorageError``;
    ``KeyError`` for an unknown run.
    """

    def runs(self, query: str = "", limit: int = 200) -> Sequence[TextRun]:
        """Return the runs whose source or result holds the words, pinned first, then the newest."""
        ...

    def unfinished(self) -> Sequence[TextRun]:
        """Return the runs that have chunks waiting, as the last end of the program left them.

        A chunk that ran then is waiting now.
        """
        ...

    def save_run(self, run: TextRun) -> None:
        """Add a run with its chunks, or replace the one with its id."""
        ...

    def update_run(self, run: TextRun) -> None:
        """Keep what the person did to a run: its mark and its edited result; all else stays as it is.

        The run's reasons are added to those that are there.
        """
        ...

    def update_chunk(self, run_id: str, chunk: TextChunk, cost_roubles: float | None = None) -> None:
        """Keep what became of one chunk; returns when it is on the disk.

        ``cost_roubles`` is the run's price so far; None leaves it as it is.  No error where the run has no
        such chunk.
        """
        ...

    def replace_chunks(
        self, run_id: str, chunks: Sequence[TextChunk], cost_roubles: float | None = None
    ) -> None:
        """Cut a run anew, all of it or nothing; its mark and its edited result stay as they are there."""
        ...

    def delete_run(self, run_id: str) -> None:
        """Forget a run for good; no error where there is none."""
        ...

    def clear_runs(self) -> None:
        """Forget all runs but the pinned ones."""
        ...

    def glossary(self) -> Sequence[GlossaryRow]:
        """Return all rows, in the order of their source."""
        ...

    def save_glossary(self, rows: Sequence[GlossaryRow]) -> None:
        """Replace the whole glossary, all of it or nothing."""
        ...

    def kept_words(self) -> frozenset[str]:
        """Return the words that no correction may touch, in lower case."""
        ...

    def keep_word(self, word: str, *, kept: bool = True) -> None:
        """Add a word to those, or take it out."""
        ...
