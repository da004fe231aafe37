"""One chat with its runner: asks, stops, repeats, edits, and keeps everything."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.chat import MessageState
from yagpt_desktop.domain.completion import (
    CompletionEvent,
    CompletionRequest,
    CompletionStatus,
    CompletionUpdate,
    Message,
    Role,
    Usage,
)
from yagpt_desktop.domain.errors import DiskFull, ServiceUnreachable, StorageError, StreamCut
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.conversation import new_chat
from yagpt_desktop.storage.memory_chats import MemoryChatStore
from yagpt_desktop.ui.chat.conversation import LONG_CHARS, Conversation
from yagpt_desktop.workers.job import single_thread
from yagpt_desktop.workers.turn import Completed, Failed, Stopped, Turn

SETTINGS = Settings()


class Asked:
    """Makes turns of a script and remembers the requests."""

    def __init__(self) -> None:
        self.requests: list[CompletionRequest] = []
        self.script: Callable[[CancelToken], Iterator[CompletionEvent]] = self.agree
        self.kept_before: list[int] = []
        self.store = MemoryChatStore()

    def agree(self, _cancel: CancelToken) -> Iterator[CompletionEvent]:
        number = len(self.requests)
        yield CompletionUpdate(f"ответ {number}", CompletionStatus.PARTIAL)
        yield CompletionUpdate(f"ответ {number}.", CompletionStatus.FINAL, Usage(1, 2, 3), "07.03.2024")

    def make(self, request: CompletionRequest, _settings: Settings) -> Turn:
        self.requests.append(request)
        script = self.script

        def turn(cancel: CancelToken) -> Iterator[CompletionEvent]:
            chat = self.store.chats()[0]
            self.kept_before.append(len(self.store.messages(chat.id)))
            yield from script(cancel)

        return turn


@pytest.fixture
def asked():
    return Asked()


@pytest.fixture
def talk(qapp, asked):
    owner = QObject()
    pool = single_thread(owner)
    conversation = Conversation(new_chat("Исправь ошибки в тексте."), asked.store, pool, asked.make, owner)
    yield conversation
    assert conversation.shut_down(), "a worker outlived its test"
    assert pool.waitForDone(3000)


def hanging(cancel: CancelToken) -> Iterator[CompletionEvent]:
    wake = threading.Event()
    with cancel.aborting(wake.set):
        yield CompletionUpdate("пер")
        wake.wait(30)
        cancel.raise_if_cancelled()


def ask(qtbot, talk, text):
    with qtbot.waitSignal(talk.ended) as ended:
        talk.ask(text, (), SETTINGS)
    return ended.args[0]


def kept(qtbot, talk, asked):
    qtbot.waitUntil(lambda: not talk._keeping.busy)
    return asked.store.messages(talk.chat.id)


def test_a_question_is_kept_before_its_request_leaves(qtbot, talk, asked):
    assert isinstance(ask(qtbot, talk, "Ашипки"), Completed)
    assert asked.kept_before == [2]
    assert [(m.role, m.text, m.state) for m in kept(qtbot, talk, asked)] == [
        (Role.USER, "Ашипки", MessageState.COMPLETE),
        (Role.ASSISTANT, "ответ 1.", MessageState.COMPLETE),
    ]


def test_the_whole_conversation_is_sent_with_its_role(qtbot, talk, asked):
    ask(qtbot, talk, "раз")
    ask(qtbot, talk, "два")
    assert asked.requests[-1].messages == (
        Message(Role.SYSTEM, "Исправь ошибки в тексте."),
        Message(Role.USER, "раз"),
        Message(Role.ASSISTANT, "ответ 1."),
        Message(Role.USER, "два"),
    )


def test_the_first_question_gives_the_title(qtbot, talk):
    ask(qtbot, talk, "Ашипки саме сибя ни исрпвят")
    ask(qtbot, talk, "Другое")
    assert talk.chat.title == "Ашипки саме сибя ни исрпвят"


def test_stop_keeps_what_has_arrived(qtbot, talk, asked):
    asked.script = hanging
    with qtbot.waitSignal(talk.message_changed):
        talk.ask("раз", (), SETTINGS)
    with qtbot.waitSignal(talk.ended) as ended:
        talk.stop()
    assert ended.args == [Stopped()]
    answer = kept(qtbot, talk, asked)[-1]
    assert (answer.text, answer.state) == ("пер", MessageState.STOPPED)


def test_after_a_stop_before_the_first_word_the_question_can_be_asked_again(qtbot, talk, asked):
    begun = threading.Event()

    def silent(cancel: CancelToken) -> Iterator[CompletionEvent]:
        wake = threading.Event()
        with cancel.aborting(wake.set):
            begun.set()
            wake.wait(30)
            cancel.raise_if_cancelled()
        yield CompletionUpdate("")

    asked.script = silent
    talk.ask("раз", (), SETTINGS)
    qtbot.waitUntil(begun.is_set)
    with qtbot.waitSignal(talk.ended):
        talk.stop()
    question, nothing = kept(qtbot, talk, asked)
    assert (nothing.text, nothing.state, nothing.is_blank) == ("", MessageState.STOPPED, True)
    assert not question.is_blank
    asked.script = asked.agree
    with qtbot.waitSignal(talk.ended):
        talk.repeat(nothing.id, SETTINGS)
    assert [m.text for m in talk.messages] == ["раз", "ответ 2."]
    assert asked.requests[-1].messages[-1] == Message(Role.USER, "раз")


def test_a_stop_before_anything_was_sent_sends_nothing(qtbot, talk, asked):
    with qtbot.waitSignal(talk.ended):
        talk.ask("раз", (), SETTINGS)
        talk.stop()
    qtbot.wait(50)
    assert asked.requests == []
    assert not talk.answering


def test_after_a_hasty_stop_the_next_question_is_asked_once(qtbot, talk, asked):
    talk.ask("раз", (), SETTINGS)
    talk.stop()
    ask(qtbot, talk, "два")
    assert len(asked.requests) == 1
    assert asked.requests[0].messages[-1].text == "раз\n\nдва"


def test_an_answer_cut_in_the_middle_stays_and_says_why(qtbot, talk, asked):
    def cut(_cancel: CancelToken) -> Iterator[CompletionEvent]:
        yield CompletionUpdate("половина")
        raise StreamCut("reset", request_id="made-up-id")

    asked.script = cut
    outcome = ask(qtbot, talk, "раз")
    assert isinstance(outcome, Failed)
    answer = talk.messages[-1]
    assert (answer.text, answer.state) == ("половина", MessageState.INTERRUPTED)
    assert answer.facts is not None
    assert (answer.facts.error_code, answer.facts.request_id) == ("E-CUT", "made-up-id")


def test_a_question_without_an_answer_is_still_there(qtbot, talk, asked):
    def refused(_cancel: CancelToken) -> Iterator[CompletionEvent]:
        raise ServiceUnreachable("refused")
        yield CompletionUpdate("")

    asked.script = refused
    ask(qtbot, talk, "раз")
    assert [(m.text, m.state) for m in kept(qtbot, talk, asked)] == [
        ("раз", MessageState.COMPLETE),
        ("", MessageState.FAILED),
    ]


def test_a_repeated_answer_leaves_the_old_one_as_a_version(qtbot, talk, asked):
    ask(qtbot, talk, "раз")
    first = talk.messages[-1]
    with qtbot.waitSignal(talk.ended):
        talk.repeat(first.id, SETTINGS)
    assert [m.text for m in talk.messages] == ["раз", "ответ 2."]
    assert (talk.messages[-1].version, talk.messages[-1].versions) == (2, 2)
    with qtbot.waitSignal(talk.path_changed):
        talk.choose_version(talk.messages[-1].id, 1)
    assert [m.text for m in talk.messages] == ["раз", "ответ 1."]


def test_an_edited_question_leaves_the_old_branch_as_a_version(qtbot, talk, asked):
    ask(qtbot, talk, "раз")
    ask(qtbot, talk, "два")
    with qtbot.waitSignal(talk.ended):
        talk.edit(talk.messages[0].id, "иначе", SETTINGS)
    assert [m.text for m in talk.messages] == ["иначе", "ответ 3."]
    with qtbot.waitSignal(talk.path_changed):
        talk.choose_version(talk.messages[0].id, 1)
    assert [m.text for m in talk.messages] == ["раз", "ответ 1.", "два", "ответ 2."]


def test_what_was_kept_can_be_loaded(qtbot, talk, asked):
    ask(qtbot, talk, "раз")
    shown = kept(qtbot, talk, asked)
    owner = QObject()
    other = Conversation(talk.chat, asked.store, single_thread(owner), asked.make, owner)
    with qtbot.waitSignal(other.path_changed):
        other.load()
    assert other.messages == tuple(shown) == talk.messages
    assert other.shut_down()


def test_what_reads_behind_a_long_answer_finds_it_whole(qtbot, talk, asked):
    whole = "слово " * LONG_CHARS

    def talkative(_cancel: CancelToken) -> Iterator[CompletionEvent]:
        yield CompletionUpdate(whole, CompletionStatus.FINAL, Usage(1, 2, 3), "07.03.2024")

    asked.script = talkative
    # What ends in this moment is painted before it is kept; a reader that comes meanwhile waits for that.
    talk.ended.connect(talk.load)
    with qtbot.waitSignal(talk.path_changed):
        talk.ask("раз", (), SETTINGS)
    assert (talk.messages[-1].text, talk.messages[-1].state) == (whole, MessageState.COMPLETE)


def test_a_full_disk_does_not_stop_the_conversation(qtbot, talk, asked, monkeypatch):
    def full(*_args: object) -> None:
        raise StorageError("disk full")

    monkeypatch.setattr(asked.store, "add_message", full)
    monkeypatch.setattr(asked.store, "update_message", full)
    monkeypatch.setattr(asked, "make", lambda _request, _settings: asked.agree)
    conversation = Conversation(new_chat(), asked.store, talk._keeping._pool, asked.make, talk)
    with qtbot.waitSignals([conversation.keeping_failed, conversation.ended]):
        conversation.ask("раз", (), SETTINGS)
    assert [m.text for m in conversation.messages] == ["раз", "ответ 0."]
    assert conversation.shut_down()


def test_an_answer_waits_behind_its_question_for_room_on_the_disk(qtbot, talk, asked, monkeypatch):
    wanted = []

    def full(_chat_id, message):
        wanted.append(message.role)
        raise DiskFull("no room")

    monkeypatch.setattr(asked.store, "add_message", full)
    with qtbot.waitSignal(talk.keeping_failed) as failed:
        ask(qtbot, talk, "раз")
    assert isinstance(failed.args[0], DiskFull)
    assert wanted == [Role.USER, Role.ASSISTANT], "what was never asked for could not be filled in later"


def cut(_cancel: CancelToken) -> Iterator[CompletionEvent]:
    yield CompletionUpdate("раз дв", CompletionStatus.PARTIAL, Usage(5, 6, 11))
    raise StreamCut("reset")


def resume(qtbot, talk, number=-1):
    with qtbot.waitSignal(talk.ended) as ended:
        talk.resume(talk.messages[number].id, SETTINGS)
    return ended.args[0]


def test_a_broken_answer_goes_on_in_its_place_and_its_facts_add_up(qtbot, talk, asked):
    asked.script = cut
    ask(qtbot, talk, "считай")
    asked.script = asked.agree
    assert isinstance(resume(qtbot, talk), Completed)
    told = asked.requests[-1].messages
    assert [message.text for message in told[1:3]] == ["считай", "раз "]
    assert told[3].role is Role.USER
    question, answer = kept(qtbot, talk, asked)
    assert (question.text, answer.text, answer.state) == ("считай", "раз ответ 2.", MessageState.COMPLETE)
    assert answer.versions == 1
    assert answer.facts.usage == Usage(6, 8, 14)
    assert answer.facts.error_code == ""


def test_where_the_rest_does_not_come_either_nothing_is_lost(qtbot, talk, asked):
    def dead(_cancel: CancelToken) -> Iterator[CompletionEvent]:
        raise ServiceUnreachable("no route")
        yield CompletionUpdate("")

    asked.script = cut
    ask(qtbot, talk, "считай")
    asked.script = dead
    assert isinstance(resume(qtbot, talk), Failed)
    answer = kept(qtbot, talk, asked)[-1]
    assert (answer.text, answer.state, answer.facts.usage) == (
        "раз дв",
        MessageState.INTERRUPTED,
        Usage(5, 6, 11),
    )


def test_an_answer_that_something_follows_goes_on_as_another_version(qtbot, talk, asked):
    asked.script = cut
    ask(qtbot, talk, "считай")
    asked.script = asked.agree
    ask(qtbot, talk, "дальше")
    resume(qtbot, talk, number=1)
    path = kept(qtbot, talk, asked)
    assert [(message.text, message.version) for message in path] == [("считай", 1), ("раз ответ 3.", 2)]
    talk.choose_version(path[1].id, 1)
    qtbot.waitUntil(lambda: len(talk.messages) == 4)
    assert [message.text for message in talk.messages] == ["считай", "раз дв", "дальше", "ответ 2."]


def test_a_whole_answer_does_not_go_on(qtbot, talk, asked):
    ask(qtbot, talk, "раз")
    talk.resume(talk.messages[-1].id, SETTINGS)
    assert not talk.answering
    assert len(asked.requests) == 1
