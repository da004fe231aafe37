"""Earlier texts: found, opened, pinned, deleted and brought back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.ui.texts.history_desk import HistoryDesk
from yagpt_desktop.ui.texts.history_model import HistoryModel


@pytest.fixture
def desk(qtbot, room):
    """The list, open and filled."""
    desk = HistoryDesk(room.window, room.parts, room.hub, room.owner)
    with qtbot.waitSignal(desk.listed):
        desk.show()
    return desk


def listed(desk):
    return [run.id for run in desk.dialog.model.runs]


def go_to(desk, name):
    row = listed(desk).index(name)
    desk.dialog.table.setCurrentIndex(desk.dialog.model.index(row, 0))


def button(desk, name):
    return desk.dialog.findChild(QPushButton, name)


def test_the_newest_text_comes_first_with_what_was_done_to_it(desk):
    assert listed(desk) == ["long", "letter", "hamlet"]
    model = desk.dialog.model
    rows = [[model.index(row, column).data() for column in range(3)] for row in range(3)]
    assert rows[0] == ["A long tale of two cities", "Английский → Русский", "не закончено"]
    assert rows[1] == ["Ашипки в письме & <b>жирно</b>", "Ошибки", ""]


def test_what_is_typed_is_looked_for_in_source_and_result(qtbot, desk):
    with qtbot.waitSignal(desk.listed):
        QTest.keyClicks(desk.dialog._search, "not to")
    assert listed(desk) == ["hamlet"]
    with qtbot.waitSignal(desk.listed):
        desk.dialog._search.setText("no such words")
    assert listed(desk) == []
    assert desk.dialog._empty.text() == "Ничего не нашлось"
    assert not button(desk, "text-history-open").isEnabled()


def test_a_pinned_text_comes_first_and_is_read_out_as_pinned(qtbot, desk, room):
    go_to(desk, "hamlet")
    with qtbot.waitSignal(desk.listed):
        button(desk, "text-history-pin").click()
    assert listed(desk)[0] == "hamlet"
    assert desk.dialog.current.id == "hamlet", "the person stays where they were"
    index = desk.dialog.model.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("закреплено")
    assert button(desk, "text-history-pin").text() == "Открепить"
    assert room.store.runs()[0].pinned


def test_a_deleted_text_is_gone_and_comes_back_whole(qtbot, desk, room, runs):
    go_to(desk, "letter")
    with qtbot.waitSignal(desk.listed):
        QTest.keyClick(desk.dialog.table, Qt.Key.Key_Delete)
    assert listed(desk) == ["long", "hamlet"]
    assert [run.id for run in room.store.runs()] == ["long", "hamlet"]
    with qtbot.waitSignal(desk.listed):
        desk.dialog._toast._button.click()
    assert listed(desk) == ["long", "letter", "hamlet"]
    assert room.store.runs()[1] == runs[1]


def test_enter_opens_and_closes_the_list(qtbot, desk):
    go_to(desk, "hamlet")
    assert button(desk, "text-history-open").text() == "Открыть"
    with qtbot.waitSignal(desk.chosen) as chosen:
        QTest.keyClick(desk.dialog.table, Qt.Key.Key_Return)
    assert chosen.args[0].id == "hamlet"
    assert not desk.dialog.isVisible()


def test_what_is_not_finished_is_continued(qtbot, desk):
    go_to(desk, "long")
    assert button(desk, "text-history-open").text() == "Продолжить"
    with qtbot.waitSignal(desk.chosen):
        button(desk, "text-history-open").click()


def test_everything_but_the_pinned_goes_after_a_question(qtbot, desk, room):
    go_to(desk, "letter")
    with qtbot.waitSignal(desk.listed):
        button(desk, "text-history-pin").click()
    button(desk, "text-history-clear").click()
    question = desk.dialog.findChild(QMessageBox, "text-history-question")
    assert question.defaultButton().objectName() == "text-history-keep"
    question.reject()
    assert len(room.store.runs()) == 3
    button(desk, "text-history-clear").click()
    questions = desk.dialog.findChildren(QMessageBox, "text-history-question")
    with qtbot.waitSignal(desk.listed):
        questions[-1].accept()
    assert listed(desk) == ["letter"]


def test_private_mode_is_said_plainly(desk, room):
    assert "на этом компьютере" in desk.dialog._told.text()
    texts = replace(room.hub.settings.texts, private=True)
    room.hub.put(replace(room.hub.settings, texts=texts))
    assert "не сохраняются" in desk.dialog._told.text()


def test_a_store_that_cannot_be_read_is_told(qtbot, desk, room, monkeypatch):
    def broken(*_args):
        raise StorageError("disk")

    monkeypatch.setattr(room.store, "runs", broken)
    with qtbot.waitSignal(desk.failed):
        desk.refresh()


def test_the_model_keeps_qts_rules(qtmodeltester, qapp, runs):
    model = HistoryModel()
    model.show_runs(runs)
    qtmodeltester.check(model)
