"""What is written and not sent: of each chat, for an old message too, over a restart."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate, Role
from yagpt_desktop.services.conversation import now


def make_turn(_request, _settings):
    return lambda _cancel: iter([CompletionUpdate("ответ", CompletionStatus.FINAL)])


@pytest.fixture
def desk(new_desk):
    desk = new_desk(make_turn)
    yield desk
    assert desk.library.shut_down()
    assert desk.pool.waitForDone(3000)


def send(qtbot, desk):
    talk = desk.chat._in_view
    with qtbot.waitSignal(talk.ended):
        desk.page.composer.edit.submitted.emit()
    return talk


def begin_edit(qtbot, desk):
    """Ask, begin to write another text, and return the conversation with the question's id."""
    desk.page.composer.set_text("вопрос")
    talk = send(qtbot, desk)
    question = talk.messages[0].id
    desk.transcript.edit_requested.emit(question)
    assert desk.page.composer.text() == "вопрос"
    desk.page.composer.set_text("другой вопрос")
    return talk, question


def notice(desk) -> str:
    bar = desk.page.editing
    return "" if bar.isHidden() else bar.findChild(QLabel, "editing-text").text()


def test_the_text_for_an_old_message_is_kept_as_a_draft_of_it(qtbot, desk):
    talk, question = begin_edit(qtbot, desk)
    qtbot.waitUntil(lambda: talk.chat.draft == "другой вопрос", timeout=3000)
    assert talk.chat.draft_of == question
    qtbot.waitUntil(lambda: desk.store.chats()[0].draft_of == question)


def test_one_returns_to_the_editing_from_another_chat(qtbot, desk):
    talk, _ = begin_edit(qtbot, desk)
    desk.chat.start_anew()
    assert desk.page.composer.text() == ""
    assert notice(desk) == ""
    desk.chat.open(talk.chat.id)
    assert desk.page.composer.text() == "другой вопрос"
    assert notice(desk)
    send(qtbot, desk)
    assert [message.text for message in talk.messages] == ["другой вопрос", "ответ"]
    assert talk.messages[0].versions == 2, "a new version, not a new question"
    qtbot.waitUntil(lambda: (talk.chat.draft, talk.chat.draft_of) == ("", ""), timeout=3000)


def opened_with(qtbot, desk, draft_of: str):
    """Open a chat as a start finds it in the store, with a text for a message."""
    question = ChatMessage("q", None, Role.USER, "вопрос", now())
    answer = ChatMessage("a", "q", Role.ASSISTANT, "ответ", now())
    head = Chat("c", "вопрос", now(), now(), draft="недописано", draft_of=draft_of)
    desk.store.add_path(head, [question, answer])
    with qtbot.waitSignal(desk.library.listed):
        desk.library.refresh()
    desk.chat.open("c")
    talk = desk.chat._in_view
    qtbot.waitUntil(lambda: bool(talk.messages))
    return talk


def test_after_a_restart_one_goes_on_with_the_old_message(qtbot, desk):
    talk = opened_with(qtbot, desk, "q")
    assert desk.page.composer.text() == "недописано"
    assert notice(desk)
    send(qtbot, desk)
    assert [message.text for message in talk.messages] == ["недописано", "ответ"]


def test_where_the_message_is_gone_the_text_is_a_new_question(qtbot, desk):
    talk = opened_with(qtbot, desk, "gone")
    assert desk.page.composer.text() == "недописано"
    assert notice(desk) == ""
    assert talk.chat.draft_of == ""
    send(qtbot, desk)
    assert [message.text for message in talk.messages] == ["вопрос", "ответ", "недописано", "ответ"]


def test_deleting_the_message_meanwhile_keeps_the_text(qtbot, desk):
    talk, question = begin_edit(qtbot, desk)
    talk.delete(question)
    assert not talk.messages
    assert desk.page.composer.text() == "другой вопрос"
    send(qtbot, desk)
    assert talk.messages[0].text == "другой вопрос"


