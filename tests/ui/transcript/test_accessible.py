"""What a screen reader finds; the same over the real accessibility bus is in the desktop suite."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible
from shiboken6 import isValid

from yagpt_desktop.domain.chat import MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.ui.transcript.accessible import row_text
from yagpt_desktop.ui.transcript.foot import Action, actions_of
from yagpt_desktop.ui.transcript.view import TranscriptView


@pytest.fixture
def reader(view):
    """The interface a reader gets."""
    return QAccessible.queryAccessibleInterface(view)


def test_messages_are_children_with_speaker_and_text(view, reader, message, settle):
    view.show_messages([message("Вопрос # один", Role.USER), message("**Ответ** один 😀\n\n- пункт")])
    settle()
    assert reader.role() == QAccessible.Role.List
    assert [reader.child(i).role() for i in range(2)] == [QAccessible.Role.ListItem] * 2
    assert reader.child(1).text(QAccessible.Text.Name).endswith(": Ответ один 😀\n\n• пункт")
    assert reader.plain_text() == "Вопрос # один\n\nОтвет один 😀\n\n• пункт"
    assert reader.child(0) is reader.child(0)
    assert reader.indexOfChild(reader.child(1)) == 1
    assert reader.child(99) is None


def test_the_facts_of_an_answer_are_read_out_too(view, reader, message, settle):
    view.show_messages([message("Вопрос", Role.USER), message("Ответ", name="a")])
    view.set_meta("a", "остановлено · 38 токенов")
    settle()
    assert reader.child(1).text(QAccessible.Text.Description) == "остановлено · 38 токенов"


def test_an_answer_that_never_came_is_read_out_as_what_became_of_it(
    view, reader, message, settle, monkeypatch
):
    said = []
    monkeypatch.setattr(view.reader, "answer_grows", lambda *words: said.append(words))
    growing = message("", name="a", grows=True)
    view.show_messages([message("Вопрос", Role.USER), growing])
    view.update_message(replace(growing, state=MessageState.STOPPED))
    view.set_meta("a", "остановлено до ответа")
    settle()
    answer = reader.child(1)
    assert answer.text(QAccessible.Text.Name).endswith(": остановлено до ответа")
    assert list(answer.actions().values()) == [Action.REPEAT, Action.EDIT, Action.DELETE]
    assert said[-1][0] == ""
    assert said[-1][2] == "stopped before the answer"


def test_a_message_has_its_place_on_the_screen(view, reader, message, settle):
    view.show_messages([message("Вопрос", Role.USER), message("Ответ")])
    settle()
    first, second = reader.child(0).rect(), reader.child(1).rect()
    assert first.bottom() < second.bottom()
    assert reader.childAt(second.center().x(), second.center().y()) is reader.child(1)


def test_a_message_can_be_acted_on(view, reader, message, settle, qtbot):
    view.show_messages([message("Вопрос", Role.USER), message("Ответ", name="a")])
    settle()
    answer = reader.child(1)
    names = {action: name for name, action in answer.actions().items()}
    assert set(names) == set(actions_of(view.column.rows.message(1)))
    with qtbot.waitSignal(view.repeat_requested) as told:
        answer._actions.doAction(names[Action.REPEAT])
    assert told.args == ["a"]
    with qtbot.waitSignal(view.delete_requested) as told:
        answer._actions.doAction(names[Action.DELETE])
    assert told.args == ["a"]


def test_status_and_pill_are_children_too(view, reader, message, settle):
    view.show_messages([message("сло", grows=True)])
    view.set_activity("печатает…")
    settle()
    names = {reader.child(i).object().objectName() for i in range(1, reader.childCount())}
    assert names == {"message-status", "to-latest"}


def test_interfaces_outlive_their_messages_without_harm(qtbot, message):
    view = TranscriptView()
    view.show_messages([message("раз"), message("два")])
    reader = QAccessible.queryAccessibleInterface(view)
    child = reader.child(1)
    view.remove_after(view.column.rows.message(0).id)
    assert not child.isValid()
    assert child.text(QAccessible.Text.Name) == ""
    assert child.plain_text() == ""
    view.deleteLater()
    qtbot.waitUntil(lambda: not isValid(view))
    gc.collect()
    assert not child.isValid()


def test_the_text_of_a_long_answer_is_whole(view, message, settle):
    code = "\n".join(f"строка {i}" for i in range(120))
    view.show_messages([message(f"Вот:\n\n```\n{code}\n```\n\nконец")])
    settle()
    assert row_text(view.column.near(0)) == f"Вот:\n\n{code}\n\nконец"
