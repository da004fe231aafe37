"""An answer given again, or going on: the month's limit is asked about as before a new question."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton

from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage
from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate, Role, Usage
from yagpt_desktop.domain.errors import StreamCut
from yagpt_desktop.domain.settings import BeyondMemory
from yagpt_desktop.ui.chat.spending import SpendingWatch
from yagpt_desktop.ui.words.action import ActionKind

BEGUN = "Быть или не быть: вот в чём"
TOO_LITTLE_ROUBLES = 10


class Service:
    """Breaks its first answer off, and ends every other."""

    def __init__(self) -> None:
        self.requests = []

    def __call__(self, request, _settings):
        self.requests.append(request)
        return self._break if len(self.requests) == 1 else self._end

    def _break(self, _cancel):
        yield CompletionUpdate(BEGUN)
        raise StreamCut

    def _end(self, _cancel):
        yield CompletionUpdate("чём вопрос.", CompletionStatus.FINAL, Usage(30, 2, 32))


@pytest.fixture
def desk(qtbot, new_desk):
    """A chat whose answer broke off, in a month whose limit is used up."""
    service = Service()
    desk = new_desk(service)
    desk.page.resize(1200, 800)
    desk.page.show()
    desk.service, desk.talk = service, desk.chat._in_view
    with qtbot.waitSignal(desk.talk.ended):
        desk.page.composer.set_text("Как там дальше?")
        desk.page.composer.edit.submitted.emit()
    now = datetime.now(UTC)
    desk.store.save_chat(Chat("other", "чат", now, now))
    dear = AnswerFacts(model="m", cost_roubles=TOO_LITTLE_ROUBLES)
    desk.store.add_message("other", ChatMessage("dear", None, Role.ASSISTANT, "", now, facts=dear))
    desk.watch = SpendingWatch(desk.store, desk.pool, desk.hub, desk.page)
    desk.chat.watch_spending(desk.watch)
    desk.hub.put(replace(desk.hub.settings, month_limit_roubles=TOO_LITTLE_ROUBLES))
    with qtbot.waitSignal(desk.watch.known):
        desk.watch.refresh(desk.talk.chat.id)
    yield desk
    assert desk.library.shut_down()
    assert desk.pool.waitForDone(5000)


def asked(desk) -> QMessageBox:
    found = desk.page.findChild(QMessageBox, "spending-question")
    assert found is not None, "nothing was asked"
    return found


def agree(qtbot, desk) -> None:
    with qtbot.waitSignal(desk.talk.ended):
        asked(desk).findChild(QPushButton, "spending-send").click()


def press_resume(desk) -> None:
    desk.transcript.resume_requested.emit(desk.talk.messages[-1].id)


def press_repeat(desk) -> None:
    desk.transcript.repeat_requested.emit(desk.talk.messages[-1].id)


def press_continue(desk) -> None:
    desk.page.errors.action_requested.emit(ActionKind.CONTINUE)


def press_retry(desk) -> None:
    desk.page.errors.action_requested.emit(ActionKind.RETRY)


@pytest.mark.parametrize("press", [press_resume, press_repeat, press_continue, press_retry])
def test_beyond_the_limit_the_person_is_asked_before_anything_is_sent(qtbot, desk, press):
    press(desk)
    assert asked(desk).isVisible()
    assert len(desk.service.requests) == 1
    agree(qtbot, desk)
    assert len(desk.service.requests) == 2


@pytest.mark.parametrize("press", [press_resume, press_repeat, press_continue, press_retry])
def test_a_no_leaves_answer_and_error_as_they_were(qtbot, desk, press):
    before = desk.talk.messages
    press(desk)
    with qtbot.waitSignal(asked(desk).finished):
        asked(desk).findChild(QPushButton, "spending-keep").click()
    assert desk.talk.messages == before
    assert not desk.talk.answering
    assert desk.page.errors.isVisible()
    assert len(desk.service.requests) == 1


def test_after_a_yes_the_answer_goes_on_where_it_broke_off(qtbot, desk):
    press_resume(desk)
    agree(qtbot, desk)
    assert desk.talk.messages[-1].text == f"{BEGUN} вопрос."
    assert not desk.page.errors.isVisible()


def test_within_the_limit_nothing_is_asked(qtbot, desk):
    desk.hub.put(replace(desk.hub.settings, month_limit_roubles=1000))
    with qtbot.waitSignal(desk.talk.ended):
        press_resume(desk)
    assert desk.page.findChild(QMessageBox, "spending-question") is None


def test_the_question_of_another_chat_sends_nothing_into_this_one(qtbot, desk):
    press_resume(desk)
    question = asked(desk)
    desk.chat.start_anew()
    with qtbot.waitSignal(question.finished):
        question.findChild(QPushButton, "spending-send").click()
    assert len(desk.service.requests) == 1
    assert desk.talk.messages[-1].text == BEGUN


def test_what_is_told_again_is_reckoned_with_the_beginning_of_the_answer(desk):
    meter, path = desk.chat.meter, desk.talk.messages
    settings = replace(meter.settings, beyond_memory=BeyondMemory.DROP_OLDEST)
    long = (*path[:1], replace(path[1], text=BEGUN * 200), replace(path[0], id="next"))
    assert meter.cost_of(long, settings) > meter.cost_of(path[:1], settings) > 0
