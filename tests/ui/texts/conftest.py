"""What the dialogs of the text tools share: a store in memory with runs in it, its thread, the settings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_task import (
    ChunkState,
    FixMode,
    FixTask,
    TextChunk,
    TextRun,
    TranslateTask,
)
from yagpt_desktop.storage.memory_texts import MemoryTextStore
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import TextParts
from yagpt_desktop.workers.job import several_threads, single_thread

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


class NoDisk:
    """Settings that nobody keeps."""

    def load(self):
        return Settings()

    def save(self, settings):
        return None


def new_run(name, source, task, hours, *states):
    """Return a run of so many chunks as there are states."""
    states = states or (ChunkState.DONE,)
    edges = [len(source) * place // len(states) for place in range(len(states) + 1)]
    chunks = tuple(
        TextChunk(at, edges[at], edges[at + 1], state, "готово" if state is ChunkState.DONE else "")
        for at, state in enumerate(states)
    )
    return TextRun(name, task, source, NOON - timedelta(hours=hours), "yandexgpt-5.1", chunks)


@pytest.fixture
def runs():
    """Three earlier texts: a translation, a correction, one that is not finished."""
    return (
        new_run("hamlet", "To be, or not to be", TranslateTask("en", "ru"), 3),
        new_run("letter", "Ашипки в письме & <b>жирно</b>", FixTask(FixMode.MISTAKES), 2),
        new_run(
            "long",
            "A long tale of two cities",
            TranslateTask("en", "ru"),
            1,
            ChunkState.DONE,
            ChunkState.WAITING,
        ),
    )


@pytest.fixture
def room(qtbot, theming, russian, runs):
    """A window with nothing in it but what a dialog needs."""
    owner = QObject()
    pools = single_thread(owner), several_threads(owner)
    hub = SettingsHub(Settings(), NoDisk(), pools[0], owner)
    store = MemoryTextStore()
    for run in runs:
        store.save_run(run)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    parts = TextParts(store, MemoryTextStore(), *pools, make_turn=lambda *_: None)
    yield SimpleNamespace(owner=owner, pools=pools, hub=hub, store=store, window=window, parts=parts)
    for pool in pools:
        pool.waitForDone()
    # Left to the collector, it could die in one of the worker threads of a later test.
    shiboken6.delete(owner)
