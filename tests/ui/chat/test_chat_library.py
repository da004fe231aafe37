"""All chats: opened, listed, renamed, pinned, deleted, restored, found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import (
    CompletionEvent,
    CompletionRequest,
    CompletionStatus,
    CompletionUpdate,
)
from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.storage.memory_chats import MemoryChatStore
from yagpt_desktop.ui.chat.chat_action import ChatAction
from yagpt_desktop.ui.chat.chat_library import MOST_OPEN, ChatLibrary
from yagpt_desktop.workers.job import single_thread
from yagpt_desktop.workers.turn import Turn


def agree(_request: CompletionRequest, _settings: Settings) -> Turn:
    def turn(_cancel: CancelToken) -> Iterator[CompletionEvent]:
        yield CompletionUpdate("хорошо", CompletionStatus.FINAL)

    return turn


@pytest.fixture
def store():
    return MemoryChatStore()


@pytest.fixture
def library(qapp, store):
    owner = QObject()
    library = ChatLibrary(store, single_thread(owner), agree, owner)
    yield library
    assert library.shut_down()


def talk(qtbot, library, text):
    conversation = library.begin("", "")
    with qtbot.waitSignal(conversation.ended):
        conversation.ask(text, (), Settings())
    return conversation


def listed(qtbot, library):
    with qtbot.waitSignal(library.listed) as got:
        library.refresh()
    return [chat.title for chat in got.args[0]]


def test_a_chat_without_a_question_is_not_listed(qtbot, library):
    library.begin("", "")
    assert listed(qtbot, library) == []


def test_chats_are_listed_the_last_used_first(qtbot, library):
    talk(qtbot, library, "первый")
    talk(qtbot, library, "второй")
    assert listed(qtbot, library) == ["второй", "первый"]


def test_an_open_conversation_is_the_same_when_opened_again(qtbot, library):
    conversation = talk(qtbot, library, "первый")
    listed(qtbot, library)
    assert library.open(conversation.chat.id) is conversation


def test_a_kept_chat_is_read_when_it_is_opened_for_the_first_time(qtbot, library, store):
    first = talk(qtbot, library, "первый")
    owner = QObject()
    other = ChatLibrary(store, single_thread(owner), agree, owner)
    assert listed(qtbot, other) == ["первый"]
    conversation = other.open(first.chat.id)
    qtbot.waitUntil(lambda: [m.text for m in conversation.messages] == ["первый", "хорошо"])
    assert other.shut_down()


def see_many(qtbot, library, count):
    for number in range(count):
        library.see(talk(qtbot, library, f"ещё {number}").chat.id)
        listed(qtbot, library)


def test_a_conversation_nobody_looked_at_for_long_is_read_again(qtbot, library):
    first = talk(qtbot, library, "первый")
    library.see(first.chat.id)
    gone = QSignalSpy(first.destroyed)
    chat_id = first.chat.id
    see_many(qtbot, library, MOST_OPEN + 1)
    qtbot.waitUntil(lambda: gone.count() == 1)
    again = library.open(chat_id)
    with qtbot.waitSignal(again.path_changed):
        pass
    assert [message.text for message in again.messages] == ["первый", "хорошо"]


def test_a_conversation_that_could_not_be_kept_stays(qtbot, library, store, monkeypatch):
    def fail(_chat):
        raise StorageError("no room")

    first = talk(qtbot, library, "первый")
    library.see(first.chat.id)
    listed(qtbot, library)
    with monkeypatch.context() as patched, qtbot.waitSignal(library.failed):
        patched.setattr(store, "save_chat", fail)
        first.set_chat(replace(first.chat, draft="недописано"))
    see_many(qtbot, library, MOST_OPEN + 1)
    assert library.open(first.chat.id) is first


def test_a_chat_that_was_begun_and_left_without_a_word_leaves_the_memory(qtbot, library):
    blank = library.begin("", "")
    library.see(blank.chat.id)
    gone = QSignalSpy(blank.destroyed)
    see_many(qtbot, library, MOST_OPEN + 1)
    qtbot.waitUntil(lambda: gone.count() == 1)


def test_a_deleted_chat_leaves_the_memory_and_comes_back_whole(qtbot, library):
    first = talk(qtbot, library, "первый")
    chat_id = first.chat.id
    library.see(chat_id)
    listed(qtbot, library)
    gone = QSignalSpy(first.destroyed)
    with qtbot.waitSignal(library.listed):
        library.carry_out(ChatAction.DELETE, [chat_id])
    see_many(qtbot, library, MOST_OPEN + 1)
    qtbot.waitUntil(lambda: gone.count() == 1)
    library.carry_out(ChatAction.RESTORE, [chat_id])
    qtbot.waitUntil(lambda: library.open(chat_id) is not None)
    again = library.open(chat_id)
    qtbot.waitUntil(lambda: [message.text for message in again.messages] == ["первый", "хорошо"])


def test_an_unknown_chat_opens_nothing(library):
    assert library.open("made-up") is None


def test_a_renamed_and_pinned_chat_stays_so(qtbot, library, store):
    chat_id = talk(qtbot, library, "первый").chat.id
    with qtbot.waitSignals([library.listed, library.listed]):
        library.rename(chat_id, "Другое имя")
        library.carry_out(ChatAction.PIN, [chat_id])
    qtbot.waitUntil(lambda: (store.chats()[0].title, store.chats()[0].pinned) == ("Другое имя", True))


def test_a_deleted_chat_comes_back_whole(qtbot, library):
    chat_id = talk(qtbot, library, "первый").chat.id
    listed(qtbot, library)
    with qtbot.waitSignal(library.listed) as got:
        library.carry_out(ChatAction.DELETE, [chat_id])
    assert got.args[0] == []
    with qtbot.waitSignal(library.listed) as got:
        library.carry_out(ChatAction.RESTORE, [chat_id])
    assert [chat.title for chat in got.args[0]] == ["первый"]


def test_a_store_that_fails_is_told(qtbot, library, store, monkeypatch):
    def broken() -> None:
        raise StorageError("disk")

    monkeypatch.setattr(store, "chats", broken)
    with qtbot.waitSignal(library.failed):
        library.refresh()
