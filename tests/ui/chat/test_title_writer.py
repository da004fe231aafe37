"""A chat's name by the model: asked for once, after the first answer, never over the person's own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject

from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate, Usage
from yagpt_desktop.domain.errors import ServiceUnreachable
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.conversation import new_chat
from yagpt_desktop.storage.memory_chats import MemoryChatStore
from yagpt_desktop.ui.chat.conversation import Conversation
from yagpt_desktop.workers.job import single_thread

WISHED = Settings(titles_by_model=True)


class Model:
    def __init__(self) -> None:
        self.requests = []
        self.title = "«Посадка ёлки»."
        self.error = None
        self.before_title = None

    def __call__(self, request, settings):
        self.requests.append(request)
        is_title = settings.max_tokens == 40
        if is_title and self.before_title is not None:
            self.before_title()

        def turn(_cancel):
            if is_title and self.error is not None:
                raise self.error
            text = self.title if is_title else "Выкопайте яму."
            yield CompletionUpdate(text, CompletionStatus.FINAL, Usage(500, 500, 1000))

        return turn


@pytest.fixture
def model():
    return Model()


@pytest.fixture
def talk(qapp, model):
    owner = QObject()
    pool = single_thread(owner)
    conversation = Conversation(new_chat(), MemoryChatStore(), pool, model, owner)
    yield conversation
    assert conversation.shut_down(), "a worker outlived its test"
    assert pool.waitForDone(3000)


def ask(qtbot, talk, text, settings=WISHED):
    with qtbot.waitSignal(talk.ended):
        talk.ask(text, (), settings)


def settled(qtbot, talk):
    qtbot.waitUntil(lambda: not talk._titler._runner.running)
    qtbot.waitUntil(lambda: not talk._keeping.busy)


def test_the_first_answer_brings_a_title_and_its_price_is_counted(qtbot, talk, model):
    ask(qtbot, talk, "Как посадить ёлку?")
    qtbot.waitUntil(lambda: talk.chat.title == "Посадка ёлки")
    settled(qtbot, talk)
    store = talk._store
    assert store.chats()[0].title == "Посадка ёлки"
    assert store.spending(talk.chat.id, talk.chat.created_at).chat_roubles == pytest.approx(0.8 + 0.2)
    ask(qtbot, talk, "А пихту?")
    settled(qtbot, talk)
    assert len(model.requests) == 3


def test_nothing_is_asked_where_it_was_not_switched_on(qtbot, talk, model):
    ask(qtbot, talk, "Как посадить ёлку?", Settings())
    settled(qtbot, talk)
    assert talk.chat.title == "Как посадить ёлку?"
    assert len(model.requests) == 1


def test_a_persons_title_stays(qtbot, talk, model):
    talk.set_chat(replace(talk.chat, title="Мои ёлки"))
    ask(qtbot, talk, "Как посадить ёлку?")
    settled(qtbot, talk)
    assert (talk.chat.title, len(model.requests)) == ("Мои ёлки", 1)


def test_a_title_given_meanwhile_stays(qtbot, talk, model):
    model.before_title = lambda: talk.set_chat(replace(talk.chat, title="Мои ёлки"))
    ask(qtbot, talk, "Как посадить ёлку?")
    settled(qtbot, talk)
    assert (talk.chat.title, len(model.requests)) == ("Мои ёлки", 2)


@pytest.mark.parametrize("title", ["", "Я не могу обсуждать эту тему."])
def test_an_answer_without_a_title_changes_nothing(qtbot, talk, model, title):
    model.title = title
    ask(qtbot, talk, "Как посадить ёлку?")
    settled(qtbot, talk)
    assert talk.chat.title == "Как посадить ёлку?"


def test_a_failure_is_told_to_nobody(qtbot, talk, model):
    model.error = ServiceUnreachable("made up")
    failures = []
    talk.keeping_failed.connect(failures.append)
    ask(qtbot, talk, "Как посадить ёлку?")
    settled(qtbot, talk)
    assert talk.chat.title == "Как посадить ёлку?"
    assert not failures
