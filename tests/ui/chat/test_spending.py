"""The month's limit: asked about before it is passed, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.history import Spending
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.storage.memory_chats import MemoryChatStore
from yagpt_desktop.ui.chat.spending import SpendingWatch, month_start
from yagpt_desktop.workers.job import single_thread


@pytest.fixture
def watch(qtbot, new_hub):
    owner, window = QObject(), QWidget()
    qtbot.addWidget(window)
    window.show()
    pool = single_thread(owner)
    store = MemoryChatStore()
    now = datetime.now(UTC)
    store.save_chat(Chat("c", "чат", now, now))
    for name, when, cost in (("a", now, 60.0), ("b", now - timedelta(days=40), 500.0)):
        facts = AnswerFacts(model="m", cost_roubles=cost)
        store.add_message("c", ChatMessage(name, None, Role.ASSISTANT, "", when, facts=facts))
    hub = new_hub(pool, owner, Settings(month_limit_roubles=100))
    watch = SpendingWatch(store, pool, hub, window)
    watch.hub, watch.window = hub, window
    with qtbot.waitSignal(watch.known) as known:
        watch.refresh("c")
    assert known.args == [Spending(560.0, 60.0)]
    yield watch
    assert pool.waitForDone(5000)


def asked(watch) -> QMessageBox | None:
    return watch.window.findChild(QMessageBox, "spending-question")


def test_below_the_limit_nothing_is_asked(watch):
    assert watch.lets_through(40.0, pytest.fail)
    assert watch.lets_through(None, pytest.fail)
    assert asked(watch) is None


def test_beyond_it_the_person_decides_once(qtbot, watch):
    sent = []
    assert not watch.lets_through(40.01, lambda: sent.append(1))
    question = asked(watch)
    assert question.isVisible()
    with qtbot.waitSignal(question.finished):
        question.findChild(QPushButton, "spending-send").click()
    assert sent == [1]
    assert watch.lets_through(1000.0, pytest.fail)
    watch.hub.put(replace(watch.hub.settings, month_limit_roubles=101))
    assert not watch.lets_through(1000.0, pytest.fail)
    asked(watch).reject()


def test_not_sending_is_the_default(qtbot, watch):
    assert not watch.lets_through(50.0, pytest.fail)
    question = asked(watch)
    assert question.defaultButton().objectName() == "spending-keep"
    with qtbot.waitSignal(question.finished):
        question.defaultButton().click()
    assert not watch.lets_through(50.0, pytest.fail)
    asked(watch).reject()


def test_without_a_limit_nothing_is_asked(watch):
    watch.hub.put(replace(watch.hub.settings, month_limit_roubles=None))
    assert watch.lets_through(1e9, pytest.fail)


def test_a_month_begins_where_the_person_lives():
    start = month_start(datetime(2026, 11, 23, 15, tzinfo=UTC))
    assert (start.day, start.hour, start.minute) == (1, 0, 0)
    assert start.tzinfo is not None
