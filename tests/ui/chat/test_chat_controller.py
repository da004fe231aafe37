"""The chat page with a conversation behind it: what a person does, and what is seen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from yagpt_desktop.domain.account import Account, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import (
    CompletionEvent,
    CompletionRequest,
    CompletionStatus,
    CompletionUpdate,
    Retrying,
    Role,
    Transport,
    TransportChanged,
    Usage,
)
from yagpt_desktop.domain.errors import ClockWrong, ComputerSlept, QuotaExceeded, ServiceBusy, StreamCut
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.storage.memory_chats import MemoryChatStore
from yagpt_desktop.ui.chat.attachments import Attachments
from yagpt_desktop.ui.chat.chat_controller import ChatController
from yagpt_desktop.ui.chat.chat_library import ChatLibrary
from yagpt_desktop.ui.chat.chat_page import ChatPage
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.transcript.foot import Action, actions_of
from yagpt_desktop.ui.transcript.selection import Point
from yagpt_desktop.ui.transcript.view import TranscriptView
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.workers.job import single_thread
from yagpt_desktop.workers.turn import Turn

Script = Callable[[CancelToken], Iterator[CompletionEvent]]


def agree(_cancel: CancelToken) -> Iterator[CompletionEvent]:
    yield CompletionUpdate("Ошибки")
    yield CompletionUpdate(
        "Ошибки сами", CompletionStatus.FINAL, Usage(26, 11, 37), "07.03.2024", "made-up-id"
    )


def hanging(cancel: CancelToken) -> Iterator[CompletionEvent]:
    wake = threading.Event()
    with cancel.aborting(wake.set):
        yield CompletionUpdate("Ошиб")
        wake.wait(30)
        cancel.raise_if_cancelled()


class NoDisk:
    def load(self) -> Settings:
        return Settings()

    def save(self, settings: Settings) -> None:
        return None


class Desk:
    """The page, its controller and everything behind it."""

    def __init__(self) -> None:
        self.owner = QObject()
        self.pool = single_thread(self.owner)
        self.store = MemoryChatStore()
        self.script: Script = agree
        self.requests: list[CompletionRequest] = []
        self.hub = SettingsHub(Settings(), NoDisk(), self.pool, self.owner)
        self.transcript = TranscriptView()
        self.page = ChatPage(self.transcript)
        self.library = ChatLibrary(self.store, self.pool, self.make_turn, self.owner)
        self.files = Attachments(self.pool, self.owner)
        self.controller = ChatController(
            self.page, self.transcript, self.library, self.files, self.hub, self.owner
        )
        self.errors: list[str] = []

    def make_turn(self, request: CompletionRequest, _settings: Settings) -> Turn:
        self.requests.append(request)
        return self.script

    @property
    def talk(self):
        return self.controller._in_view

    def send(self, text: str) -> None:
        self.page.composer.set_text(text)
        self.page.composer.edit.submitted.emit()


@pytest.fixture
def desk(qapp, theming):
    desk = Desk()
    desk.page.resize(1200, 800)
    desk.page.show()
    yield desk
    assert desk.library.shut_down()
    assert desk.pool.waitForDone(3000)
    shiboken6.delete(desk.owner)
    shiboken6.delete(desk.page)


def answered(qtbot, desk, text="Ашипки"):
    talk = desk.talk
    with qtbot.waitSignal(talk.ended):
        desk.send(text)


def shown_error(desk) -> str:
    return desk.page.errors._error.code if desk.page.errors.isVisible() else ""


def test_a_question_leaves_the_composer_and_its_answer_appears(qtbot, desk):
    answered(qtbot, desk)
    assert desk.page.composer.text() == ""
    assert [(m.role, m.text) for m in desk.talk.messages] == [
        (Role.USER, "Ашипки"),
        (Role.ASSISTANT, "Ошибки сами"),
    ]
    assert [row.message.text for row in desk.transcript.column.rows] == ["Ашипки", "Ошибки сами"]


def test_an_answer_shows_its_facts(qtbot, desk, russian):
    answered(qtbot, desk)
    facts = desk.page.options._facts.text()
    assert "26" in facts
    assert "07.03.2024" in facts


def test_send_becomes_stop_and_stop_keeps_what_arrived(qtbot, desk):
    desk.script = hanging
    with qtbot.waitSignal(desk.talk.message_changed):
        desk.send("Ашипки")
    assert desk.page.composer._stop.isVisible()
    desk.page.composer.stop_requested.emit()
    assert desk.page.composer._send.isVisible()
    assert desk.talk.messages[-1].text == "Ошиб"


def test_a_second_question_waits_while_an_answer_is_on_its_way(qtbot, desk):
    desk.script = hanging
    with qtbot.waitSignal(desk.talk.message_changed):
        desk.send("Ашипки")
    desk.send("ещё")
    assert len(desk.talk.messages) == 2
    assert desk.page.composer.text() == "ещё"


def test_an_error_stands_above_the_composer_and_its_button_repeats(qtbot, desk):
    def refused(_cancel: CancelToken) -> Iterator[CompletionEvent]:
        raise QuotaExceeded("allowed 10 requests", request_id="made-up-id")
        yield CompletionUpdate("")

    desk.script = refused
    answered(qtbot, desk)
    assert shown_error(desk) == "E-RATE"
    assert "made-up-id" in desk.page.errors._details.toPlainText()
    desk.script = agree
    with qtbot.waitSignal(desk.talk.ended):
        desk.page.errors.action_requested.emit(ActionKind.RETRY)
    assert shown_error(desk) == ""
    assert desk.talk.messages[-1].text == "Ошибки сами"


@pytest.mark.parametrize("by", ["error", "message"])
def test_a_broken_answer_goes_on_where_it_stands(qtbot, desk, by):
    def cut(_cancel: CancelToken) -> Iterator[CompletionEvent]:
        yield CompletionUpdate("Вот что: ош")
        raise StreamCut("reset")

    desk.script = cut
    answered(qtbot, desk)
    desk.script = agree
    broken = desk.talk.messages[1].id
    assert Action.CONTINUE in actions_of(desk.talk.messages[1])
    with qtbot.waitSignal(desk.talk.ended):
        if by == "error":
            desk.page.errors.action_requested.emit(ActionKind.CONTINUE)
        else:
            desk.transcript.act(Action.CONTINUE, 1)
    assert shown_error(desk) == ""
    assert [message.text for message in desk.talk.messages][1:] == ["Вот что: Ошибки сами"]
    assert desk.talk.messages[1].id == broken
    assert Action.CONTINUE not in actions_of(desk.talk.messages[1])


def test_a_retry_is_told_quietly_and_goes_with_the_answer(qtbot, desk):
    said: list[str] = []
    go_on = threading.Event()

    def slow(_cancel: CancelToken) -> Iterator[CompletionEvent]:
        yield Retrying(2, 3, 0.5, ServiceBusy())
        go_on.wait(5)
        yield from agree(_cancel)

    desk.script = slow
    with qtbot.waitSignal(desk.talk.noticed):
        desk.send("Ашипки")
    said.append(desk.page._notice.text())
    with qtbot.waitSignal(desk.talk.ended):
        go_on.set()
    assert said[0]
    assert desk.page._notice.text() == ""


def test_another_transport_is_told_until_the_next_question(qtbot, desk):
    def over_rest(cancel: CancelToken) -> Iterator[CompletionEvent]:
        yield TransportChanged(Transport.GRPC, Transport.REST)
        yield from agree(cancel)

    desk.script = over_rest
    answered(qtbot, desk)
    assert "another is used" in desk.page._notice.text()
    desk.script = agree
    answered(qtbot, desk)
    assert desk.page._notice.text() == ""


def test_the_role_goes_with_the_chat_and_with_the_request(qtbot, desk):
    desk.page.role_text_changed.emit("Переведи.")
    answered(qtbot, desk)
    assert desk.requests[0].messages[0].text == "Переведи."
    assert desk.talk.chat.role_text == "Переведи."
    assert desk.hub.settings.role == "Переведи."


def test_options_reach_the_next_request(qtbot, desk):
    desk.page.options.changed.emit(replace(desk.hub.settings, temperature=0.0, max_tokens=7, stream=False))
    answered(qtbot, desk)
    options = desk.requests[0].options
    assert (options.temperature, options.max_tokens, options.stream) == (0.0, 7, False)


def test_a_new_chat_keeps_the_draft_of_the_old_one(qtbot, desk):
    answered(qtbot, desk)
    first = desk.controller.chat_id
    desk.page.composer.set_text("недописанное")
    desk.controller.begin()
    assert (desk.controller.chat_id != first, desk.page.composer.text()) == (True, "")
    with qtbot.waitSignal(desk.library.listed):
        desk.library.refresh()
    desk.controller.open(first)
    assert desk.page.composer.text() == "недописанное"


def test_an_answer_goes_on_while_another_chat_is_in_view(qtbot, desk):
    go_on = threading.Event()

    def slow(cancel: CancelToken) -> Iterator[CompletionEvent]:
        yield CompletionUpdate("Ошиб")
        go_on.wait(10)
        yield from agree(cancel)

    desk.script = slow
    first = desk.talk
    with qtbot.waitSignal(first.message_changed):
        desk.send("Ашипки")
    desk.controller.begin()
    assert len(desk.transcript.column.rows) == 0
    with qtbot.waitSignal(first.ended):
        go_on.set()
    assert first.messages[-1].text == "Ошибки сами"
    assert len(desk.transcript.column.rows) == 0


def test_editing_an_answer_edits_its_question(qtbot, desk):
    answered(qtbot, desk)
    desk.transcript.edit_requested.emit(desk.talk.messages[1].id)
    assert desk.page.composer.text() == "Ашипки"
    answered(qtbot, desk, "Ошибки")
    assert [m.text for m in desk.talk.messages] == ["Ошибки", "Ошибки сами"]
    assert desk.talk.messages[0].versions == 2


def test_a_key_is_not_sent_before_the_person_agrees(qtbot, desk):
    desk.send("мой ключ AQVN0123456789madeupmadeupmadeupmadeup-1")
    question = desk.page.findChild(QMessageBox, "secret-question")
    assert (desk.requests, len(desk.talk.messages)) == ([], 0)
    question.reject()
    assert desk.page.composer.text().startswith("мой ключ")
    desk.page.composer.edit.submitted.emit()
    with qtbot.waitSignal(desk.talk.ended):
        desk.page.findChildren(QMessageBox, "secret-question")[-1].accept()
    assert len(desk.requests) == 1


def test_a_quote_goes_into_the_composer_line_by_line(desk):
    desk.page.composer.set_text("Поясни:")
    desk.transcript.quote_requested.emit("раз\nдва")
    assert desk.page.composer.text() == "Поясни:\n\n> раз\n> два\n\n"


def test_what_is_being_written_is_estimated_without_the_service(desk):
    desk.page.composer.set_text("п" * 400)
    assert "≈" in desk.page.composer._estimate.text()
    assert desk.requests == []


@pytest.mark.parametrize("action", [ActionKind.ENTER_KEY, ActionKind.OPEN_BILLING])
def test_what_another_page_must_do_is_passed_on(qtbot, desk, action):
    with qtbot.waitSignal(desk.controller.action_requested) as got:
        desk.page.errors.action_requested.emit(action)
    assert got.args == [action]


def test_each_chat_uses_the_account_it_used_last(qtbot, desk):
    work, home = (Account(name, name, CredentialKind.API_KEY, "b1g", "here") for name in ("work", "home"))
    desk.hub.put(replace(desk.hub.settings, accounts=(work, home), account_id="work"))
    answered(qtbot, desk)
    first = desk.controller.chat_id
    desk.controller.begin()
    desk.hub.put(replace(desk.hub.settings, account_id="home"))
    answered(qtbot, desk)
    with qtbot.waitSignal(desk.library.listed):
        desk.library.refresh()
    desk.controller.open(first)
    assert desk.hub.settings.account_id == "work"
    desk.hub.put(replace(desk.hub.settings, accounts=(home,), account_id="home"))
    desk.controller.begin()
    desk.controller.open(first)
    assert desk.hub.settings.account_id == "home"


def sleeping_after(*texts: str) -> Script:
    def slept(_cancel: CancelToken) -> Iterator[CompletionEvent]:
        for text in texts:
            yield CompletionUpdate(text)
        raise ComputerSlept("the computer slept")

    return slept


@pytest.mark.parametrize(
    ("texts", "offered"),
    [((), (ActionKind.RETRY, None)), (("Ошиб",), (ActionKind.CONTINUE, ActionKind.ASK_AGAIN))],
    ids=["before", "within"],
)
def test_after_a_sleep_only_what_has_begun_can_be_continued(qtbot, desk, texts, offered):
    desk.script = sleeping_after(*texts)
    answered(qtbot, desk)
    shown = desk.page.errors._error
    assert (shown.code, shown.action, shown.second_action) == ("E-SLEEP", *offered)


def test_what_is_put_right_outside_leaves_the_error_and_its_retry_in_view(qtbot, desk, monkeypatch):
    monkeypatch.setattr(QStandardPaths, "findExecutable", lambda name: f"/opt/made-up/{name}")
    desk.controller.show_error(ClockWrong(skew_s=600))
    with qtbot.waitSignal(desk.controller.action_requested) as asked:
        desk.page.errors.action_requested.emit(ActionKind.OPEN_CLOCK)
    assert asked.args == [ActionKind.OPEN_CLOCK]
    assert desk.page.errors._error.second_action is ActionKind.RETRY
    assert shown_error(desk) == "E-CLOCK"


def find_text(desk) -> str:
    return desk.page.find_bar.findChild(QLabel, "find-count").text()


def test_the_search_counts_walks_and_gives_the_keyboard_back(qtbot, desk, russian):
    answered(qtbot, desk, "Ошибки ли это?")
    desk.page.activateWindow()
    desk.page.focus_composer()
    desk.page.open_find()
    bar = desk.page.find_bar
    assert bar.isVisible()
    assert desk.page.focusWidget() is bar.edit
    bar.edit.insert("ошибки")
    qtbot.waitUntil(lambda: find_text(desk) == "1 из 2")
    QTest.keyClick(bar.edit, Qt.Key.Key_Return)
    assert find_text(desk) == "2 из 2"
    QTest.keyClick(bar.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert find_text(desk) == "1 из 2"
    QTest.keyClick(bar.edit, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: find_text(desk) == "2 из 2")
    bar.edit.insert("щщ")
    qtbot.waitUntil(lambda: find_text(desk) == "ничего не найдено")
    assert not bar.findChild(QWidget, "find-next").isEnabled()
    QTest.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert desk.page.focusWidget() is desk.page.composer.edit
    assert not desk.transcript.finding.state.is_asked


def test_the_search_takes_up_what_is_selected_and_escape_anywhere_closes_it(qtbot, desk):
    answered(qtbot, desk, "Ашипки ашипки")
    desk.transcript.selection.select(Point(0, 0), Point(0, 6))
    desk.page.open_find()
    assert desk.page.find_bar.query() == "Ашипки"
    qtbot.waitUntil(lambda: desk.transcript.finding.state.total == 2)
    desk.page.focus_composer()
    assert desk.page.stop()
    assert not desk.page.is_finding
    desk.controller.begin()
    desk.page.open_find()
    assert not desk.page.is_finding, "an empty chat has nothing to look through"


def test_a_deleted_question_goes_with_its_answer_and_comes_back(qtbot, desk, russian):
    answered(qtbot, desk, "раз")
    answered(qtbot, desk, "два")
    question = desk.talk.messages[2].id
    desk.transcript.delete_requested.emit(question)
    assert [m.text for m in desk.talk.messages] == ["раз", "Ошибки сами"]
    assert desk.page.toast.isVisible()
    assert desk.page.toast.accessibleName() == "Удалено 2 сообщения"
    qtbot.waitUntil(lambda: len(desk.store.messages(desk.controller.chat_id)) == 2)
    desk.page.toast.findChild(QPushButton, "message-toast-action").click()
    qtbot.waitUntil(lambda: len(desk.talk.messages) == 4)
    assert desk.talk.messages[2].id == question
    assert len(desk.transcript.column.rows) == 4


def test_the_version_before_takes_the_place_of_a_deleted_one(qtbot, desk):
    answered(qtbot, desk, "раз")
    first = desk.talk.messages[1].id
    with qtbot.waitSignal(desk.talk.ended):
        desk.transcript.repeat_requested.emit(first)
    second = desk.talk.messages[1]
    assert (second.version, second.versions) == (2, 2)
    desk.transcript.delete_requested.emit(second.id)
    qtbot.waitUntil(lambda: [m.id for m in desk.talk.messages[1:]] == [first])
    assert desk.talk.messages[1].versions == 1
    desk.page.toast.findChild(QPushButton, "message-toast-action").click()
    qtbot.waitUntil(lambda: [m.id for m in desk.talk.messages[1:]] == [second.id])
    assert desk.talk.messages[1].versions == 2


def test_nothing_is_deleted_while_an_answer_is_on_its_way(qtbot, desk):
    answered(qtbot, desk, "раз")
    desk.script = hanging
    desk.send("два")
    qtbot.waitUntil(lambda: desk.talk.answering)
    desk.transcript.delete_requested.emit(desk.talk.messages[0].id)
    assert len(desk.talk.messages) == 4
    assert not desk.page.toast.isVisible()
    with qtbot.waitSignal(desk.talk.ended):
        desk.talk.stop()


def test_the_first_message_deleted_leaves_a_new_beginning(qtbot, desk):
    answered(qtbot, desk, "раз")
    desk.transcript.delete_requested.emit(desk.talk.messages[0].id)
    assert desk.talk.messages == ()
    assert desk.page._stack.currentWidget() is desk.page._beginning
    answered(qtbot, desk, "два")
    assert [m.text for m in desk.talk.messages] == ["два", "Ошибки сами"]


def test_a_question_that_is_deleted_while_it_is_edited_is_asked_as_a_new_one(qtbot, desk):
    answered(qtbot, desk, "раз")
    answered(qtbot, desk, "два")
    last = desk.talk.messages[2].id
    desk.transcript.edit_requested.emit(last)
    desk.transcript.delete_requested.emit(last)
    answered(qtbot, desk, "два с половиной")
    assert [m.text for m in desk.talk.messages][2:] == ["два с половиной", "Ошибки сами"]
