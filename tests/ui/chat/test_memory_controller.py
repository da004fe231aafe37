"""What is offered where a chat is longer than the model's memory, and what becomes of it."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate, Role, Usage
from yagpt_desktop.domain.errors import ServiceUnreachable
from yagpt_desktop.domain.history import Spending
from yagpt_desktop.domain.settings import BeyondMemory
from yagpt_desktop.services.conversation import new_chat, question
from yagpt_desktop.ui.chat.memory_controller import MemoryController
from yagpt_desktop.ui.chat.request_preview import RequestPreview
from yagpt_desktop.ui.chat.spending import SpendingWatch


class Model:
    """Sums up when it is asked to; says what it is told to say."""

    def __init__(self) -> None:
        self.requests = []
        self.answer = "Шла речь о ёлках."
        self.error = None
        self.hangs = False

    def __call__(self, request, _settings):
        self.requests.append(request)

        def turn(cancel):
            if self.hangs:
                wake = threading.Event()
                with cancel.aborting(wake.set):
                    wake.wait(30)
                cancel.raise_if_cancelled()
            if self.error is not None:
                raise self.error
            yield CompletionUpdate(self.answer, CompletionStatus.FINAL, Usage(1000, 250, 1250))

        return turn


@pytest.fixture
def desk(qtbot, new_desk):
    model = Model()
    desk = new_desk(model)
    desk.model = model
    chat = replace(new_chat(), title="Ёлки")
    path = []
    for number in range(8):
        message = question("ш" * 18_000, parent_id=path[-1].id if path else None)
        path.append(replace(message, role=Role.ASSISTANT if number % 2 else Role.USER))
    desk.store.add_path(chat, path)
    desk.memory = MemoryController(
        desk.page, desk.chat, desk.library, desk.hub, store=desk.store, pool=desk.pool, make_turn=model
    )
    with qtbot.waitSignal(desk.library.listed):
        desk.library.refresh()
    desk.chat.open(chat.id)
    qtbot.waitUntil(lambda: len(desk.chat._in_view.messages) == 8)
    desk.id, desk.path = chat.id, path
    yield desk
    assert desk.memory.shut_down()
    assert desk.chat._in_view.shut_down()
    assert desk.pool.waitForDone(5000)


def button(desk, name):
    return desk.page.memory.findChild(QPushButton, f"memory-{name}")


def line(desk):
    return desk.page.memory.findChild(QLabel, "memory-text").text()


def kept(desk):
    return next(chat for chat in desk.store.chats() if chat.id == desk.id)


def test_it_is_said_how_many_messages_the_model_will_not_see_and_what_a_summary_costs(desk):
    assert line(desk) == "The model will not see the first 2 message(s)."
    assert "₽" in button(desk, "summary").text()
    assert not desk.page.memory.isHidden()
    desk.chat.begin()
    assert desk.page.memory.isHidden()


def test_after_summing_up_the_model_is_told_of_everything(qtbot, desk):
    button(desk, "summary").click()
    qtbot.waitUntil(desk.page.memory.isHidden)
    qtbot.waitUntil(lambda: kept(desk).summary == "Шла речь о ёлках.")
    assert kept(desk).summary_until == desk.path[3].id
    assert desk.store.messages(desk.id) == desk.path
    qtbot.waitUntil(lambda: desk.store.spending(desk.id, kept(desk).created_at).chat_roubles == 1.0)
    desk.page.composer.preview_requested.emit()
    preview = desk.page.window().findChild(RequestPreview)
    text = preview.findChild(QObject, "request-text").toPlainText()
    assert "Шла речь о ёлках." in text
    assert "the first 4 message(s) in short" in preview.findChild(QLabel, "request-facts").text()
    preview.accept()


def test_a_summary_can_be_stopped_and_nothing_is_changed(qtbot, desk):
    desk.model.hangs = True
    button(desk, "summary").click()
    assert line(desk) == "The model is summing the chat up…"
    assert button(desk, "summary").isHidden()
    button(desk, "stop").click()
    assert line(desk).startswith("The model will not see")
    assert not button(desk, "summary").isHidden()
    assert not kept(desk).summary


def test_a_failure_is_told_as_everywhere(qtbot, desk):
    desk.model.error = ServiceUnreachable("made up")
    button(desk, "summary").click()
    qtbot.waitUntil(lambda: not desk.page.errors.isHidden())
    assert not button(desk, "summary").isHidden()
    assert not kept(desk).summary


def test_a_refusal_leaves_the_chat_as_it_was(qtbot, desk):
    desk.model.answer = "Я не могу обсуждать эту тему."
    button(desk, "summary").click()
    notice = desk.page.findChild(QLabel, "chat-notice")
    qtbot.waitUntil(lambda: "no summary" in notice.text())
    assert not kept(desk).summary
    assert not button(desk, "summary").isHidden()


def test_a_new_chat_begins_with_the_summary_plain_to_see_and_what_was_written(qtbot, desk):
    desk.page.composer.edit.setPlainText("Продолжай")
    button(desk, "new-chat").click()
    qtbot.waitUntil(lambda: desk.chat.chat_id != desk.id)
    qtbot.waitUntil(lambda: len(desk.chat._in_view.messages) == 1)
    [first] = desk.chat._in_view.messages
    assert first.role is Role.USER
    assert first.text.endswith("Шла речь о ёлках.")
    assert desk.chat._in_view.chat.title == "Continued: Ёлки"
    assert desk.page.composer.text() == "Продолжай"
    assert not kept(desk).summary
    assert desk.store.messages(desk.id) == desk.path


def test_a_temporary_chat_leaves_nothing_in_another(desk):
    conversation = desk.chat._in_view
    conversation._chat = replace(conversation.chat, temporary=True)
    desk.chat.meter.on_path()
    assert button(desk, "new-chat").isHidden()
    assert not button(desk, "summary").isHidden()


def test_who_wishes_it_has_the_beginning_summed_up_before_each_question(qtbot, desk):
    desk.hub.put(replace(desk.hub.settings, beyond_memory=BeyondMemory.SUMMARISE))
    assert line(desk).startswith("Before the next question")
    assert button(desk, "summary").isHidden()
    conversation = desk.chat._in_view
    with qtbot.waitSignal(conversation.ended):
        conversation.ask("Продолжай", (), desk.hub.settings)
    assert len(desk.model.requests) == 2
    assert "Шла речь о ёлках." in desk.model.requests[-1].messages[0].text
    qtbot.waitUntil(lambda: kept(desk).summary == "Шла речь о ёлках.")
    assert desk.page.memory.isHidden()


def test_the_price_of_the_summary_counts_before_a_question_is_sent(desk):
    desk.page.composer.edit.setPlainText("Продолжай")
    alone = desk.chat.meter.cost_roubles()
    desk.hub.put(replace(desk.hub.settings, beyond_memory=BeyondMemory.SUMMARISE))
    assert desk.chat.meter.cost_roubles() > alone + 1


def test_the_months_limit_is_asked_about_first(qtbot, desk):
    watch = SpendingWatch(desk.store, desk.pool, desk.hub, desk.page)
    watch._sums = Spending(0, 50)
    desk.memory.watch_spending(watch)
    desk.hub.put(replace(desk.hub.settings, month_limit_roubles=50))
    button(desk, "summary").click()
    asked = desk.page.findChild(QMessageBox, "spending-question")
    assert not desk.model.requests
    asked.findChild(QPushButton, "spending-send").click()
    qtbot.waitUntil(lambda: bool(kept(desk).summary))


def test_every_part_of_the_line_has_a_name_and_a_place_in_the_tab_chain(desk):
    for name in ("summary", "new-chat", "preview", "stop"):
        assert button(desk, name).accessibleName()
        assert button(desk, name).focusPolicy()