def test_emptying_the_composer_ends_the_editing(qtbot, desk):
    talk, _ = begin_edit(qtbot, desk)
    desk.page.composer.clear()
    assert notice(desk) == ""
    desk.chat.keep_draft()
    assert (talk.chat.draft, talk.chat.draft_of) == ("", "")


def test_editing_again_what_is_edited_keeps_what_is_written(qtbot, desk):
    _, question = begin_edit(qtbot, desk)
    desk.transcript.edit_requested.emit(question)
    assert desk.page.composer.text() == "другой вопрос"


@pytest.fixture
def editing(qtbot, desk):
    """Something is written anew, and then an old question is edited."""
    desk.page.composer.set_text("вопрос")
    talk = send(qtbot, desk)
    desk.page.composer.set_text("недописанное")
    desk.transcript.edit_requested.emit(talk.messages[0].id)
    assert desk.page.composer.text() == "вопрос"
    return talk


def test_what_was_being_written_comes_back_when_the_editing_is_given_up(desk, editing):
    desk.page.composer.set_text("вопрос иначе")
    desk.page.findChild(QPushButton, "editing-cancel").click()
    assert desk.page.composer.text() == "недописанное"
    assert notice(desk) == ""
    chat = editing.chat
    assert (chat.draft, chat.draft_of, chat.draft_aside) == ("недописанное", "", "")
    assert editing.messages[0].text == "вопрос"


def test_escape_gives_the_editing_up(desk, editing):
    assert desk.page.stop()
    assert desk.page.composer.text() == "недописанное"
    assert not desk.page.stop()


def test_what_was_being_written_comes_back_when_the_new_version_is_sent(qtbot, desk, editing):
    desk.page.composer.set_text("вопрос иначе")
    talk = send(qtbot, desk)
    assert [message.text for message in talk.messages] == ["вопрос иначе", "ответ"]
    assert desk.page.composer.text() == "недописанное"
    assert notice(desk) == ""


def test_another_old_message_does_not_push_it_out(desk, editing):
    desk.transcript.edit_requested.emit(editing.messages[0].id)
    assert desk.page.composer.text() == "вопрос"
    desk.page.editing.cancel_requested.emit()
    assert desk.page.composer.text() == "недописанное"


def test_it_outlives_another_chat_and_a_kill(qtbot, desk, editing):
    desk.page.composer.set_text("вопрос иначе")
    qtbot.waitUntil(lambda: desk.store.chats()[0].draft_aside == "недописанное", timeout=3000)
    desk.chat.start_anew()
    assert desk.page.composer.text() == ""
    desk.chat.open(editing.chat.id)
    assert (desk.page.composer.text(), bool(notice(desk))) == ("вопрос иначе", True)
    desk.page.editing.cancel_requested.emit()
    assert desk.page.composer.text() == "недописанное"


def test_an_emptied_composer_still_belongs_to_the_old_message(desk, editing):
    desk.page.composer.clear()
    assert notice(desk), "a cut is often followed by a paste"
    desk.chat.keep_draft()
    assert (editing.chat.draft, editing.chat.draft_of) == ("недописанное", "")
    desk.page.composer.set_text("вопрос иначе")
    desk.chat.keep_draft()
    assert (editing.chat.draft, editing.chat.draft_of) == ("вопрос иначе", editing.messages[0].id)


def test_deleting_the_old_message_leaves_both_texts(qtbot, desk):
    for text in ("раз", "два"):
        desk.page.composer.set_text(text)
        talk = send(qtbot, desk)
    desk.page.composer.set_text("недописанное")
    second = talk.messages[2].id
    desk.transcript.edit_requested.emit(second)
    talk.delete(second)
    qtbot.waitUntil(lambda: notice(desk) == "")
    assert desk.page.composer.text() == "два\n\nнедописанное"
    assert (talk.chat.draft, talk.chat.draft_aside) == ("два\n\nнедописанное", "")
