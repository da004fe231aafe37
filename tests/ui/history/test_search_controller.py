"""Looking for words in the sidebar, and reading where they stand."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from yagpt_desktop.domain.completion import Role
from yagpt_desktop.storage.history.chats import SqliteChatStore
from yagpt_desktop.storage.history.database import open_database
from yagpt_desktop.storage.memory_chats import MemoryChatStore
from yagpt_desktop.ui.sidebar.search_filters import Filters, Span


@pytest.fixture
def filled(desk, listed):
    desk.put("a", "Что такое ёжик?", "Ёжик — это зверь.", title="О животных")
    desk.put("b", "Где ёлка?", "В лесу.", title="Ёжики и ёлки")
    desk.put("z", "Ёжик в архиве", title="Старое", archived=True)
    listed(desk)
    return desk


def look_for(qtbot, desk, text):
    results = desk.sidebar.results
    desk.sidebar.search.setText(text)
    qtbot.waitUntil(lambda: results._count is not None and not desk.desk._search._pause.isActive())
    qtbot.waitUntil(lambda: not desk.desk._search._job.busy)
    return found(desk)


def found(desk):
    model = desk.sidebar.results._model
    places = [model.place_at(model.index(row)) for row in range(model.rowCount())]
    return [(place.chat.id, place.hit.message_id) for place in places]


def status(desk):
    return desk.sidebar.findChild(QLabel, "search-status").text()


def test_titles_and_messages_are_found_in_all_chats_and_the_archive(qtbot, filled):
    assert look_for(qtbot, filled, "ежик") == [("b", ""), ("a", "a-0"), ("a", "a-1"), ("z", "z-0")]


def test_the_count_is_said_and_so_is_an_empty_result(qtbot, filled, russian):
    look_for(qtbot, filled, "ежик")
    assert "4" in status(filled)
    assert look_for(qtbot, filled, "нет такого слова") == []
    assert "Ничего" in status(filled)
    assert not filled.sidebar.results.results.isVisible()


def test_the_filters_narrow_the_search(qtbot, filled):
    look_for(qtbot, filled, "ежик")
    filters = filled.sidebar.search_bar.filters
    filters._role.setCurrentIndex(filters._role.findData(Role.ASSISTANT.value))
    qtbot.waitUntil(lambda: found(filled) == [("a", "a-1")])
    filters._model.setCurrentIndex(filters._model.findData("yandexgpt-5.1"))
    qtbot.waitUntil(lambda: filters.filters == Filters(Span.ANY, Role.ASSISTANT, "yandexgpt-5.1"))
    assert look_for(qtbot, filled, "это") == [("a", "a-1")]
    filters.clear()
    assert not filled.sidebar.search_bar.is_narrowed


def test_questions_have_no_model_to_choose(filled):
    filters = filled.sidebar.search_bar.filters
    filters._model.setCurrentIndex(1)
    filters._role.setCurrentIndex(filters._role.findData(Role.USER.value))
    assert filters.filters == Filters(Span.ANY, Role.USER, "")
    assert not filters._model.isEnabled()


def test_enter_opens_the_chat_at_the_message_with_the_words_selected(qtbot, filled):
    look_for(qtbot, filled, "зверь")
    QTest.keyClick(filled.sidebar.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: filled.transcript.selected_text() == "зверь")
    assert filled.controller.chat_id == "a"


def test_a_place_far_above_comes_into_view(qtbot, desk, listed):
    texts = [f"строка {number}\n\n" + "слово " * 200 for number in range(60)]
    texts[7] = "слово " * 300 + "пересмешник " + "слово " * 300
    desk.put("long", *texts)
    listed(desk)
    look_for(qtbot, desk, "пересмешник")
    QTest.keyClick(desk.sidebar.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.transcript.selected_text() == "пересмешник")
    arranged = desk.transcript.arranged()
    assert 7 in arranged.rows
    layout = next(one for one in arranged.units if one.row == 7)
    offset = texts[7].index("пересмешник")
    rect = layout.layout.caret_rect(offset - desk.transcript.column.near(7).units[layout.unit].start)
    y = layout.y + rect.top() - arranged.top
    assert 0 <= y <= desk.transcript.viewport().height()


def test_a_hit_in_another_version_brings_that_version_into_view(qtbot, desk, listed):
    desk.put("a", "вопрос", "первый ответ")
    first = desk.store.messages("a")[1]
    desk.store.add_message("a", replace(first, id="a-2", text="второй ответ"))
    listed(desk)
    desk.controller.open("a")
    qtbot.waitUntil(lambda: [row.text for row in desk.transcript.column.rows] == ["вопрос", "второй ответ"])
    look_for(qtbot, desk, "первый")
    QTest.keyClick(desk.sidebar.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.transcript.selected_text() == "первый")


def test_down_leads_into_the_results_and_escape_ends_the_search(qtbot, filled):
    look_for(qtbot, filled, "ежик")
    results = filled.sidebar.results.results
    QTest.keyClick(filled.sidebar.search, Qt.Key.Key_Down)
    assert filled.window.focusWidget() is results
    QTest.keyClick(results, Qt.Key.Key_Down)
    QTest.keyClick(results, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: filled.controller.chat_id == "a")
    assert filled.window.focusWidget() is results
    QTest.keyClick(results, Qt.Key.Key_Escape)
    assert filled.sidebar.search.text() == ""
    assert filled.sidebar.chats.isVisible()


def test_what_is_typed_on_makes_the_older_question_worthless(qtbot, filled, monkeypatch):
    asked: list[str] = []
    gate = threading.Event()
    real = MemoryChatStore.find

    def slow(store, query):
        asked.append(query.text)
        gate.wait(10)
        return real(store, query)

    monkeypatch.setattr(MemoryChatStore, "find", slow)
    filled.sidebar.search.setText("е")
    qtbot.waitUntil(lambda: asked == ["е"])
    qtbot.waitUntil(lambda: filled.sidebar.results._count is None)
    for text in ("еж", "ежи", "ежик"):
        filled.sidebar.search.setText(text)
        qtbot.waitUntil(lambda: not filled.desk._search._pause.isActive())
    gate.set()
    qtbot.waitUntil(lambda: len(found(filled)) == 4)
    assert asked == ["е", "ежик"]


def test_the_same_holds_for_the_chats_on_the_disk(qtbot, make_desk, listed, tmp_path):
    database = open_database(tmp_path / "history.db")
    desk = make_desk(SqliteChatStore(database))
    desk.put("a", "Расскажи о ежах", "Ежи — звери.")
    listed(desk)
    assert look_for(qtbot, desk, "ёж") == [("a", "a-1"), ("a", "a-0")]
    QTest.keyClick(desk.sidebar.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.transcript.selected_text() == "Ежи")
    desk.library.shut_down()
    desk.pool.waitForDone(3000)
    database.close()


def test_any_text_can_be_typed(qtbot, make_desk, listed, tmp_path):
    database = open_database(tmp_path / "history.db")
    desk = make_desk(SqliteChatStore(database))
    desk.put("a", "c++ и foo-bar «кавычки»")
    listed(desk)
    for text in ('"', "c++", "foo-bar", "AND", "*", "(", "а OR б", "\ud83d", "'", "«"):
        look_for(qtbot, desk, text)
    desk.library.shut_down()
    desk.pool.waitForDone(3000)
    database.close()
