"""Texts in memory: what private work leaves, and what tests lean on; the rest is held beside the file's."""

from __future__ import annotations

from datetime import UTC, datetime

from yagpt_desktop.domain.text_ports import TextStore
from yagpt_desktop.domain.text_task import ChunkState, FixTask, GlossaryRow, TextChunk, TextRun
from yagpt_desktop.storage.memory_texts import MemoryTextStore

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_it_can_begin_with_the_glossary_and_the_words_of_the_other_store():
    store: TextStore = MemoryTextStore([GlossaryRow("1", "ёлка", "fir")], frozenset({"ёж"}))
    store.keep_word(" Уж ")
    store.keep_word("ёж", kept=False)
    assert store.kept_words() == {"уж"}
    assert [row.target for row in store.glossary()] == ["fir"]


def test_what_ran_waits_after_a_new_start():
    store = MemoryTextStore(now=lambda: NOW)
    store.save_run(TextRun("r", FixTask(), "а", NOW, "m", (TextChunk(0, 0, 1, ChunkState.RUNNING),)))
    assert store.unfinished()[0].chunks[0].state is ChunkState.WAITING
    store.reconcile()
    assert store.runs()[0].chunks[0].state is ChunkState.WAITING
